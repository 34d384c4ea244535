"""Who words an answer: a language model where there is one, and the built-in answerer for the rest.

The built-in answerer chooses the figures, so that they are the same whoever words them. A model's
sentence that is not borne out is sent back once, then the plain one takes its place.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from time import perf_counter

from assistant.answer.answer import BUILT_IN, Refusal, Sentence
from assistant.answer.answerer import Answerer
from assistant.answer.draft import Draft, DraftSentence, Slot
from assistant.answer.events import Shown
from assistant.answer.material import Material
from assistant.answer.models.asking.calls import Calls
from assistant.answer.models.reading import UNKNOWN
from assistant.answer.models.seeking import Desk, Sought
from assistant.answer.write import write_answer
from assistant.errors import ModelFailed
from assistant.findings.lexicon import load
from assistant.numerals import read_figures
from assistant.publishing.published import Published

Fault = Callable[[DraftSentence], str]
Word = Callable[[Material], Draft | Refusal]
MOST_SENT_BACK = 6
REPEATS = "repeats a figure that is shown already"


@dataclass(slots=True)
class Drafted:
    """What has become of an answer so far; `checking` counts the seconds spent on checks.

    `calls` are those that it takes to a language model, where there is one.
    """

    published: Published = field(default_factory=Published)
    refusal: Refusal | None = None
    answerer: str = BUILT_IN
    checking: float = 0.0
    calls: Calls | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """A model's sentence and why it may not be shown; empty where it may."""

    sentence: DraftSentence
    why: str = ""


class Drafting:
    """Drafts answers and has each sentence checked before it is shown."""

    def __init__(self, fault: Fault, *, model: Answerer | None = None) -> None:
        self._fault = fault
        self._model = model

    def draft(self, material: Material, drafted: Drafted, desk: Desk) -> Iterator[Shown]:
        """The sentences that are borne out, in order; what else is to be known goes to `drafted`.

        Nothing is shown where the question is refused. What is refused as not covered is looked up
        first, at the `desk`, by a model that can.
        """
        if self._model is not None and drafted.calls is None:
            drafted.calls = Calls(self._model)
        plain = write_answer(material)
        if isinstance(plain, Refusal):
            plain = self._sought(plain, Sought(question=material.query.text, desk=desk), drafted)
        if isinstance(plain, Refusal):
            drafted.refusal = plain
        elif self._model is None or drafted.calls is None or material.query.topic:
            yield from self._show_plain(plain.sentences, drafted)
        else:
            worded = replace(material, plain=plain)
            yield from self._worded(self._model, worded, drafted, drafted.calls)

    def _sought(self, refusal: Refusal, sought: Sought, drafted: Drafted) -> Draft | Refusal:
        """What a model finds of a question that is refused as not covered; else the refusal."""
        seeker = self._model.seeker if self._model else None
        if seeker is None or drafted.calls is None or refusal.reason != "not_covered":
            return refusal
        try:
            found = drafted.calls.invoke(seeker, sought)
        except ModelFailed:
            return refusal
        return found if found.sentences else refusal

    def _show_plain(self, sentences: Iterable[DraftSentence], drafted: Drafted) -> Iterator[Shown]:
        for sentence in sentences:
            if why := self._timed_fault(sentence, drafted):
                drafted.published.withhold(sentence, why)
            else:
                yield drafted.published.show(sentence)

    def _worded(
        self, model: Answerer, material: Material, drafted: Drafted, calls: Calls
    ) -> Iterator[Shown]:
        """The model's sentences as far as they hold, and plain ones for all that they leave out."""
        waiting: list[_Tried] = []
        outcome = ""
        again = partial(calls.invoke, model.chain)
        try:
            for piece in calls.stream(model.chain, material):
                for sentence in _sentences(piece):
                    tried = _Tried(sentence=sentence, why=self._timed_fault(sentence, drafted))
                    if tried.why and _says_no_figure(sentence):
                        drafted.published.withhold(sentence, tried.why)
                    elif waiting or tried.why:
                        waiting.append(tried)
                    else:
                        drafted.answerer = model.name
                        yield drafted.published.show(sentence)
            waiting = self._mended(again, material, waiting, drafted)
        except ModelFailed as error:
            outcome = error.outcome
        yield from self._show_waiting(waiting, drafted)
        is_worded = drafted.answerer == model.name
        left_out = _left_out(material.plain, drafted.published)
        yield from self._show_plain(left_out, drafted)
        if (left_out or not is_worded) and (notice := _notice(outcome, is_worded=is_worded)):
            yield drafted.published.add(Sentence(text=notice))

    def _show_waiting(self, waiting: Iterable[_Tried], drafted: Drafted) -> Iterator[Shown]:
        """The sentences that hold, and in the place of each other the plain ones it stands for."""
        for tried in waiting:
            sentence = tried.sentence
            if not tried.why and _new(sentence, drafted.published):
                drafted.answerer = self._model.name if self._model else BUILT_IN
                yield drafted.published.show(sentence)
            elif tried.why and sentence.slots:
                plain = (one for one in sentence.origins if _new(one, drafted.published))
                yield from self._show_plain(plain, drafted)

    def _mended(
        self, word: Word, material: Material, waiting: Sequence[_Tried], drafted: Drafted
    ) -> list[_Tried]:
        """The sentences that wait, those that failed worded again where that helped."""
        failed = [tried for tried in waiting if tried.why and tried.why != REPEATS]
        for tried in failed:
            drafted.published.withhold(tried.sentence, tried.why)
        if not failed:
            return list(waiting)
        held = drafted.published.withheld[-len(failed) :][:MOST_SENT_BACK]
        again = word(replace(material, sent_back=tuple(held)))
        second = iter(_sentences(again)[: len(failed)])
        return [self._second(t, next(second, None), drafted) if t in failed else t for t in waiting]

    def _second(self, first: _Tried, sentence: DraftSentence | None, drafted: Drafted) -> _Tried:
        if sentence is None:
            return first
        return _Tried(sentence=sentence, why=self._timed_fault(sentence, drafted))

    def _timed_fault(self, sentence: DraftSentence, drafted: Drafted) -> str:
        if sentence.origins and sentence.slots and not _new(sentence, drafted.published):
            return REPEATS
        began = perf_counter()
        why = self._fault(sentence)
        drafted.checking += perf_counter() - began
        return why


