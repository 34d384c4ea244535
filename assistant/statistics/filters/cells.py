"""Cells: how many people of a question's base have each combination of values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.responses.questionnaire import Question
from assistant.errors import BadFilter
from assistant.statistics.answers import Answers
from assistant.statistics.engines import collect
from assistant.statistics.filters.meaning import Level, Variable, as_ibis
from assistant.statistics.filters.names import parse_where

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.expr.types import Table

MOST_CELLS = 1_000_000
NO_ANSWER = -1

Codes: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The value of another variable for each value of one that decides it.

    It `leaks` where people without an answer to the one have an answer to the other.
    """

    values: Mapping[Level, Level]
    leaks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Every nonempty combination of the variables' values, with its people.

    `codes` has a row for each variable: the place of a cell's value in `levels`, or NO_ANSWER.
    """

    variables: tuple[Variable, ...]
    levels: tuple[tuple[Level, ...], ...]
    codes: Codes
    people: Codes

    def counts(self, place: int, among: Mask) -> Codes:
        """The people of each value of a variable, and last those without one."""
        size = len(self.levels[place])
        codes = np.where(self.codes[place] < 0, size, self.codes[place])
        counted = np.bincount(codes[among], weights=self.people[among], minlength=size + 1)
        return counted.astype(np.int64)

    def everybody(self) -> Mask:
        """A mask that leaves every cell in."""
        return np.ones(len(self.people), dtype=np.bool_)

    def decided(self, place: int, other: int) -> Decided | None:
        """How a variable decides another one; None where it does not.

        It does where people with the same value always share the other's value, too.
        """
        answered = self.codes[place] >= 0
        mine, its = self.codes[place][answered], self.codes[other][answered]
        size = len(self.levels[place])
        low, high = np.full(size, len(self.levels[other])), np.full(size, NO_ANSWER)
        np.minimum.at(low, mine, its)
        np.maximum.at(high, mine, its)
        if not size or bool((low != high).any() or (low < 0).any()):
            return None
        values = zip(self.levels[place], (self.levels[other][code] for code in low), strict=True)
        return Decided(values=dict(values), leaks=bool((self.codes[other][~answered] >= 0).any()))

    def of_first(self, many: int) -> "Cells":
        """The cells of the first so many variables alone."""
        codes, places = np.unique(self.codes[:many], axis=1, return_inverse=True)
        people = np.bincount(places.ravel(), weights=self.people, minlength=codes.shape[1])
        return Cells(
            variables=self.variables[:many],
            levels=self.levels[:many],
            codes=codes,
            people=people.astype(np.int64),
        )


def count_cells(answers: Answers, question: Question, variables: Sequence[Variable]) -> Cells:
    """The cells that the variables make in a question's base, in one grouping."""
    base = _base(answers, question)
    if not variables:
        rows = collect(base.aggregate(people=base.count()))
        return Cells(
            variables=(), levels=(), codes=np.empty((0, 1), dtype=np.int64), people=_people(rows)
        )
    names = [f"level_{place}" for place in range(len(variables))]
    levels = {name: one.level(answers) for name, one in zip(names, variables, strict=True)}
    people = base.select(**levels).group_by(names).aggregate(people=lambda table: table.count())
    rows = collect(people.limit(MOST_CELLS + 1))
    if len(rows) > MOST_CELLS:
        raise BadFilter("the filter compares too many different values to be checked")
    coded = [_coded(one, rows[name]) for one, name in zip(variables, names, strict=True)]
    return Cells(
        variables=tuple(variables),
        levels=tuple(known for known, _ in coded),
        codes=np.array([codes for _, codes in coded]).reshape(len(names), len(rows)),
        people=_people(rows),
    )


def _base(answers: Answers, question: Question) -> "Table":
    among = answers.answered(question)
    if question.base.where.strip():
        among &= as_ibis(parse_where(question.base.where, answers.questionnaire), answers)
    return answers.table.filter(among)


def _people(rows: "pa.Table") -> Codes:
    return np.array(rows["people"].to_pylist(), dtype=np.int64)


def _coded(variable: Variable, column: "pa.ChunkedArray") -> tuple[tuple[Level, ...], Codes]:
    """The values in their order, and each row's place among them."""
    encoded = column.combine_chunks().dictionary_encode()
    found = encoded.dictionary.to_pylist()
    known = levels_in_order(variable, {value for value in found if value == value})  # noqa: PLR0124
    places = {level: at for at, level in enumerate(known)}
    moved = np.array([*(places.get(value, NO_ANSWER) for value in found), NO_ANSWER])
    codes = encoded.indices.fill_null(len(found)).to_numpy(zero_copy_only=False)
    return known, moved[codes]


def levels_in_order(variable: Variable, found: set[Level]) -> tuple[Level, ...]:
    """Numbers by size, options as in the questionnaire, and what it does not list at the end."""
    if variable.is_number:
        return tuple(sorted(found))
    labels = dict.fromkeys(option.label for option in variable.question.options)
    order = {label: place for place, label in enumerate(labels)}
    return tuple(sorted(found, key=lambda level: (order.get(str(level), len(order)), str(level))))
