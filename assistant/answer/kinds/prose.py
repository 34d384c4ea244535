"""Answers out of prose: the likeliest sentence, what it is compared with, and what goes with it."""

import re
from dataclasses import replace

from assistant.answer.answer import Refusal
from assistant.answer.choosing.judged import (
    NEAR,
    Judged,
    all_judged,
    focused,
    is_about_others,
    judged_sentences,
    may_be_shown,
)
from assistant.answer.choosing.leading import figure_chances
from assistant.answer.choosing.matching import asked_population, fit_of, is_share
from assistant.answer.choosing.selection import chosen_sentences
from assistant.answer.derived import people_of
from assistant.answer.draft import Draft, DraftSentence, Slot, fill
from assistant.answer.kinds.comparing import comparison, told_apart
from assistant.answer.kinds.premise import premise_answer
from assistant.answer.kinds.yes_or_no import with_yes_or_no
from assistant.answer.material import Candidate, Material
from assistant.answer.refusing import refuse
from assistant.answer.wording import dangles, people_in_words, quoted, said, stated
from assistant.figures import Figure, Unit, bears_out
from assistant.findings.finding import Finding
from assistant.retrieve.query import asks_for_average

NARROW = ("value", "count", "premise")
COMPARING = ("value", "count", "compare", "difference", "rank")
SHARE = re.compile(r"\b(?:share|percent(?:age)?|per cent|portion|proportion|part)\b", re.IGNORECASE)
CLEAR_CHANCE = 0.65  # of a figure to be the one of its sentence that is asked for
MOST_TOLD = 5


def prose_answer(material: Material) -> Draft | Refusal:
    """What the likeliest sentence says; whether that is sure enough is for the aligner to say."""
    if not material.candidates:
        return refuse(material, "not_covered")
    judged = [one for one in all_judged(material) if _may_answer(material, one)]
    if not judged:
        return refuse(material, "not_covered")
    fitting = [one for one in judged if not is_about_others(material, one)]
    if not fitting or fitting[0].chance < NEAR * judged[0].chance:
        return refuse(material, "not_covered" if _are_known(material) else "no_such_population")
    if not may_be_shown(material, fitting[0]):
        return refuse(material, "base_too_small")
    judged, fitting = (
        [one for one in some if may_be_shown(material, one)] for some in (judged, fitting)
    )
    draft = _of_its_kind(material, judged, fitting) or _described(material, fitting[0])
    return with_yes_or_no(material, _led(material, fitting[0], draft))


def _led(material: Material, first: Judged, draft: Draft) -> Draft:
    """The draft, its first sentence opened with the figure that is asked for, if another leads it.

    Only the source's own sentence is, and only if one figure clearly is the one.
    """
    sentence = draft.sentences[0]
    if (apart := told_apart(material, sentence)) is not sentence:
        others = (s for s in draft.sentences[1:] if apart.leading not in s.slots)
        return Draft(sentences=(apart, *others))
    if sentence.claim != sentence.quote or len(sentence.slots) < 2:
        return draft
    if sentence.quote.strip() != first.text.strip():
        return draft
    chances = figure_chances(material, first.text, first.findings)
    likeliest = first.findings[max(range(len(chances)), key=chances.__getitem__)]
    slot = next((s for s in sentence.slots if likeliest in s.findings), None)
    if slot is None or max(chances) < CLEAR_CHANCE:
        return draft
    if bears_out(sentence.slots[0].figure, slot.figure):  # itself, or "just over half (54%)"
        return draft
    return Draft(sentences=(replace(sentence, leading=slot), *draft.sentences[1:]))


def _may_answer(material: Material, one: Judged) -> bool:
    """Whether a sentence has what is asked for: a figure, and no share where it is an average.

    A typical share is a share.
    """
    shares = [f for f in one.findings if is_share(f)]
    if asks_for_average(material.query.text) and not SHARE.search(material.query.text):
        return any(f.statement.figure.unit is not Unit.PERCENT for f in shares)
    is_told = bool(shares) or any(character.isdigit() for character in one.text)
    return is_told or material.query.operation not in NARROW


