"""The store under a history: a SQLite file or a PostgreSQL database, opened and up to date."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import HistoryUnavailable
from assistant.history.migrating import WrittenByNewer, is_current, migrate
from assistant.history.place import place_name, read_url, without_password

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

BUSY_SECONDS = 20
CONNECT_SECONDS = 10
QUERY_SECONDS = 30
PRAGMAS = (
    f"busy_timeout = {BUSY_SECONDS * 1000}",
    "foreign_keys = ON",
    "secure_delete = ON",  # what is deleted is overwritten, and not only forgotten
)
# What a transaction of SQLite begins with. One that may write takes its lock at once: taking it
# later, after having read, fails if somebody else has written in between, however long it waits.
READING, WRITING, NONE = "BEGIN", "BEGIN IMMEDIATE", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Transactions over the tables; whatever goes wrong is one line that names the store."""

    url: "URL"
    engine: "Engine"

    @classmethod
    def open(cls, written: str) -> "Store":
        """The store at a URL, made where there is none, its tables up to date.

        Raises:
            BadInput: The URL cannot be one.
            HistoryUnavailable: The store cannot be opened.
        """
        url = read_url(written)
        store = cls(url=url, engine=_engine(url))
        try:
            store._bring_up_to_date()
        except BaseException:
            store.close()
            raise
        return store

    @contextmanager
    def reading(self) -> Iterator["Connection"]:
        """A transaction that sees one state of the store, and keeps no writer waiting."""
        with self._in_one_line(), self.engine.connect() as connection:
            yield connection.execution_options(begin_with=READING)

    @contextmanager
    def writing(self) -> Iterator["Connection"]:
        """A transaction that is carried out wholly or not at all."""
        with self._in_one_line(), self.engine.begin() as connection:
            yield connection

    def forget(self) -> None:
        """Take what has been deleted out of SQLite's log of changes too."""
        if self.engine.dialect.name == "sqlite":
            with self._in_one_line(), self.engine.connect() as connection:
                connection.execution_options(begin_with=NONE)
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def _bring_up_to_date(self) -> None:
        try:
            with self.reading() as connection:
                if is_current(connection):
                    return
            with self.writing() as connection:
                migrate(connection)
        except WrittenByNewer:
            reason = "it was written by a newer release of the assistant; install that one"
            raise HistoryUnavailable(place_name(self.url), reason) from None

    @contextmanager
    def _in_one_line(self) -> Iterator[None]:
        from sqlalchemy.exc import DBAPIError, SQLAlchemyError

        try:
            yield
        except SQLAlchemyError as error:
            said = str(error.orig if isinstance(error, DBAPIError) else error)
            raise _unavailable(self.url, said) from None


def _engine(url: "URL") -> "Engine":
    """An engine that keeps what is asked and answered out of its errors."""
    import sqlalchemy as sa

    if url.get_backend_name() == "sqlite":
        _make_file(url)
        engine = sa.create_engine(url, hide_parameters=True)
        _set_up_sqlite(engine)
        return engine
    try:
        return sa.create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": CONNECT_SECONDS,
                "application_name": "survey-assistant",
                "options": f"-c statement_timeout={QUERY_SECONDS * 1000}",
            },
        )
    except ImportError:
        reason = "PostgreSQL's driver is missing: pip install 'survey-assistant[postgres]'"
        raise HistoryUnavailable(place_name(url), reason) from None


def _make_file(url: "URL") -> None:
    """The file and its folder, for nobody but the user to read; what is there stays as it is."""
    path = Path(url.database or "")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "it cannot be a file's name"
        raise _unavailable(url, reason.lower()) from None


def _set_up_sqlite(engine: "Engine") -> None:
    """Have transactions begin where we say, not where Python's module thinks that they should."""
    from sqlalchemy import event

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            connection.execute("PRAGMA journal_mode = WAL").close()

    @event.listens_for(engine, "begin")
    def begin(connection: "Connection") -> None:
        begin_with = connection.get_execution_options().get("begin_with", WRITING)
        if begin_with:
            connection.exec_driver_sql(begin_with)


def _unavailable(url: "URL", said: str) -> HistoryUnavailable:
    first = without_password(said, url).strip().partition("\n")[0]
    return HistoryUnavailable(place_name(url), first or "it cannot be opened")
