"""A survey in a line: what it is called, whom it asked, how many of them, and when."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.align.guide.collection import Collection
from assistant.answer.draft import DraftSentence, Slot, fill
from assistant.answer.kinds.survey_facts import (
    MANIFEST,
    in_a_row,
    manifest_fact,
    told_finding,
    with_size,
)
from assistant.findings.finding import Finding
from assistant.findings.lexicon import load
from assistant.findings.populations import is_people_word
from assistant.findings.stems import words_of
from assistant.methodology.fact import KnownFact, SaidFact
from assistant.survey import Survey

MOST_NAMED = 3
MOST_PEOPLE = 4
LEAST_ASKED = 100  # people: fewer are hardly all whom a survey asked


def words(name: str) -> str:
    """One wording of what is said of the surveys as a whole."""
    text: str = load("wording")["guide"][name]
    return text


def plain(text: str) -> DraftSentence:
    """A sentence of the assistant's own, without figures and with nothing to cite."""
    return DraftSentence(parts=(text,), survey="", source="", locator="", quote="")


def line(collection: Collection, survey: Survey) -> DraftSentence:
    """A survey in a line: its title, who was asked, how many, and when.

    What its description does not say is taken from its article, if that says it in one place.
    """
    title = collection.title(survey)
    texts = () if survey.sample_size or survey.populations else collection.texts(survey)
    counted = asked_in(survey, collection.index.facts_of(survey.id)) if texts else None
    if counted is not None:
        return _counted(title, counted, when(survey, collection))
    said = {"title": title, "who": who(survey), "when": when(survey, collection)}
    is_unknown = (said["who"], said["when"]) == (words("who unknown"), words("when unknown"))
    text = words("line unknown" if is_unknown else "line").format(**said)
    fact = manifest_fact(survey, text)
    if survey.title or not texts:
        return fact
    passage, first = texts[0].passage, texts[0].sentences[0]
    locator = f"{passage.locator}, sentence 1"
    return replace(fact, source=passage.source, locator=locator, quote=first.strip())


def _counted(title: str, counted: Finding, dates: str) -> DraftSentence:
    """A survey in a line, with whom its article says were asked."""
    figure, people = counted.statement.figure, counted.statement.population.text
    values: dict[str, str | Slot] = {
        "title": title,
        "count": Slot(figure=figure, findings=(counted,)),
        "people": people or words("people"),
        "when": dates,
    }
    told = DraftSentence(
        parts=(counted.evidence.quote,),
        survey=counted.survey,
        source=counted.evidence.source,
        locator=counted.evidence.locator,
        quote=counted.evidence.quote,
    )
    return replace(told, parts=fill(words("line counted"), values), origins=(told,))


def asked_in(survey: Survey, facts: Sequence[KnownFact]) -> Finding | None:
    """The one number of people asked that texts give; None where there is none, or several."""
    sizes = {
        one.fact.figure.value: told_finding(survey, one, one.fact.figure)
        for one in facts
        if one.fact.kind == "size" and one.fact.figure and one.fact.figure.value >= LEAST_ASKED
    }
    return next(iter(sizes.values())) if len(sizes) == 1 else None


def who(survey: Survey) -> str:
    """Who was asked, and how many."""
    people = tuple(with_size(p.name, p.n) for p in survey.populations[:MOST_PEOPLE])
    if len(people) == 1 and (survey.populations[0].n or not survey.sample_size):
        return people[0]
    everybody = with_size(words("people"), survey.sample_size) if survey.sample_size else ""
    if everybody and people:
        return f"{everybody} ({', '.join(people)})"
    return everybody or in_a_row(people) or words("who unknown")


def when(survey: Survey, collection: Collection) -> str:
    """When people were asked, as its description or a text says; else when it was published."""
    facts = collection.index.facts_of(survey.id)
    told = (_dates(one.fact) for one in facts if one.fact.kind == "dates" and not one.fact.edge)
    if dates := survey.field_dates or next(told, ""):
        return words("when").format(dates=dates)
    if survey.published:
        return words("published").format(dates=survey.published)
    return words("when unknown")


def _dates(fact: SaidFact) -> str:
    """Dates in a source's words: "between 3 and 14 February" is "3 to 14 February"."""
    is_range = fact.period is not None and fact.period.is_range
    return fact.text.replace(" and ", " to ") if is_range else fact.text


def listed(names: Sequence[str]) -> str:
    """Names in a row; of many the first few, and how many more there are."""
    if len(names) <= MOST_NAMED + 1:
        return in_a_row(tuple(names))
    more = words("and more").format(count=f"{len(names) - MOST_NAMED:,}")
    return in_a_row((*names[:MOST_NAMED], more))


def size_in(survey: Survey, fact: DraftSentence) -> Finding | None:
    """The finding that says how many people took part in a survey."""
    if fact.locator == MANIFEST:
        sizes = (f for f in fact.findings if f.statement.figure.value == survey.sample_size)
        return next(sizes, None)
    named = (f for f in fact.findings if are_people(f.statement.population.text))
    return next(named, None)


def are_people(named: str) -> bool:
    """Whether a name is one of people, and not of households or firms.

    >>> are_people("adults nationwide"), are_people("households")
    (True, False)
    """
    is_named = any(map(is_people_word, named.split()))
    return is_named and not set(words_of(named)) & set(load("aims")["no people"])