def _sentences(piece: Draft | Refusal) -> tuple[DraftSentence, ...]:
    """A piece's sentences; a model has no say in whether a question is refused."""
    return () if isinstance(piece, Refusal) else piece.sentences


def _says_no_figure(sentence: DraftSentence) -> bool:
    """Whether a sentence has nothing in it to be worded again: a greeting, a remark."""
    claim = sentence.claim
    return not sentence.slots and UNKNOWN not in claim and not read_figures(claim)


def _left_out(plain: Draft | None, published: Published) -> list[DraftSentence]:
    """The plain sentences of which a figure is not shown yet, and those that name a test.

    Where nothing is shown at all, that is the whole of the plain draft.
    """
    sentences = plain.sentences if plain else ()
    if not published.sentences:
        return list(sentences)
    return [
        sentence
        for sentence in sentences
        if _new(sentence, published) or not (sentence.slots or sentence.quote)
    ]


def _new(sentence: DraftSentence, published: Published) -> bool:
    """Whether a sentence has a figure that is not shown yet."""
    shown = {_key(slot) for slot in published.slots}
    return any(_key(slot) not in shown for slot in sentence.slots)


def _key(slot: Slot) -> tuple[float, str, tuple[str, ...]]:
    return (slot.figure.value, slot.figure.unit, tuple(f.id for f in slot.findings))


def _notice(outcome: str, *, is_worded: bool) -> str:
    """What the answer says of a model that did not word it, or not to the end."""
    if not outcome and is_worded:
        return ""
    told: dict[str, str] = load("wording")["model"]
    return told["broke off" if is_worded else outcome or "not borne out"]
