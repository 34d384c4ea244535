"""Differences between groups and between waves, with the test that tells them from chance."""

from dataclasses import dataclass, replace
from math import isfinite, sqrt

import numpy as np

from assistant.corpus.responses.questionnaire import Question, Responses
from assistant.errors import StatisticsError, TooFewPeople, UnknownQuestion
from assistant.statistics.estimate import Wanted
from assistant.statistics.estimating.contrast import (
    IN_FIRST,
    IN_SECOND,
    contrast,
    joint_degrees,
)
from assistant.statistics.estimating.estimated import ratio
from assistant.statistics.estimating.estimation import ratios_of, replicate_sums, sums_of
from assistant.statistics.estimating.intervals import t_quantile
from assistant.statistics.estimating.rao_scott import rao_scott, table_covariance
from assistant.statistics.estimating.replicates import replicate_covariance, replicate_variance
from assistant.statistics.filters import shown_groups
from assistant.statistics.summing.asked import (
    NUMBER_ITSELF,
    Asked,
    Choice,
    find_question,
    read_wanted,
)
from assistant.statistics.summing.breaks import Breaks, pair_break
from assistant.statistics.summing.sums import Floats, Sums

T_TEST = "t test of linearised estimates"
REPLICATE_T_TEST = "t test of replicate estimates"
WAVES_T_TEST = "t test of independent samples"
RAO_SCOTT = "Rao-Scott second-order F test"
LEVEL = 0.05
PER_CENT = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The first less the second: in points for shares, in the question's unit for means.

    What cannot be known is None: without degrees of freedom nothing is but the difference. `df` has
    two members for an F test, and such a test has no difference or interval of its own.
    """

    test: str
    statistic: float | None
    df: tuple[float, ...]
    p: float | None
    points: float | None = None
    se: float | None = None
    lo: float | None = None
    hi: float | None = None

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
    question = _only_break(responses, wanted)
    pair = pair_break(asked.domain.answers, question, first=groups[0], second=groups[1])
    _refuse_small(asked, question, pair.labels[:2], minimum_base=minimum_base)
    asked = replace(asked, domain=replace(asked.domain, breaks=Breaks(each=(pair,))))
    found = contrast(sums_of(asked, [choice]), asked.drawn)
    if min(found.people) < minimum_base:
        raise _too_few(minimum_base)
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
    _refuse_small(asked, None, (), minimum_base=minimum_base)
    ratios = ratios_of(asked, [choice])
    if ratios.people[0] < minimum_base:
        raise _too_few(minimum_base)
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


def association(
    responses: Responses, wanted: Wanted, *, minimum_base: int, option: str = ""
) -> Difference:
    """Whether answers differ at all between the groups of the one break of `wanted`.

    With an `option` it is who chose it against who did not, as it has to be where several could be
    chosen. Groups too small to be told of are left out.
    """
    asked = read_wanted(responses, replace(wanted, statistic="share"))
    question = _only_break(responses, wanted)
    if question.type == "multiple":
        raise StatisticsError(
            f"{question.id}: people may be in several of its groups; compare two groups instead"
        )
    if asked.question.type == "multiple" and not option:
        raise StatisticsError(f"{asked.question.id}: name an option; several could be chosen")
    asked = _without_small(asked, question, minimum_base=minimum_base)
    sums = _two_way(asked, _choice(asked, option) if option else None)
    table = sums.by_group(sums.wy)
    rows, columns = table.sum(axis=1) > 0, table.sum(axis=0) > 0
    if rows.sum() < 2 or columns.sum() < 2:
        raise StatisticsError(
            f"{asked.question.id} by {question.id}: all are in one group or answered alike, "
            "so there is nothing to test"
        )
    shares, covariance = table_covariance(sums, asked.drawn)
    df = joint_degrees(sums, asked.drawn)
    if asked.domain.design.replicate_weights:
        covariance, df = _replicated(asked, _choice(asked, option) if option else None)
    kept = np.flatnonzero(np.outer(rows, columns).ravel())
    found = rao_scott(
        shares[kept].reshape(rows.sum(), columns.sum()),
        covariance[np.ix_(kept, kept)],
        people=float(sums.people.sum()),
        df=df,
    )
    p = _f_tail(found.statistic, found.df, found.df_denominator)
    return Difference(
        test=RAO_SCOTT,
        statistic=_known(found.statistic),
        df=(found.df, found.df_denominator),
        p=_known(p),
    )


def _read(responses: Responses, wanted: Wanted, option: str) -> tuple[Asked, Choice]:
    asked = read_wanted(responses, wanted)
    if asked.statistic == "median":
        raise StatisticsError("medians have no test here; compare means, or shares")
    return asked, _choice(asked, option)


def _choice(asked: Asked, option: str) -> Choice:
    if asked.statistic == "mean":
        return NUMBER_ITSELF
    if not option.strip():
        raise StatisticsError(f"{asked.question.id}: name the option whose shares are compared")
    wanted = option.strip().casefold()
    choices = {choice.label.casefold(): choice for choice in reversed(asked.choices)}
    found = asked.question.option(option)
    if wanted not in choices and found:
        wanted = found.label.casefold()
    if wanted not in choices:
        labels = ", ".join(choice.label for choice in asked.choices)
        raise UnknownQuestion(f"{asked.question.id}: no option {option!r}; it has {labels}")
    return choices[wanted]


def _only_break(responses: Responses, wanted: Wanted) -> Question:
    if len(wanted.by) != 1:
        raise StatisticsError("groups are compared of one break; give --by one question")
    return find_question(responses.questionnaire, wanted.by[0])


def _shown(
    asked: Asked, question: Question | None, minimum_base: int
) -> frozenset[tuple[str, ...]]:
    return shown_groups(
        asked.domain.answers,
        asked.question,
        where=asked.where,
        by=[question] if question else [],
        minimum_base=minimum_base,
    )


def _refuse_small(
    asked: Asked, question: Question | None, labels: tuple[str, ...], *, minimum_base: int
) -> None:
    shown = _shown(asked, question, minimum_base)
    groups = [(label,) for label in labels] if question else [()]
    if not shown.issuperset(groups):
        raise _too_few(minimum_base)


def _too_few(minimum_base: int) -> TooFewPeople:
    return TooFewPeople(
        f"a difference is told only between at least {minimum_base} people and as many, none of "
        "whom can be singled out by subtraction; compare larger groups"
    )


def _without_small(asked: Asked, question: Question, *, minimum_base: int) -> Asked:
    """The same among the groups that may be told of, and among answers that are listed."""
    shown = {group[0] for group in _shown(asked, question, minimum_base)}
    each = asked.domain.breaks.each[0]
    kept = [place for place, label in enumerate(each.labels) if label in shown]
    if len(kept) < 2:
        raise _too_few(minimum_base)
    among = asked.domain.among
    if asked.question.type != "multiple":
        among = (*among, asked.domain.answers.label(asked.question).notnull())
    breaks = Breaks(
        each=(
            replace(
                each,
                keys=tuple(each.keys[place] for place in kept),
                labels=tuple(each.labels[place] for place in kept),
            ),
        )
    )
    return replace(asked, domain=replace(asked.domain, breaks=breaks, among=among))


def _two_way(asked: Asked, choice: Choice | None) -> Sums:
    """The sums of a table whose every person is in one cell: of all options, or of one and none."""
    if choice is None:
        return sums_of(asked, [one for one in asked.choices if not one.is_net])
    sums = sums_of(asked, [choice])
    wy = np.hstack([sums.wy, sums.w[:, None] - sums.wy])
    w2y = np.hstack([sums.w2y, sums.w2[:, None] - sums.w2y])
    return replace(sums, wy=wy, wyy=wy, w2y=w2y, w2yy=w2y)


def _replicated(asked: Asked, choice: Choice | None) -> tuple[Floats, float]:
    choices = [choice] if choice else [one for one in asked.choices if not one.is_net]
    sums = replicate_sums(asked, choices)
    wy = sums.wy
    if choice:
        wy = np.concatenate([wy, sums.w[:, None] - wy], axis=1)
    shares = (wy / sums.w.sum(axis=0)).reshape(-1, wy.shape[-1])
    return replicate_covariance(shares, asked.domain.design), wy.shape[-1] - 1.0


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
        df=(df,),
        p=2 * float(stdtr(df, -abs(statistic))) if known else None,
        points=points,
        se=_known(se),
        lo=_known(points - half),
        hi=_known(points + half),
    )


def _f_tail(statistic: float, df: float, denominator: float) -> float:
    from scipy.special import fdtrc

    return float(fdtrc(df, denominator, statistic)) if denominator > 0 else float("nan")


def _known(value: float) -> float | None:
    return value if isfinite(value) else None
