"""A file of respondents' answers as read: columns of text, and what the file says of them."""

from dataclasses import dataclass, replace
from typing import Literal

from assistant.corpus.responses.files.values.numbers import Decimal

Measure = Literal["", "nominal", "ordinal", "scale"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The answers in a column, counted.

    `counts` are the answers and how many people gave each, the most frequent first; all of them
    where `is_complete`. `words` are some of those that are no numbers. `mean` is that of those
    that are; `length` is the mean number of characters. `variety` is the share of different
    answers among those first counted.
    """

    answered: int = 0
    counts: tuple[tuple[str, int], ...] = ()
    is_complete: bool = True
    words: tuple[str, ...] = ()
    has_more_words: bool = False
    has_codes: bool = False
    numbers: int = 0
    mean: float = 0.0
    length: float = 0.0
    variety: float = 0.0

    def are_numbers(self, but: frozenset[str] = frozenset()) -> bool:
        """Whether all answers but some are numbers."""
        return bool(self.numbers) and not self.has_more_words and not set(self.words) - but

    def without(self, values: frozenset[str]) -> "Tally":
        """The tally of the answers that are none of `values`.

        >>> Tally(answered=5, counts=(("Yes", 3), ("NA", 2))).without(frozenset({"NA"})).answered
        3
        """
        left = tuple(pair for pair in self.counts if pair[0] not in values)
        gone = sum(count for _, count in self.counts) - sum(count for _, count in left)
        words = tuple(word for word in self.words if word not in values)
        return replace(self, answered=self.answered - gone, counts=left, words=words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the file. `head` is its header as it stands, where `name` is another.

    `text` is its wording or label, `labels` are those of its values, `missing` the codes and
    `missing_ranges` the ranges of codes that the file says are no answers. `is_pointed` says that
    its whole numbers are written with a point ("1.0"); they are counted and kept without it.
    `decimal` is the sign before its numbers' decimals. `separator` stands between several answers
    in a cell, where the file says that there may be several.
    """

    name: str
    head: str = ""
    text: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    missing_ranges: tuple[tuple[float, float], ...] = ()
    measure: Measure = ""
    is_pointed: bool = False
    decimal: Decimal = "."
    separator: str = ""
    tally: Tally = Tally()

    @property
    def values(self) -> tuple[str, ...]:
        """The answers that occur, the most frequent first."""
        return tuple(value for value, _ in self.tally.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSet:
    """A multiple-response set that the file itself, or questions.yaml, declares.

    `labels` are its columns' options; `counted` is the value of a chosen one, if that is said, and
    `not_selected` are those of one that was not. `is_category` says that each column holds one of
    the answers, whichever: first mention, second mention.
    """

    id: str
    text: str = ""
    columns: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    counted: str = ""
    not_selected: tuple[str, ...] | None = None
    is_category: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """A file as it was read: its answers are text in the parquet file at `path`.

    `left_out` are the rows that are nobody's answers: why, and how many.
    """

    path: str
    rows: int
    columns: tuple[Column, ...]
    sets: tuple[KnownSet, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()

    def column(self, name: str) -> Column | None:
        """The column of that name or that header."""
        found = (c for c in self.columns if c.name == name)
        return next(found, None) or next((c for c in self.columns if c.head == name), None)
