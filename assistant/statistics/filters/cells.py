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
    from ibis.expr.types import Table, Value

MOST_CELLS = 200_000
NO_ANSWER = -1

Codes: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The value of another variable for each value of one that decides it.

    It `leaks` where people without an answer to the one have an answer to the other.
    """

    values: Mapping[Level, Level]
    leaks: bool


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts the people of one question's base; `people` is what they answered."""

    answers: Answers
    question: Question

    def cells(self, variables: Sequence[Variable]) -> Cells:
        """The cells that the variables make, in one grouping."""
        names = [f"level_{place}" for place in range(len(variables))]
        if not variables:
            everybody = collect(self._base({}).aggregate(people=lambda table: table.count()))
            return Cells(
                variables=(),
                levels=(),
                codes=np.empty((0, 1), dtype=np.int64),
                people=np.array(everybody["people"].to_pylist(), dtype=np.int64),
            )
        grouped = (
            self._base(dict(zip(names, variables, strict=True)))
            .group_by(names)
            .aggregate(people=lambda table: table.count())
        )
        rows = collect(grouped.limit(MOST_CELLS + 1))
        if len(rows) > MOST_CELLS:
            raise BadFilter("the filter compares too many different values to be checked")
        columns = [_without_nan(rows[name].to_pylist()) for name in names]
        levels = tuple(
            levels_in_order(variable, {value for value in column if value is not None})
            for variable, column in zip(variables, columns, strict=True)
        )
        codes = [
            [NO_ANSWER if value is None else places[value] for value in column]
            for column, places in zip(
                columns,
                ({level: at for at, level in enumerate(known)} for known in levels),
                strict=True,
            )
        ]
        return Cells(
            variables=tuple(variables),
            levels=levels,
            codes=np.array(codes, dtype=np.int64).reshape(len(names), len(rows)),
            people=np.array(rows["people"].to_pylist(), dtype=np.int64),
        )

    def coarser(
        self, variable: Variable, others: Sequence[Variable]
    ) -> dict[tuple[str, str], "Decided"]:
        """Of the other variables those that this one decides.

        One decides another where people with the same value always share the other's value, too.
        """
        names = [f"other_{place}" for place in range(len(others))]
        base = self._base({"level": variable, **dict(zip(names, others, strict=True))})
        parts: dict[str, Value] = {"people": base.count()}
        for name in names:
            parts |= {
                f"{name}_low": base[name].min(),
                f"{name}_high": base[name].max(),
                f"{name}_people": base[name].count(),
            }
        rows = collect(base.group_by("level").aggregate(**parts).limit(MOST_CELLS)).to_pylist()
        answered = [row for row in rows if row["level"] is not None]
        found: dict[tuple[str, str], Decided] = {}
        for name, other in zip(names, others, strict=True):
            is_decided = all(
                row[f"{name}_low"] == row[f"{name}_high"] and row[f"{name}_people"] == row["people"]
                for row in answered
            )
            if is_decided and answered:
                found[other.key] = Decided(
                    values={row["level"]: row[f"{name}_low"] for row in answered},
                    leaks=any(row[f"{name}_people"] for row in rows if row["level"] is None),
                )
        return found

    def _base(self, variables: dict[str, Variable]) -> "Table":
        among = self.answers.answered(self.question)
        if self.question.base.where.strip():
            base = parse_where(self.question.base.where, self.answers.questionnaire)
            among &= as_ibis(base, self.answers)
        levels = {name: variable.level(self.answers) for name, variable in variables.items()}
        if not levels:
            import ibis

            levels = {"nothing": ibis.literal(1)}
        return self.answers.table.filter(among).select(**levels)


def levels_in_order(variable: Variable, found: set[Level]) -> tuple[Level, ...]:
    """Numbers by size, options as in the questionnaire, and what it does not list at the end."""
    if variable.is_number:
        return tuple(sorted(found))
    labels = dict.fromkeys(option.label for option in variable.question.options)
    order = {label: place for place, label in enumerate(labels)}
    return tuple(sorted(found, key=lambda level: (order.get(str(level), len(order)), str(level))))


def _without_nan(column: list[Level | None]) -> list[Level | None]:
    return [None if value != value else value for value in column]  # noqa: PLR0124
