"""Opening a table, running an expression over it, and saying plainly what went wrong."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import EngineUnavailable
from assistant.statistics.engines.embedded import open_duckdb_file, open_parquet
from assistant.statistics.engines.place import Engine, masked, read_place
from assistant.statistics.engines.servers import (
    QUERY_SECONDS,
    open_bigquery,
    open_postgres,
    open_spark,
    open_trino,
    spark_rows,
)

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis import Table

# Packages whose errors are about the engine; the embedded one's module is named _duckdb.
_PACKAGES = {"ibis", "_duckdb", "duckdb", "psycopg", "pyspark", "py4j", "trino", "google"}


def open_table(location: str) -> "Table":
    """The responses as a table to write expressions on; nothing is counted yet.

    `location` is a parquet file of ours or an engine's URL. A table is for the thread that opened
    it; opening it again is cheap. Its expressions are run with `collect`.

    Raises:
        BadManifest: The URL cannot be read.
        EngineUnavailable: The engine cannot be reached, its package is missing, or the table is.
    """
    if "://" not in location:
        with _explained("duckdb", location):
            return open_parquet(Path(location))
    place = read_place(location)
    openers = {
        "duckdb": open_duckdb_file,
        "postgres": open_postgres,
        "spark": open_spark,
        "trino": open_trino,
        "bigquery": open_bigquery,
    }
    with _explained(place.engine, str(place)):
        return openers[place.engine](place)


def collect(expression: "Table", *, seconds: float = QUERY_SECONDS) -> "pa.Table":
    """The rows of an expression over a table that `open_table` opened.

    `seconds` bounds the embedded engine; the others are bound when they are opened.

    Raises:
        EngineUnavailable: The engine went away, or took longer than it may.
    """
    engine = _engine_of(expression)
    with _explained(engine, engine):
        if engine == "duckdb":
            with _stopped_after(seconds, expression.get_backend().con):
                return expression.to_pyarrow()
        return spark_rows(expression) if engine == "spark" else expression.to_pyarrow()


def _engine_of(expression: "Table") -> Engine:
    name: Engine = expression.get_backend().name.replace("pyspark", "spark")
    return name


@contextmanager
def _explained(engine: Engine, where: str) -> Iterator[None]:
    """An engine's own errors as one line of ours, without secrets."""
    try:
        yield
    except ImportError as error:
        raise EngineUnavailable(
            f"{where}: {error.name or engine} is not installed; "
            f"run `pip install 'survey-assistant[{engine}]'`"
        ) from error
    except Exception as error:  # every engine has a tree of its own, in a package we may not have
        if not _is_of_an_engine(error):
            raise
        raise EngineUnavailable(f"{where}: {_one_line(error)}") from None


def _is_of_an_engine(error: Exception) -> bool:
    """Whether an error is an engine's or the network's, and no fault of our own expressions."""
    package = type(error).__module__.partition(".")[0]
    return isinstance(error, OSError) or package in _PACKAGES


def _one_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = masked(lines[0] if lines else type(error).__name__)[:300]
    return f"no table {said!r}" if type(error).__name__ == "TableNotFound" else said


@contextmanager
def _stopped_after(seconds: float, connection: Any) -> Iterator[None]:
    """Stops a query of DuckDB's, which has no limit of its own, from outside."""
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception as error:
        if type(error).__name__ != "InterruptException":
            raise
        raise EngineUnavailable(
            f"duckdb: stopped after {seconds:g} seconds; ask for fewer groups at once"
        ) from None
    finally:
        timer.cancel()
        timer.join()  # until then it holds the connection, and with it the file
