"""95% intervals: on the logit scale for shares, on the plain one for the rest."""

import numpy as np

from assistant.statistics.summing.sums import Floats

CONFIDENCE = 0.95
BOUNDARY = 1e-12  # a share nearer than this to 0 or 1 is 0 or 1


def t_quantile(df: Floats) -> Floats:
    """Student's t for a two-sided 95% interval; NaN without degrees of freedom.

    >>> t_quantile(np.array([0.0, 10.0])).round(4).tolist()
    [nan, 2.2281]
    """
    from scipy.special import stdtrit

    known = df > 0
    quantile: Floats = stdtrit(np.where(known, df, 1.0), 0.5 + CONFIDENCE / 2)
    return np.where(known, quantile, np.nan)


def logit_interval(share: Floats, se: Floats, t: Floats) -> tuple[Floats, Floats]:
    """Bounds that stay inside 0..1; none for a share of 0 or 1, the share itself where se is 0.

    >>> low, high = logit_interval(np.array([0.5]), np.array([0.05]), np.array([1.96]))
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.4032], [0.5968])
    """
    inside = (share > BOUNDARY) & (share < 1 - BOUNDARY)
    p = np.where(inside, share, 0.5)
    logit = np.log(p / (1 - p))
    width = t * se / (p * (1 - p))
    low, high = (1 / (1 + np.exp(-bound)) for bound in (logit - width, logit + width))
    exact = se <= BOUNDARY
    return tuple(  # type: ignore[return-value]
        np.where(inside & ~np.isnan(t), np.where(exact, share, bound), np.nan)
        for bound in (low, high)
    )


def plain_interval(value: Floats, se: Floats, t: Floats) -> tuple[Floats, Floats]:
    """The value less and plus t standard errors."""
    return value - t * se, value + t * se
