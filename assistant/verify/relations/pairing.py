"""Two findings of one passage that are the two sides of a relation.

A passage says what it measures once: "58% of men own a cat, compared with 41% of women". So the
second figure need not say it again; it must only not be about something else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.figures import Form, Hedge, Unit
from assistant.findings.finding import Finding, Measure
from assistant.findings.measures import measure_of
from assistant.verify.bearing.found import Found
from assistant.verify.facets.comparison import Comparison
from assistant.verify.facets.meaning import content_of, coverage, is_opposite, stands_in
from assistant.verify.facets.people import relation as people_relation
from assistant.verify.relations.constructions.wording import words

SOME = re.compile(r"\bsome\s*$", re.IGNORECASE)  # "some 44% of men" is 44%
THEN = frozenset(("earlier", "change", "difference"))  # figures that are nobody's share of now
MOST_TAKEN_UP = 0.66  # of the words that tell one side from the other
LEAST_TAKEN_UP = 0.5  # of a side's words, by the measure of its own figure
SURE = 0.7  # how like its side one of both figures must be
AS_NEAR = 0.1  # pairs that take up about as many of the words may both be meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two findings of one question, one for each side of a relation.

    `is_sure` if they surely are of what the sides are about, and not only of something like it.
    """

    one: Finding
    other: Finding
    likeness: float = 0.0
    is_sure: bool = False

    @property
    def is_of_one_sentence(self) -> bool:
        """Whether both stand in one sentence of one passage."""
        first, second = self.one.statement, self.other.statement
        return bool(self.one.passage) and first.sentence_start == second.sentence_start

    @property
    def is_undated(self) -> bool:
        """Whether neither is said of a time of its own."""
        return not (self.one.statement.wave or self.other.statement.wave)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What the findings of a passage are to one side: all of its people, and those sure to be its.

    `sure` has of those how like the side they are, by their ids; `surest` are those whose measure
    is the side's own.
    """

    measure: str
    about: Sequence[Comparison]
    sure: Mapping[str, float]
    surest: frozenset[str] = frozenset()


def plainly(found: Found) -> Found:
    """A finding whose measure is without what only lays it beside another: "a smaller share"."""
    statement = found.finding.statement
    text = " ".join(_comparing().sub(" ", statement.measure.text).split())
    if text == statement.measure.text:
        return found
    told = replace(statement, measure=measure_of(text))
    return replace(found, finding=replace(found.finding, statement=told))


@cache
def _comparing() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?:an?|the|by|in|far|{words('much')})\s+)*"
        rf"(?:{words('greater')}|{words('smaller')}|{words('same')}|comparison|contrast)"
        rf"(?:\s+(?:{words('shares')}|number|majority))?\b|^\W*(?:{words('hedges')})\b",
        re.IGNORECASE,
    )


def is_share(found: Found) -> bool:
    """Whether a finding prints a share to reckon with, and not "half" or "a majority".

    It must be of its own time, too: an earlier share is no side of what is said of now.
    """
    statement = found.finding.statement
    figure = statement.figure
    before = found.sentence[: max(statement.start - statement.sentence_start, 0)]
    is_some = figure.hedge is Hedge.ABOUT and SOME.search(before) is not None
    is_told = figure.is_exact or (figure.form is Form.DIGITS and is_some)
    return figure.unit is Unit.PERCENT and is_told and statement.role not in THEN


def nearest(pairs: Sequence[Pair], *, is_dated: bool) -> tuple[Pair, ...]:
    """The pairs that may be meant: of one sentence rather than two, of now unless dated.

    Whoever reckons with them must come to the same with each.
    """
    kept = list(pairs)
    if not is_dated:
        kept = [p for p in kept if p.is_undated] or kept
    kept = [p for p in kept if p.is_of_one_sentence] or kept
    best = max((p.likeness for p in kept), default=0.0)
    return tuple(p for p in kept if p.likeness >= best - AS_NEAR)


def pairs_of(one: Aside, other: Aside) -> Iterator[Pair]:
    """The pairs of a passage, of which at least one figure surely is its side's."""
    for first in one.about:
        for second in other.about:
            found = first.found.finding, second.found.finding
            is_pair = found[0].id != found[1].id and found[0].passage == found[1].passage
            meanings = one.sure.get(found[0].id, 0.0), other.sure.get(found[1].id, 0.0)
            is_sure = max(meanings) >= SURE
            if not (
                is_pair
                and is_sure
                and all(is_share(c.found) for c in (first, second))
                and _is_one_time(*found)
            ):
                continue
            is_one_measure = one.measure.lower() == other.measure.lower()
            fits = _is_said_of_both if is_one_measure else _is_told_apart
            if _is_of_it(one, other, found) and fits(one, other, first, second):
                likeness = _taken_up(one, first) + _taken_up(other, second)
                is_sure = found[0].id in one.surest and found[1].id in other.surest
                yield Pair(one=found[0], other=found[1], likeness=likeness, is_sure=is_sure)


