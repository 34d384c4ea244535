"""A draft → an answer: each sentence checked, then shown with its citations, or withheld."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.answer.answer import Citation, Sentence, ShownFigure, Withheld
from assistant.answer.derived import is_as_computed, is_as_published
from assistant.answer.draft import Draft, DraftSentence, Slot
from assistant.findings.finding import Evidence, Finding
from assistant.verify.check import Claim

CheckSentence = Callable[[str, Sequence[Finding]], Claim]


@dataclass(slots=True)
class Published:
    """What of a draft has been borne out so far, and what was withheld."""

    sentences: list[Sentence] = field(default_factory=list)
    figures: list[ShownFigure] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The sentences in order, each with the marks of its citations."""
        return " ".join(s.text + "".join(f" [{n}]" for n in s.citations) for s in self.sentences)


def publish(draft: Draft, check: CheckSentence) -> Published:
    """Check a draft sentence by sentence; nothing that fails is shown."""
    published = Published()
    for sentence in draft.sentences:
        why = _fault(sentence, check)
        if why:
            published.withheld.append(Withheld(text=sentence.text, why=why))
        else:
            _show(published, sentence)
    return published


def _fault(sentence: DraftSentence, check: CheckSentence) -> str:
    """Why a sentence may not be shown, or nothing.

    A derived figure stands in no source, so its sentence is not held against one: the figure is
    worked out again from its findings, and the others must be those findings' own.
    """
    if not sentence.slots:
        return ""
    if any(slot.how == "derived" for slot in sentence.slots):
        return "" if all(_is_sound(slot) for slot in sentence.slots) else "does not recompute"
    claims = zip(sentence.claims, (slot.findings for slot in sentence.slots), strict=True)
    each = list(claims) if sentence.claims else [(sentence.claim, sentence.findings)]
    checked = [check(claim, findings) for claim, findings in each]
    failed = [c for c in checked if c.verdict not in ("verified", "not_a_claim")]
    return failed[0].why or failed[0].verdict if failed else ""


def _is_sound(slot: Slot) -> bool:
    return is_as_computed(slot) if slot.how == "derived" else is_as_published(slot)


def _show(published: Published, sentence: DraftSentence) -> None:
    number = _cite(published, sentence) if sentence.quote else None
    first = len(published.figures)
    published.figures.extend(_shown(slot) for slot in sentence.slots)
    published.sentences.append(
        Sentence(
            text=sentence.text,
            citations=() if number is None else (number,),
            figures=tuple(range(first, len(published.figures))),
        )
    )


def _cite(published: Published, sentence: DraftSentence) -> int:
    """The number of the citation that a sentence rests on; the same place has one number."""
    place = (sentence.source, sentence.locator, sentence.quote)
    for citation in published.citations:
        if (citation.source, citation.locator, citation.quote) == place:
            return citation.n
    number = len(published.citations) + 1
    published.citations.append(
        Citation(
            n=number,
            survey=sentence.survey,
            source=sentence.source,
            locator=sentence.locator,
            quote=sentence.quote,
        )
    )
    return number


def _shown(slot: Slot) -> ShownFigure:
    first = slot.findings[0]
    statement, evidence = first.statement, first.evidence
    if slot.how == "derived":
        evidence = Evidence(
            source=evidence.source,
            locator="; ".join(dict.fromkeys(f.evidence.locator for f in slot.findings)),
            quote=evidence.quote,
            computation=slot.computation,
        )
    return ShownFigure(
        figure=slot.figure,
        population=" / ".join(dict.fromkeys(f.statement.population.text for f in slot.findings)),
        base=statement.base.unweighted_n if statement.base else None,
        measure=statement.measure.text,
        wave=statement.wave,
        verdict="verified",
        grade=first.grade,
        how=slot.how if slot.how != "published" else first.how,
        evidence=evidence,
        margin_of_error=None if slot.how == "derived" else first.margin_of_error,
    )
