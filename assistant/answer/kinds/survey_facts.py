"""Questions about the survey itself: from its description, else from its text, else unknown."""

import re
from functools import cache
from typing import get_args

from assistant.answer.answer import Refusal
from assistant.answer.choosing.matching import asked_population, fit_of
from assistant.answer.draft import Draft, DraftSentence, Slot, cut, fill
from assistant.answer.material import Candidate, Material
from assistant.answer.refusing import refuse
from assistant.answer.wording import base_note, quoted
from assistant.figures import Unit
from assistant.findings.finding import Evidence, Finding, Statement
from assistant.findings.lexicon import load
from assistant.findings.populations import population_of
from assistant.numerals import read_figures
from assistant.retrieve.query import Topic
from assistant.survey import Population, Survey

MANIFEST = "survey.yaml"
MOST_TOLD = 2  # sentences of the text that are quoted
COUNTED_TOPICS = ("sample_size", "populations")


def survey_answer(material: Material, topic: Topic) -> Draft | Refusal:
    """What is known of the survey that the question is about."""
    named = dict.fromkeys(c.passage.survey for c in material.candidates)
    named |= dict.fromkeys(c.finding.survey for c in material.cells)
    if not named and not material.surveys:
        return refuse(material, "not_covered")
    if len(named) > 1 and not material.query.measure_terms - _words_of_surveys():
        return refuse(material, "ambiguous")
    survey = material.survey(next(iter(named))) if named else material.surveys[0]
    if topic == "sample_size" and material.query.populations:
        found = _asked_in_population(material, survey)
    else:
        found = _described(survey, topic)
    sentences = _told(material, survey, topic) if found is None else (found,)
    return Draft(sentences=sentences or (_unknown(material, survey, topic),))


@cache
def _words_of_surveys() -> frozenset[str]:
    from assistant.findings.stems import stem

    questions = load("questions")
    verbs = ("conducted", "paid", "funded", "sponsored", "commissioned", "countries", "included")
    words = [*questions["survey_words"], *verbs, "error", "size", "covered", "carried", "language"]
    return frozenset(stem(word) for word in words)


def _described(survey: Survey, topic: Topic) -> DraftSentence | None:
    """The survey's description of itself, if it says anything on the topic."""
    value = _value(survey, topic)
    return (
        manifest_fact(survey, load("wording")["survey"][topic].format(value=value))
        if value
        else None
    )


def described_fact(survey: Survey, topic: str) -> DraftSentence | None:
    """A fact of a survey in its own description's words; None where it says nothing on it."""
    known: tuple[Topic, ...] = get_args(Topic)
    return next((_described(survey, one) for one in known if one == topic), None)


def _value(survey: Survey, topic: Topic) -> str:
    match topic:
        case "sample_size":
            return f"{survey.sample_size:,}" if survey.sample_size else ""
        case "countries":
            return _counted_countries(survey.countries)
        case "languages":
            return in_a_row(survey.languages)
        case "populations":
            return in_a_row(tuple(with_size(p.name, p.n) for p in survey.populations))
        case "sample" | "question_wording":
            is_known = topic == "sample" and survey.sample != "unknown"
            return survey.sample if is_known else ""
        case _:
            return str(getattr(survey, topic))


def _counted_countries(names: tuple[str, ...]) -> str:
    """Countries with their number, where there are several.

    >>> _counted_countries(("Canada", "Kenya"))
    '2 countries: Canada and Kenya'
    """
    return f"{len(names)} countries: {in_a_row(names)}" if len(names) > 1 else in_a_row(names)


def with_size(name: str, n: int | None) -> str:
    """People with how many were asked, as far as that is known."""
    return f"{n:,} {name}" if n else name


