"""Shares and means with their errors and intervals."""

import numpy as np

from assistant.statistics.estimating.estimated import Estimated, Ratios
from assistant.statistics.estimating.intervals import BOUNDARY, logit_interval, plain_interval


def finish_shares(ratios: Ratios) -> Estimated:
    """Shares from 0 to 1; those of nobody and of everybody have no error and no interval."""
    value = np.where(ratios.value <= BOUNDARY, 0.0, ratios.value)
    value = np.where(value >= 1 - BOUNDARY, 1.0, value)
    certain = (value == 0) | (value == 1)
    se = np.where(certain, 0.0, np.sqrt(ratios.variance))
    se = np.where(np.isnan(value), np.nan, se)
    lo, hi = logit_interval(value, se, ratios.t)
    return Estimated(
        value=value,
        se=se,
        lo=lo,
        hi=hi,
        deff=np.where(certain, np.nan, ratios.deff),
        people=ratios.people,
        df=ratios.df,
    )


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
