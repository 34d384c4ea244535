"""Sampling variance by Taylor linearisation, between the units of each stratum.

With z a respondent's influence on an estimate and t the sum of z over a unit, a stratum h of n
units adds (1 - f) n / (n - 1) Σ (t - t̄)². Units with nobody in a domain are zeros: they count in
n and in t̄, and need no cell. A stratum of a single unit is centred on the sample's mean, which is
0 for every estimate here, instead of its own (R's `lonely.psu="adjust"`).
"""

from dataclasses import dataclass

import numpy as np

from assistant.statistics.summing.drawn import Drawn
from assistant.statistics.summing.sums import Floats, Places, Sums, sum_places

# A sum of squares about one point, this small beside the sum of squares about another, is rounding.
ROUNDING = 1e-13


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scores:
    """For each cell and option, the sum of z and, over the units in it, the sum of their t²."""

    total: Floats
    squares: Floats


def ratio_scores(sums: Sums, drawn: Drawn, *, of_y: Floats, of_one: Floats) -> Scores:
    """The scores of z = w (a y - b), with `of_y` a and `of_one` b for each cell and option."""
    total = of_y * sums.wy - of_one * sums.w[:, None]
    if drawn.has_clusters:
        return Scores(total=total, squares=total**2)
    size = of_y**2 * sums.w2yy + of_one**2 * sums.w2[:, None]
    squares = size - 2 * of_y * of_one * sums.w2y
    return Scores(total=total, squares=np.where(squares < ROUNDING * size, 0.0, squares))


def variances(scores: Scores, sums: Sums, drawn: Drawn) -> Floats:
    """The sampling variance of every group's estimates."""
    many = len(drawn.strata)
    pairs, place = np.unique(sums.group * many + sums.stratum, return_inverse=True)
    total, squares = (
        sum_places(cells, place, len(pairs)) for cells in (scores.total, scores.squares)
    )
    parts = stratum_variance(total, squares, stratum=pairs % many, drawn=drawn)
    return sum_places(parts, pairs // many, sums.groups)


def stratum_variance(total: Floats, squares: Floats, *, stratum: Places, drawn: Drawn) -> Floats:
    """What each stratum adds, from its sums of t and of t²."""
    units: Floats = drawn.units[stratum].astype(np.float64)[:, None]
    lonely = units == 1
    spread = np.where(lonely, squares, squares - total**2 / units)
    spread = np.where(spread < ROUNDING * squares, 0.0, spread)
    return (
        spread * drawn.left[stratum][:, None] * np.where(lonely, 1.0, units / (units - 1 + lonely))
    )


def degrees_of_freedom(sums: Sums, drawn: Drawn) -> Floats:
    """Units with people in the group, less strata with people in it."""
    many = len(drawn.strata)
    present = sums.people > 0
    pairs = np.unique((sums.group * many + sums.stratum)[present])
    strata = np.bincount(pairs // many, minlength=sums.groups)
    if drawn.has_clusters:
        units = np.bincount(sums.group[present], minlength=sums.groups).astype(np.float64)
    else:
        units = sums.by_group(sums.people)
    return units - strata


def sum_units(sums: Sums, values: Floats) -> tuple[Places, Floats]:
    """The stratum of each unit, and its sum over all the groups that its people are in."""
    _, first, place = np.unique(sums.unit, return_index=True, return_inverse=True)
    return sums.stratum[first], sum_places(values, place, len(first))
