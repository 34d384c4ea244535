"""From what was asked to estimates: the sums, then their finish."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.statistics.estimating.estimated import Estimated, Ratios, estimate_ratios, ratio
from assistant.statistics.estimating.intervals import plain_interval, t_quantile
from assistant.statistics.estimating.medians import Distribution, distribution, finish_medians
from assistant.statistics.estimating.ratios import finish_means, finish_shares
from assistant.statistics.estimating.replicates import replicate_variance
from assistant.statistics.filters import as_ibis
from assistant.statistics.summing.asked import Asked, Choice
from assistant.statistics.summing.replicate_sums import (
    Numbers,
    ReplicateSums,
    sum_by_number,
    sum_replicate_numbers,
    sum_replicate_options,
    sum_replicate_people,
)
from assistant.statistics.summing.sums import (
    Floats,
    Sums,
    at_or_below,
    sum_numbers,
    sum_options,
    sum_people,
    sum_sets,
)


def estimate(asked: Asked) -> Estimated:
    """The estimates of every option (or net, or of the number) in every group."""
    match asked.statistic:
        case "share":
            return finish_shares(ratios_of(asked, asked.choices))
        case "mean":
            return finish_means(ratios_of(asked, ()))
        case "median":
            return _medians(asked)


def sums_of(asked: Asked, choices: Sequence[Choice]) -> Sums:
    """The sums of who made each choice; for a mean, of the numbers that people gave."""
    if asked.statistic == "mean":
        return sum_numbers(asked.domain, asked.drawn, asked.domain.answers.number(asked.question))
    if asked.chose is not None:
        return sum_people(asked.domain, asked.drawn, as_ibis(asked.chose, asked.domain.answers))
    summed = sum_sets if asked.question.type == "multiple" else sum_options
    labels = [choice.labels for choice in choices]
    return summed(asked.domain, asked.drawn, asked.question, choices=labels)


def replicate_sums(asked: Asked, choices: Sequence[Choice]) -> ReplicateSums:
    """The same for every replicate weight."""
    if asked.statistic == "mean":
        return sum_replicate_numbers(asked.domain, asked.domain.answers.number(asked.question))
    if asked.chose is not None:
        return sum_replicate_people(asked.domain, as_ibis(asked.chose, asked.domain.answers))
    labels = [choice.labels for choice in choices]
    return sum_replicate_options(asked.domain, asked.question, choices=labels)


def replicate_estimates(sums: ReplicateSums) -> Floats:
    """The weighted mean by each replicate weight; NaN where it leaves nobody in a group."""
    many = sums.w.shape[1]
    each = [ratio(sums.wy[..., place], sums.w[:, place]) for place in range(many)]
    return np.stack(each, axis=-1)


def ratios_of(asked: Asked, choices: Sequence[Choice]) -> Ratios:
    """Weighted means with their variance, by replicate weights where the survey has them."""
    ratios = estimate_ratios(sums_of(asked, choices), asked.drawn)
    design = asked.domain.design
    if not design.replicate_weights:
        return ratios
    estimates = replicate_estimates(replicate_sums(asked, choices))
    degrees = np.full(len(ratios.df), len(design.replicate_weights) - 1.0)
    return replace(ratios, variance=replicate_variance(estimates, design), df=degrees)


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
