"""Which surveys somebody means who names one in passing: "the library survey", "the 2018 wave"."""

from collections.abc import Sequence
from functools import cache

from assistant.findings.lexicon import lexicon, load
from assistant.findings.stems import content_stems, stem, stop_words, words_of
from assistant.period import YEAR
from assistant.retrieve.people import asked_populations
from assistant.survey import Survey


def named_surveys(phrase: str, surveys: Sequence[Survey]) -> tuple[Survey, ...]:
    """The surveys whose own names have every word of a phrase; none for a phrase without a name.

    >>> library = Survey(id="lib", title="Library visits in Kent, 2019")
    >>> schools = Survey(id="school", title="School meals", countries=("Norway",))
    >>> [s.id for s in named_surveys("the Norway survey", [library, schools])]
    ['school']
    >>> [s.id for s in named_surveys("the 2019 library poll", [library, schools])]
    ['lib']
    >>> named_surveys("the survey", [library, schools])
    ()
    """
    years = set(YEAR.findall(phrase))
    words = [w for w in words_of(phrase) if not w[0].isdigit() and w not in stop_words()]
    telling = [word for word in words if stem(word) not in _plain_words()]
    if not (years or telling):
        return ()
    return tuple(
        survey
        for survey in surveys
        if years <= _years(survey) and all(_is_of(survey, word) for word in telling)
    )


def says_survey(phrase: str) -> bool:
    """Whether a phrase has a word for a survey in it: "the 2018 poll"."""
    return bool(set(words_of(phrase)) & set(load("aims")["naming"]))


def names_people(phrase: str) -> bool:
    """Whether a phrase reads as people, and not as a place alone.

    >>> names_people("U.S. employers"), names_people("Norway"), names_people("libraries")
    (True, False, False)
    """
    return any(f.kind != "place" for p in asked_populations(phrase) for f in p.facets)


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(stem(word) for word in load("aims")["naming"])


@cache
def _years(survey: Survey) -> frozenset[str]:
    names = (survey.title, survey.id, survey.field_dates, survey.published)
    return frozenset(YEAR.findall(" ".join(names).replace("-", " ")))


@cache
def _stems(survey: Survey) -> frozenset[str]:
    names = (survey.title, survey.id, survey.series, survey.publication, *survey.countries)
    initials = "".join(w[0] for w in survey.title.split(",")[0].split() if w[0].isupper())
    return content_stems(" ".join((*names, survey.sponsor, survey.fieldwork_by, initials)))


def _is_of(survey: Survey, word: str) -> bool:
    """Whether a word is one of a survey's names, or of its country's people."""
    if stem(word) in _stems(survey):
        return True
    places = lexicon().places
    place = places.get(word.capitalize()) or places.get(word.upper())
    return place is not None and place in {places.get(name) for name in survey.countries}
