"""An answer as given: checked sentences, their figures and citations, or a considered refusal."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.answer.models.asking.usage import Usage
from assistant.figures import Figure
from assistant.findings.finding import Evidence, Grade, How

BUILT_IN = "built-in"  # the answerer that needs no language model
Verdict = Literal["verified", "contradicted", "unsupported"]
Status = Literal["answered", "closest", "refused"]
Reason = Literal[
    "not_covered",
    "no_such_population",
    "base_too_small",
    "not_permitted",
    "out_of_scope",
    "ambiguous",
]
MissingFacet = Literal["people", "period", "option", "measure", "survey"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """A figure in the answer's text, with the people it is about and what bears it out."""

    figure: Figure
    population: str
    base: int | None
    measure: str
    wave: str | None
    verdict: Verdict
    grade: Grade
    how: How
    evidence: Evidence
    margin_of_error: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A reference shown to the reader; `n` is the number in brackets, from 1."""

    n: int
    survey: str
    source: str
    locator: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One checked sentence; `figures` are positions in the answer's list, from 0."""

    text: str
    citations: tuple[int, ...] = ()
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A drafted sentence that the check did not bear out, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no answer, in plain words, with the ids of the nearest findings.

    `choices` are what an ambiguous question could mean: wordings of questions, or ids of surveys.
    `missing` says what of the question the evidence lacks, where that is known.
    """

    reason: Reason
    text: str
    nearest: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    missing: tuple[MissingFacet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closest:
    """A finding that comes near, in a checked sentence with its own people and period.

    `figures` and `citations` as in a sentence; `differs` are the facets in which it is not what was
    asked, empty where that could not be told.
    """

    text: str
    citations: tuple[int, ...] = ()
    figures: tuple[int, ...] = ()
    differs: tuple[MissingFacet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Milliseconds spent in each step."""

    retrieve: float = 0.0
    answer: float = 0.0
    verify: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a question comes to. `refusal` is None where it was answered.

    Where there are neither sentences nor a refusal, the `closest` findings are shown in their
    place, under a `notice` that says what was not found.
    `usage` is None where no language model was asked; it is no part of the published shape.
    The text of a refusal is in `text` as well, so that every surface has something to show.
    """

    id: str
    question: str
    standalone_question: str
    text: str
    sentences: tuple[Sentence, ...] = ()
    figures: tuple[ShownFigure, ...] = ()
    citations: tuple[Citation, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    refusal: Refusal | None = None
    closest: tuple[Closest, ...] = ()
    notice: str = ""
    answerer: str = BUILT_IN
    aligned_by: str = BUILT_IN
    corpus_version: str = ""
    timings: Timings = field(default_factory=Timings)
    usage: Usage | None = None

    @property
    def status(self) -> Status:
        """Whether it was answered, refused, or met with the closest findings alone."""
        if self.refusal is not None:
            return "refused"
        return "closest" if self.closest and not self.sentences else "answered"
