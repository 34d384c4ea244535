"""The facets in which a sentence is surely about something else than the question."""

from assistant.answer.answer import MissingFacet
from assistant.answer.choosing.judged import Judged, is_about_others
from assistant.answer.choosing.matching import asked_population, is_share, is_wider
from assistant.answer.material import Material
from assistant.findings.populations import population_of
from assistant.period import years_in


def differing(material: Material, one: Judged) -> tuple[MissingFacet, ...]:
    """People and period, if what is asked about is surely not what the sentence is about."""
    found: list[MissingFacet] = []
    if is_about_others(material, one) or is_about_more(material, one):
        found.append("people")
    if _is_of_another_time(material, one):
        found.append("period")
    return tuple(found)


def is_about_more(material: Material, one: Judged) -> bool:
    """Whether nothing in a sentence restricts its people as those asked about are restricted."""
    asked = asked_population(material.query)
    found = [
        f.statement.population
        for f in one.findings
        if is_share(f) and f.statement.population.is_known
    ]
    named = population_of(one.text)
    is_restricted = bool(material.query.populations) and is_wider(asked, named)
    return is_restricted and bool(found) and all(is_wider(asked, has) for has in found)


def _is_of_another_time(material: Material, one: Judged) -> bool:
    """Whether a year is asked about that neither the sentence nor what is around it names."""
    wanted = frozenset(material.query.waves)
    passage = one.candidate.passage
    survey = material.survey(passage.survey)
    dates = f"{survey.field_dates} {survey.published} {survey.title}"
    there = years_in(f"{passage.heading} {passage.text} {dates}")
    return bool(wanted and there and not wanted & there)
