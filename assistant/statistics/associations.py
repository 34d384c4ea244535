"""Associations: whether answers differ between groups at all, tested in one go."""

from dataclasses import dataclass, replace

import numpy as np

from assistant.corpus.responses.questionnaire import Responses
from assistant.errors import StatisticsError
from assistant.statistics.estimate import Wanted
from assistant.statistics.estimating.contrast import joint_degrees
from assistant.statistics.estimating.estimation import replicate_sums, sums_of
from assistant.statistics.estimating.rao_scott import FTest, rao_scott, table_covariance
from assistant.statistics.estimating.replicates import replicate_covariance
from assistant.statistics.summing.asked import Asked, Choice, choice_of, only_break, read_wanted
from assistant.statistics.summing.showing import without_small
from assistant.statistics.summing.sums import Floats, Sums

RAO_SCOTT = "Rao-Scott second-order F test"
LEVEL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """A test of a question's options by a break's groups; `p` is None where it cannot be known."""

    statistic: float
    df: float
    df_denominator: float
    p: float | None
    test: str = RAO_SCOTT

    def significant_at(self, level: float = LEVEL) -> bool:
        """Whether chance alone would bring so large an association less often than `level`."""
        return self.p is not None and self.p < level


def association(
    responses: Responses, wanted: Wanted, *, minimum_base: int, option: str = ""
) -> Association:
    """Whether answers differ at all between the groups of the one break of `wanted`.

    With an `option` it is who chose it against who did not, as it has to be where several could be
    chosen. Groups too small to be told of are left out.
    """
    asked = read_wanted(responses, replace(wanted, statistic="share"))
    question = only_break(responses, wanted)
    if question.type == "multiple":
        raise StatisticsError(
            f"{question.id}: people may be in several of its groups; compare two groups instead"
        )
    if asked.question.type == "multiple" and not option:
        raise StatisticsError(f"{asked.question.id}: name an option; several could be chosen")
    asked = without_small(asked, question, minimum_base=minimum_base)
    found = _test(asked, choice_of(asked, option) if option else None)
    return Association(
        statistic=found.statistic,
        df=found.df,
        df_denominator=found.df_denominator,
        p=_f_tail(found),
    )


def _test(asked: Asked, choice: Choice | None) -> FTest:
    sums = _two_way(asked, choice)
    table = sums.by_group(sums.wy)
    rows, columns = table.sum(axis=1) > 0, table.sum(axis=0) > 0
    if rows.sum() < 2 or columns.sum() < 2:
        raise StatisticsError(
            f"{asked.question.id}: all are in one group or answered alike, so there is nothing "
            "to test"
        )
    shares, covariance = table_covariance(sums, asked.drawn)
    df = joint_degrees(sums, asked.drawn)
    if asked.domain.design.replicate_weights:
        covariance, df = _replicated(asked, choice)
    kept = np.flatnonzero(np.outer(rows, columns).ravel())
    return rao_scott(
        shares[kept].reshape(rows.sum(), columns.sum()),
        covariance[np.ix_(kept, kept)],
        people=float(sums.people.sum()),
        df=df,
    )


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


def _f_tail(found: FTest) -> float | None:
    from scipy.special import fdtrc

    if found.df_denominator <= 0:
        return None
    return float(fdtrc(found.df, found.df_denominator, found.statistic))
