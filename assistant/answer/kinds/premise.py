"""Questions that take a figure for granted: borne out, or corrected."""

import re
from dataclasses import replace

from assistant.answer.choosing.matching import (
    Match,
    asked_population,
    is_quotable,
    is_share,
    matches,
    same_measure,
)
from assistant.answer.draft import Draft, DraftSentence
from assistant.answer.kinds.comparing import sentence_of
from assistant.answer.material import Material
from assistant.answer.wording import said
from assistant.figures import Figure, Unit, bears_out

LEAST_OVERLAP = 0.34
YES_OR_NO = re.compile(
    r"^(?:so |but )?(?:is|isn't|was|wasn't|am|are|did|do|does|can|has|have)\b", re.I
)
RIGHT = re.compile(r"\b(?:right|correct|true)\s*\?*$", re.I)


def premise_answer(material: Material) -> Draft | None:
    """Whether the question's figure is borne out, and the right one; None if none bears on it."""
    query = material.query
    claimed = [m.figure for m in query.figures if m.figure.unit in (Unit.PERCENT, Unit.RATIO)]
    found = [m for m in matches(material, asked_population(query)) if _bears(material, m)]
    about = [m for m in found if m.is_about(least_overlap=LEAST_OVERLAP)]
    fitting = [m for m in about if m.fit in ("same", "near")]
    if not claimed or not fitting:
        return None
    right = _best(fitting, claimed[0])
    first = sentence_of(material, right)
    is_true = bears_out(claimed[0], right.finding.statement.figure)
    asks = YES_OR_NO.search(query.text) or RIGHT.search(query.text)
    name = "premise borne out" if is_true else "premise not borne out"
    lead = said(name) if asks else "" if is_true else said("premise in fact")
    sentences = [replace(first, lead=lead)]
    if not is_true and (other := _who_it_is(material, found, right, claimed[0])):
        sentences.append(other)
    return Draft(sentences=tuple(sentences))


def _bears(material: Material, match: Match) -> bool:
    quotable = is_quotable(match.finding, minimum_base=material.minimum_base)
    return is_share(match.finding) and quotable


def _best(fitting: list[Match], claimed: Figure) -> Match:
    """The best match; among its equals the one that bears the claim out."""
    best = max(m.score for m in fitting)
    equals = [m for m in fitting if m.score >= best - 1e-6]
    return next((m for m in equals if bears_out(claimed, m.finding.statement.figure)), equals[0])


def _who_it_is(
    material: Material, found: list[Match], right: Match, claimed: Figure
) -> DraftSentence | None:
    """Whose figure the one in the question is, if it is anybody's."""
    for match in found:
        statement = match.finding.statement
        if not statement.population.is_known or match.finding.survey != right.finding.survey:
            continue
        if bears_out(claimed, statement.figure) and same_measure(match.finding, right.finding):
            return sentence_of(material, match)
    return None
