"""Where the history is kept: a URL, out of a setting that may be empty, and its checked form."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import BadInput
from assistant.statistics.engines.place import masked

if TYPE_CHECKING:
    from sqlalchemy import URL

OFF = "off"
FORMS = (
    "write sqlite:////folder/history.sqlite, postgresql://user@host:5432/database, or off "
    "(docs/history.md)"
)
_POSTGRES_OPTIONS = {"host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey"}


def history_url(written: str, *, environment: Mapping[str, str]) -> str | None:
    """The URL of the store that a setting names, or None where nothing is to be kept.

    >>> history_url("", environment={"XDG_STATE_HOME": "/home/ann/.state"})
    'sqlite:////home/ann/.state/survey-assistant/history.sqlite'
    >>> history_url("off", environment={}) is None
    True
    """
    written = written.strip()
    if written.lower() == OFF:
        return None
    if written:
        return written
    return f"sqlite:///{_state_folder(environment) / 'survey-assistant' / 'history.sqlite'}"


def _state_folder(environment: Mapping[str, str]) -> Path:
    """The user's folder for state; the specification has a relative one ignored."""
    named = Path(environment.get("XDG_STATE_HOME", ""))
    if named.is_absolute():
        return named
    try:
        return Path.home() / ".local" / "state"
    except RuntimeError:
        raise BadInput(f"the user has no home folder to keep a history in; {FORMS}") from None


def read_url(written: str) -> "URL":
    """The URL, with the driver that we bring.

    Raises:
        BadInput: It is no URL of a store that is known. Nothing of it is repeated, for what cannot
            be read may hold a password anywhere.
    """
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(written)
    except (ArgumentError, ValueError):
        raise BadInput(f"ASSISTANT_HISTORY is no URL that can be read; {FORMS}") from None
    match url.drivername:
        case "sqlite" | "sqlite+pysqlite":
            return _sqlite(url)
        case "postgres" | "postgresql" | "postgresql+psycopg":
            return _postgres(url.set(drivername="postgresql+psycopg"))
        case _:
            raise BadInput(f"ASSISTANT_HISTORY names no store that is known; {FORMS}")


def _sqlite(url: "URL") -> "URL":
    is_file = url.database and url.database != ":memory:" and not url.host and not url.query
    if not is_file:
        raise BadInput(f"ASSISTANT_HISTORY names no file; {FORMS}")
    return url


def _postgres(url: "URL") -> "URL":
    """A password with a bare @ in it has its end taken for the host, which errors name."""
    if "@" in f"{url.host or ''}{url.database or ''}":
        raise BadInput("ASSISTANT_HISTORY: write %40 for every @ in the user's name and password")
    if not url.database or not set(url.query) <= _POSTGRES_OPTIONS:
        allowed = ", ".join(sorted(_POSTGRES_OPTIONS))
        raise BadInput(
            f"ASSISTANT_HISTORY lacks a database, or has options other than {allowed}; {FORMS}"
        )
    return url


def place_name(url: "URL") -> str:
    """What errors call the store: its file, or its host and database.

    >>> place_name(read_url("postgresql://ann:hunter2@db.example.org/kept"))
    'history in PostgreSQL at db.example.org/kept'
    """
    if url.get_backend_name() == "sqlite":
        return f"history in {url.database}"
    host = url.host or url.query.get("host") or "localhost"
    return f"history in PostgreSQL at {host}/{url.database}"


def without_password(text: str, url: "URL") -> str:
    """What a driver said, without the password, however it came into it."""
    password = str(url.password or "")
    return masked(text.replace(password, "…") if password else text)
