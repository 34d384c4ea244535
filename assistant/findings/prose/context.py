"""What sentences leave unsaid, filled in from the ones before within a paragraph."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from assistant.figures import Unit
from assistant.findings.finding import Measure, Statement
from assistant.findings.grammar.syntax import Paragraph
from assistant.findings.lexicon import lexicon, load
from assistant.findings.measures import is_anaphoric, measure_of
from assistant.findings.names import is_same, named
from assistant.findings.populations import population_of
from assistant.findings.prose.attribution import Attribution
from assistant.findings.prose.topic import Topic
from assistant.findings.stems import stem, words_of
from assistant.findings.waves import waves_of
from assistant.survey import Base, Population

if TYPE_CHECKING:
    from spacy.tokens import Span

ANAPHORIC_TERMS = 2  # "disagreed", "say the same": a clause with more words has its own measure
# "the figure is", "it had been", "that rises to", "in the south, … do": the measure of before
ELLIPTIC = re.compile(
    r"(?:^|,\s|\b(?:earlier|ago|before|by\s+\d{4})\s)(?:among[\w\s'-]+,\s)?(?:it|that|this|(?:that|this|the)\s+"
    r"(?:figure|share|number|proportion|percentage|rate|level|total|result))\s+(?:is|was|had|has|"
    r"stands|stood|rises|rose|falls|fell|drops|dropped|climbs|climbed|increases|increased|reaches|"
    r"reached|remains|remained|were|are|goes|went|doubl\w+|tripl\w+|halv\w+|jumps|jumped)\b(?!\s+(?:the|a|an|good|bad|right|fair|poor|"
    r"important|likely|possible))"
    r"|(?:^|,\s)(?:do|did|does|have|had)(?:\s+so)?(?:\s+(?:in|last|this|a)\b[\w\s]*)?$",
    re.IGNORECASE,
)
# "Support is far higher", "Interest rose": a noun and its verb, with no object
BARE_NOUN = re.compile(
    r"^(?:the\s+|such\s+|this\s+|that\s+)?[a-z]+\s+(?:is|was|are|were|rises|rose|stands|stood|falls|"
    r"fell|drops|dropped|climbs|climbed|remains|remained|reaches|reached|varies|varied|declines|"
    r"declined|grows|grew|runs|ran|peaks|peaked)\b",
    re.IGNORECASE,
)
# "tenants in the north" are in the south, where "in the south, 22%" follows
ELSEWHERE = re.compile(r"(?<=\w)\s+(?:in|from|across|throughout)\s+(?:the\s+)?[\w.'\u2019-]+$")
OF_THOSE = re.compile(
    r"(?:^|[;,.]\s+)(?:and\s+|but\s+)?(?:of|among)\s+(?:those|these|them|(?:this|that|the\s+latter)"
    r"(?:\s+group)?)\s*,\s*(?:[a-z]+\s+){0,4}$",
    re.IGNORECASE,
)
ADVERBS = ("globally", "worldwide", "nationally", "nationwide", "internationally")
# A sentence on who was asked: "polled", "the survey covered", "interviews with".
SURVEYING = re.compile(
    r"\b(?:survey|poll|interview|question|sampl|study|studies|fieldwork)\w*", re.IGNORECASE
)
ASKED = "were asked in the survey"  # the measure of a count of people asked


def resolve(paragraph: Paragraph, attributions: Sequence[Attribution]) -> list[Statement]:
    """The statements of a paragraph, with what each inherits from those before it."""
    topic = Topic()
    statements: list[Statement] = []
    number = 0
    for parts in paragraph.sentences():
        read: list[Statement] = []
        for part in parts:
            own = [a for a in attributions if a.sentence == number]
            topic.open(part, _first_token(paragraph, part, own))
            read += _Resolver(paragraph, parts, topic, [*statements, *read]).resolve(own, read)
            number += 1
        topic.close(read)
        statements.extend(read)
    return statements


def _first_token(paragraph: Paragraph, part: "Span", own: Sequence[Attribution]) -> int:
    """The index of the first figure's first token, or the end of a part without figures."""
    span = paragraph.tokens_of(own[0].mention) if own else None
    return int(span.start) if span is not None else int(part.end)


@cache
def _comparing_terms() -> frozenset[str]:
    return frozenset(stem(word) for word in load("words")["comparing"])


