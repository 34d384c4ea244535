"""The findings that come nearest to a question, each in a whole sentence of its own source."""

import re

from assistant.align.alignment import Near
from assistant.align.built_in.differing import differing
from assistant.answer.answer import MissingFacet
from assistant.answer.choosing.judged import judged_sentences
from assistant.answer.choosing.matching import asked_population, fit_of, is_quotable, is_wider
from assistant.answer.kinds.comparing import told_apart
from assistant.answer.kinds.computed import told_alone
from assistant.answer.kinds.prose import told_whole
from assistant.answer.material import Material
from assistant.findings.finding import Statement
from assistant.findings.lexicon import load
from assistant.period import years_in
from assistant.retrieve.query import Query

MOST_CLOSEST = 3
LEAST_LIKE, AS_LIKE = 0.4, 0.1  # cosines: of what was counted, and how far behind the likest
FAR = 0.02  # of the likeliest sentence's chance: what is less likely has no bearing


def closest_findings(material: Material) -> tuple[Near, ...]:
    """At most three sentences, the likeliest first; all but that one have figures.

    A sentence that leans on the one before it is shown with the people that it is about.
    """
    judged = judged_sentences(material)
    if not judged:
        return ()
    likeliest = judged[0].chance
    if likeliest < load("sureness")["least near"]:
        return ()
    telling = [one for n, one in enumerate(judged) if one.findings or n == 0]
    near = [one for one in telling if one.chance >= FAR * likeliest][:MOST_CLOSEST]
    return tuple(
        Near(
            sentence=told_apart(material, told_whole(material, one)),
            differs=differing(material, one),
        )
        for one in near
    )


def notice_of(material: Material, closest: tuple[Near, ...]) -> str:
    """What was not found, if all that comes near differs in the same; else that nothing is sure."""
    words: dict[str, str] = load("wording")["closest"]
    shared = [facet for facet in _facets(closest) if all(facet in n.differs for n in closest)]
    people = _in_a_line(asked_population(material.query).text)
    if "people" in shared and people and not re.search(r"\d", people):
        return words["people"].format(people=people)
    if "period" in shared and material.query.waves:
        return words["period"].format(period=" or ".join(material.query.waves))
    return words["unsure"]


def _facets(closest: tuple[Near, ...]) -> list[MissingFacet]:
    return list(dict.fromkeys(facet for near in closest for facet in near.differs))


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def closest_counted(material: Material) -> tuple[Near, ...]:
    """At most three findings counted from respondents' answers, the likest to the question first.

    They say which answers there are where the question itself could not be mapped.
    """
    quotable = [
        one
        for one in material.counted
        if is_quotable(one.finding, minimum_base=material.minimum_base)
    ]
    if not quotable or quotable[0].similarity < LEAST_LIKE:
        return ()
    near = [one for one in quotable if one.similarity >= quotable[0].similarity - AS_LIKE]
    return tuple(
        Near(
            sentence=told_alone(material, one.finding),
            differs=_otherwise(material.query, one.finding.statement),
        )
        for one in near[:MOST_CLOSEST]
    )


def _otherwise(query: Query, found: Statement) -> tuple[MissingFacet, ...]:
    """People and period, where a counted finding has others than were asked about."""
    asked = asked_population(query)
    differs: list[MissingFacet] = []
    fit = fit_of(asked, found.population) if asked.is_known else "same"
    if fit not in ("same", "near") or is_wider(asked, found.population):
        differs.append("people")
    if query.waves and found.wave and not set(query.waves) & years_in(found.wave):
        differs.append("period")
    return tuple(differs)
