"""Answers on their way into a parquet file of text, counted as they pass."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from assistant.corpus.responses.files.headers.dropping import Drop
from assistant.corpus.responses.files.source import Column, KnownSet, SourceTable
from assistant.corpus.responses.files.values.counting import Counter
from assistant.corpus.responses.files.values.decimals import decimals_of
from assistant.corpus.responses.files.values.numbers import is_number

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_AT_ONCE = 100_000
CELLS_AT_ONCE = 2_000_000
POINTED = r"^([-+]?\d+)\.0*$"  # "1.0", "-9.", a whole number
_POINTED = re.compile(POINTED)


def rows_at_once(columns: int) -> int:
    """How many respondents to hold in memory at a time."""
    return max(500, min(ROWS_AT_ONCE, CELLS_AT_ONCE // max(1, columns)))


class Stager:
    """Writes answers as text into a parquet file: cells are trimmed, empty ones are null.

    Rows that are nobody's answers are left out, by the `drops` of the columns.
    """

    def __init__(self, path: Path, names: Sequence[str], *, drops: Sequence[Drop] = ()) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._path = path
        self._schema = pa.schema([(name, pa.string()) for name in names])
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._counters = [Counter() for _ in names]
        self._drops = drops
        self._dropped: dict[str, int] = {}
        self._rows = 0

    def __enter__(self) -> "Stager":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._writer.close()

    def add(self, columns: Sequence[Any]) -> None:
        """Add respondents, given as one list or arrow array of texts a column."""
        import pyarrow as pa

        batch = pa.record_batch([_tidy(column) for column in columns], schema=self._schema)
        for drop in self._drops:
            kept = batch.filter(drop.kept(batch.column(drop.column)))
            gone = batch.num_rows - kept.num_rows
            if gone:
                self._dropped[drop.reason] = self._dropped.get(drop.reason, 0) + gone
            batch = kept
        for column, counter in zip(batch.columns, self._counters, strict=True):
            counter.add(column)
        self._rows += batch.num_rows
        self._writer.write_batch(batch)

    def table(
        self,
        columns: Sequence[Column],
        *,
        sets: tuple[KnownSet, ...] = (),
        notes: tuple[str, ...] = (),
        is_semicolon: bool = False,
    ) -> SourceTable:
        """What was written, its columns with their answers counted."""
        decimals = decimals_of(self._counters, is_semicolon=is_semicolon)
        counted = (
            _unpointed(replace(column, decimal=decimal, tally=counter.tally(decimal)))
            for column, decimal, counter in zip(columns, decimals, self._counters, strict=True)
        )
        return SourceTable(
            path=str(self._path),
            rows=self._rows,
            columns=tuple(counted),
            sets=sets,
            notes=notes,
            left_out=tuple(self._dropped.items()),
        )


def _tidy(column: Any) -> "pa.Array":
    """Texts without the spaces around them, null where nothing is left."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = column if isinstance(column, pa.Array) else pa.array(column, pa.string())
    texts = pc.utf8_trim_whitespace(texts)
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def _unpointed(column: Column) -> Column:
    """A column of codes such as "1.0", which stand for "1"."""
    tally = column.tally
    numbers = [value for value, _ in tally.counts if is_number(value)]
    if not numbers or not tally.is_complete or not all(map(_POINTED.fullmatch, numbers)):
        return column
    counts: dict[str, int] = {}
    for value, count in tally.counts:
        bare = _POINTED.sub(r"\1", value) if _POINTED.fullmatch(value) else value
        counts[bare] = counts.get(bare, 0) + count
    return replace(column, is_pointed=True, tally=replace(tally, counts=tuple(counts.items())))
