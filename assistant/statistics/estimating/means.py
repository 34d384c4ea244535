"""Means: of the numbers that people gave, with a t interval."""

import numpy as np

from assistant.statistics.estimating.estimated import Estimated, Ratios
from assistant.statistics.estimating.intervals import plain_interval


def finish_means(ratios: Ratios) -> Estimated:
    """Means in the question's own unit."""
    se = np.where(np.isnan(ratios.value), np.nan, np.sqrt(ratios.variance))
    lo, hi = plain_interval(ratios.value, se, ratios.t)
    return Estimated(
        value=ratios.value,
        se=se,
        lo=lo,
        hi=hi,
        deff=ratios.deff,
        people=ratios.people,
        df=ratios.df,
    )
