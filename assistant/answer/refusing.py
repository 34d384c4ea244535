"""Refusals in plain words, each with the nearest findings there are."""

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
LEAST_TERMS = 2  # of a measure that says something by itself
LONGEST_MEASURE = 120  # characters of a measure shown in a refusal


def refuse(material: Material, reason: Reason, nearest: Sequence[Match] = ()) -> Refusal:
    """A refusal for `reason`; its words hold no figure."""
    found = [m.finding for m in nearest or _nearest(material)][:NEAREST]
    named = " / ".join(dict.fromkeys(c.passage.survey for c in material.candidates))
    text = load("wording")["refusals"][reason].format(
        population=asked_population(material.query).text or "those people",
        nearest=_in_words(found) if reason != "out_of_scope" else "",
        surveys=named,
    )
    ids = tuple(f.id for f in found) if reason != "out_of_scope" else ()
    return Refusal(reason=reason, text=text, nearest=ids)


def refuse_responses(material: Material, outcome: Outcome) -> Refusal:
    """A refusal where responses bear on a question and do not answer it; without figures."""
    refusals = load("wording")["refusals"]
    if isinstance(outcome, Computed):
        few = f"{material.minimum_base:,}"
        return Refusal(reason="base_too_small", text=refusals["too few"].format(minimum=few))
    name = {
        "ambiguous": "ambiguous question",
        "no_such_population": "unknown people",
        "not_covered": "no such wave",
    }[outcome.reason]
    named = _listed(outcome.candidates, mark=outcome.reason != "not_covered")
    if outcome.reason != "ambiguous" and named:
        tail = "tells apart" if outcome.reason == "no_such_population" else "waves there"
        named = said(tail).format(candidates=named)
    text = refusals[name].format(candidates=named, said=outcome.said or "those people")
    return Refusal(reason=outcome.reason, text=text)


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
        measure = finding.statement.measure.text.strip(" .;,:")
        if len(finding.statement.measure.terms) < LEAST_TERMS:
            continue
        if not measure or any(letter.isdigit() for letter in measure):
            continue
        people = people_in_words(finding)
        if any(letter.isdigit() for letter in people):
            people = ""
        if len(measure) > LONGEST_MEASURE:
            measure = measure[:LONGEST_MEASURE].rsplit(" ", 1)[0] + " …"
        is_told = people and is_clause(finding) and finding.statement.figure.unit is Unit.PERCENT
        name = "nearest of" if is_told else "nearest plain"
        words = said(name).replace("{population}", people).replace("{measure}", measure)
        return said("nearest").replace("{found}", words)
    return ""
