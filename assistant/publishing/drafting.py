"""From an alignment to an answer: each sentence settled before it is shown.

A language model aligns where there is one; the built-in aligner takes over where it fails, and the
answer says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from time import perf_counter

from assistant.align.alignment import Aligner, Alignment, Asked, Near, Tried
from assistant.align.built_in.aligner import BuiltInAligner
from assistant.align.guide.following import Told
from assistant.align.guide.guide import Guide
from assistant.answer.answer import BUILT_IN, Closest, Refusal, Sentence, Withheld
from assistant.answer.draft import DraftSentence
from assistant.answer.events import Shown
from assistant.answer.models.asking.calls import Calls
from assistant.errors import ModelFailed
from assistant.findings.lexicon import load
from assistant.publishing.published import Published

Fault = Callable[[DraftSentence], str]


@dataclass(slots=True)
class Drafted:
    """What has become of an answer so far; `checking` counts the seconds spent on checks.

    `notice` says what was not found where only the closest findings are shown. `calls` are those
    that it takes to a language model, where there is one.
    """

    published: Published = field(default_factory=Published)
    refusal: Refusal | None = None
    closest: list[Closest] = field(default_factory=list)
    notice: str = ""
    aligned_by: str = BUILT_IN
    standalone: str = ""
    checking: float = 0.0
    calls: Calls | None = None

    @property
    def in_place(self) -> str:
        """What is told in place of an answer: the closest findings under what was not found."""
        texts = (c.text + "".join(f" [{n}]" for n in c.citations) for c in self.closest)
        heading = load("wording")["closest"]["heading"] if self.closest else ""
        return " ".join(filter(None, (self.notice, heading, *texts)))


class Drafting:
    """Aligns a question and shows what settles."""

    def __init__(
        self, fault: Fault, *, guide: Guide | None = None, model: Aligner | None = None
    ) -> None:
        self._fault = fault
        self._guide = guide
        self._model = model
        self._built_in = BuiltInAligner()

    def draft(self, asked: Asked, drafted: Drafted) -> Iterator[Shown]:
        """The sentences that settle, in order; what else is to be known goes to `drafted`."""
        has_model = self._model is not None
        guided = self._guide.align(asked, has_model=has_model) if self._guide else None
        if guided is not None:
            yield from self._shown(guided, drafted)
            return
        outcome = ""
        if self._model is not None:
            try:
                alignment = self._model.align(asked, drafted.calls)
            except ModelFailed as error:
                outcome = error.outcome
            else:
                drafted.aligned_by = self._model.name
                yield from self._shown(alignment, drafted)
                if drafted.published.sentences or drafted.closest or drafted.refusal is not None:
                    return
                outcome = "not borne out"
        drafted.aligned_by = BUILT_IN
        yield from self._shown(self._built_in.align(asked), drafted)
        notice = load("wording")["model"][outcome] if outcome else ""
        if notice and drafted.refusal is not None:
            drafted.refusal = replace(drafted.refusal, text=f"{drafted.refusal.text} {notice}")
        elif notice and drafted.closest:
            drafted.notice = f"{drafted.notice} {notice}"
        elif notice and drafted.published.sentences:
            yield drafted.published.add(Sentence(text=notice))

    def told(self, asked: Asked) -> Told:
        """What is told on a question, as one that follows on it needs it."""
        drafted = Drafted()
        for _ in self.draft(asked, drafted):
            pass
        cited = dict.fromkeys(citation.survey for citation in drafted.published.citations)
        return Told(slots=tuple(drafted.published.slots), surveys=tuple(cited))

    def _shown(self, alignment: Alignment, drafted: Drafted) -> Iterator[Shown]:
        drafted.refusal, drafted.standalone = alignment.refusal, alignment.standalone
        drafted.notice = alignment.notice
        for near in alignment.closest:
            self._show_closest(near, drafted)
        if alignment.refusal is not None:
            return
        told: set[str] = set()
        for tried in alignment.tried:
            for sentence in self._standing(tried, drafted):
                if sentence.claim not in told:
                    told.add(sentence.claim)
                    yield drafted.published.show(sentence)

    def _standing(self, tried: Tried, drafted: Drafted) -> Iterator[DraftSentence]:
        """The sentence if it settles, or those of the source in its place."""
        why = tried.why
        if tried.sentence is not None and not tried.is_settled:
            began = perf_counter()
            why = self._fault(tried.sentence)
            drafted.checking += perf_counter() - began
        if tried.sentence is not None and not why:
            yield tried.sentence
            return
        drafted.published.withheld.append(Withheld(text=tried.text, why=why))
        yield from tried.instead

    def _show_closest(self, near: Near, drafted: Drafted) -> None:
        shown = drafted.published.show(near.sentence).sentence
        drafted.published.sentences.pop()
        drafted.closest.append(
            Closest(
                text=shown.text,
                citations=shown.citations,
                figures=shown.figures,
                differs=near.differs,
            )
        )
