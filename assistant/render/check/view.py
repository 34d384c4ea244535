"""A check as its writer reads it: the draft with its figures marked, and a note on each mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, groupby, pairwise
from typing import Literal

from assistant.findings.finding import Evidence
from assistant.render.answer_view import describe_place
from assistant.render.safe_text import safe_line, safe_run
from assistant.verify.check import Check, Claim, ClaimVerdict

MarkVerdict = Literal["verified", "contradicted", "unsupported"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a sentence. A marked one has a number and a verdict; a plain one has 0.

    `note` is the number that the note on it is known by.
    """

    text: str
    number: int = 0
    verdict: MarkVerdict | None = None
    note: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Why marks have their verdict and where that can be read; known by its first mark's number."""

    marks: tuple[Run, ...]
    verdict: MarkVerdict
    why: str
    expected: str
    place: str
    quote: str
    computation: str

    @property
    def number(self) -> int:
        """The number of its first mark."""
        return self.marks[0].number


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentence:
    """A sentence of the draft; `why` holds what no note of its says already."""

    runs: tuple[Run, ...]
    verdict: ClaimVerdict
    why: str = ""
    notes: tuple[Note, ...] = ()
    corrected: str = ""
    number: int = 0  # among the claims, from 1

    @property
    def is_claim(self) -> bool:
        """Whether it has a figure in it."""
        return self.verdict != "not_a_claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftParagraph:
    """A paragraph of the draft; numbers count from 1."""

    number: int
    sentences: tuple[DraftSentence, ...]

    @property
    def claims(self) -> tuple[DraftSentence, ...]:
        """Its sentences with figures in them."""
        return tuple(sentence for sentence in self.sentences if sentence.is_claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """Everything a surface shows of a check. `notice` says what of the draft was not checked."""

    name: str
    paragraphs: tuple[DraftParagraph, ...]
    summary: str
    notice: str = ""

    @property
    def claims(self) -> tuple[DraftSentence, ...]:
        """The sentences with figures in them, in order."""
        return tuple(claim for paragraph in self.paragraphs for claim in paragraph.claims)

    def marks(self, verdict: MarkVerdict) -> tuple[Run, ...]:
        """The marked runs with a verdict, in order."""
        runs = (run for claim in self.claims for run in claim.runs)
        return tuple(run for run in runs if run.verdict == verdict)


def view_check(check: Check, *, name: str = "", notice: str = "") -> CheckView:
    """The check in safe text; `name` is what the draft is called, if anything."""
    numbers = _Numbers()
    paragraphs = groupby(check.claims, key=lambda claim: claim.paragraph)
    return CheckView(
        name=safe_line(name),
        paragraphs=tuple(
            DraftParagraph(
                number=number + 1, sentences=tuple(_sentence(claim, numbers) for claim in claims)
            )
            for number, claims in paragraphs
        ),
        summary=summary_of(check),
        notice=safe_line(notice),
    )


def summary_of(check: Check) -> str:
    """How many claims have each verdict, in a sentence.

    >>> summary_of(Check(id="", claims=()))
    'There is no text in this draft, so there is nothing to check.'
    """
    if not any(claim.text.strip() for claim in check.claims):
        return "There is no text in this draft, so there is nothing to check."
    claims = len(check.claims) - check.count("not_a_claim")
    if not claims:
        return "There is no survey figure in this draft, so there is nothing to check."
    counts = [
        f"{check.count(verdict):,} {verdict}"
        for verdict in ("verified", "contradicted", "unsupported")
    ]
    noun = "claim" if claims == 1 else "claims"
    return f"{claims:,} {noun}: {', '.join(counts)}"


class _Numbers:
    """Hands out the numbers of marks and of claims, which run through the whole draft."""

    def __init__(self) -> None:
        self.marks = count(1)
        self.claims = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """A stretch of a claim that is to be marked, and what the note says."""

    start: int
    end: int
    verdict: MarkVerdict
    why: str
    evidence: Evidence | None
    expected: str = ""


def _sentence(claim: Claim, numbers: _Numbers) -> DraftSentence:
    if claim.verdict == "not_a_claim":
        return DraftSentence(runs=(Run(text=safe_line(claim.text)),), verdict=claim.verdict)
    spans = _spans(claim)
    runs, notes = _marked(claim.text, spans, numbers)
    corrected = safe_line(claim.corrected)
    return DraftSentence(
        runs=runs,
        verdict=claim.verdict,
        why=_left_to_say(claim.why, spans),
        notes=notes,
        corrected=corrected if corrected != safe_line(claim.text) else "",
        number=next(numbers.claims),
    )


def _spans(claim: Claim) -> list[_Span]:
    """What is to be marked, in order and apart: words give way to the figures among them."""
    spans: list[_Span] = []
    for f in sorted(claim.figures, key=lambda figure: figure.start):
        start = max([f.start, *(span.end for span in spans[-1:])])
        if start < f.end:
            spans.append(
                _Span(
                    start=start,
                    end=f.end,
                    verdict=f.verdict,
                    why=f.why,
                    evidence=f.evidence,
                    expected=f.expected or "",
                )
            )
    for w in claim.words:
        start, end = _longest_gap(claim.text, w.start, w.end, spans)
        if start < end:
            spans.append(
                _Span(start=start, end=end, verdict=w.verdict, why=w.why, evidence=w.evidence)
            )
    return sorted(spans, key=lambda span: span.start)


def _longest_gap(text: str, start: int, end: int, spans: Sequence[_Span]) -> tuple[int, int]:
    """The longest stretch between two offsets that no span takes, without the space around it."""
    inside = sorted((s.start, s.end) for s in spans if s.end > start and s.start < end)
    edges = [(start, start), *inside, (end, end)]
    gaps = [_trimmed(text, first[1], second[0]) for first, second in pairwise(edges)]
    return max(gaps, key=lambda gap: gap[1] - gap[0])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of a stretch without white space and brackets at its ends."""
    words = text[start:end].lstrip(" \t\n(,;:")
    start = end - len(words)
    return start, start + len(words.rstrip(" \t\n(,;:"))


def _marked(
    text: str, spans: Sequence[_Span], numbers: _Numbers
) -> tuple[tuple[Run, ...], tuple[Note, ...]]:
    """The sentence cut into runs, and the notes; marks about which the same is said share one."""
    marks: dict[tuple[object, ...], list[Run]] = {}
    said: list[_Span] = []
    runs: list[Run] = []
    at = 0
    for span in spans:
        runs.append(Run(text=safe_run(text[at : span.start])))
        number = next(numbers.marks)
        alike = marks.setdefault((span.verdict, span.why, span.expected, span.evidence), [])
        run = Run(
            text=safe_line(text[span.start : span.end]),
            number=number,
            verdict=span.verdict,
            note=alike[0].number if alike else number,
        )
        if not alike:
            said.append(span)
        alike.append(run)
        runs.append(run)
        at = span.end
    runs.append(Run(text=safe_run(text[at:])))
    notes = (_note(span, m) for span, m in zip(said, marks.values(), strict=True))
    return tuple(run for run in runs if run.text), tuple(notes)


def _note(span: _Span, marks: Sequence[Run]) -> Note:
    evidence = span.evidence
    news = f"the source has {span.expected}"  # which every surface says of `expected`
    is_said = bool(span.expected) and span.why in (news, f"{news}, not {marks[0].text}")
    return Note(
        marks=tuple(marks),
        verdict=span.verdict,
        why="" if is_said else safe_line(span.why),
        expected=safe_line(span.expected),
        place=describe_place(evidence.source, evidence.locator) if evidence else "",
        quote=safe_line(evidence.quote) if evidence else "",
        computation=safe_line(evidence.computation or "") if evidence else "",
    )


def _left_to_say(why: str, spans: Sequence[_Span]) -> str:
    """The reason for a claim's verdict, unless its notes say all of it."""
    rest = why
    for span in spans:
        rest = rest.replace(span.why, "") if span.why else rest
    return safe_line(why) if rest.strip(" ;") else ""
