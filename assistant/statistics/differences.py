"""Differences between groups and between waves, with the test that tells them from chance."""

from dataclasses import dataclass, replace
from math import isfinite, sqrt

import numpy as np

from assistant.corpus.responses.questionnaire import Responses
from assistant.errors import StatisticsError
from assistant.statistics.estimate import Wanted
from assistant.statistics.estimating.contrast import IN_FIRST, IN_SECOND, contrast
from assistant.statistics.estimating.estimated import ratio
from assistant.statistics.estimating.estimation import ratios_of, replicate_sums, sums_of
from assistant.statistics.estimating.intervals import t_quantile
from assistant.statistics.estimating.replicates import replicate_variance
from assistant.statistics.summing.asked import Asked, Choice, choice_of, only_break, read_wanted
from assistant.statistics.summing.breaks import Breaks, pair_break
from assistant.statistics.summing.showing import refuse_small, too_few

T_TEST = "t test of linearised estimates"
REPLICATE_T_TEST = "t test of replicate estimates"
WAVES_T_TEST = "t test of independent samples"
LEVEL = 0.05
PER_CENT = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The first less the second: in points for shares, in the question's unit for means.

    `lo` and `hi` bound the 95% interval. What cannot be known is None: without degrees of freedom
    nothing is known but the difference.
    """

    points: float
    se: float | None
    lo: float | None
    hi: float | None
    statistic: float | None
    df: float
    p: float | None
    test: str

    def significant_at(self, level: float = LEVEL) -> bool:
        """Whether chance alone would bring so large a difference less often than `level`."""
        return self.p is not None and self.p < level


def compare_groups(
    responses: Responses, wanted: Wanted, groups: tuple[str, str], *, option: str, minimum_base: int
) -> Difference:
    """The difference between two groups of the one break of `wanted`.

    `option` is the label of an option or a net; empty for a mean.

    Raises:
        UnknownQuestion: A question, an option or a group that there is not.
        TooFewPeople: A group too small to be told of.
    """
    asked, choice = _read(responses, wanted, option)
    question = only_break(responses, wanted)
    pair = pair_break(asked.domain.answers, question, first=groups[0], second=groups[1])
    refuse_small(asked, question, pair.labels[:2], minimum_base=minimum_base)
    asked = replace(asked, domain=replace(asked.domain, breaks=Breaks(each=(pair,))))
    found = contrast(sums_of(asked, [choice]), asked.drawn)
    if min(found.people) < minimum_base:
        raise too_few(minimum_base)
    variance, df, test = float(found.variance[0]), found.df, T_TEST
    if asked.domain.design.replicate_weights:
        sums = replicate_sums(asked, [choice])
        first, second = (
            ratio(np.tensordot(side, sums.wy, 1).T, side @ sums.w) for side in (IN_FIRST, IN_SECOND)
        )
        variance = float(replicate_variance((first - second)[:, 0], asked.domain.design))
        df, test = len(first) - 2.0, REPLICATE_T_TEST
    return _tested(
        float(found.difference[0]), variance, df, test=test, is_share=asked.statistic == "share"
    )


def compare_waves(
    later: Responses, earlier: Responses, wanted: Wanted, *, option: str, minimum_base: int
) -> Difference:
    """The difference between two waves, the earlier taken from the later, as separate samples.

    Raises:
        UnknownQuestion: A wave without the question or the option.
        TooFewPeople: A wave with too few people to be told of.
    """
    if wanted.by:
        raise StatisticsError("waves are compared for one group at a time; name it with --where")
    waves = [
        measure_wave(each, wanted, option=option, minimum_base=minimum_base)
        for each in (later, earlier)
    ]
    return between_waves(*waves)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One wave's estimate as a test needs it: from 0 to 1 for shares."""

    value: float
    variance: float
    df: float
    is_share: bool


def measure_wave(
    responses: Responses, wanted: Wanted, *, option: str, minimum_base: int
) -> Measured:
    """One wave's side of a comparison.

    Raises:
        UnknownQuestion: The wave has no such question or option.
        TooFewPeople: The wave has too few people to be told of.
    """
    asked, choice = _read(responses, wanted, option)
    refuse_small(asked, None, (), minimum_base=minimum_base)
    ratios = ratios_of(asked, [choice])
    if ratios.people[0] < minimum_base:
        raise too_few(minimum_base)
    return Measured(
        value=float(ratios.value[0, 0]),
        variance=float(ratios.variance[0, 0]),
        df=float(ratios.df[0]),
        is_share=asked.statistic == "share",
    )


def between_waves(later: Measured, earlier: Measured) -> Difference:
    """The later less the earlier, as independent samples."""
    return _tested(
        later.value - earlier.value,
        later.variance + earlier.variance,
        later.df + earlier.df - 1,
        test=WAVES_T_TEST,
        is_share=later.is_share,
    )


def _read(responses: Responses, wanted: Wanted, option: str) -> tuple[Asked, Choice]:
    asked = read_wanted(responses, wanted)
    if asked.statistic == "median":
        raise StatisticsError("medians have no test here; compare means, or shares")
    return asked, choice_of(asked, option)


def _tested(
    difference: float, variance: float, df: float, *, test: str, is_share: bool
) -> Difference:
    from scipy.special import stdtr

    scale = PER_CENT if is_share else 1.0
    points, se = scale * difference, scale * sqrt(variance)
    statistic = points / se if se > 0 else float("nan")
    known = df > 0 and se > 0
    half = float(t_quantile(np.array([df]))[0]) * se
    return Difference(
        test=test,
        statistic=_known(statistic),
        df=df,
        p=2 * float(stdtr(df, -abs(statistic))) if known else None,
        points=points,
        se=_known(se),
        lo=_known(points - half),
        hi=_known(points + half),
    )


def _known(value: float) -> float | None:
    return value if isfinite(value) else None
