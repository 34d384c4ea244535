"""What of a draft is shown: sentences that were borne out, with their figures and citations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.answer.answer import Citation, Sentence, ShownFigure, Withheld
from assistant.answer.derived import is_as_computed, is_as_published
from assistant.answer.draft import DraftSentence, Slot
from assistant.answer.events import Shown
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
    slots: list[Slot] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The sentences in order, each with the marks of its citations."""
        return " ".join(s.text + "".join(f" [{n}]" for n in s.citations) for s in self.sentences)

    def show(self, sentence: DraftSentence) -> Shown:
        """Add a sentence that has been borne out, its figures and what it cites."""
        cited = [origin for origin in sentence.origins or (sentence,) if origin.quote]
        known, first = len(self.citations), len(self.figures)
        numbers = dict.fromkeys(_cite(self, origin) for origin in cited)
        self.slots.extend(sentence.slots)
        self.figures.extend(_shown(slot) for slot in sentence.slots)
        return self.add(
            Sentence(
                text=sentence.text,
                citations=tuple(numbers),
                figures=tuple(range(first, len(self.figures))),
            ),
            citations=self.citations[known:],
        )

    def add(self, sentence: Sentence, *, citations: Sequence[Citation] = ()) -> Shown:
        """Add a sentence as it is to be shown."""
        self.sentences.append(sentence)
        figures = tuple(self.figures[number] for number in sentence.figures)
        return Shown(sentence=sentence, figures=figures, citations=tuple(citations))

    def withhold(self, sentence: DraftSentence, why: str) -> None:
        """Keep a sentence that was not borne out from being shown, with the reason."""
        self.withheld.append(Withheld(text=sentence.text, why=why))


def fault_of(sentence: DraftSentence, check: CheckSentence) -> str:
    """Why a sentence of the built-in answerer may not be shown, or nothing.

    A derived figure stands in no source, so its sentence is not held against one: the figure is
    worked out again from its findings, and the others must be those findings' own.
    """
    if not sentence.slots or sentence.claim == sentence.quote:  # the source's own words
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
