"""The built-in answerer: findings in, a draft or a considered refusal out. No model words it."""

from dataclasses import replace

from assistant.answer.answer import Refusal
from assistant.answer.choosing.coverage import (
    is_about_surveys,
    is_covered,
    names_what_is_asked,
    support,
)
from assistant.answer.choosing.matching import (
    Match,
    asked_population,
    contradicts,
    fit_of,
    is_quotable,
    is_share,
    is_wider,
    matches,
)
from assistant.answer.choosing.selection import chosen_sentences
from assistant.answer.choosing.waves import has_wave
from assistant.answer.derived import people_of
from assistant.answer.draft import Draft, DraftSentence, Slot, fill
from assistant.answer.kinds.comparing import comparison, sentence_of
from assistant.answer.kinds.computed import computed_answer
from assistant.answer.kinds.premise import premise_answer
from assistant.answer.kinds.survey_facts import survey_answer
from assistant.answer.kinds.tabulated import tabulated
from assistant.answer.material import Candidate, Material
from assistant.answer.refusing import refuse
from assistant.answer.wording import dangles, people_in_words, quoted, said
from assistant.figures import Figure, Unit
from assistant.findings.finding import Finding
from assistant.findings.populations import population_of
from assistant.retrieve.query import Query, asks_for_average

NARROW = ("value", "count", "premise")
COMPARING = ("value", "count", "compare", "difference", "rank")
NEARLY_AS_MUCH = 1.5  # log odds that a passage on the very people may be behind the likest one
SURE_OVERLAP = 0.5  # of the question's terms in a finding's measure, to answer with it alone
MOST_LISTED = 10
CLEAR_LEAD = 0.1  # by which it must be ahead of other findings of its sentence


def write_answer(material: Material) -> Draft | Refusal:
    """The draft of an answer, or why there is none."""
    query = material.query
    if query.topic:
        return survey_answer(material, query.topic)
    if computed := computed_answer(material):
        return computed
    if not is_about_surveys(material):
        asks_for_a_share = query.operation == "value" and query.populations
        return refuse(material, "not_covered" if asks_for_a_share else "out_of_scope")
    if not has_wave(material):
        return refuse(material, "not_covered")
    if draft := tabulated(material):
        return draft
    return _of_its_kind(material) or _described(material)


def _of_its_kind(material: Material) -> Draft | Refusal | None:
    """The answer that the operation calls for; None where the findings do not allow it."""
    query = material.query
    if query.operation == "premise" and (draft := premise_answer(material)):
        return draft
    if query.operation in COMPARING and (draft := comparison(material)):
        return draft
    if query.operation in NARROW:
        return _one_figure(material)
    if query.operation == "list" and query.populations:
        return _listed(material)
    return None


def _listed(material: Material) -> Draft | None:
    """All that there is on some people, where the question asks for no particular measure."""
    if material.query.measure_terms or not material.candidates:
        return None
    survey = material.candidates[0].passage.survey
    asked = asked_population(material.query)
    sentences = [
        quoted(material, candidate, number)
        for candidate in sorted(material.candidates, key=lambda c: c.passage.start)
        if candidate.passage.survey == survey
        for number, findings in enumerate(candidate.findings_by_sentence)
        if any(is_share(f) and fit_of(asked, f.statement.population) == "same" for f in findings)
        and _may_be_shown(material, candidate, number)
    ]
    return Draft(sentences=tuple(sentences[:MOST_LISTED])) if sentences else None


def _one_figure(material: Material) -> Draft | Refusal | None:
    """The one finding that answers; None where none stands out."""
    asked = asked_population(material.query)
    found = [m for m in matches(material, asked) if is_share(m.finding)]
    sure = [m for m in found if m.is_about(least_overlap=SURE_OVERLAP)]
    near = [
        m for m in sure if m.fit == "near" and not is_wider(asked, m.finding.statement.population)
    ]
    fitting = [m for m in sure if m.fit == "same"] or near
    if not fitting or not material.query.measure_terms:
        return None
    best = fitting[0]
    if not is_quotable(best.finding, minimum_base=material.minimum_base):
        return refuse(material, "base_too_small", fitting)
    if best.candidate and not _stands_out(best, found):
        return Draft(sentences=(quoted(material, best.candidate, best.sentence),))
    sentences = [sentence_of(material, best)]
    if material.query.operation == "count" and (count := _counted(best.finding, sentences[0])):
        sentences.append(count)
    return Draft(sentences=tuple(sentences))


def _stands_out(best: Match, found: list[Match]) -> bool:
    """Whether no other finding of the same sentence is as much about the question."""
    beside = [
        m
        for m in found
        if m.candidate is best.candidate
        and m.sentence == best.sentence
        and m.finding is not best.finding
    ]
    return all(m.score + CLEAR_LEAD <= best.score for m in beside)


