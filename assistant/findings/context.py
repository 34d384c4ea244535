"""What sentences leave unsaid, filled in from the ones before within a paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.figures import Unit
from assistant.findings.attribution import Attribution
from assistant.findings.clauses import prepositions
from assistant.findings.finding import Measure, Statement
from assistant.findings.lexicon import lexicon, load
from assistant.findings.measures import is_anaphoric, measure_of
from assistant.findings.phrases import is_people, noun_phrase, printed
from assistant.findings.populations import population_of
from assistant.findings.stems import words_of
from assistant.findings.syntax import Paragraph
from assistant.findings.waves import waves_of
from assistant.survey import UNKNOWN_POPULATION, Base, Population

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

ANAPHORIC_TERMS = 2  # "disagreed", "say the same": a clause with more words has its own measure
# "the figure is", "it had been", "that rises to", "in the south, … do": the measure of before
ELLIPTIC = re.compile(
    r"(?:^|,\s|\b(?:earlier|ago|before|by\s+\d{4})\s)(?:among[\w\s'-]+,\s)?(?:it|that|this|(?:that|this|the)\s+"
    r"(?:figure|share|number|proportion|percentage|rate|level|total|result))\s+(?:is|was|had|has|"
    r"stands|stood|rises|rose|falls|fell|drops|dropped|climbs|climbed|increases|increased|reaches|"
    r"reached|remains|remained|were|are|goes|went)\b(?!\s+(?:the|a|an|good|bad|right|fair|poor|"
    r"important|likely|possible))"
    r"|(?:^|,\s)(?:do|did|does|have|had)(?:\s+so)?(?:\s+(?:in|last|this|a)\b[\w\s]*)?$",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
ADVERBS = ("globally", "worldwide", "nationally", "nationwide", "internationally")
ASKED = "were asked in the survey"  # the measure of a count of people asked
MAIN_ROLES = ("finding", "change")


@dataclass(slots=True)
class Topic:
    """What the paragraph is about so far; unknown where two groups were set side by side."""

    population: Population = UNKNOWN_POPULATION
    base: Base | None = None
    measure: Measure = field(default_factory=Measure)
    place: str = ""
    sample: Statement | None = None  # "a survey of 1,050 boat owners": everybody from then on


def resolve(paragraph: Paragraph, attributions: Sequence[Attribution]) -> list[Statement]:
    """The statements of a paragraph, with what each inherits from those before it."""
    topic = Topic()
    statements: list[Statement] = []
    number = 0
    for parts in paragraph.sentences():
        read: list[Statement] = []
        for part in parts:
            own = [a for a in attributions if a.sentence == number]
            _open(topic, part, own)
            read += _Resolver(paragraph, parts, topic, [*statements, *read]).resolve(own, read)
            number += 1
        _close(topic, read)
        statements.extend(read)
    return statements


def _open(topic: Topic, sentence: "Span", own: Sequence[Attribution]) -> None:
    """A sentence's subject, when it is people, is what the paragraph is about from here on."""
    plain = " ".join(words_of(sentence.text)[:4])
    if any(plain.startswith(w) for w in load("words")["everybody"]):
        topic.population, topic.base = UNKNOWN_POPULATION, None
    root = sentence.root
    found = next(_people_subjects(sentence), None)
    first = own[0].mention.figure.text.split()[0] if own else ""
    leads = not first or found is None or first not in sentence.doc[sentence.start : found.i].text
    if found is not None and leads:
        topic.population = population_of(printed(noun_phrase(found)))
        topic.base = None
    for child in root.children:
        if child.dep_ == "advmod" and population_of(child.text).values("place"):
            topic.place = child.text.lower()
    for people in prepositions(root, {"in", "within"}):
        phrase = printed(noun_phrase(people))
        if population_of(phrase).values("place") and people.i < root.i:
            topic.place = phrase


def _people_subjects(sentence: "Span") -> Iterator["Token"]:
    """People that are a subject of the sentence, or own its subject ("smokers' knowledge")."""
    for token in sentence:
        if token.dep_ not in ("nsubj", "nsubjpass"):
            continue
        for found in (token, *(c for c in token.children if c.dep_ == "poss")):
            phrase = printed(noun_phrase(found))
            is_owned = any(c.dep_ == "poss" for c in found.children)
            if (
                is_people(found)
                and not is_same(phrase)
                and not is_owned
                and not DIGIT.search(phrase)
            ):
                yield found


