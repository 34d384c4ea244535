"""Tabulating a question: every option in every group, with its error, its base and a note."""

from math import isfinite

from assistant.corpus.responses.questionnaire import Responses
from assistant.statistics.estimate import Estimate, Tabulation, Wanted
from assistant.statistics.estimating.estimated import Estimated
from assistant.statistics.estimating.estimation import estimate
from assistant.statistics.filters import shown_groups
from assistant.statistics.noting import note_on
from assistant.statistics.summing.asked import NUMBER_ITSELF, Asked, Choice, read_wanted
from assistant.statistics.summing.showing import people_counted
from assistant.statistics.summing.sums import Floats

PER_CENT = 100.0

Group = tuple[tuple[str, str], ...]


def tabulate(responses: Responses, wanted: Wanted, *, minimum_base: int) -> Tabulation:
    """The estimates of one question, nothing on a base of fewer than `minimum_base` people.

    Raises:
        UnknownQuestion: A question or a break that the responses do not hold.
        BadFilter: The filter cannot be understood.
        TooFewPeople: The filter leaves, or gives away by subtraction, too few people.
        StatisticsError: The question has no such statistic.
        EngineUnavailable: The engine that holds the responses cannot be reached.
    """
    asked = read_wanted(responses, wanted)
    estimated = estimate(asked)
    scale, choices = _counted(asked)
    shown = shown_groups(
        people_counted(asked),
        asked.question,
        where=asked.where,
        by=[one.question for one in asked.domain.breaks.each],
        minimum_base=minimum_base,
    )
    rows = [
        (choice, _row(estimated, (group, place), by, choice, scale=scale))
        if tuple(label for _, label in by) in shown and estimated.people[group] >= minimum_base
        else (choice, Estimate(option=choice.label, by=by, suppressed=True))
        for group, by in enumerate(asked.domain.breaks.groups)
        for place, choice in enumerate(choices)
    ]
    return Tabulation(
        survey=responses.survey,
        source=responses.source,
        question=asked.question,
        statistic=asked.statistic,
        weighted=bool(asked.domain.design.weight),
        by=tuple(one.question.id for one in asked.domain.breaks.each),
        where=wanted.where,
        rows=tuple(row for choice, row in rows if not choice.is_net),
        nets=tuple(row for choice, row in rows if choice.is_net),
        note=note_on(asked),
        chose=wanted.chose,
    )


def _counted(asked: Asked) -> tuple[float, tuple[Choice, ...]]:
    """What is estimated, and by how much it is multiplied to be shown."""
    is_share = asked.statistic == "share"
    return (PER_CENT, asked.choices) if is_share else (1.0, (NUMBER_ITSELF,))


def _row(
    estimated: Estimated, cell: tuple[int, int], by: Group, choice: Choice, *, scale: float
) -> Estimate:
    people = int(estimated.people[cell[0]])
    deff = _number(estimated.deff, cell)
    return Estimate(
        option=choice.label,
        by=by,
        value=_number(estimated.value, cell, scale),
        base=people,
        se=_number(estimated.se, cell, scale),
        lo=_number(estimated.lo, cell, scale),
        hi=_number(estimated.hi, cell, scale),
        deff=deff,
        effective_base=people / deff if deff else None,
    )


def _number(values: Floats, cell: tuple[int, int], scale: float = 1.0) -> float | None:
    """What cannot be known is None: no figure of ours is ever NaN."""
    value = float(values[cell]) * scale
    return value if isfinite(value) else None
