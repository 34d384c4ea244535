"""DuckDB, embedded: it reads our own parquet, within bounds of memory and of what it may open."""

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import EngineUnavailable
from assistant.statistics.engines.place import Place

if TYPE_CHECKING:
    from ibis import Table

MEMORY = "1GB"  # what it cannot hold it spills to disk
SPILL = "20GB"
MOST_THREADS = 4
OPEN_DATABASES = 4  # one a folder of prepared responses; the index has one


def open_parquet(path: Path) -> "Table":
    """A parquet file of ours; the database it is read by stays open for the next."""
    import ibis

    if not path.is_file():
        raise EngineUnavailable(
            f"{path}: the prepared responses are not there; run `assistant index`"
        )
    folder = path.resolve().parent
    # A cursor of its own for every table: two threads on one would read each other's rows.
    connection = _embedded(folder).cursor()
    return ibis.duckdb.from_connection(connection).read_parquet(str(folder / path.name))


@lru_cache(maxsize=OPEN_DATABASES)
def _embedded(folder: Path) -> Any:
    """DuckDB in memory, which reads files of one folder and nothing else."""
    import ibis

    connection = ibis.duckdb.connect(":memory:", **_duckdb_bounds()).con
    # A setting takes no parameters, so the name is quoted here, and it is our own folder's.
    quoted = str(folder).replace("'", "''")
    connection.execute(f"SET allowed_directories = ['{quoted}']")
    connection.execute("SET enable_external_access = false")
    return connection


def _duckdb_bounds() -> dict[str, Any]:
    return {
        "memory_limit": MEMORY,
        "threads": min(MOST_THREADS, os.cpu_count() or 1),
        "temp_directory": _spill_folder(),
        "max_temp_directory_size": SPILL,
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
    }


@lru_cache(maxsize=1)
def _spill_folder() -> str:
    import atexit
    import shutil
    import tempfile

    folder = tempfile.mkdtemp(prefix="assistant-duckdb-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def open_duckdb_file(place: Place) -> "Table":
    """A table of somebody's DuckDB file, which is not written to."""
    import ibis

    if not Path(place.path).is_file():
        raise EngineUnavailable(f"{place.path}: no such DuckDB file")
    backend = ibis.duckdb.connect(place.path, read_only=True, **_duckdb_bounds())
    backend.con.execute("SET enable_external_access = false")
    return backend.table(place.table, database=place.schema or None)
