"""A fact about a survey, as a sentence states it, and as it is known of a survey."""

from dataclasses import dataclass
from typing import Literal

from assistant.figures import Figure
from assistant.findings.finding import Evidence
from assistant.methodology.days import Period
from assistant.survey import UNKNOWN_POPULATION, Population

FactKind = Literal[
    "dates",
    "margin",
    "size",
    "countries",  # how many
    "places",  # which
    "mode",
    "sponsor",
    "fieldwork_by",
    "weighting",
    "response_rate",
    "languages",
    "wording",
    "sample",
    "published",
]
Edge = Literal["", "begin", "end"]
Origin = Literal["description", "respondents", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFact:
    """One thing that a sentence says of how a survey was made. Offsets count in the sentence.

    `at` is the position of its first token among the sentence's. Dates have a `period`; sizes,
    margins, numbers of countries and response rates have a `figure`; all others have `values`, such
    as `("online", "telephone")`, a name, or "yes" and "no" of weighting. Where only the first or
    the last day is given, `edge` says which. `people` are those who were asked, or whom a margin of
    error is for; `confidence` is in per cent, and `is_total` tells that the figure is of the whole
    survey: "in eight countries" is, "in eight countries surveyed" need not be.
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
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFact:
    """A fact of a survey; `sentence` is what it was read out of, where that is a text."""

    fact: SaidFact
    origin: Origin
    evidence: Evidence
    sentence: str = ""
