"""Sufficient statistics: one expression groups the responses, and only its rows come back."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import isnan
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.responses.questionnaire import Design, Question
from assistant.statistics.answers import Answers, labels_of
from assistant.statistics.engines import collect
from assistant.statistics.summing.breaks import Breaks, memberships
from assistant.statistics.summing.drawn import (
    Drawn,
    column_of,
    is_in_sample,
    stratum_of,
    weight_of,
)

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.expr.types import BooleanValue, Table, Value

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """Who a statistic is about (`among`, all of which must hold) and what they are broken by."""

    answers: Answers
    breaks: Breaks
    among: tuple["BooleanValue", ...] = ()

    @property
    def design(self) -> Design:
        """How the sample was drawn."""
        return self.answers.questionnaire.design


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sums:
    """Sums over cells: a unit's people (without clusters, a stratum's) in one group.

    `y` is what is estimated: 1 for who chose an option and 0 for the rest, or a number. The last
    axis of its sums are the options. Squares of weights are summed only where respondents are the
    units, since a unit's total is all that is needed of it.
    """

    groups: int
    stratum: Places
    unit: Places
    group: Places
    people: Floats
    w: Floats
    w2: Floats
    wy: Floats
    wyy: Floats
    w2y: Floats
    w2yy: Floats

    def by_group(self, cells: Floats) -> Floats:
        """A sum over the cells of each group."""
        return sum_places(cells, self.group, self.groups)


def respondents(domain: Domain, **measures: "Value") -> "Table":
    """The people of a domain: their stratum, unit, weight and groups, and what is measured.

    Somebody in several groups of a multiple-response break is there once for each.
    """
    import ibis

    answers, design = domain.answers, domain.design
    table = answers.table
    columns = {
        "stratum": stratum_of(table, design),
        "unit": column_of(table, design.psu) if design.psu else ibis.literal(0),
        "w": weight_of(table, design),
        **measures,
    }
    inside = ibis.and_(is_in_sample(table, design), *domain.among)
    parts = []
    for keys, condition in memberships(answers, domain.breaks):
        present = inside if condition is None else inside & condition
        named = dict(zip(domain.breaks.columns, keys, strict=True))
        rows = table.select(**columns, **named, inside=present)
        parts.append(rows.filter(rows.inside))
    return parts[0] if len(parts) == 1 else ibis.union(*parts, distinct=False)


def sum_options(
    domain: Domain, drawn: Drawn, question: Question, *, choices: Sequence[frozenset[str]]
) -> Sums:
    """The sums of who chose any option of each choice, of a question with one answer a person."""
    rows = respondents(domain, option=domain.answers.place(question))
    keys = ["stratum", "unit", *domain.breaks.columns, "option"]
    given = collect(rows.group_by(keys).aggregate(**_weights(rows, drawn)))
    cells = _Cells.of(given, domain.breaks, drawn)
    chosen = chosen_by(given, question, choices)
    wy, w2y = (floats(given, name)[:, None] * chosen for name in ("w", "w2"))
    return cells.sums(wy=wy, wyy=wy, w2y=w2y, w2yy=w2y)


def sum_sets(
    domain: Domain, drawn: Drawn, question: Question, *, choices: Sequence[frozenset[str]]
) -> Sums:
    """The same of a multiple-response set, where a person may have chosen several."""
    chose = [chose_any(domain.answers, question, labels) for labels in choices]
    names = [f"y_{place}" for place in range(len(choices))]
    rows = respondents(domain, **dict(zip(names, chose, strict=True)))
    return _sums_of(rows, domain, drawn, [rows[name] for name in names])


def sum_people(domain: Domain, drawn: Drawn, is_chosen: "BooleanValue") -> Sums:
    """The sums of the people of whom something is true."""
    rows = respondents(domain, y=is_chosen)
    return _sums_of(rows, domain, drawn, [rows.y])


def _sums_of(rows: "Table", domain: Domain, drawn: Drawn, chosen: Sequence["BooleanValue"]) -> Sums:
    """The sums of people of whom something is true, for each of several things."""
    sums = _weights(rows, drawn)
    for place, is_chosen in enumerate(chosen):
        sums[f"wy_{place}"] = is_chosen.ifelse(rows.w, 0.0).sum()
        if not drawn.has_clusters:
            sums[f"w2y_{place}"] = is_chosen.ifelse(rows.w * rows.w, 0.0).sum()
    keys = ["stratum", "unit", *domain.breaks.columns]
    given = collect(rows.group_by(keys).aggregate(**sums))
    cells = _Cells.of(given, domain.breaks, drawn)
    wy, w2y = (
        matrix(given, [f"{kind}_{at}" for at in range(len(chosen))]) for kind in ("wy", "w2y")
    )
    return cells.sums(wy=wy, wyy=wy, w2y=w2y, w2yy=w2y)


def sum_numbers(domain: Domain, drawn: Drawn, number: "Value") -> Sums:
    """The sums of a number, over those who gave one."""
    rows = respondents(domain, y=number)
    rows = rows.filter(rows.y.notnull() & ~rows.y.isnan() & ~rows.y.isinf())
    sums = _weights(rows, drawn)
    sums["wy"] = (rows.w * rows.y).sum()
    sums["wyy"] = (rows.w * rows.y * rows.y).sum()
    if not drawn.has_clusters:
        sums["w2y"] = (rows.w * rows.w * rows.y).sum()
        sums["w2yy"] = (rows.w * rows.w * rows.y * rows.y).sum()
    keys = ["stratum", "unit", *domain.breaks.columns]
    given = collect(rows.group_by(keys).aggregate(**sums))
    cells = _Cells.of(given, domain.breaks, drawn)
    return cells.sums(**{name: matrix(given, [name]) for name in ("wy", "wyy", "w2y", "w2yy")})


def at_or_below(domain: Domain, drawn: Drawn, number: "Value", *, numbers: Sequence[float]) -> Sums:
    """The sums of who gave at most their own group's of `numbers`, over those who gave one."""
    rows = respondents(domain, y=number)
    rows = rows.filter(rows.y.notnull() & ~rows.y.isnan() & ~rows.y.isinf())
    return _sums_of(rows, domain, drawn, [_at_most(rows, domain.breaks, numbers)])


