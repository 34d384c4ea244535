"""Answers on their way into a parquet file of text, counted as they pass."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from assistant.corpus.responses.files.source import Column, Tally

if TYPE_CHECKING:
    import pyarrow as pa

MOST_COUNTED = 2_000  # different answers of a column; options are never that many
MOST_WORDS = 40  # that are no numbers; missing codes are never that many
FEW = 100  # different answers at a time that are counted one by one
ROWS_AT_ONCE = 100_000
CELLS_AT_ONCE = 2_000_000
NUMBER = r"^[-+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$"
_NUMBER = re.compile(NUMBER)
_POINTED = re.compile(r"([-+]?\d+)\.0*")  # "1.0", "-9.", a whole number
POINTED = r"^([-+]?\d+)\.0*$"


def is_number(text: str) -> bool:
    """Whether an answer is a number.

    >>> [is_number(text) for text in ("12", "-3.5", "1,234", "1e6", "18 - 34", "")]
    [True, True, True, True, False, False]
    """
    return bool(_NUMBER.match(text))


def number_in(text: str) -> float:
    """The number that an answer is."""
    return float(text.replace(",", ""))


def numbers_in(texts: "pa.Array") -> "pa.Array":
    """The answers as numbers, null where they are none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    fits = pc.match_substring_regex(texts, pattern=NUMBER)
    bare = pc.replace_substring(texts, pattern=",", replacement="")
    bare = pc.replace_substring_regex(bare, pattern=r"^\+", replacement="")
    return pc.if_else(fits, bare, pa.scalar(None, pa.string())).cast(pa.float64())


def rows_at_once(columns: int) -> int:
    """How many respondents to hold in memory at a time."""
    return max(500, min(ROWS_AT_ONCE, CELLS_AT_ONCE // max(1, columns)))


class _Counter:
    """Counts one column's answers; stops telling them apart when they are too many."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.words: dict[str, None] = {}
        self.is_complete, self.has_more_words = True, False
        self.answered, self.numbers, self.total, self.characters = 0, 0, 0.0, 0
        self.variety = 0.0

    def add(self, texts: "pa.Array") -> None:
        tally = texts.value_counts()
        answers, counts = tally.field(0), tally.field(1)
        if len(answers) <= FEW:
            self._add_few(dict(zip(answers.to_pylist(), counts.to_pylist(), strict=True)))
        else:
            kept = answers.is_valid()
            self._add_many(answers.filter(kept), counts.filter(kept))

    def _add_few(self, counts: dict[str | None, int]) -> None:
        """The same as `_add_many`, without what Arrow takes to begin each of its steps."""
        given = {answer: n for answer, n in counts.items() if answer is not None}
        self.answered += sum(given.values())
        for answer, n in given.items():
            self.characters += len(answer) * n
            if is_number(answer):
                self.numbers += n
                self.total += number_in(answer) * n
            else:
                self._add_words([answer])
        self._count_answers(list(given), list(given.values()))

    def _add_many(self, answers: "pa.Array", counts: "pa.Array") -> None:
        import pyarrow.compute as pc

        self.answered += pc.sum(counts).as_py()
        self.characters += pc.sum(pc.multiply(pc.utf8_length(answers), counts)).as_py()
        values = numbers_in(answers)
        self.numbers += pc.sum(counts.filter(values.is_valid())).as_py() or 0
        self.total += pc.sum(pc.multiply(values, counts.cast("double"))).as_py() or 0.0
        self._add_words(answers.filter(values.is_null())[: MOST_WORDS + 1].to_pylist())
        self._count_answers(answers.to_pylist(), counts.to_pylist())

    def _add_words(self, words: Sequence[str]) -> None:
        self.words.update(dict.fromkeys(words))
        if len(self.words) > MOST_WORDS:
            self.has_more_words = True
            self.words = dict.fromkeys(list(self.words)[:MOST_WORDS])

    def _count_answers(self, answers: Sequence[str], counts: Sequence[int]) -> None:
        if not self.is_complete or not answers:
            return
        for answer, count in zip(answers, counts, strict=True):
            self.counts[answer] = self.counts.get(answer, 0) + count
        self.variety = len(self.counts) / self.answered
        if len(self.counts) > MOST_COUNTED:
            self.is_complete = False
            self.counts = dict(list(self.counts.items())[:MOST_COUNTED])

    def tally(self) -> Tally:
        ranked = sorted(self.counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return Tally(
            answered=self.answered,
            counts=tuple(ranked),
            is_complete=self.is_complete,
            words=tuple(self.words),
            has_more_words=self.has_more_words,
            numbers=self.numbers,
            mean=self.total / self.numbers if self.numbers else 0.0,
            length=self.characters / self.answered if self.answered else 0.0,
            variety=self.variety,
        )


class Stager:
    """Writes answers as text into a parquet file: cells are trimmed, empty ones are null."""

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._schema = pa.schema([(name, pa.string()) for name in names])
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._counters = [_Counter() for _ in names]
        self.rows = 0

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
        import pyarrow.compute as pc

        nothing = pa.scalar(None, pa.string())
        arrays = []
        for column, counter in zip(columns, self._counters, strict=True):
            texts = column if isinstance(column, pa.Array) else pa.array(column, pa.string())
            texts = pc.utf8_trim_whitespace(texts)
            texts = pc.if_else(pc.equal(texts, ""), nothing, texts)
            counter.add(texts)
            arrays.append(texts)
        self.rows += len(arrays[0]) if arrays else 0
        self._writer.write_batch(pa.record_batch(arrays, schema=self._schema))

    def counted(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """The columns with their answers counted."""
        pairs = zip(columns, self._counters, strict=True)
        return tuple(_unpointed(replace(c, tally=counter.tally())) for c, counter in pairs)


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
