"""Passages and findings as rows of our own parquet files, and back without loss.

A row keeps in plain columns what is looked up (id, survey, source, passage) and the whole of its
noun as JSON, field by field in the noun's own order. `schema_of` changes when a noun's fields do.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from assistant.corpus.stored.nouns import decode, encode, schema_of
from assistant.findings.finding import Finding, Passage
from assistant.index.builds import reading

__all__ = [
    "FINDINGS_FILE",
    "PASSAGES_FILE",
    "Rows",
    "decode",
    "encode",
    "read_rows",
    "schema_of",
    "source_of",
    "write_rows",
]

Noun = TypeVar("Noun", Passage, Finding)

PASSAGES_FILE = "passages.parquet"
FINDINGS_FILE = "findings.parquet"
COLUMNS = ("id", "survey", "source", "passage", "json")
ROWS_IN_A_GROUP = 10_000


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