def _of_its_kind(material: Material, judged: list[Judged], fitting: list[Judged]) -> Draft | None:
    """The answer that the operation calls for, out of the likeliest sentences.

    None where the findings do not allow it, or it would leave the likeliest sentence out.
    """
    query, focus = material.query, focused(material, judged)
    draft: Draft | None = None
    if query.operation == "premise":
        draft = premise_answer(focus)
    if draft is None and query.operation in COMPARING:
        draft = comparison(focus)
    if draft is not None:
        first = {f.id for f in fitting[0].findings}
        shown = {f.id for sentence in draft.sentences for f in sentence.findings}
        return draft if first & shown else None
    return _one_figure(material, fitting[0]) if query.operation in NARROW else None


def _one_figure(material: Material, first: Judged) -> Draft | None:
    """The figure of the likeliest sentence that answers, if its own words make a sentence.

    None where no figure is clearly the one that is asked for.
    """
    chances = figure_chances(material, first.text, first.findings)
    if not chances or max(chances) < CLEAR_CHANCE:
        return None
    finding = first.findings[max(range(len(chances)), key=chances.__getitem__)]
    told = stated(material, finding) if is_share(finding) else None
    if told is None:
        return None
    sentences = [told]
    if material.query.operation == "count" and (count := _counted(finding, told)):
        sentences.append(count)
    return Draft(sentences=tuple(sentences))


def _counted(finding: Finding, sentence: DraftSentence) -> DraftSentence | None:
    """How many people a share stands for."""
    count, base = people_of(finding), finding.statement.base
    if count is None or base is None:
        return None
    of = Figure(text=f"{base.unweighted_n:,}", value=base.unweighted_n, unit=Unit.COUNT)
    slots: dict[str, str | Slot] = {"count": count, "base": Slot(figure=of, findings=(finding,))}
    return replace(sentence, parts=fill(said("count"), slots), lead="", note="")


def _described(material: Material, first: Judged) -> Draft:
    """The likeliest sentence and, where more is asked for, those of its passage that go with it."""
    candidate, numbers = first.candidate, [first.number]
    if material.query.is_wide:
        beside = [
            Judged(candidate=candidate, number=n, chance=0.0) for n in _beside(material, first)
        ]
        numbers += [b.number for b in beside if not is_about_others(material, b)]
    return Draft(sentences=tuple(in_context(material, candidate, numbers[:MOST_TOLD])))


def _beside(material: Material, first: Judged) -> list[int]:
    """The other sentences of a passage that answer a broad question, and may be shown."""
    shown = {one.number for one in judged_sentences(material) if one.candidate is first.candidate}
    chosen = chosen_sentences(material.query, first.candidate)
    return [n for n in chosen if n != first.number and n in shown]


def _are_known(material: Material) -> bool:
    """Whether there are figures on other matters about the very people asked about."""
    asked = asked_population(material.query)
    return any(
        is_share(f) and fit_of(asked, f.statement.population) == "same"
        for candidate in material.candidates
        for f in candidate.findings
    )


def in_context(material: Material, candidate: Candidate, numbers: list[int]) -> list[DraftSentence]:
    """The sentences quoted, with what those that lean on another need to be understood."""
    sentences: list[DraftSentence] = []
    for number in numbers:
        sentence = quoted(material, candidate, number)
        if number and number - 1 not in numbers and dangles(sentence.claim):
            before = quoted(material, candidate, number - 1)
            if not before.slots:
                sentences.append(before)
            elif (people := _people(candidate, number)) and people not in sentence.claim:
                note = said("people").replace("{population}", people)
                sentence = replace(sentence, note=sentence.note or note)
        sentences.append(sentence)
    return sentences


def told_whole(material: Material, one: Judged) -> DraftSentence:
    """A sentence as the source has it, with the people it is about where it leans on another."""
    return in_context(material, one.candidate, [one.number])[-1]


def _people(candidate: Candidate, number: int) -> str:
    """The people of a sentence's figures, where they are the same for all."""
    named = {people_in_words(f) for f in candidate.findings_by_sentence[number]}
    return named.pop() if len(named) == 1 else ""
