"""PostgreSQL on a socket of its own and Spark in local mode, each with the poll in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres_server import postgres_server
from tests.statistics.engines.polls import draw_rows, write_rows

IN_POSTGRES = {"string": "text", "double": "double precision"}


@pytest.fixture(scope="session")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_rows(tmp_path_factory.mktemp("prepared") / "poll.parquet")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a server that lives as long as the tests, with no table after its #."""
    with postgres_server() as socket:
        _load(socket)
        yield f"postgres://tester@/postgres?host={socket}"


def _load(socket: str) -> None:
    import psycopg

    rows = draw_rows()
    kinds = [(field.name, IN_POSTGRES[str(field.type)]) for field in rows.schema]
    written = ", ".join(f'"{name}" {kind}' for name, kind in kinds)
    with (
        psycopg.connect(host=socket, user="tester", dbname="postgres") as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("CREATE SCHEMA polls")
        cursor.execute(f'CREATE TABLE polls."The poll" ({written})')
        with cursor.copy('COPY polls."The poll" FROM STDIN') as copy:
            for row in zip(*rows.to_pydict().values(), strict=True):
                copy.write_row(row)


@pytest.fixture(scope="session")
def spark(parquet: Path) -> Iterator[str]:
    """The URL by which Spark reads the poll's file."""
    yield f"spark://local[2]{parquet}"
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        running.stop()
