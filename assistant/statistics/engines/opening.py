"""Opening a table, running an expression over it, and saying plainly what went wrong."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import EngineUnavailable
from assistant.statistics.engines.embedded import open_duckdb_file, open_parquet
from assistant.statistics.engines.place import Engine, masked, read_place
from assistant.statistics.engines.servers import (
    QUERY_SECONDS,
    open_bigquery,
    open_postgres,
    open_spark,
    open_trino,
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


def collect(expression: "Table") -> "pa.Table":
    """The rows of an expression over a table that `open_table` opened.

    Raises:
        EngineUnavailable: The engine went away, or took longer than it may.
    """
    engine = _engine_of(expression)
    with _explained(engine, engine), _time_limit(expression, engine):
        return expression.to_pyarrow()


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
    return masked(lines[0] if lines else type(error).__name__)[:300]


@contextmanager
def _time_limit(expression: "Table", engine: Engine) -> Iterator[None]:
    """DuckDB has no limit of its own, so its query is stopped from outside."""
    if engine != "duckdb":
        yield
        return
    timer = threading.Timer(QUERY_SECONDS, expression.get_backend().con.interrupt)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