def _close(topic: Topic, read: Sequence[Statement]) -> None:
    topic.sample = next((s for s in read if s.base is not None), topic.sample)
    main = [s for s in read if s.role in MAIN_ROLES and s.figure.unit is not Unit.COUNT]
    known = {s.population.facets: s for s in main if s.population.is_known}
    if len(known) == 1:
        only = next(iter(known.values()))
        topic.population, topic.base = only.population, only.base
    elif len(known) > 1:
        topic.population, topic.base = UNKNOWN_POPULATION, None
    measured = [s for s in main if s.measure.terms]
    if measured:
        topic.measure = measured[-1].measure


def named(phrase: str) -> str:
    """The name of a population, without how many were asked and that they were.

    >>> named("the 306 U.S. students surveyed"), named("students in the survey")
    ('U.S. students', 'students')
    """
    plain = re.split(r"\s*[:\u2014]\s*|\s\u2013\s", phrase)[0]
    plain = re.sub(r"^(?:(?:all|of|the|these|those|some)\s+)*(?:[\d,]+\s+)(?=\D)", "", plain)
    plain = re.sub(r"^(?:the|these)\s+(?!public\b)", "", plain)
    plain = re.sub(
        r",?\s+(?:(?:who\s+were\s+)?(?:surveyed|polled|interviewed|questioned)|"
        r"(?:in|of|to|from)\s+(?:the|this|our)\s+(?:\w+\s+)?(?:survey|poll|study|sample|panel))\b",
        "",
        plain,
    )
    return plain or phrase


def is_same(phrase: str) -> bool:
    """Whether a phrase only points back to people named before: "the survey respondents".

    >>> is_same("of the survey respondents"), is_same("U.S. students"), is_same("others")
    (True, False, True)
    """
    plain = re.sub(r"^(?:of|among|the|these|those|all|its)\s+", "", phrase.lower()).strip()
    if (
        not plain
        or plain in load("words")["same_people"]
        or phrase.lower() in load("words")["same_people"]
    ):
        return True
    kept = [w for w in words_of(plain) if w not in load("words")["pointing"]]
    return not kept


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

    def resolve(self, own: Sequence[Attribution], earlier: Sequence[Statement]) -> list[Statement]:
        """The statements of one part; `earlier` are those of the same sentence's other parts."""
        text = self.paragraph.text[self.start : self.end]
        shifted = [
            replace(a.mention, start=a.mention.start - self.start, end=a.mention.end - self.start)
            for a in own
        ]
        waves = waves_of(text, shifted)
        read: list[Statement] = []
        first = own[0] if own else None
        offset = {id(a): n for n, a in enumerate(own)}
        for a, wave in zip(own, waves, strict=True):
            twin = self._twin(a, own, offset, read)
            said = [*earlier, *read]
            read.append(self._twinned(a, twin, wave) if twin else self._statement(a, said, wave))
        del first
        return read

    def _twin(
        self,
        a: Attribution,
        own: Sequence[Attribution],
        offset: dict[int, int],
        read: Sequence[Statement],
    ) -> Statement | None:
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
            measure=measure_of(ASKED) if a.base and is_count else self._measure(a, read),
            population=population,
            base=base,
            wave=wave,
            role=a.role,
            is_population_inherited=inherited,
        )

    def _population(
        self, a: Attribution, read: Sequence[Statement]
    ) -> tuple[Population, Base | None, bool]:
        if a.population and not is_same(a.population):
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

    def _moved(self, population: Population, place: str) -> Population:
        """The same people in another place: "48% in the north …, 22% in the south"."""
        there = population_of(place)
        if not population.is_known or population.facets == {
            f for f in population.facets if f.kind == "place"
        }:
            return there
        kept = {f for f in population.facets if f.kind != "place"}
        plain = re.sub(r"\s*\([^()]*\)$", "", population.text)
        return Population(text=f"{plain} ({place})", facets=frozenset(kept | there.facets))

    def _in_place(self, a: Attribution, population: Population) -> Population:
        """People of a place that the clause or the paragraph is said of."""
        place = a.place or self.topic.place
        if not place or population.values("place"):
            return population
        facets = population_of(place).facets
        said = place if place.lower() not in ADVERBS else place.lower()
        text = f"{population.text} ({said})"
        return Population(
            text=text, facets=population.facets | {f for f in facets if f.kind == "place"}
        )

    def _known_base(self, population: Population, read: Sequence[Statement]) -> Base | None:
        for s in (*read, *self.before):
            if s.base is not None and s.population.facets == population.facets:
                return s.base
        return None

    def _measure(self, a: Attribution, read: Sequence[Statement]) -> Measure:
        measure = measure_of(a.measure)
        if a.role in ("earlier", "change") and read and read[-1].measure.terms:
            return read[-1].measure
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
        {w for w in words_of(statement.population.text)} - lexicon().generic
        or statement.figure.value >= 10
    )
