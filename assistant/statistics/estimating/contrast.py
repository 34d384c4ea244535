"""Differences between two groups, as contrasts of their linearised estimates."""

from dataclasses import dataclass

import numpy as np

from assistant.statistics.estimating.estimated import ratio
from assistant.statistics.estimating.variance import (
    ratio_scores,
    stratum_variance,
    sum_units,
)
from assistant.statistics.summing.drawn import Drawn
from assistant.statistics.summing.sums import Floats, Sums, sum_places

# The groups of `sums` are those of `pair_break`: in the first, in the second, in both.
IN_FIRST, IN_SECOND = np.array([1.0, 0.0, 1.0]), np.array([0.0, 1.0, 1.0])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contrast:
    """The first group's estimate less the second's, for each option, and its variance."""

    difference: Floats
    variance: Floats
    df: float
    people: tuple[int, int]


def contrast(sums: Sums, drawn: Drawn) -> Contrast:
    """The difference between two groups of one sample, whose estimates hang together."""
    weight, wy, people = (sums.by_group(cells) for cells in (sums.w, sums.wy, sums.people))
    sides = [(inside @ weight, inside @ wy) for inside in (IN_FIRST, IN_SECOND)]
    values = [ratio(y[None], np.atleast_1d(w))[0] for w, y in sides]
    of_y, of_one = np.zeros((2, sums.groups, wy.shape[1]))
    for inside, (w, _), value, sign in zip(
        (IN_FIRST, IN_SECOND), sides, values, (1, -1), strict=True
    ):
        if w > 0:
            of_y += sign * inside[:, None] / w
            of_one += sign * inside[:, None] * value / w
    return Contrast(
        difference=values[0] - values[1],
        variance=_variance(sums, drawn, of_y=of_y[sums.group], of_one=of_one[sums.group]),
        df=joint_degrees(sums, drawn) - 1,
        people=(int(IN_FIRST @ people), int(IN_SECOND @ people)),
    )


def _variance(sums: Sums, drawn: Drawn, *, of_y: Floats, of_one: Floats) -> Floats:
    scores = ratio_scores(sums, drawn, of_y=of_y, of_one=of_one)
    total, squares, stratum = scores.total, scores.squares, sums.stratum
    if drawn.has_clusters:
        stratum, total = sum_units(sums, total)
        squares = total**2
    present, place = np.unique(stratum, return_inverse=True)
    parts = stratum_variance(
        sum_places(total, place, len(present)),
        sum_places(squares, place, len(present)),
        stratum=present,
        drawn=drawn,
    )
    return np.asarray(parts.sum(axis=0))


def joint_degrees(sums: Sums, drawn: Drawn) -> float:
    """Units with people in any group, less strata with people in any."""
    present = sums.people > 0
    strata = len(np.unique(sums.stratum[present]))
    if drawn.has_clusters:
        return float(len(np.unique(sums.unit[present])) - strata)
    return float(sums.people.sum() - strata)
