"""Brings a store's tables up to date: one process at a time, and wholly or not at all."""

import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.history.tables import VERSIONS

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory
    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"
_POSTGRES_LOCK = 0x5EAF_0DAD  # any number that nobody else locks by
_here = threading.Lock()  # Alembic's `op` is one for the whole process


class WrittenByNewer(RuntimeError):
    """The store has been through a migration that this release does not know."""


def is_current(connection: "Connection") -> bool:
    """Whether every migration that we know has been run."""
    return _run_so_far(connection) == _steps().get_current_head()


def migrate(connection: "Connection", *, to: str = "head") -> None:
    """Run what migrations are missing, inside the transaction that `connection` is in.

    Raises:
        WrittenByNewer: Taking steps back would lose what a newer release has kept.
    """
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    with _here:
        _wait_for_others(connection)
        done = _run_so_far(connection)
        if done is not None and done not in {step.revision for step in _steps().walk_revisions()}:
            raise WrittenByNewer
        options = {
            "version_table": VERSIONS,
            "fn": lambda _, __: _steps()._upgrade_revs(to, done or "base"),
        }
        context = MigrationContext.configure(connection, opts=options)
        with Operations.context(context):
            context.run_migrations()


def _run_so_far(connection: "Connection") -> str | None:
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(
        connection, opts={"version_table": VERSIONS}
    ).get_current_revision()


@cache
def _steps() -> "ScriptDirectory":
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(MIGRATIONS))


def _wait_for_others(connection: "Connection") -> None:
    """SQLite has let nobody else write since the transaction began; PostgreSQL needs to be told."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})")
