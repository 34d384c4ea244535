"""Medians: where the weighted shares of the numbers given pass a half, with Woodruff's interval."""

from dataclasses import dataclass

import numpy as np

from assistant.statistics.estimating.estimated import Estimated, Ratios
from assistant.statistics.summing.sums import Floats

# Weights that add up to exactly a half do so in any order of adding only to within rounding.
TIE = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Distribution:
    """The numbers of one group in order, and the share of its weight at or below each."""

    numbers: Floats
    shares: Floats

    def quantile(self, share: float) -> float:
        """The least number at or below which at least `share` lies; NaN outside 0..1.

        >>> four = Distribution(numbers=np.arange(1.0, 5), shares=np.arange(1.0, 5) / 4)
        >>> [four.quantile(share) for share in (0.25, 0.5, 0.51)]
        [1.0, 2.0, 3.0]
        """
        if not 0 <= share <= 1 or not len(self.numbers):
            return float("nan")
        place = int(np.searchsorted(self.shares, share - TIE, side="left"))
        return float(self.numbers[min(place, len(self.numbers) - 1)])

    def median(self) -> float:
        """The number that half of the weight lies at or below; NaN of nobody."""
        return self.quantile(0.5)


def distribution(numbers: Floats, weights: Floats) -> Distribution:
    """The distribution of numbers, each with the weight of those who gave it."""
    order = np.argsort(numbers, kind="stable")
    total = np.cumsum(weights[order])
    if not len(total) or total[-1] <= 0:
        return Distribution(numbers=np.zeros(0), shares=np.zeros(0))
    return Distribution(numbers=numbers[order], shares=total / total[-1])


def finish_medians(below: Ratios, distributions: list[Distribution]) -> Estimated:
    """Medians; `below` estimates the share of each group at or below its own median.

    The interval of that share is read off the distribution, as R's `svyquantile` does; a bound
    that would lie beyond 0 or 1 is unknown, and so is the error, half the interval over t.
    """
    half = below.t[:, 0] * np.sqrt(below.variance[:, 0])
    share = below.value[:, 0]
    value, lo, hi = (
        np.array(numbers)
        for numbers in zip(
            *(
                (each.median(), each.quantile(p - width), each.quantile(p + width))
                for each, p, width in zip(distributions, share, half, strict=True)
            ),
            strict=True,
        )
    )
    with np.errstate(invalid="ignore"):
        se = (hi - lo) / (2 * below.t[:, 0])
    return Estimated(
        value=value[:, None],
        se=se[:, None],
        lo=lo[:, None],
        hi=hi[:, None],
        deff=np.full((len(value), 1), np.nan),
        people=below.people,
        df=below.df,
    )
