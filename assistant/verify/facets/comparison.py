"""A claim's statement held against a finding, facet by facet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.figures import Figure, Form, Unit
from assistant.findings.finding import Finding, Measure, Statement
from assistant.survey import Relation
from assistant.verify.bearing.found import Found
from assistant.verify.facets.meaning import (
    content_of,
    coverage,
    is_moved_otherwise,
    is_opposite,
    is_other_degree,
    likeness,
    other_names,
    taken_up,
)
from assistant.verify.facets.people import relation
from assistant.verify.facets.phrases import Phrases
from assistant.verify.facets.values import are_comparable, mismatch
from assistant.verify.judgements import Judgement, Reason

YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
NOW = ("finding", "change", "difference", "compared")
CHANGES = frozenset((Unit.POINTS, Unit.RATIO))
BEARS_ON = 0.55  # how like a finding must be to a claim to speak against it
BEARS_OUT = 0.6  # and to bear it out
AS_NEAR = 0.1  # by how much less like a finding may be that outdoes another by its words
CLEARLY = 0.1  # by how much more like, where both have the same of its words
LEAST_MEANING = 0.3  # below it, a finding is about something else
LEAST_WORDS = 0.5  # of what the claim says of its people must stand in or near the finding
PEOPLE_REASONS: dict[Relation, Reason] = {
    "other": "population",
    "narrower": "wider",
    "wider": "narrower",
    "unknown": "no_population",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a claim's statement stands to one finding.

    `words` is the share of the claim's words that stand in the finding, `meaning` counts likeness
    of the whole sentence as well; both from 0 to 1.
    """

    found: Found
    figure: Reason | None
    population: Relation
    measure: Reason | None
    is_same_wave: bool
    words: float
    meaning: float

    @property
    def failed(self) -> Reason | None:
        """The first facet that the finding does not bear out, or None."""
        if self.figure:
            return self.figure
        if self.population != "same":
            return PEOPLE_REASONS[self.population]
        if self.measure:
            return self.measure
        return None if self.is_same_wave else "wave"

    @property
    def bears_out(self) -> bool:
        """Whether the finding bears the claim out, unless another finding is nearer to it."""
        return self.failed is None and self.is_alike

    @property
    def is_alike(self) -> bool:
        """Whether enough of what is said stands in the finding for the two to mean the same."""
        return self.meaning >= BEARS_OUT and self.words >= LEAST_WORDS

    @property
    def is_about_the_same(self) -> bool:
        """Whether the finding has the same people in the same direction, whatever its figure."""
        return self.population == "same" and self.measure is None and self.is_same_wave


def compare(said: Statement, found: Found) -> Comparison | None:
    """Hold a claim's statement against a finding; None if their figures cannot be compared."""
    there = found.finding.statement
    figure = _comparable(said, there)
    if figure is None:
        return None
    around = f"{found.sentence} {found.passage}"
    wanted = content_of(said.measure.text)
    words = coverage(
        wanted, measure=there.measure.text, sentence=found.sentence, passage=found.passage
    )
    # "The survey asked 306 students" says nothing but who and how many.
    is_bare_count = not wanted and said.figure.unit is Unit.COUNT
    return Comparison(
        found=found,
        figure=mismatch(said.figure, figure),
        population=relation(said.population, there.population, around=around, survey=found.survey),
        measure=_measure(said, there, found.sentence, around),
        is_same_wave=_is_same_wave(said, found),
        words=words,
        meaning=1.0 if is_bare_count else (words + likeness(found.similarity)) / 2,
    )


def _measure(said: Statement, there: Statement, sentence: str, around: str) -> Reason | None:
    """What is wrong with a measure that has like words."""
    moved = said.figure.unit in CHANGES and is_moved_otherwise(said.measure, there.measure)
    if moved or is_opposite(said.measure, there.measure):
        return "direction"
    if other_names(said, there, around):
        return "name"
    return "degree" if is_other_degree(said.measure, there.measure, sentence) else None


def _comparable(said: Statement, there: Statement) -> Figure | None:
    """The finding's figure, or its base where people are counted."""
    if are_comparable(said.figure, there.figure):
        return there.figure
    if said.figure.unit is Unit.COUNT and there.base is not None:
        n = there.base.unweighted_n
        return Figure(text=f"{n:,}", value=n, unit=Unit.COUNT, form=Form.DIGITS)
    return None


