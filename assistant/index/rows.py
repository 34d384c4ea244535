"""Passages and findings as rows of our own parquet files, and back without loss.

A row keeps in plain columns what is looked up (id, survey, source, passage) and the whole of its
noun as JSON, field by field in the noun's own order. `schema_of` changes when a noun's fields do.
"""

import dataclasses
import hashlib
import json
import types
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import (
    Any,
    Generic,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from assistant.findings.finding import Finding, Passage
from assistant.index.builds import reading

T = TypeVar("T")
Noun = TypeVar("Noun", Passage, Finding)
Decoder = Callable[[Any], Any]

PASSAGES_FILE = "passages.parquet"
FINDINGS_FILE = "findings.parquet"
COLUMNS = ("id", "survey", "source", "passage", "json")
PLAIN = frozenset({str, int, float, bool, type(None)})
ROWS_IN_A_GROUP = 10_000


def encode(value: object) -> Any:
    """A noun as nested JSON lists: its fields in order, sets sorted.

    >>> from assistant.survey import Facet, Population
    >>> us = Population(text="U.S. adults", facets=frozenset({Facet("place", "US")}))
    >>> encode(us)
    ['U.S. adults', [['place', 'US']]]
    >>> decode(Population, encode(us)) == us
    True
    """
    kind: Any = type(value)
    if kind in PLAIN:
        return value
    if kind is tuple:
        return [encode(v) for v in cast(tuple[object, ...], value)]
    if kind is frozenset:
        return sorted((encode(v) for v in cast(frozenset[object], value)), key=json.dumps)
    if isinstance(value, Enum):
        return value.value
    return [encode(getattr(value, name)) for name in _field_names(kind)]


@cache
def _field_names(noun: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(noun))


def decode(noun: type[T], encoded: object) -> T:
    """The noun that `encode` was given."""
    decoder: Callable[[object], T] = _decoder(noun)
    return decoder(encoded)


def schema_of(*nouns: type) -> str:
    """A digest of the nouns' fields and their types, down through every noun in them."""
    seen: dict[str, str] = {}
    for noun in nouns:
        _describe(noun, seen)
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()


def _describe(hint: Any, seen: dict[str, str]) -> None:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if hint.__qualname__ in seen:
            return
        hints = get_type_hints(hint)
        fields = [(f.name, str(hints[f.name])) for f in dataclasses.fields(hint)]
        seen[hint.__qualname__] = json.dumps(fields)
        for inner in hints.values():
            _describe(inner, seen)
    for part in get_args(hint):
        _describe(part, seen)


_DECODERS: dict[Any, Decoder] = {}


def _decoder(hint: Any) -> Decoder:
    if hint not in _DECODERS:
        _DECODERS[hint] = _new_decoder(hint)
    return _DECODERS[hint]


def _new_decoder(hint: Any) -> Decoder:
    origin, parts = get_origin(hint), get_args(hint)
    if dataclasses.is_dataclass(hint):
        return _noun_decoder(hint)
    if origin is frozenset:
        return _each(frozenset, _decoder(parts[0]))
    if origin is tuple:
        return _tuple_decoder(parts)
    if origin in (Union, types.UnionType):
        return _optional_decoder(parts)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if origin is Literal or hint in (str, int, float, bool):
        return _as_it_is
    raise TypeError(f"a row cannot hold a {hint}")


def _as_it_is(value: Any) -> Any:
    return value


def _each(collection: Callable[[Iterator[Any]], Any], decoder: Decoder) -> Decoder:
    return lambda values: collection(decoder(v) for v in values)


def _noun_decoder(noun: Any) -> Decoder:
    hints = get_type_hints(noun)
    fields = [(f.name, _decoder(hints[f.name])) for f in dataclasses.fields(noun)]

    def make(values: list[Any]) -> Any:
        pairs = zip(fields, values, strict=True)
        return noun(**{name: decoder(v) for (name, decoder), v in pairs})

    return make


def _tuple_decoder(parts: tuple[Any, ...]) -> Decoder:
    if parts[1:] == (Ellipsis,):
        return _each(tuple, _decoder(parts[0]))
    decoders = [_decoder(p) for p in parts]
    return lambda values: tuple(d(v) for d, v in zip(decoders, values, strict=True))


def _optional_decoder(parts: tuple[Any, ...]) -> Decoder:
    real = [p for p in parts if p is not type(None)]
    if len(real) != 1:
        raise TypeError(f"a row cannot tell apart {' and '.join(map(str, real))}")
    decoder = _decoder(real[0])
    return lambda value: None if value is None else decoder(value)


class Rows(Sequence[Noun], Generic[Noun]):
    """Passages or findings in their order; each is made when it is first asked for."""

    def __init__(self, noun: type[Noun], columns: dict[str, list[str]]) -> None:
        self._noun: type[Noun] = noun
        self._columns = columns
        self._made: list[Noun | None] = [None] * len(columns["json"])
        self._positions: dict[str, dict[str, list[int]]] = {}

    def __len__(self) -> int:
        return len(self._made)

    def __getitem__(self, position: Any) -> Any:
        """The noun at a position, or those of a slice as a tuple."""
        if isinstance(position, slice):
            return tuple(self[i] for i in range(*position.indices(len(self))))
        found = self._made[position]
        if found is None:
            found = decode(self._noun, json.loads(self._columns["json"][position]))
            self._made[position] = found
        return found

    def column(self, name: str) -> Sequence[str]:
        """One plain column: `id`, `survey`, `source` or, of findings, `passage`."""
        return self._columns[name]

    def position(self, id: str) -> int:
        """Where the noun of that id stands; KeyError when there is none."""
        return self._by("id")[_plain(id)][0]

    def having(self, column: str, value: str) -> tuple[Noun, ...]:
        """Those with a value in a plain column, in their order."""
        return tuple(self[i] for i in self._by(column).get(_plain(value), ()))

    def _by(self, column: str) -> dict[str, list[int]]:
        if column not in self._positions:
            positions: dict[str, list[int]] = {}
            for i, value in enumerate(self._columns[column]):
                positions.setdefault(value, []).append(i)
            self._positions[column] = positions
        return self._positions[column]


def write_rows(path: Path, nouns: Sequence[Noun]) -> None:
    """Write passages or findings, in their order, as one parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns: dict[str, list[str]] = {
        "id": [_plain(n.id) for n in nouns],
        "survey": [_plain(n.survey) for n in nouns],
        "source": [_plain(source_of(n)) for n in nouns],
        "passage": [_plain(n.passage if isinstance(n, Finding) else n.id) for n in nouns],
        "json": [json.dumps(encode(n), separators=(",", ":")) for n in nouns],
    }
    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    pq.write_table(table, path, compression="zstd", row_group_size=ROWS_IN_A_GROUP)


def read_rows(path: Path, noun: type[Noun]) -> Rows[Noun]:
    """The rows of a file that `write_rows` wrote."""
    import pyarrow.parquet as pq

    # Threads cost more than they save on files of this size, and a fork with them can hang.
    with reading(path):
        table = pq.read_table(path, use_threads=False, memory_map=True)
        return Rows(noun, {name: table.column(name).to_pylist() for name in COLUMNS})


def source_of(noun: Passage | Finding) -> str:
    """The file of the corpus that a passage or a finding was read out of."""
    return noun.evidence.source if isinstance(noun, Finding) else noun.source


def _plain(text: str) -> str:
    """Text that UTF-8 can hold: a file's name may carry bytes that are no characters."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
