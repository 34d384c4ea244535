"""An answer in the words that people read, before any surface lays it out."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from assistant.answer.answer import BUILT_IN, Answer, Citation, Sentence, ShownFigure
from assistant.findings.finding import Grade, How
from assistant.render.safe_text import safe_line

GRADE_WORDS: dict[Grade, str] = {
    "responses": "respondents' answers",
    "table": "published table",
    "prose": "published text",
}
HOW_WORDS: dict[How, str] = {
    "published": "as published",
    "computed": "computed from respondents' answers",
    "derived": "worked out from the figures above",
}
WHICH = "That could mean more than one thing. Which do you mean?"
_MARKERS = re.compile(r"(?:\s*\[\d+\])+(?=[.!?]?$)")  # "… agree [1][2]." at a sentence's end


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceView:
    """A sentence without its bracketed numbers, and the numbers."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A figure with its people, its base in words, and how it is known.

    `margin` is its margin of error in words, empty where there is none.
    """

    text: str
    margin: str
    population: str
    base: str
    is_small: bool
    measure: str
    wave: str
    known_from: str
    computation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """A numbered reference: where, and the words that stand there."""

    n: int
    place: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """Everything a surface shows; of a refusal, the sentences are its reason in plain words.

    `answerer` names the language model that aligned it, empty where none did; `usage` says what a
    language model took, empty where none was asked; `choices` are what an ambiguous question could
    mean; `closest` are findings that come near where there is no direct answer.
    """

    question: str
    understood_as: str
    is_refused: bool
    has_closest_only: bool
    sentences: tuple[SentenceView, ...]
    figures: tuple[FigureView, ...]
    citations: tuple[CitationView, ...]
    withheld: tuple[str, ...]
    answerer: str
    choices: tuple[str, ...]
    closest: tuple[SentenceView, ...] = ()
    usage: str = ""


def view_sentence(sentence: Sentence) -> SentenceView:
    """One sentence in safe text, its citations apart."""
    text = safe_line(sentence.text)
    if sentence.citations:
        text = _MARKERS.sub("", text)
    return SentenceView(text=text, citations=sentence.citations)


def view_answer(answer: Answer, *, marked_base: int) -> AnswerView:
    """The answer in safe text; bases of fewer than `marked_base` people are marked."""
    standalone = safe_line(answer.standalone_question)
    question = safe_line(answer.question)
    choices = tuple(map(safe_line, answer.refusal.choices)) if answer.refusal else ()
    # What could be meant stands in the refusal's text, too; once is enough.
    instead = WHICH if choices else answer.notice or answer.text
    sentences = answer.sentences or (Sentence(text=instead),)
    return AnswerView(
        question=question,
        understood_as=standalone if standalone != question else "",
        is_refused=answer.status == "refused",
        has_closest_only=answer.status == "closest",
        sentences=tuple(view_sentence(s) for s in sentences),
        figures=tuple(_figure(f, marked_base=marked_base) for f in answer.figures),
        citations=tuple(_citation(c) for c in answer.citations),
        withheld=tuple(safe_line(w.why) for w in answer.withheld),
        choices=choices,
        closest=tuple(
            view_sentence(Sentence(text=c.text, citations=c.citations)) for c in answer.closest
        ),
        answerer=safe_line(answer.answerer) if answer.answerer != BUILT_IN else "",
        usage=safe_line(answer.usage.line) if answer.usage else "",
    )


def describe_base(base: int | None) -> str:
    """A base in words, with thousands separators.

    >>> describe_base(1204), describe_base(None)
    ('1,204', 'not stated')
    """
    return "not stated" if base is None else f"{base:,}"


def describe_margin(points: float | None) -> str:
    """A margin of error in words, at 95% confidence.

    >>> describe_margin(2.83), describe_margin(None)
    ('± 2.8 points', '')
    """
    return "" if points is None else f"± {points:.1f} points"


def describe_place(source: str, locator: str) -> str:
    """Where something stands, the file named once.

    >>> describe_place("corpus/skills/toplines.csv", "toplines.csv, row 11")
    'corpus/skills/toplines.csv, row 11'
    """
    file = PurePosixPath(source).name
    parts = [part for part in (source, *locator.split(", ")) if part and part != file]
    return safe_line(", ".join(parts))


def _figure(shown: ShownFigure, *, marked_base: int) -> FigureView:
    return FigureView(
        text=safe_line(shown.figure.text),
        margin=describe_margin(shown.margin_of_error),
        population=safe_line(shown.population) or "not stated",
        base=describe_base(shown.base),
        is_small=shown.base is not None and shown.base < marked_base,
        measure=safe_line(shown.measure),
        wave=safe_line(shown.wave or ""),
        known_from=f"{GRADE_WORDS[shown.grade]}, {HOW_WORDS[shown.how]}",
        computation=safe_line(shown.evidence.computation or ""),
    )


def _citation(citation: Citation) -> CitationView:
    place = describe_place(citation.source, citation.locator)
    return CitationView(n=citation.n, place=place, quote=safe_line(citation.quote))
