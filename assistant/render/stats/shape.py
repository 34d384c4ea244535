"""A tabulation as JSON, in the published shape: `docs/schemas/stats.schema.json`."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from assistant.render.contract import closed
from assistant.statistics.estimate import Estimate, Statistic, Tabulation


@closed
class EstimateJson(TypedDict):
    """One option, or net, in one group. Percentages and errors are not rounded."""

    option: str
    """The option's or the net's label; empty for a mean or a median."""
    by: dict[str, str]
    """The group: each breaking question's id with the label; empty for everybody."""
    percent: float | None
    """The share; null for a mean or a median, and where it is suppressed."""
    value: NotRequired[float | None]
    """The mean or the median, in the question's unit; only where that was asked for."""
    base: int | None
    """The people asked, unweighted."""
    se: float | None
    lo: float | None
    """The lower end of the 95% interval."""
    hi: float | None
    deff: float | None
    """The design effect; null where there is no spread to compare."""
    suppressed: bool
    """Whether the numbers are held back, so that nobody small is given away."""


@closed
class StatsJson(TypedDict):
    """A statistic computed from respondents' answers."""

    survey: str
    question: str
    """The question's id."""
    text: str
    statistic: Literal["share", "mean", "median"]
    weighted: bool
    rows: list[EstimateJson]
    """Every option in every group, in the questionnaire's order."""
    nets: list[EstimateJson]
    """Named sums of options, in every group."""
    note: str


def stats_json(tabulation: Tabulation) -> StatsJson:
    """The tabulation in the published shape."""
    statistic = tabulation.statistic
    return StatsJson(
        survey=tabulation.survey,
        question=tabulation.question.id,
        text=tabulation.question.text,
        statistic=statistic,
        weighted=tabulation.weighted,
        rows=[_estimate_json(estimate, statistic) for estimate in tabulation.rows],
        nets=[_estimate_json(estimate, statistic) for estimate in tabulation.nets],
        note=tabulation.note,
    )


def _estimate_json(estimate: Estimate, statistic: Statistic) -> EstimateJson:
    hidden = estimate.suppressed
    value = None if hidden else estimate.value
    row = EstimateJson(
        option=estimate.option,
        by=dict(estimate.by),
        percent=value if statistic == "share" else None,
        base=None if hidden else estimate.base,
        se=None if hidden else estimate.se,
        lo=None if hidden else estimate.lo,
        hi=None if hidden else estimate.hi,
        deff=None if hidden else estimate.deff,
        suppressed=hidden,
    )
    if statistic != "share":
        row["value"] = value
    return row
