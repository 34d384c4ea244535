"""A fact about a survey, as a sentence states it."""

from dataclasses import dataclass
from typing import Literal

from assistant.figures import Figure
from assistant.survey import UNKNOWN_POPULATION, Population
from assistant.verify.facts.days import Period

FactKind = Literal["dates", "margin", "size", "countries"]
Edge = Literal["", "begin", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFact:
    """One thing that a sentence says of how a survey was made. Offsets count in the sentence.

    `at` is the position of its first token among the sentence's. Dates have a `period` and no
    figure; the others have a figure. Where only the first or the last day is given, `edge` says
    which. `people` are those who were asked, or whom a margin of error is for; `confidence` is in
    per cent, and `is_total` tells that the figure is of the whole survey: "in eight countries" is,
    "in eight countries surveyed" need not be.
    """

    kind: FactKind
    start: int
    end: int
    text: str
    at: int = -1
    figure: Figure | None = None
    period: Period | None = None
    edge: Edge = ""
    people: Population = UNKNOWN_POPULATION
    confidence: float | None = None
    is_total: bool = True
