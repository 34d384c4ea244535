"""A finding: one published or computed statistic and where it was published.

A *statement* is what any sentence says with a figure in it, whether in a source or in a draft.
A *finding* is a statement of the corpus, with its provenance.
"""

from dataclasses import dataclass, field
from typing import Literal

from assistant.figures import Figure
from assistant.survey import UNKNOWN_POPULATION, Base, Population

Grade = Literal["responses", "table", "prose"]
How = Literal["published", "computed", "derived"]
Role = Literal[
    "finding",  # the statement's main figure
    "earlier",  # the old value of a trend: "up from 64% a year ago"
    "compared",  # the other side of a comparison
    "change",  # a difference over time: "up 5 points"
    "difference",  # a difference between groups
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What was asked or said, with its direction.

    `text` is the words as they stand; `terms` are the stems of its content words; `poles` name the
    end of each scale that the words take ("approve+", "approve-"), negation already applied.
    Tables may give the question and the answer option apart; in prose both are empty.
    """

    text: str = ""
    terms: frozenset[str] = frozenset()
    poles: frozenset[str] = frozenset()
    question: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a sentence says with one figure. Offsets count characters in the text that was read."""

    figure: Figure
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    measure: Measure = field(default_factory=Measure)
    population: Population = UNKNOWN_POPULATION
    base: Base | None = None
    wave: str | None = None
    role: Role = "finding"
    is_population_inherited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a finding stands: file, place in it, and the words or the computation itself."""

    source: str
    locator: str
    quote: str
    computation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement of the corpus. `passage` is the id of the passage it stands in, or empty.

    `margin_of_error` is in points, at 95%, of a share computed from a probability sample.
    """

    id: str
    survey: str
    statement: Statement
    evidence: Evidence
    grade: Grade
    how: How = "published"
    passage: str = ""
    margin_of_error: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of prose; `sentences` are (start, end) offsets into the document's text."""

    id: str
    survey: str
    source: str
    locator: str
    start: int
    end: int
    text: str
    heading: str = ""
    sentences: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read out of one file of the corpus."""

    source: str
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