def _at_most(rows: "Table", breaks: Breaks, numbers: Sequence[float]) -> "BooleanValue":
    """Whether y is at most the number of the group; groups of nobody have no number."""
    import ibis

    keys = product(*(one.keys for one in breaks.each))
    cases = []
    for key, most in zip(keys, numbers, strict=True):
        if not isnan(most):
            here = [rows[name] == k for name, k in zip(breaks.columns, key, strict=True)]
            cases.append(ibis.and_(rows.y <= most, *here))
    return ibis.or_(*cases) if cases else ibis.literal(False)


def chose_any(answers: Answers, question: Question, labels: frozenset[str]) -> "BooleanValue":
    """Whether a person chose any option with one of these labels."""
    import ibis

    options = [option for option in question.options if option.label in labels]
    return ibis.or_(*(answers.chose(question, option) for option in options))


def _weights(rows: "Table", drawn: Drawn) -> dict[str, "Value"]:
    sums = {"people": (rows.w != 0).sum(), "w": rows.w.sum()}
    return sums if drawn.has_clusters else {**sums, "w2": (rows.w * rows.w).sum()}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Cells:
    """Which cell each of the engine's rows belongs to; rows of no group belong to none."""

    groups: int
    stratum: Places
    unit: Places
    group: Places
    cell: Places
    kept: NDArray[np.bool_]
    people: Floats
    w: Floats
    w2: Floats

    @classmethod
    def of(cls, given: "pa.Table", breaks: Breaks, drawn: Drawn) -> "_Cells":
        group = group_places(given, breaks)
        kept = group >= 0
        stratum = _strata(given, drawn)[kept]
        unit = encoded(given, "unit")[0][kept] if drawn.has_clusters else np.zeros_like(stratum)
        _, unit = np.unique(stratum * (unit.max(initial=0) + 1) + unit, return_inverse=True)
        _, first, cell = np.unique(
            unit * len(breaks) + group[kept], return_index=True, return_inverse=True
        )
        return cls(
            groups=len(breaks),
            stratum=stratum[first],
            unit=unit[first],
            group=group[kept][first],
            cell=cell,
            kept=kept,
            people=floats(given, "people"),
            w=floats(given, "w"),
            w2=floats(given, "w2"),
        )

    def sums(self, **of_y: Floats) -> Sums:
        return Sums(
            groups=self.groups,
            stratum=self.stratum,
            unit=self.unit,
            group=self.group,
            people=self._added(self.people),
            w=self._added(self.w),
            w2=self._added(self.w2),
            **{name: self._added(values) for name, values in of_y.items()},
        )

    def _added(self, values: Floats) -> Floats:
        return sum_places(values[self.kept], self.cell, len(self.group))


def group_places(given: "pa.Table", breaks: Breaks) -> Places:
    """The place of each row's group; -1 for a row that is in none."""
    place = np.zeros(given.num_rows, dtype=np.int64)
    outside = np.zeros(given.num_rows, dtype=bool)
    for one, name in zip(breaks.each, breaks.columns, strict=True):
        code, keys = encoded(given, name)
        found = one.places(keys)[code]
        outside |= found < 0
        place = place * len(one.keys) + found
    return np.where(outside, -1, place)


def _strata(given: "pa.Table", drawn: Drawn) -> Places:
    code, strata = encoded(given, "stratum")
    return drawn.places(strata)[code]


def chosen_by(given: "pa.Table", question: Question, choices: Sequence[frozenset[str]]) -> Floats:
    """For each row and choice 1 where the row's option, which may be none, is of the choice."""
    code, places = encoded(given, "option")
    labels = labels_of(question)
    options = [labels[place] if isinstance(place, int) else None for place in places]
    inside = [[option in choice for choice in choices] for option in options]
    return np.array(inside, dtype=np.float64).reshape(len(options), len(choices))[code]


def encoded(given: "pa.Table", name: str) -> tuple[Places, list[object]]:
    """A column as codes and the different values that they stand for, null among them."""
    column = given[name].combine_chunks().dictionary_encode(null_encoding="encode")
    return column.indices.to_numpy().astype(np.int64), column.dictionary.to_pylist()


def sum_places(values: Floats, place: Places, many: int) -> Floats:
    """Sums of the rows that go to each of so many places."""
    columns = values.reshape(len(values), int(np.prod(values.shape[1:]))).T
    totals = [np.bincount(place, weights=column, minlength=many) for column in columns]
    return np.array(totals, dtype=np.float64).T.reshape(many, *values.shape[1:])


def floats(given: "pa.Table", name: str) -> Floats:
    """A column of numbers; zeros where the engine was not asked for it."""
    if name not in given.column_names:
        return np.zeros(given.num_rows)
    values: Floats = given[name].to_numpy().astype(np.float64)
    return values


def matrix(given: "pa.Table", names: Sequence[str]) -> Floats:
    """Columns of numbers side by side."""
    return np.column_stack([floats(given, name) for name in names])