def _is_same_wave(said: Statement, found: Found) -> bool:
    """Whether the claim's date is the finding's, and an old value is not said of now."""
    there, around = found.finding.statement, f"{found.sentence} {found.passage}"
    asked, known = (frozenset(YEAR.findall(s.wave or "")) for s in (said, there))
    if asked:
        dated = known or frozenset(YEAR.findall(around)) - found.dated_otherwise
        return asked <= dated
    if said.wave:
        return not known or said.wave.lower() in around.lower()
    return (said.role in NOW) == (there.role in NOW)


def outdone(
    one: Comparison, others: Sequence[Comparison], said: Statement, *, phrases: Phrases
) -> Comparison | None:
    """A finding beside this one that has more of the claim's words, and another figure.

    Of two figures of one passage about the same people, a claim is about the one whose own words
    it takes up: "security ties", not "economic ties".
    """

    def is_nearer(beside: Measure, there: Measure, *, by: float) -> bool:
        mine, theirs = (phrases.likeness(said.measure.text, m.text) for m in (there, beside))
        return theirs > mine + by

    there = one.found.finding.statement.measure
    mine = taken_up(said.measure, there)
    for other in others:
        same_place = other.found.finding.passage == one.found.finding.passage
        if not same_place or not other.is_about_the_same or other.figure != "value":
            continue
        if other.meaning < one.meaning - AS_NEAR:
            continue
        beside = other.found.finding.statement.measure
        theirs = taken_up(said.measure, beside)
        more = len(theirs - mine) - len(mine - theirs)
        by = 0.0 if theirs != mine else CLEARLY
        if more > 0 or (more == 0 and is_nearer(beside, there, by=by)):
            return other
    return None


def judgement_of(compared: Comparison, said: Statement, *, reason: Reason | None) -> Judgement:
    """The judgement that a comparison gives, given that it is about the same thing."""
    there = compared.found.finding.statement
    is_loose = reason in ("spoken", "no_population")
    return Judgement(
        verdict="verified" if reason is None else "unsupported" if is_loose else "contradicted",
        reason=reason or "borne_out",
        strength=compared.meaning,
        said=said.figure.text,
        found=there.figure.text,
        people=there.population.text,
        expected=there.figure.text if reason in ("value", "unit", "spoken") else None,
        evidence=compared.found.finding.evidence,
    )


def judge(said: Statement, compared: Sequence[Comparison], *, phrases: Phrases) -> list[Judgement]:
    """What findings say of a claim's statement: those that bear it out, or those against it."""
    judged = []
    for compared_by_words in compared:
        one = by_meaning(compared_by_words, said, phrases=phrases)
        if not one.bears_out:
            continue
        nearer = outdone(one, compared, said, phrases=phrases)
        if nearer is None:
            judged.append(judgement_of(one, said, reason=None))
        else:
            judged.append(judgement_of(nearer, said, reason="value"))
    if any(j.verdict == "verified" for j in judged):
        return [j for j in judged if j.verdict == "verified"]
    against = [c for c in compared if c.failed and c.meaning >= BEARS_ON]
    return [*judged, *(judgement_of(c, said, reason=c.failed) for c in against)]


def by_meaning(one: Comparison, said: Statement, *, phrases: Phrases) -> Comparison:
    """A comparison about the same people and time, its words counted by what they mean.

    Writers put a finding into words that no list of like words has; the vectors of the two
    measures see that. They do not see direction, which is held apart.
    """
    if not one.is_about_the_same or one.is_alike or one.meaning < LEAST_MEANING:
        return one
    alike = likeness(phrases.likeness(said.measure.text, one.found.finding.statement.measure.text))
    words = max(one.words, alike)
    return replace(one, words=words, meaning=one.meaning + (words - one.words) / 2)


def right_figure(compared: Sequence[Comparison]) -> Finding | None:
    """What the source has for the claim's own people, where the claim took another group's."""
    right = [c for c in compared if c.figure == "value" and c.is_about_the_same]
    right = [c for c in right if c.meaning >= BEARS_ON]
    return max(right, key=lambda c: c.meaning).found.finding if right else None
