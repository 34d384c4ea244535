"""Sums of every replicate weight, and of the numbers that people gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.corpus.responses.questionnaire import Option, Question
from assistant.statistics.answers import labels_of
from assistant.statistics.engines import collect
from assistant.statistics.summing.drawn import column_of
from assistant.statistics.summing.sums import (
    Domain,
    Floats,
    Places,
    chose_any,
    chosen_by,
    floats,
    group_places,
    matrix,
    respondents,
    sum_places,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Value


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReplicateSums:
    """The sums of each replicate weight: `w` by group and replicate, `wy` by option too."""

    w: Floats
    wy: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Numbers:
    """The different numbers that each group's people gave, each with its weights.

    The first column of `weights` is the weight itself, and the replicate weights follow.
    """

    group: Places
    number: Floats
    weights: Floats


def sum_replicate_options(
    domain: Domain, question: Question, *, choices: Sequence[frozenset[str]]
) -> ReplicateSums:
    """The sums of who chose any option of each choice."""
    if question.type != "multiple":
        return _by_option(domain, question, choices, option=domain.answers.place(question))
    # A column for each option and replicate could be more than an engine has room for.
    each = [
        _by_option(
            domain,
            question,
            [frozenset({labels_of(question)[0]})],
            option=chose_any(domain.answers, question, labels).ifelse(0, None),
        )
        for labels in choices
    ]
    return ReplicateSums(w=each[0].w, wy=np.concatenate([sums.wy for sums in each], axis=1))


def sum_replicate_people(domain: Domain, is_chosen: "BooleanValue") -> ReplicateSums:
    """The sums of the people of whom something is true."""
    chosen = Question(id="", options=(Option(value="0", label="0"),))
    return _by_option(domain, chosen, [frozenset({"0"})], option=is_chosen.ifelse(0, None))


def _by_option(
    domain: Domain, question: Question, choices: Sequence[frozenset[str]], *, option: "Value"
) -> ReplicateSums:
    columns, weights = _replicates(domain)
    rows = respondents(domain, option=option, **columns)
    keys = [*domain.breaks.columns, "option"]
    given = collect(rows.group_by(keys).aggregate(**{name: rows[name].sum() for name in weights}))
    place = group_places(given, domain.breaks)
    kept, sums = place >= 0, matrix(given, weights)
    chosen = chosen_by(given, question, choices)
    wy = chosen[:, :, None] * sums[:, None, :]
    many = len(domain.breaks)
    return ReplicateSums(
        w=sum_places(sums[kept], place[kept], many), wy=sum_places(wy[kept], place[kept], many)
    )


def sum_replicate_numbers(domain: Domain, number: "Value") -> ReplicateSums:
    """The sums of a number, over those who gave one."""
    numbers = sum_by_number(domain, number, with_replicates=True)
    weights = numbers.weights[:, 1:]
    w, wy = (
        sum_places(values, numbers.group, len(domain.breaks))
        for values in (weights, weights * numbers.number[:, None])
    )
    return ReplicateSums(w=w, wy=wy[:, None])


def sum_by_number(domain: Domain, number: "Value", *, with_replicates: bool = False) -> Numbers:
    """How much weight each different number has in each group."""
    columns, weights = _replicates(domain) if with_replicates else ({}, [])
    rows = respondents(domain, y=number, **columns)
    rows = rows.filter(rows.y.notnull() & ~rows.y.isnan() & ~rows.y.isinf())
    weights = ["w", *weights]
    keys = [*domain.breaks.columns, "y"]
    given = collect(rows.group_by(keys).aggregate(**{name: rows[name].sum() for name in weights}))
    place = group_places(given, domain.breaks)
    kept = place >= 0
    return Numbers(
        group=place[kept], number=floats(given, "y")[kept], weights=matrix(given, weights)[kept]
    )


def _replicates(domain: Domain) -> tuple[dict[str, "Value"], list[str]]:
    table = domain.answers.table
    columns: dict[str, Value] = {
        f"replicate_{place}": column_of(table, name).cast("float64")
        for place, name in enumerate(domain.design.replicate_weights)
    }
    return columns, list(columns)