def in_a_row(names: tuple[str, ...]) -> str:
    """Names in a row.

    >>> in_a_row(("Germany", "France", "India"))
    'Germany, France and India'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def manifest_fact(survey: Survey, text: str) -> DraftSentence:
    """A sentence out of a survey's description; the numbers of people asked are its figures."""
    source = f"corpus/{survey.id}/survey.yaml"
    return DraftSentence(
        parts=cut(text, 0, _people_asked(survey, text, source)),
        survey=survey.id,
        source=source,
        locator=MANIFEST,
        quote=text,
    )


def _people_asked(survey: Survey, text: str, source: str) -> list[Finding]:
    """How many people a fact says were asked, as findings of the survey's description."""
    place = Evidence(source=source, locator=MANIFEST, quote=text)
    named = {p.n: p.name for p in survey.populations}
    known = {survey.sample_size: "people", **named}
    return [
        Finding(
            id=f"{survey.id}:{MANIFEST}:{mention.start}",
            survey=survey.id,
            statement=Statement(
                figure=mention.figure,
                start=mention.start,
                end=mention.end,
                sentence_start=0,
                sentence_end=len(text),
                population=Population(text=known[int(mention.figure.value)]),
            ),
            evidence=place,
            grade="prose",
        )
        for mention in read_figures(text)
        if mention.figure.unit is Unit.COUNT and mention.figure.value in known
    ]


def _unknown(material: Material, survey: Survey, topic: Topic) -> DraftSentence:
    """That it is not known, with the text that was looked through."""
    read = [c.passage.source for c in material.candidates if c.passage.survey == survey.id]
    return DraftSentence(
        parts=(load("wording")["unknown"][topic],),
        survey=survey.id,
        source=read[0] if read else f"corpus/{survey.id}",
        locator="nowhere in it",
        quote="",
    )


def _asked_in_population(material: Material, survey: Survey) -> DraftSentence | None:
    """How many of the people named were asked."""
    asked = asked_population(material.query)
    for population in survey.populations:
        if population.n and fit_of(asked, population_of(population.name)) == "same":
            text = load("wording")["survey"]["population size"]
            return manifest_fact(
                survey, text.format(value=f"{population.n:,}", population=population.name)
            )
    for candidate in material.candidates:
        for number, findings in enumerate(candidate.findings_by_sentence):
            for finding in findings:
                if is_of_asked(finding) and fit_of(asked, finding.statement.population) == "same":
                    return _counted(material, candidate, number, finding)
    return None


def is_of_asked(finding: Finding) -> bool:
    """Whether a finding is a number of people who were asked."""
    base = finding.statement.base
    figure = finding.statement.figure
    return figure.unit is Unit.COUNT and base is not None and base.unweighted_n == figure.value


def _counted(
    material: Material, candidate: Candidate, number: int, finding: Finding
) -> DraftSentence:
    whole = quoted(material, candidate, number)
    slot = Slot(figure=finding.statement.figure, findings=(finding,))
    people = finding.statement.population.text
    template = load("wording")["survey"]["population size"]
    return DraftSentence(
        parts=fill(template, {"value": slot, "population": people}),
        survey=whole.survey,
        source=whole.source,
        locator=whole.locator,
        quote=whole.quote,
        note=base_note(material, (), ""),
    )


def _told(material: Material, survey: Survey, topic: Topic) -> tuple[DraftSentence, ...]:
    """Sentences of the text that tell it."""
    pattern = re.compile(load("wording")["told in"][topic], re.IGNORECASE)
    found = []
    for candidate in sorted(material.candidates, key=lambda c: c.passage.start):
        if candidate.passage.survey != survey.id:
            continue
        for number, sentence in enumerate(candidate.sentences):
            if pattern.search(sentence) and _has_what_is_told(candidate, number, topic):
                found.append(quoted(material, candidate, number))
    return tuple(found[:MOST_TOLD])


def _has_what_is_told(candidate: Candidate, number: int, topic: Topic) -> bool:
    """A sample's size wants a sentence with a number of people asked in it."""
    if topic not in COUNTED_TOPICS:
        return True
    return any(is_of_asked(f) for f in candidate.findings_by_sentence[number])