def _is_of_it(one: Aside, other: Aside, found: Sequence[Finding]) -> bool:
    """Whether one of two figures has in its own measure what the sides are about."""
    wanted = max((content_of(side.measure) for side in (one, other)), key=len)
    measures = (f.statement.measure.text for f in found)
    said = (coverage(wanted, measure=m, sentence="", passage="") for m in measures)
    return max(said) >= LEAST_TAKEN_UP


def _is_one_time(one: Finding, other: Finding) -> bool:
    first, second = one.statement, other.statement
    return first.wave == second.wave or first.sentence_start == second.sentence_start


def _taken_up(side: Aside, compared: Comparison) -> float:
    """The share of a side's words that the measure of the figure itself has."""
    there = compared.found.finding.statement.measure.text
    wanted = content_of(side.measure)
    return coverage(wanted, measure=there, sentence=compared.found.sentence, passage="")


def _is_said_of_both(one: Aside, other: Aside, first: Comparison, second: Comparison) -> bool:
    """Whether two groups' figures are of one measure, said of both or of the one beside it."""
    measures = [c.found.finding.statement.measure for c in (first, second)]
    if is_opposite(*measures):
        return False
    known = [w for text in (one.measure, measures[0].text) for w in content_of(text)]
    more = [w for text in (other.measure, measures[1].text) for w in content_of(text)]
    if _is_sure(first, one) and _is_sure(second, other):
        return True
    return _says_it(first, one, more) and _says_it(second, other, known)


def _is_sure(compared: Comparison, side: Aside) -> bool:
    return compared.found.finding.id in side.sure


def _says_it(compared: Comparison, side: Aside, known: Sequence[str]) -> bool:
    """Whether a figure has its side's words itself, or none that the other figure has not."""
    there = compared.found.finding
    own = content_of(there.statement.measure.text)
    has = coverage(
        content_of(side.measure), measure=there.statement.measure.text, sentence="", passage=""
    )
    if there.id in side.sure and has >= LEAST_TAKEN_UP:
        return True
    return all(stands_in(word, known) for word in own)


def _is_told_apart(one: Aside, other: Aside, first: Comparison, second: Comparison) -> bool:
    """Whether two answers of the same people have each the words that the other side lacks."""
    here, there = (c.found.finding.statement for c in (first, second))
    people = people_relation(here.population, there.population, around=first.found.passage)
    if people not in ("same", "unknown"):
        return False
    is_near = first.found.sentence == second.found.sentence
    if not is_near and not (_is_sure(first, one) and _is_sure(second, other)):
        return False
    if is_opposite(measure_of(one.measure), measure_of(other.measure)):
        return is_opposite(here.measure, there.measure)
    own, its = content_of(one.measure), content_of(other.measure)
    mine = [w for w in own if not stands_in(w, its)]
    theirs = [w for w in its if not stands_in(w, own)]
    return _is_rather(here.measure, there.measure, mine) and _is_rather(
        there.measure, here.measure, theirs
    )


def _is_rather(there: Measure, beside: Measure, wanted: Sequence[str]) -> bool:
    """Whether a figure's measure has a side's own words; those of both figures tell nothing."""
    known = content_of(beside.text)
    telling = [w for w in wanted if not stands_in(w, known)]
    has = coverage(telling, measure=there.text, sentence="", passage="")
    return bool(telling) and has >= MOST_TAKEN_UP
