"""What is known of how a survey was made: from its description, its respondents and its texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence, Passage
from assistant.findings.populations import population_of
from assistant.index.store import Index
from assistant.survey import UNKNOWN_POPULATION, Population, Survey
from assistant.verify.facts.fact import FactKind, SaidFact
from assistant.verify.facts.reading.dates import periods_of
from assistant.verify.facts.reading.margins import margins
from assistant.verify.facts.reading.sentence import facts_in

Origin = Literal["description", "respondents", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFact:
    """A fact of a survey; `sentence` is what it was read out of, where that is a text."""

    fact: SaidFact
    origin: Origin
    evidence: Evidence
    sentence: str = ""


class Known:
    """The facts of every survey of an index, each survey's read when it is first asked for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._facts: dict[str, tuple[KnownFact, ...]] = {}

    def facts(self, survey: str, kind: FactKind) -> tuple[KnownFact, ...]:
        """The facts of one kind of a survey: its description's first, then its texts'."""
        if survey not in self._facts:
            self._facts[survey] = tuple(self._read(self._index.survey(survey)))
        return tuple(known for known in self._facts[survey] if known.fact.kind == kind)

    def _read(self, survey: Survey) -> Iterator[KnownFact]:
        yield from described(survey)
        for responses in self._index.responses:
            if responses.survey == survey.id:
                yield KnownFact(
                    fact=_count("size", responses.respondents),
                    origin="respondents",
                    evidence=Evidence(
                        source=responses.source,
                        locator="its rows",
                        quote=f"{responses.respondents:,} respondents",
                    ),
                )
        for passage in self._passages.get(survey.id, ()):
            yield from told(passage)

    @cached_property
    def _passages(self) -> dict[str, list[Passage]]:
        passages: dict[str, list[Passage]] = {}
        for passage in self._index.passages:
            passages.setdefault(passage.survey, []).append(passage)
        return passages


def described(survey: Survey) -> Iterator[KnownFact]:
    """The facts that a survey's description states."""
    if survey.field_dates:
        for dated in periods_of(survey.field_dates):
            fact = SaidFact(
                kind="dates", start=0, end=0, text=survey.field_dates, period=dated.period
            )
            yield _described(survey, fact, f"field_dates: {survey.field_dates}")
    if survey.margin_of_error:
        words = survey.margin_of_error
        said = words if "error" in words.lower() else f"margin of error {words}"
        for fact in margins(said):
            yield _described(survey, fact, f"margin_of_error: {words}")
    if survey.sample_size:
        size = _count("size", survey.sample_size)
        yield _described(survey, size, f"sample_size: {survey.sample_size}")
    for population in survey.populations:
        for name in (population.name, *population.other_names) if population.n else ():
            size = _count("size", population.n or 0, people=population_of(name))
            yield _described(survey, size, f"populations: {population.name}, n: {population.n}")
    if survey.countries:
        fact = _count("countries", len(survey.countries))
        yield _described(survey, fact, f"countries: {', '.join(survey.countries)}")


def told(passage: Passage) -> Iterator[KnownFact]:
    """The facts that a passage states, sentence by sentence."""
    for number, (start, end) in enumerate(passage.sentences):
        sentence = passage.text[start - passage.start : end - passage.start].strip()
        if not any(character.isdigit() for character in sentence) and "countr" not in sentence:
            continue
        for fact in facts_in(sentence):
            locator = f"{passage.locator}, sentence {number + 1}"
            yield KnownFact(
                fact=fact,
                origin="text",
                evidence=Evidence(source=passage.source, locator=locator, quote=sentence),
                sentence=sentence,
            )


def _described(survey: Survey, fact: SaidFact, quote: str) -> KnownFact:
    source = f"corpus/{survey.id}/survey.yaml"
    evidence = Evidence(source=source, locator="survey.yaml", quote=quote)
    return KnownFact(fact=fact, origin="description", evidence=evidence)


def _count(kind: FactKind, n: int, *, people: Population = UNKNOWN_POPULATION) -> SaidFact:
    text = f"{n:,}"
    figure = Figure(text=text, value=float(n), unit=Unit.COUNT)
    return SaidFact(kind=kind, start=0, end=0, text=text, figure=figure, people=people)
