"""What is known of how a survey was made: from its description, its respondents and its texts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.corpus.responses.questionnaire import Responses
from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence, Passage
from assistant.findings.populations import population_of
from assistant.methodology.days import Period
from assistant.methodology.fact import FactKind, KnownFact, SaidFact
from assistant.methodology.reading.dates import periods_of
from assistant.methodology.reading.margins import margins
from assistant.methodology.reading.phrases import any_of, compiled
from assistant.methodology.reading.sentence import facts_in
from assistant.methodology.reading.ways import modes, weightings
from assistant.survey import UNKNOWN_POPULATION, Population, Survey


def described(survey: Survey) -> Iterator[KnownFact]:
    """The facts that a survey's description states."""
    yield from _dated(survey)
    yield from _worded(survey)
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


def _dated(survey: Survey) -> Iterator[KnownFact]:
    for dated in periods_of(survey.field_dates):
        fact = SaidFact(kind="dates", start=0, end=0, text=survey.field_dates, period=dated.period)
        yield _described(survey, fact, f"field_dates: {survey.field_dates}")
    if words := survey.margin_of_error:
        for fact in margins(words if "error" in words.lower() else f"margin of error {words}"):
            yield _described(survey, fact, f"margin_of_error: {words}")


def _worded(survey: Survey) -> Iterator[KnownFact]:
    """What a description says in words: who, how, weighted how, in which languages."""
    names: tuple[tuple[FactKind, str], ...] = (
        ("sponsor", survey.sponsor),
        ("fieldwork_by", survey.fieldwork_by),
    )
    for kind, name in names:
        if name:
            yield _described(survey, _named(kind, name), f"{kind}: {name}")
    for fact in modes(f"Mode: {survey.mode}. The survey was conducted {survey.mode}."):
        yield _described(survey, replace(fact, text=survey.mode), f"mode: {survey.mode}")
    for fact in weightings(f"The survey: {survey.weighting}"):
        yield _described(survey, fact, f"weighting: {survey.weighting}")
    if survey.languages:
        said = ", ".join(survey.languages)
        fact = replace(_named("languages", said), values=tuple(sorted(survey.languages)))
        yield _described(survey, fact, f"languages: {said}")


def counted(responses: Responses) -> KnownFact:
    """How many respondents' answers there are."""
    return KnownFact(
        fact=_count("size", responses.respondents),
        origin="respondents",
        evidence=Evidence(
            source=responses.source,
            locator="its rows",
            quote=f"{responses.respondents:,} respondents",
        ),
    )


def told(passages: Iterable[Passage]) -> Iterator[KnownFact]:
    """The facts that the passages of a survey state, sentence by sentence.

    A first and a last day that are given apart are the whole period too.
    """
    ends: list[KnownFact] = []
    for passage in passages:
        for number, (start, end) in enumerate(passage.sentences):
            sentence = passage.text[start - passage.start : end - passage.start].strip()
            if not _may_tell(sentence):
                continue
            locator = f"{passage.locator}, sentence {number + 1}"
            evidence = Evidence(source=passage.source, locator=locator, quote=sentence)
            for fact in facts_in(sentence):
                known = KnownFact(fact=fact, origin="text", evidence=evidence, sentence=sentence)
                yield known
                ends += [known] if fact.edge else []
    yield from _between(ends)


def _between(ends: list[KnownFact]) -> Iterator[KnownFact]:
    if [known.fact.edge for known in ends] != ["begin", "end"]:
        return
    first, last = (known.fact.period for known in ends)
    if first is None or last is None or first.has_year != last.has_year:
        return
    if first.begin.first > last.end.last:
        return
    period = Period(begin=first.begin, end=last.end, has_year=first.has_year)
    text = f"{ends[0].fact.text} to {ends[1].fact.text}"
    yield replace(ends[0], fact=replace(ends[0].fact, text=text, period=period, edge=""))


def _may_tell(sentence: str) -> bool:
    """Whether anything in a sentence has to do with a survey: most sentences hold no fact."""
    words = any_of("studies", "samples", "asked", "answered", "size_nouns", "margin_words")
    return (
        compiled(
            rf"\b(?:{words}|weight\w*|n\s?=|asked|questions?|funding|money|it\s+was)\b|\u00b1"
        ).search(sentence)
        is not None
    )


def _described(survey: Survey, fact: SaidFact, quote: str) -> KnownFact:
    source = f"corpus/{survey.id}/survey.yaml"
    evidence = Evidence(source=source, locator="survey.yaml", quote=quote)
    return KnownFact(fact=fact, origin="description", evidence=evidence)


def _named(kind: FactKind, name: str) -> SaidFact:
    return SaidFact(kind=kind, start=0, end=0, text=name, values=(name,))


def _count(kind: FactKind, n: int, *, people: Population = UNKNOWN_POPULATION) -> SaidFact:
    text = f"{n:,}"
    figure = Figure(text=text, value=float(n), unit=Unit.COUNT)
    return SaidFact(kind=kind, start=0, end=0, text=text, figure=figure, people=people)
