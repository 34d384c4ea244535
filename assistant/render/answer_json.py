"""An answer as JSON, in the published shape: `docs/schemas/answer.schema.json`."""

from typing import Literal, TypeAlias

from typing_extensions import TypedDict

from assistant.answer.answer import (
    Answer,
    Citation,
    Closest,
    MissingFacet,
    Reason,
    Refusal,
    Sentence,
    ShownFigure,
)
from assistant.answer.answer import Verdict as FigureVerdict
from assistant.findings.finding import Evidence, Grade, How
from assistant.render.contract import closed

JsonId: TypeAlias = str | int
UnitName: TypeAlias = Literal[
    "percent", "points", "count", "ratio", "mean", "median", "money", "other"
]


@closed
class EvidenceJson(TypedDict):
    """Where a figure can be followed to."""

    source: str
    """The file, as `corpus/SURVEY/FILE`."""
    locator: str
    """The place in the file: paragraph, page, table, row."""
    quote: str
    """The words of the source, or its cell."""
    computation: str | None
    """What was worked out, and of what; null for a figure that is shown as published."""


@closed
class RefusalJson(TypedDict):
    """A considered "no answer"."""

    reason: Reason
    missing: list[MissingFacet]
    """What of the question the evidence lacks, where that is known."""
    text: str
    """The reason in plain words."""
    nearest: list[str]
    """The ids of the findings that come nearest to what was asked."""


@closed
class SentenceJson(TypedDict):
    """One checked sentence."""

    text: str
    citations: list[int]
    """Numbers of the citations it rests on, from 1."""
    figures: list[int]
    """Positions of its figures in the answer's list, from 0."""


@closed
class FigureJson(TypedDict):
    """One figure of the answer, with the people it is about and what bears it out."""

    text: str
    value: float
    unit: UnitName
    population: str
    base: int | None
    """The people it is a percentage of, unweighted; null where the source does not say."""
    measure: str
    wave: str | None
    margin_of_error: float | None
    """In points; null where none is published and none can be worked out."""
    verdict: FigureVerdict
    grade: Grade
    how: How
    evidence: EvidenceJson


@closed
class CitationJson(TypedDict):
    """A reference shown to the reader."""

    n: int
    survey: str
    source: str
    locator: str
    quote: str


@closed
class WithheldJson(TypedDict):
    """A sentence that the check did not bear out."""

    text: str
    why: str


@closed
class ClosestJson(TypedDict):
    """A finding that comes near to what was asked, in a checked sentence."""

    text: str
    figures: list[int]
    """Positions of its figures in the answer's list, from 0."""
    citations: list[int]
    """Numbers of the citations it rests on, from 1."""
    differs: list[MissingFacet]
    """The facets in which it is not what was asked; empty where that could not be told."""


@closed
class TimingsJson(TypedDict):
    """Milliseconds spent in each step."""

    retrieve: float
    answer: float
    verify: float
    total: float


@closed
class AnswerJson(TypedDict):
    """What a question comes to."""

    id: JsonId
    """As it was given; over HTTP drawn where none was, elsewhere empty."""
    question: str
    standalone_question: str
    """The question made whole from the turns before it."""
    status: Literal["answered", "closest", "refused"]
    """`closest`: no direct answer, and the findings in `closest` are shown in its place."""
    refusal: RefusalJson | None
    closest: list[ClosestJson]
    """At most three findings that come nearest, where there is no direct answer."""
    text: str
    sentences: list[SentenceJson]
    figures: list[FigureJson]
    citations: list[CitationJson]
    withheld: list[WithheldJson]
    answerer: str
    aligned_by: str
    """Who matched question and findings: built-in, or provider:model."""
    corpus_version: str
    timings_ms: TimingsJson


def answer_json(answer: Answer, *, given_id: JsonId | None = None) -> AnswerJson:
    """The answer in the published shape; `given_id` is the id as the asker wrote it."""
    return AnswerJson(
        id=answer.id if given_id is None else given_id,
        question=answer.question,
        standalone_question=answer.standalone_question,
        status=answer.status,
        refusal=None if answer.refusal is None else _refusal(answer.refusal),
        closest=[_closest(one) for one in answer.closest],
        text=answer.text,
        sentences=[sentence_json(sentence) for sentence in answer.sentences],
        figures=[figure_json(shown) for shown in answer.figures],
        citations=[citation_json(citation) for citation in answer.citations],
        withheld=[WithheldJson(text=held.text, why=held.why) for held in answer.withheld],
        answerer=answer.answerer,
        aligned_by=answer.aligned_by,
        corpus_version=answer.corpus_version,
        timings_ms=TimingsJson(
            retrieve=round(answer.timings.retrieve, 3),
            answer=round(answer.timings.answer, 3),
            verify=round(answer.timings.verify, 3),
            total=round(answer.timings.total, 3),
        ),
    )


def evidence_json(evidence: Evidence) -> EvidenceJson:
    """Where a figure stands, in the published shape."""
    return EvidenceJson(
        source=evidence.source,
        locator=evidence.locator,
        quote=evidence.quote,
        computation=evidence.computation,
    )


def _refusal(refusal: Refusal) -> RefusalJson:
    return RefusalJson(
        reason=refusal.reason,
        missing=list(refusal.missing),
        text=refusal.text,
        nearest=list(refusal.nearest),
    )


def _closest(closest: Closest) -> ClosestJson:
    return ClosestJson(
        text=closest.text,
        figures=list(closest.figures),
        citations=list(closest.citations),
        differs=list(closest.differs),
    )


def sentence_json(sentence: Sentence) -> SentenceJson:
    """One sentence, in the published shape."""
    return SentenceJson(
        text=sentence.text, citations=list(sentence.citations), figures=list(sentence.figures)
    )


def figure_json(shown: ShownFigure) -> FigureJson:
    """One figure of an answer, in the published shape."""
    return FigureJson(
        text=shown.figure.text,
        value=shown.figure.value,
        unit=shown.figure.unit.value,
        population=shown.population,
        base=shown.base,
        measure=shown.measure,
        wave=shown.wave,
        margin_of_error=shown.margin_of_error,
        verdict=shown.verdict,
        grade=shown.grade,
        how=shown.how,
        evidence=evidence_json(shown.evidence),
    )


def citation_json(citation: Citation) -> CitationJson:
    """One reference, in the published shape."""
    return CitationJson(
        n=citation.n,
        survey=citation.survey,
        source=citation.source,
        locator=citation.locator,
        quote=citation.quote,
    )
