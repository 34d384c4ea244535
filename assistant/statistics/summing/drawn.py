"""The sample as it was drawn: its strata, how many units each has, and its weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.responses.questionnaire import Design, Responses
from assistant.errors import StatisticsError
from assistant.statistics.engines import collect, open_table

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, NumericValue, Table, Value

    from assistant.statistics.answers import Answers

KEPT_SAMPLES = 64
WHOLE_SAMPLE = "all"  # the one stratum of a sample that has none


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """What the errors need to know of the whole sample, whoever a statistic is about.

    `units` counts each stratum's first-stage units: clusters, or respondents where there are none.
    `left` is the part of a stratum's variance that its finite population leaves. The weights count
    people when none is below 1, as the inverse of a chance of selection cannot be, and some above.
    """

    strata: tuple[object, ...]
    units: NDArray[np.int64]
    left: NDArray[np.float64]
    has_clusters: bool
    counts_people: bool
    unweighable: int = 0
    zero_weights: int = 0
    negative_weights: int = 0

    @property
    def lonely(self) -> int:
        """How many strata have a single unit."""
        return int((self.units == 1).sum())

    def places(self, strata: Sequence[object]) -> NDArray[np.int64]:
        """The place of each stratum among the sample's."""
        where = {stratum: place for place, stratum in enumerate(self.strata)}
        if not where.keys() >= set(strata):
            raise StatisticsError("the responses changed while they were counted; ask again")
        return np.array([where[stratum] for stratum in strata], dtype=np.int64)


def drawn_sample(responses: Responses, answers: "Answers") -> Drawn:
    """The whole sample's strata and units, asked of the engine once for each state of a survey.

    What lies on somebody's server may grow without a new digest, and is asked for every time.
    """
    design = responses.questionnaire.design
    if responses.digest and "://" not in responses.location:
        return _kept(responses.location, responses.digest, design)
    return _count(answers.table, design)


@lru_cache(maxsize=KEPT_SAMPLES)
def _kept(location: str, digest: str, design: Design) -> Drawn:  # noqa: ARG001 - digest is the key
    return _count(open_table(location), design)


def weight_of(table: "Table", design: Design) -> "NumericValue":
    """A respondent's weight: 1 where the survey has none, null where it cannot be used."""
    import ibis

    if not design.weight:
        return ibis.literal(1.0)
    weight = column_of(table, design.weight).cast("float64")
    return ibis.ifelse(weight.isnan() | weight.isinf(), None, weight)


def stratum_of(table: "Table", design: Design) -> "Value":
    """The stratum a respondent was drawn in; the same for everybody where there are none."""
    import ibis

    return column_of(table, design.strata) if design.strata else ibis.literal(WHOLE_SAMPLE)


def column_of(table: "Table", name: str) -> "Value":
    """A column of the design, whatever case the engine keeps its name in."""
    if name in table.columns:
        return table[name]
    folded = [column for column in table.columns if column.casefold() == name.casefold()]
    if len(folded) != 1:
        raise StatisticsError(
            f"{name}: the design names this column and the responses have none; "
            "correct weight, strata, psu, fpc or replicate_weights in questions.yaml"
        )
    return table[folded[0]]


def is_in_sample(table: "Table", design: Design) -> "BooleanValue":
    """Whether the design knows a respondent: with a weight, a stratum and a unit."""
    known = weight_of(table, design).notnull()
    for column in (design.strata, design.psu):
        if column:
            known = known & column_of(table, column).notnull()
    return known


def _count(table: "Table", design: Design) -> Drawn:
    import ibis

    rows = table.select(
        stratum=stratum_of(table, design),
        unit=column_of(table, design.psu) if design.psu else ibis.literal(0),
        w=weight_of(table, design),
        fpc=column_of(table, design.fpc).cast("float64") if design.fpc else ibis.literal(0.0),
        known=is_in_sample(table, design),
    )
    counted = rows.group_by("stratum").aggregate(
        units=rows.unit.nunique(where=rows.known) if design.psu else rows.known.sum(),
        smallest=rows.w.min(where=rows.known & (rows.w > 0)),
        largest=rows.w.max(where=rows.known),
        zero=(rows.known & (rows.w == 0)).sum(),
        negative=(rows.known & (rows.w < 0)).sum(),
        unknown=(~rows.known).sum(),
        fpc=rows.fpc.max(),
        fpc_low=rows.fpc.min(),
    )
    found = sorted(collect(counted).to_pylist(), key=lambda row: str(row["stratum"]))
    strata = [row for row in found if row["units"]]
    return Drawn(
        strata=tuple(row["stratum"] for row in strata),
        units=np.array([row["units"] for row in strata], dtype=np.int64),
        left=np.array([_left(row, design) for row in strata], dtype=np.float64),
        has_clusters=bool(design.psu),
        counts_people=_counts_people(strata),
        unweighable=sum(row["unknown"] or 0 for row in found),
        zero_weights=sum(row["zero"] or 0 for row in found),
        negative_weights=sum(row["negative"] or 0 for row in found),
    )


def _counts_people(strata: list[dict[str, float]]) -> bool:
    smallest = [row["smallest"] for row in strata if row["smallest"] is not None]
    return bool(smallest) and min(smallest) >= 1 and max(row["largest"] for row in strata) > 1


def _left(row: dict[str, float], design: Design) -> float:
    """1 less the sampling fraction, from the fraction itself or from the stratum's size."""
    if not design.fpc:
        return 1.0
    size, units, where = row["fpc"], row["units"], f"column {design.fpc!r} (fpc)"
    if size is None or row["fpc_low"] != size:
        raise StatisticsError(
            f"{where}, stratum {row['stratum']!r}: more than one value, or none; "
            "give every respondent of a stratum the same"
        )
    fraction = size if size <= 1 else units / size
    if not 0 <= fraction <= 1:
        raise StatisticsError(
            f"{where}, stratum {row['stratum']!r}: {size:g} is neither a sampling fraction nor a "
            f"number of units of at least the {units} that were drawn"
        )
    return 1.0 - fraction
