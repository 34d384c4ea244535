"""A claim's statement held against a finding, facet by facet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.figures import Form, Unit
from assistant.findings.finding import Finding, Statement
from assistant.findings.measures import opposite_poles
from assistant.findings.populations import population_relation
from assistant.findings.stems import words_of
from assistant.survey import Facet, Population, Relation, Survey
from assistant.verify.alignment import tokens_of
from assistant.verify.copies import mismatch
from assistant.verify.judgements import Judgement, Reason
from assistant.verify.senses import are_alike, is_light

YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
NOW = ("finding", "change", "difference", "compared")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a claim's statement stands to one finding; `meaning` is from 0 to 1."""

    finding: Finding
    figure: Reason | None
    population: Relation
    is_same_direction: bool
    is_same_wave: bool
    is_same_role: bool
    meaning: float

    @property
    def failed(self) -> Reason | None:
        """The first facet that the finding does not bear out, or None."""
        if self.figure:
            return self.figure
        if self.population in ("other", "narrower", "wider"):
            return {"other": "population", "narrower": "wider", "wider": "narrower"}[  # type: ignore[return-value]
                self.population
            ]
        if self.population == "unknown":
            return "no_population"
        if not self.is_same_direction:
            return "direction"
        return None if self.is_same_wave and self.is_same_role else "wave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What stands around a finding: its sentence with what is near it, and its survey."""

    text: str
    survey: Survey | None = None


def compare(said: Statement, finding: Finding, *, context: Context, meaning: float) -> Comparison:
    """Hold a claim's statement against one finding."""
    there = finding.statement
    return Comparison(
        finding=finding,
        figure=mismatch(said.figure, there.figure),
        population=relation(said.population, there.population, context=context),
        is_same_direction=not opposite_poles(said.measure, there.measure),
        is_same_wave=_is_same_wave(said, there, context.text),
        is_same_role=(said.role in NOW) == (there.role in NOW),
        meaning=meaning,
    )


def relation(asked: Population, found: Population, *, context: Context) -> Relation:
    """How the finding's people stand to the claim's, given the survey and the words around."""
    if not asked.is_known:
        return "same"
    if not found.is_known:
        return "same" if _all_stand_in(asked, context.text) else "unknown"
    placed = _placed(found, asked, context.survey)
    asked_placed = _placed(asked, placed, context.survey)
    plain = population_relation(_without_qualities(asked_placed), _without_qualities(placed))
    if plain != "same":
        return plain
    asked_more = _unmatched(asked, found)
    found_more = _unmatched(found, asked)
    asked_more = {w for w in asked_more if not _stands_in(w, context.text)}
    if asked_more and found_more:
        return "other"
    if asked_more:
        return "wider"
    return "same"


def _placed(population: Population, other: Population, survey: Survey | None) -> Population:
    """People of a survey's only country are people of that country, said or not."""
    places = other.values("place")
    if population.values("place") or not places or survey is None or len(survey.countries) != 1:
        return population
    only = {
        Facet("place", p) for p in places if p in survey.countries[0] or survey.countries[0] in p
    }
    return replace(population, facets=population.facets | only)


def _without_qualities(population: Population) -> Population:
    kept = frozenset(f for f in population.facets if f.kind != "quality")
    return Population(text=population.text, facets=kept)


def _unmatched(one: Population, other: Population) -> set[str]:
    """Words that restrict one group, and that the other has no like word for."""
    return {
        quality
        for quality in one.values("quality")
        if not is_light(quality)
        and not any(are_alike(quality, theirs) for theirs in other.values("quality"))
    }


def _all_stand_in(population: Population, text: str) -> bool:
    """Whether everything that is said of some people is said in a text."""
    words = [w for w in words_of(population.text) if not is_light(w)]
    return bool(words) and all(_stands_in(word, text) for word in words)


def _stands_in(word: str, text: str) -> bool:
    return any(are_alike(word, other) for other in set(words_of(text)))


def _is_same_wave(said: Statement, there: Statement, text: str) -> bool:
    """Whether no year is said that the finding and its surroundings do not have."""
    if not said.wave:
        return True
    asked = set(YEAR.findall(said.wave))
    if not asked:
        return not there.wave or not YEAR.search(there.wave) or said.wave in text
    known = set(YEAR.findall(there.wave or ""))
    return asked <= known if known else asked <= set(YEAR.findall(text))


def coverage(words: Iterable[str], text: str) -> float:
    """The share of a claim's content words that a text has, as they are or in like words.

    >>> coverage(["boost", "applications"], "It strengthens a job application.")
    1.0
    """
    wanted = [w for w in dict.fromkeys(words) if not is_light(w)]
    if not wanted:
        return 1.0
    there = {t.key for t in tokens_of(text) if t.figure is None}
    return sum(any(are_alike(w, t) for t in there) for w in wanted) / len(wanted)


def judgement_of(compared: Comparison, said: Statement) -> Judgement:
    """The judgement that a comparison gives, given that it is about the same thing."""
    failed = compared.failed
    there = compared.finding.statement
    is_loose = failed in ("spoken", "no_population")
    return Judgement(
        verdict="verified" if failed is None else "unsupported" if is_loose else "contradicted",
        reason=failed or "borne_out",
        strength=compared.meaning,
        said=said.figure.text,
        found=there.figure.text,
        people=there.population.text,
        expected=there.figure.text if failed in ("value", "unit", "spoken") else None,
        evidence=compared.finding.evidence,
    )


def is_comparable(said: Statement, there: Statement) -> bool:
    """Whether two figures could be about the same thing at all: shares with shares or points."""
    shares = (Unit.PERCENT, Unit.POINTS, Unit.RATIO)
    if said.figure.unit in shares and there.figure.unit in shares:
        return True
    return said.figure.unit is there.figure.unit or there.figure.form is Form.VAGUE