def _counted(finding: Finding, sentence: DraftSentence) -> DraftSentence | None:
    """How many people a share stands for."""
    count, base = people_of(finding), finding.statement.base
    if count is None or base is None:
        return None
    of = Figure(text=f"{base.unweighted_n:,}", value=base.unweighted_n, unit=Unit.COUNT)
    slots: dict[str, str | Slot] = {"count": count, "base": Slot(figure=of, findings=(finding,))}
    return replace(sentence, parts=fill(said("count"), slots), lead="", note="")


def _described(material: Material) -> Draft | Refusal:
    """The sentences of the best passage that belong to the answer."""
    candidate = _about_the_people(material)
    if candidate is None or not is_covered(material, candidate):
        return _from_cells(material) or refuse(material, "not_covered")
    chosen = chosen_sentences(material.query, candidate)
    kept = [n for n in chosen if _may_be_shown(material, candidate, n)]
    if not kept:
        return refuse(material, "base_too_small")
    fitting = [n for n in kept if not _is_about_others(material, candidate, n)]
    if not fitting and _are_missing(material, candidate):
        return refuse(material, "not_covered" if _are_known(material) else "no_such_population")
    kept = fitting or kept
    asks_figure = material.query.operation in NARROW or asks_for_average(material.query.text)
    if asks_figure and not _gives_a_figure(material, candidate, kept):
        return refuse(material, "not_covered")
    return Draft(sentences=tuple(_in_context(material, candidate, kept)))


def _about_the_people(material: Material) -> Candidate | None:
    """The best passage, or one of its survey with figures on the very people asked about.

    That one must be nearly as much about the question.
    """
    if not material.candidates:
        return None
    query, first = material.query, material.candidates[0]
    if not query.populations:
        return first
    least = support(query, first) - NEARLY_AS_MUCH
    beside = (c for c in material.candidates if c.passage.survey == first.passage.survey)
    for candidate in beside:
        if support(query, candidate) >= least and _has_figures_on(query, candidate):
            return candidate
    return first


def _has_figures_on(query: Query, candidate: Candidate) -> bool:
    return any(
        is_share(f) and fit_of(asked, f.statement.population) == "same"
        for f in candidate.findings
        for asked in query.populations
    )


def _from_cells(material: Material) -> Draft | None:
    """Findings of tables that the question names most of."""
    found = [
        m
        for m in matches(replace(material, candidates=()), asked_population(material.query))
        if m.fit in ("same", "near") and m.is_about(least_overlap=SURE_OVERLAP)
    ]
    shown = [m for m in found if is_quotable(m.finding, minimum_base=material.minimum_base)]
    return Draft(sentences=tuple(sentence_of(material, m) for m in shown[:3])) if shown else None


def _may_be_shown(material: Material, candidate: Candidate, number: int) -> bool:
    findings = candidate.findings_by_sentence[number]
    return all(is_quotable(f, minimum_base=material.minimum_base) for f in findings)


def _is_about_others(material: Material, candidate: Candidate, number: int) -> bool:
    """Whether every figure of a sentence is about other people than were asked about."""
    populations = material.query.populations
    found = [
        f.statement.population
        for f in candidate.findings_by_sentence[number]
        if is_share(f) and f.statement.population.is_known
    ]
    if not populations or not found:
        return False
    counted = {c.finding.survey for c in material.counted}
    is_narrow = material.query.operation in NARROW or candidate.passage.survey in counted
    named = population_of(candidate.sentences[number])
    return all(
        all(
            contradicts(asked, has)
            or (is_narrow and is_wider(asked, has) and is_wider(asked, named))
            for asked in populations
        )
        for has in found
    )


def _are_missing(material: Material, candidate: Candidate) -> bool:
    """Whether figures about others are all there is for the people asked about.

    For a description a passage that names the people asked about is shown all the same: it says
    itself who its figures are about.
    """
    counted = {c.finding.survey for c in material.counted}
    if material.query.operation in NARROW or candidate.passage.survey in counted:
        return True
    named = population_of(candidate.passage.text).facets
    return not any(p.facets <= named for p in material.query.populations)


def _are_known(material: Material) -> bool:
    """Whether there are figures on other matters about the very people asked about."""
    found = matches(material, asked_population(material.query))
    return any(m.fit == "same" and is_share(m.finding) for m in found)


def _gives_a_figure(material: Material, candidate: Candidate, numbers: list[int]) -> bool:
    """Whether sentences have a figure, and enough of the question's words for it to answer."""
    found = [f for n in numbers for f in candidate.findings_by_sentence[n] if is_share(f)]
    is_other = asks_for_average(material.query.text) and all(
        f.statement.figure.unit is Unit.PERCENT for f in found
    )
    has_figure = bool(found) and not is_other
    sentences = (candidate.sentences[n] for n in numbers)
    return has_figure and names_what_is_asked(material.query, sentences)


def _in_context(
    material: Material, candidate: Candidate, numbers: list[int]
) -> list[DraftSentence]:
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


def _people(candidate: Candidate, number: int) -> str:
    """The people of a sentence's figures, where they are the same for all."""
    named = {people_in_words(f) for f in candidate.findings_by_sentence[number]}
    return named.pop() if len(named) == 1 else ""
