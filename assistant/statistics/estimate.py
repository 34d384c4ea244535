"""Estimates: what is asked of the responses, and what comes out."""

from dataclasses import dataclass
from typing import Literal

from assistant.corpus.responses.questionnaire import Question

Statistic = Literal["share", "mean", "median"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A statistic to be computed: of which question, by which others, among whom.

    `where` is an expression over questions, as the reader may type it. So is `chose`, which asks
    for the share of those of whom it is true in place of the share of every option. Without a
    `statistic`, a numeric question gives its mean and every other its shares.
    """

    question: str
    by: tuple[str, ...] = ()
    where: str = ""
    statistic: Statistic | None = None
    chose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One option (or net) in one group.

    `value`, `se`, `lo` and `hi` are per cents for a share and in the question's unit for a mean or
    a median, unrounded; `lo` and `hi` bound the 95% interval. `by` pairs each breaking question's
    id with the group's label, and is empty for everybody. `base` counts people as asked. A
    suppressed estimate has no numbers at all. `option` is empty for a mean or a median. `deff` is
    None where the sample has no spread to compare.
    """

    option: str = ""
    by: tuple[tuple[str, str], ...] = ()
    value: float | None = None
    base: int | None = None
    se: float | None = None
    lo: float | None = None
    hi: float | None = None
    deff: float | None = None
    effective_base: float | None = None
    suppressed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabulation:
    """The estimates of one question, every option in every group, in the questionnaire's order.

    `nets` are estimated like options and kept apart, so that shares of a single question sum to
    100. `where` is the reader's own filter; the question's base is in `question.base`. With `chose`
    there is one row a group, whose option is that expression.
    """

    survey: str
    source: str
    question: Question
    statistic: Statistic
    weighted: bool
    by: tuple[str, ...] = ()
    where: str = ""
    rows: tuple[Estimate, ...] = ()
    nets: tuple[Estimate, ...] = ()
    note: str = ""
    chose: str = ""
