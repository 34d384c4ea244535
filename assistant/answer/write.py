"""The built-in answerer: findings in, a draft or a considered refusal out. No model words it."""

from dataclasses import replace

from assistant.answer.answer import Refusal
from assistant.answer.choosing.coverage import is_about_surveys
from assistant.answer.choosing.matching import (
    asked_population,
    fit_of,
    is_quotable,
    is_share,
    matches,
)
from assistant.answer.choosing.waves import has_wave
from assistant.answer.draft import Draft
from assistant.answer.kinds.comparing import sentence_of
from assistant.answer.kinds.computed import computed_answer
from assistant.answer.kinds.prose import prose_answer
from assistant.answer.kinds.survey_facts import survey_answer
from assistant.answer.kinds.tabulated import tabulated
from assistant.answer.material import Material
from assistant.answer.refusing import refuse
from assistant.answer.wording import quoted

SURE_OVERLAP = 0.5  # of the question's terms in a cell's measure, to answer with it
MOST_LISTED = 10


def write_answer(material: Material) -> Draft | Refusal:
    """The draft of an answer, or why there is none."""
    query = material.query
    if query.topics:
        return survey_answer(material, query.topics)
    if computed := computed_answer(material):
        return computed
    if not is_about_surveys(material):
        asks_for_a_share = query.operation == "value" and query.populations
        return refuse(material, "not_covered" if asks_for_a_share else "out_of_scope")
    if has_wave(material) and (draft := tabulated(material) or _listed(material)):
        return draft
    told = prose_answer(material)
    return (isinstance(told, Refusal) and _from_cells(material)) or told


def _listed(material: Material) -> Draft | None:
    """All that there is on some people, where the question asks for no particular measure."""
    query = material.query
    if query.operation != "list" or not query.populations or query.measure_terms:
        return None
    if not material.candidates:
        return None
    survey = material.candidates[0].passage.survey
    asked = asked_population(query)
    sentences = [
        quoted(material, candidate, number)
        for candidate in sorted(material.candidates, key=lambda c: c.passage.start)
        if candidate.passage.survey == survey
        for number, findings in enumerate(candidate.findings_by_sentence)
        if any(is_share(f) and fit_of(asked, f.statement.population) == "same" for f in findings)
        and all(is_quotable(f, minimum_base=material.minimum_base) for f in findings)
    ]
    return Draft(sentences=tuple(sentences[:MOST_LISTED])) if sentences else None


def _from_cells(material: Material) -> Draft | None:
    """Findings of tables that the question names most of."""
    found = [
        m
        for m in matches(replace(material, candidates=()), asked_population(material.query))
        if m.fit in ("same", "near") and m.is_about(least_overlap=SURE_OVERLAP)
    ]
    shown = [m for m in found if is_quotable(m.finding, minimum_base=material.minimum_base)]
    return Draft(sentences=tuple(sentence_of(material, m) for m in shown[:3])) if shown else None
