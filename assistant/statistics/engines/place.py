"""A table of an engine, as the `responses:` key of a survey.yaml names it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, unquote

from assistant.errors import BadManifest

Engine = Literal["duckdb", "postgres", "spark", "trino", "bigquery"]

_SCHEMES: dict[str, Engine] = {
    "duckdb": "duckdb",
    "postgres": "postgres",
    "postgresql": "postgres",
    "spark": "spark",
    "pyspark": "spark",
    "trino": "trino",
    "bigquery": "bigquery",
}
_FORMS: dict[Engine, str] = {
    "duckdb": "duckdb:///folder/file.duckdb#table",
    "postgres": "postgres://user@host:5432/database#schema.table",
    "spark": "spark://local[2]/folder/responses.parquet or spark://host:7077#database.table",
    "trino": "trino://user@host:8443/catalog/schema#table",
    "bigquery": "bigquery://project/dataset#table",
}
_URL = re.compile(
    r"(?P<scheme>\w+)://(?:(?P<user>[^@/?#]*)@)?(?P<host>[^@/?#]*)"
    r"(?P<path>/[^?#]*)?(?:\?(?P<options>[^#]*))?(?:#(?P<table>[^#]+))?"
)
_POSTGRES_OPTIONS = {"host", "sslmode", "sslrootcert"}
SPARK_FILES = {".parquet": "read_parquet", ".csv": "read_csv"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A table of an engine, as the `responses:` key of a survey.yaml names it.

    `path` is what stands between host and table: a file, a database, a catalogue and its schema.
    """

    engine: Engine
    user: str = ""
    host: str = ""
    port: int | None = None
    path: str = ""
    options: tuple[tuple[str, str], ...] = ()
    schema: str = ""
    table: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """The parts of the path."""
        return tuple(step for step in self.path.split("/") if step)

    def __str__(self) -> str:
        """The engine and its host, as an error may name them.

        >>> print(read_place("postgres://ann@db.example.org/polls#spring.answers"))
        postgres at db.example.org
        """
        return f"{self.engine} at {self.host}" if self.host else f"{self.engine} {self.path}"


def read_place(location: str) -> Place:
    """What a `responses:` URL says.

    >>> place = read_place("postgres://ann@db.example.org:5433/polls#spring.answers")
    >>> place.user, place.host, place.port, place.steps, place.schema, place.table
    ('ann', 'db.example.org', 5433, ('polls',), 'spring', 'answers')
    >>> read_place("spark://local[2]/data/answers.parquet").path
    '/data/answers.parquet'

    Raises:
        BadManifest: It is no URL of an engine that is known, or it holds a password.
    """
    engine, found = _parts(location.strip())
    host, port = _host_and_port(found["host"], engine=engine)
    schema, _, table = (found["table"] or "").rpartition(".")
    return _checked(
        Place(
            engine=engine,
            user=unquote(found["user"] or ""),
            host=host,
            port=port,
            path=unquote(found["path"] or ""),
            options=tuple(parse_qsl(found["options"] or "")),
            schema=unquote(schema),
            table=unquote(table),
        ),
    )


def _parts(location: str) -> tuple[Engine, re.Match[str]]:
    engine = _SCHEMES.get(location.partition("://")[0].lower())
    if engine is None:
        known = ", ".join(_FORMS.values())
        raise BadManifest(f"responses: {masked(location)!r} names no engine; write one of {known}")
    found = _URL.fullmatch(location)
    if found is None:
        raise BadManifest(f"responses: {masked(location)!r} cannot be read; write {_FORMS[engine]}")
    if ":" in (found["user"] or ""):
        raise BadManifest(
            f"responses: {masked(location)!r} holds a password; take it out, and keep it where "
            "docs/engines.md says"
        )
    return engine, found


def _host_and_port(written: str, *, engine: Engine) -> tuple[str, int | None]:
    """Host and port apart; [::1]:5432 and Spark's local[2] keep their brackets.

    >>> _host_and_port("db:5433", engine="postgres"), _host_and_port("local[2]", engine="spark")
    (('db', 5433), ('local[2]', None))
    """
    host, colon, port = written.rpartition(":")
    if not colon or written.endswith("]"):
        return written.strip("[]") if engine != "spark" else written, None
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise BadManifest(f"responses: {port!r} is no port; write {_FORMS[engine]}")
    return host.strip("[]") if engine != "spark" else host, int(port)


def _checked(place: Place) -> Place:
    """The place, where it has what its engine needs."""
    if not _fits(place) or (place.options and place.engine != "postgres"):
        raise BadManifest(
            f"responses: the {place.engine} URL lacks something or has too much; "
            f"write {_FORMS[place.engine]}"
        )
    return place


def _fits(place: Place) -> bool:
    suffix = Path(place.path).suffix.lower()
    named = bool(place.host and place.table and not place.schema)
    match place.engine:
        case "duckdb":
            return not place.host and suffix in (".duckdb", ".db") and bool(place.table)
        case "postgres":
            known = {name for name, _ in place.options} <= _POSTGRES_OPTIONS
            return known and len(place.steps) == 1 and bool(place.table)
        case "spark":
            is_file = suffix in SPARK_FILES and not place.table
            is_table = bool(place.table) and not place.path
            local = re.fullmatch(r"local(\[(\d+|\*)\])?", place.host)
            return (is_file or is_table) and bool(local or (place.host and place.port))
        case "trino":
            return named and len(place.steps) == 2
        case "bigquery":
            return named and len(place.steps) == 1


def masked(text: str) -> str:
    """The text without any password in it.

    >>> masked("postgres://ann:hunter2@db/polls")
    'postgres://ann:…@db/polls'
    >>> masked("no pg_hba entry, password=hunter2 host=db")
    'no pg_hba entry, password=… host=db'
    """
    text = re.sub(r"(//[^/@:\s]*):\S*@", r"\1:…@", text)
    return re.sub(r"(?i)(passw\w*|token|secret)(\s*[=:]\s*)\S+", r"\1\2…", text)
