"""Estimated ratios: the value of every option in every group, with its error, as arrays."""

from dataclasses import dataclass

import numpy as np

from assistant.statistics.estimating.intervals import t_quantile
from assistant.statistics.estimating.variance import (
    Scores,
    degrees_of_freedom,
    ratio_scores,
    variances,
)
from assistant.statistics.summing.drawn import Drawn
from assistant.statistics.summing.sums import Floats, Sums


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Estimated:
    """Arrays by group and option; what cannot be known is NaN. `people` and `df` are by group."""

    value: Floats
    se: Floats
    lo: Floats
    hi: Floats
    deff: Floats
    people: Floats
    df: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ratios:
    """Weighted means of y in each group before any interval, and their sampling variance.

    `chance` is the variance that a simple random sample of as many people would have.
    """

    value: Floats
    variance: Floats
    chance: Floats
    people: Floats
    df: Floats

    @property
    def t(self) -> Floats:
        """The quantile of Student's t that a 95% interval is wide by, for each group."""
        return t_quantile(self.df)[:, None]

    @property
    def deff(self) -> Floats:
        """The design effect; NaN where people differ in nothing."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.chance > 0, self.variance / self.chance, np.nan)


def estimate_ratios(sums: Sums, drawn: Drawn) -> Ratios:
    """Weighted means by linearisation, each group a domain of the whole sample."""
    weight, wy, people = (sums.by_group(cells) for cells in (sums.w, sums.wy, sums.people))
    value = ratio(wy, weight)
    return Ratios(
        value=value,
        variance=variances(scores_of(sums, drawn, value=value, weight=weight), sums, drawn),
        chance=chance_variance(sums, drawn, value=value, weight=weight),
        people=people,
        df=degrees_of_freedom(sums, drawn),
    )


def ratio(wy: Floats, weight: Floats) -> Floats:
    """Weighted means; NaN where a group has nobody."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(weight[:, None] > 0, wy / weight[:, None], np.nan)


def scores_of(sums: Sums, drawn: Drawn, *, value: Floats, weight: Floats) -> Scores:
    """The influence of every cell's people on their own group's weighted mean."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(weight > 0, 1 / weight, 0.0)[sums.group][:, None]
    return ratio_scores(sums, drawn, of_y=share, of_one=share * np.nan_to_num(value)[sums.group])


def chance_variance(sums: Sums, drawn: Drawn, *, value: Floats, weight: Floats) -> Floats:
    """The variance of a simple random sample of the same size.

    It is drawn without replacement from as many people as the weights sum to, where the weights
    count people, and with replacement where they have been rescaled and count nothing.
    """
    people = sums.by_group(sums.people)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = sums.by_group(sums.wyy) / weight[:, None] - value**2
        variance = spread / (people - 1)[:, None]
        if drawn.counts_people:
            variance = variance * (1 - people / weight)[:, None]
    return np.where(np.isfinite(variance) & (people > 1)[:, None], variance, np.nan)
