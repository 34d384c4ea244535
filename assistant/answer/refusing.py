"""Refusals in plain words, each with the nearest findings there are."""

import re
from collections.abc import Sequence

from assistant.answer.answer import Reason, Refusal
from assistant.answer.choosing.matching import Match, asked_population, is_share, matches
from assistant.answer.material import Material
from assistant.answer.wording import is_clause, people_in_words, said
from assistant.figures import Unit
from assistant.findings.finding import Finding
from assistant.findings.lexicon import load
from assistant.retrieve.responses.computing import Computed, Outcome
from assistant.survey import Facet

NEAREST = 3
ABOUT_AS_LIKE = 0.2  # in cosine: what lies farther behind the likest finding is not near
TAILS = {
    "no_such_population": "tells apart",
    "not_covered": "waves there",
    "unread": "asked there",
}
LEAST_TERMS = 2  # of a measure that says something by itself
LONGEST_MEASURE = 120  # characters of a measure shown in a refusal


def refuse(material: Material, reason: Reason, nearest: Sequence[Match] = ()) -> Refusal:
    """A refusal for `reason`; its words hold no figure."""
    matched = nearest or _nearest(material)
    found = [m.finding for m in matched][:NEAREST]
    likest = max((m.similarity for m in matched), default=0.0)
    asked = [c.finding for c in material.counted if not nearest and c.similarity > likest]
    found = [*asked, *found][:NEAREST]
    surveys = tuple(dict.fromkeys(c.passage.survey for c in material.candidates))
    text = load("wording")["refusals"][reason].format(
        population=asked_population(material.query).text or "those people",
        nearest=_in_words(found) if reason != "out_of_scope" else "",
        surveys=" / ".join(surveys),
    )
    ids = tuple(f.id for f in found) if reason != "out_of_scope" else ()
    choices = surveys if reason == "ambiguous" else ()
    return Refusal(reason=reason, text=text, nearest=ids, choices=choices)


def refuse_responses(material: Material, outcome: Outcome) -> Refusal:
    """A refusal where responses bear on a question and do not answer it; without figures."""
    refusals = load("wording")["refusals"]
    ids = tuple(c.finding.id for c in material.counted[:NEAREST])
    if isinstance(outcome, Computed):
        text = refusals["too few"].format(minimum=f"{material.minimum_base:,}")
        return Refusal(reason="base_too_small", text=text, nearest=ids)
    name = {
        "ambiguous": "ambiguous question",
        "no_such_population": "unknown people",
        "not_covered": "no such wave",
        "unread": "words not asked",
    }[outcome.reason]
    named = _listed(outcome.candidates, mark=outcome.reason != "not_covered")
    if outcome.reason != "ambiguous" and named:
        tail = TAILS[outcome.reason]
        named = said(tail).format(candidates=named)
    text = refusals[name].format(candidates=named, said=outcome.said or "those people")
    choices = outcome.candidates if outcome.reason == "ambiguous" else ()
    return Refusal(
        reason="not_covered" if outcome.reason == "unread" else outcome.reason,
        text=text,
        nearest=ids,
        choices=tuple(filter(None, choices)),
    )


def _listed(names: Sequence[str], *, mark: bool) -> str:
    """Names in a row, each in quotation marks where they are the survey's own words."""
    shown = [f"“{name}”" if mark else name for name in names if name]
    return ", ".join(shown)


def _nearest(material: Material) -> list[Match]:
    """Whatever is about the same matter, whoever it is about."""
    found = [m for m in matches(material, asked_population(material.query)) if is_share(m.finding)]
    asked = {f for p in material.query.populations for f in p.facets}
    likest = max((m.similarity for m in found), default=0.0)
    found = [m for m in found if m.similarity >= likest - ABOUT_AS_LIKE]
    return sorted(found, key=lambda m: -_nearness(m, asked))


def _nearness(match: Match, asked: set[Facet]) -> float:
    shared = asked & match.finding.statement.population.facets
    return match.overlap + match.similarity + (len(shared) / len(asked) if asked else 0.0)


def _in_words(found: Sequence[Finding]) -> str:
    for finding in found:
        if finding.grade == "responses":
            words = said("nearest asked").replace("{question}", _question_of(finding))
            return said("nearest").replace("{found}", words)
        measure = finding.statement.measure.text.strip(" .;,:")
        if len(finding.statement.measure.terms) < LEAST_TERMS:
            continue
        if not measure or any(letter.isdigit() for letter in measure):
            continue
        people = people_in_words(finding)
        if any(letter.isdigit() for letter in people):
            people = ""
        measure = _shortened(measure)
        is_told = people and is_clause(finding) and finding.statement.figure.unit is Unit.PERCENT
        name = "nearest of" if is_told else "nearest plain"
        words = said(name).replace("{population}", people).replace("{measure}", measure)
        return said("nearest").replace("{found}", words)
    return ""


def _question_of(finding: Finding) -> str:
    """The question of a computed finding, without the figures that its wording may have."""
    asked = finding.statement.measure.question
    return _shortened(re.sub(r"\d[\d.,]*", "…", asked))


def _shortened(words: str) -> str:
    if len(words) <= LONGEST_MEASURE:
        return words
    return words[:LONGEST_MEASURE].rsplit(" ", 1)[0] + " …"