class _Resolver:
    """Resolves one sentence's figures, left to right."""

    def __init__(
        self,
        paragraph: Paragraph,
        parts: Sequence["Span"],
        topic: Topic,
        before: Sequence[Statement],
    ) -> None:
        self.paragraph = paragraph
        self.start = paragraph.span_of(parts[0])[0]
        self.end = paragraph.span_of(parts[-1])[1]
        self.topic = topic
        self.before = before
        self.places: set[str] = set()  # the populations that are a place alone

    def resolve(self, own: Sequence[Attribution], earlier: Sequence[Statement]) -> list[Statement]:
        """The statements of one part; `earlier` are those of the same sentence's other parts."""
        text = self.paragraph.text[self.start : self.end]
        shifted = [
            replace(a.mention, start=a.mention.start - self.start, end=a.mention.end - self.start)
            for a in own
        ]
        waves = waves_of(text, shifted)
        read: list[Statement] = []
        for a, wave in zip(own, waves, strict=True):
            twin = self._twin(a, read)
            said = [*earlier, *read]
            read.append(self._twinned(a, twin, wave) if twin else self._statement(a, said, wave))
        return read

    def _twin(self, a: Attribution, read: Sequence[Statement]) -> Statement | None:
        if a.twin is None:
            return None
        at = a.twin - len(self.before)
        return read[at] if 0 <= at < len(read) else None

    def _twinned(self, a: Attribution, twin: Statement, wave: str | None) -> Statement:
        return replace(
            twin,
            figure=a.mention.figure,
            start=a.mention.start,
            end=a.mention.end,
            role=a.role if a.role != "finding" else twin.role,
            wave=wave or twin.wave,
        )

    def _statement(self, a: Attribution, read: Sequence[Statement], wave: str | None) -> Statement:
        population, base, inherited = self._population(a, read)
        is_count = a.mention.figure.unit is Unit.COUNT
        return Statement(
            figure=a.mention.figure,
            start=a.mention.start,
            end=a.mention.end,
            sentence_start=self.start,
            sentence_end=self.end,
            measure=self._counted(a, read, inherited) if is_count else self._conditioned(a, read),
            population=population,
            base=base,
            wave=wave,
            role=a.role,
            is_population_inherited=inherited,
        )

    def _conditioned(self, a: Attribution, read: Sequence[Statement]) -> Measure:
        """The measure with what must hold for the answer, which gives it words and no direction."""
        measure, condition = self._measure(a, read), measure_of(a.condition)
        if condition.terms <= measure.terms:
            return measure
        text = f"{measure.text} ({condition.text})".strip()
        return replace(measure, text=text, terms=measure.terms | condition.terms)

    def _whole_of(self, measure: Measure, read: Sequence[Statement]) -> Measure | None:
        """The fuller measure that a bare noun stands for: "Support is higher" of what was said.

        Only where its words, those of comparing left out, stand in one measure before.
        """
        said = measure.terms - _comparing_terms()
        if not BARE_NOUN.search(measure.text) or not 0 < len(said) <= ANAPHORIC_TERMS:
            return None
        for earlier in reversed([*self.before, *read]):
            fuller = earlier.measure
            if said < fuller.terms and earlier.figure.unit is not Unit.COUNT:
                return Measure(
                    text=f"{measure.text} ({fuller.text})",
                    terms=measure.terms | fuller.terms,
                    poles=measure.poles | fuller.poles,
                )
        return None

    def _counted(self, a: Attribution, read: Sequence[Statement], inherited: bool) -> Measure:
        """What a count says: that so many were asked, in so many places, or what its clause has."""
        text = self.paragraph.text[self.start : self.end]
        is_of_survey = bool(SURVEYING.search(text)) or self.topic.sample is not None
        noun = words_of(a.population)[-1:] or [""]
        if is_of_survey and noun[0] in load("words")["not_asked"]:
            return measure_of(f"{noun[0]} covered by the survey")
        is_sample = self.topic.sample is not None or any(s.base is not None for s in read)
        if a.base or (is_sample and not inherited):
            return measure_of(ASKED)
        return self._measure(a, read)

    def _population(
        self, a: Attribution, read: Sequence[Statement]
    ) -> tuple[Population, Base | None, bool]:
        if narrowed := self._narrowed(a, read):
            return narrowed, None, False
        if a.population and not is_same(a.population) and not self._is_moved(a, read):
            population = self._in_place(a, population_of(named(a.population)))
            base = Base(population=a.population, unweighted_n=a.base) if a.base else None
            return population, base or self._known_base(population, read), False
        earlier = next(
            (
                s
                for s in reversed(read)
                if s.population.is_known and s.figure.unit is not Unit.COUNT
            ),
            None,
        )
        if earlier is None and read:
            earlier = next((s for s in reversed(read) if s.population.is_known), None)
        known = earlier.population if earlier is not None else self.topic.population
        base = earlier.base if earlier is not None else self.topic.base
        if not known.is_known and self.topic.sample is not None:
            known, base = self.topic.sample.population, self.topic.sample.base
        if a.place:
            return self._moved(known, a.place), None, not known.is_known
        return known, base, True

    def _is_moved(self, a: Attribution, read: Sequence[Statement]) -> bool:
        """Whether a place stands for the people before, there: "workers …, 57% in the UK"."""
        if not a.place or named(a.population) != named(a.place) or not read:
            return False
        here, there = read[-1].population, population_of(named(a.place))
        is_place = all(f.kind == "place" for f in there.facets)
        return is_place and any(f.kind not in ("place", "quality") for f in here.facets)

    def _narrowed(self, a: Attribution, read: Sequence[Statement]) -> Population | None:
        """Those who said what the figure before says: "Of those, 59% …" is a share of them."""
        text = self.paragraph.text[self.start : a.mention.start]
        if not OF_THOSE.search(text):
            return None
        main = [s for s in (*self.before, *read) if s.figure.unit is Unit.PERCENT]
        before = next((s for s in reversed(main) if s.role == "finding"), None)
        if before is None or not before.measure.terms:
            return None
        people = before.population.text or "those"
        return population_of(f"{people} who {before.measure.text}")

    def _moved(self, population: Population, place: str) -> Population:
        """The same people in another place: "48% in the north …, 22% in the south"."""
        there = population_of(place)
        placed = {f for f in population.facets if f.kind == "place"}
        is_place = population.facets == placed or population.text in self.places
        if not population.is_known or is_place:
            self.places.add(there.text)
            return there
        plain = re.sub(r"\s*\([^()]*\)$", "", population.text)
        people = population_of(ELSEWHERE.sub("", plain))
        kept = {f for f in people.facets if f.kind != "place"}
        return Population(text=f"{people.text} ({place})", facets=frozenset(kept | there.facets))

    def _in_place(self, a: Attribution, population: Population) -> Population:
        """People of a place that the clause or the paragraph is said of."""
        place = a.place or self.topic.place
        if not place or place in population.text or population.values("place"):
            return population
        facets = population_of(place).facets
        said = place if place.lower() not in ADVERBS else place.lower()
        text = f"{population.text} ({said})"
        return Population(text=text, facets=population.facets | facets)

    def _known_base(self, population: Population, read: Sequence[Statement]) -> Base | None:
        for s in (*read, *self.before):
            if s.base is not None and s.population.facets == population.facets:
                return s.base
        return None

    def _measure(self, a: Attribution, read: Sequence[Statement]) -> Measure:
        measure = measure_of(a.measure)
        if a.role in ("earlier", "change") and read and read[-1].measure.terms:
            return read[-1].measure
        if whole := self._whole_of(measure, read):
            return whole
        is_elliptic = bool(ELLIPTIC.search(a.measure))
        is_own = len(measure.terms) > ANAPHORIC_TERMS or not is_anaphoric(a.measure)
        if measure.terms and is_own and not is_elliptic:
            return measure
        counted = (s for s in reversed(read) if s.figure.unit is not Unit.COUNT)
        earlier = next((s.measure for s in counted if s.measure.terms), self.topic.measure)
        if not earlier.terms:
            return measure
        if is_elliptic or not measure.terms:
            return replace(earlier, poles=measure.poles or earlier.poles)
        return Measure(
            text=f"{measure.text} ({earlier.text})",
            terms=measure.terms | earlier.terms,
            poles=measure.poles | earlier.poles,
        )


def keeps(statement: Statement) -> bool:
    """Whether a number is worth a statement: a bare count must count people or places.

    "3,600 students" is one; "two parties" and "a first step" are not.
    """
    if statement.figure.unit is not Unit.COUNT:
        return True
    if statement.base is not None:
        return True
    if statement.is_population_inherited:
        return False
    return statement.population.is_known and bool(
        set(words_of(statement.population.text)) - lexicon().generic or statement.figure.value >= 10
    )
