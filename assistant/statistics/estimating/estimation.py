"""From what was asked to estimates: the sums, then their finish."""

from dataclasses import replace

import numpy as np

from assistant.statistics.estimating.estimated import Estimated, Ratios, estimate_ratios, ratio
from assistant.statistics.estimating.intervals import plain_interval, t_quantile
from assistant.statistics.estimating.means import finish_means
from assistant.statistics.estimating.medians import Distribution, distribution, finish_medians
from assistant.statistics.estimating.replicates import replicate_variance
from assistant.statistics.estimating.shares import finish_shares
from assistant.statistics.summing.asked import Asked
from assistant.statistics.summing.replicate_sums import (
    Numbers,
    ReplicateSums,
    sum_by_number,
    sum_replicate_numbers,
    sum_replicate_options,
)
from assistant.statistics.summing.sums import (
    Floats,
    Sums,
    at_or_below,
    sum_numbers,
    sum_options,
    sum_sets,
)


def estimate(asked: Asked) -> Estimated:
    """The estimates of every option (or net, or of the number) in every group."""
    match asked.statistic:
        case "share":
            return finish_shares(_ratios(asked, sum_shares(asked)))
        case "mean":
            return finish_means(_ratios(asked, sum_means(asked)))
        case "median":
            return _medians(asked)


def sum_shares(asked: Asked) -> Sums:
    """The sums of every choice of the question."""
    choices = [choice.labels for choice in asked.choices]
    summed = sum_sets if asked.question.type == "multiple" else sum_options
    return summed(asked.domain, asked.drawn, asked.question, choices=choices)


def sum_means(asked: Asked) -> Sums:
    """The sums of the numbers that people gave."""
    return sum_numbers(asked.domain, asked.drawn, asked.domain.answers.number(asked.question))


def _ratios(asked: Asked, sums: Sums) -> Ratios:
    ratios = estimate_ratios(sums, asked.drawn)
    if not asked.domain.design.replicate_weights:
        return ratios
    replicates = _replicate_sums(asked)
    many = replicates.w.shape[1]
    estimates = np.stack(
        [ratio(replicates.wy[..., place], replicates.w[:, place]) for place in range(many)], axis=-1
    )
    return replace(
        ratios,
        variance=replicate_variance(estimates, asked.domain.design),
        df=np.full(len(ratios.df), many - 1.0),
    )


def _replicate_sums(asked: Asked) -> ReplicateSums:
    if asked.statistic == "mean":
        return sum_replicate_numbers(asked.domain, asked.domain.answers.number(asked.question))
    choices = [choice.labels for choice in asked.choices]
    return sum_replicate_options(asked.domain, asked.question, choices=choices)


def _medians(asked: Asked) -> Estimated:
    number = asked.domain.answers.number(asked.question)
    replicated = bool(asked.domain.design.replicate_weights)
    numbers = sum_by_number(asked.domain, number, with_replicates=replicated)
    groups = len(asked.domain.breaks)
    distributions = [_of_group(numbers, group, 0) for group in range(groups)]
    medians = [each.median() for each in distributions]
    below = estimate_ratios(
        at_or_below(asked.domain, asked.drawn, number, numbers=medians), asked.drawn
    )
    estimated = finish_medians(below, distributions)
    if not replicated:
        return estimated
    many = numbers.weights.shape[1] - 1
    each = np.array(
        [
            [_of_group(numbers, group, place + 1).median() for place in range(many)]
            for group in range(groups)
        ]
    )
    return _replicated(estimated, replicate_variance(each, asked.domain.design), many - 1.0)


def _replicated(estimated: Estimated, variance: Floats, df: float) -> Estimated:
    se = np.sqrt(variance)[:, None]
    degrees = np.full(len(se), df)
    lo, hi = plain_interval(estimated.value, se, t_quantile(degrees)[:, None])
    return replace(estimated, se=se, lo=lo, hi=hi, df=degrees)


def _of_group(numbers: Numbers, group: int, weight: int) -> Distribution:
    inside = numbers.group == group
    return distribution(numbers.number[inside], numbers.weights[inside, weight])
