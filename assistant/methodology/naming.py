"""Which survey a sentence is about: by its name, by who made it, by whom and where it asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.findings.lexicon import load
from assistant.findings.populations import population_of
from assistant.findings.stems import stem, stop_words, words_of
from assistant.survey import Survey

YEAR = re.compile(r"(?<![\w,.$])(?:19|20)\d\d(?!\w|,\d|%)")
NAMED = 0.6  # of the words of a survey's name that must stand in a sentence
BY_NAME, BY_MAKER, BY_PLACE, BY_PEOPLE = 3.0, 2.0, 1.0, 1.0
ELSEWHERE = -3.0  # a place that the survey did not ask in
IN_CONTEXT = 0.4  # what a name is worth that stands in the draft around a sentence
COMMON_PEOPLE = frozenset({"adult", "people", "respondent"})


def named_best(
    sentence: str, surveys: Sequence[Survey], *, years: Sequence[str] = (), context: str = ""
) -> tuple[tuple[Survey, ...], bool]:
    """The surveys that a sentence names most surely, and whether it names any.

    `years` tell waves of one survey apart; `context` is the draft around the sentence.
    """
    scores = {
        survey.id: score(sentence, survey) + IN_CONTEXT * max(score(context, survey), 0.0)
        for survey in surveys
    }
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return tuple(s for s in surveys if scores[s.id] >= 0), False
    meant = tuple(s for s in surveys if scores[s.id] >= best - 1e-9)
    return _of_years(meant, years or YEAR.findall(context)), True


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a text has to name a survey by."""

    words: frozenset[str]
    places: frozenset[str]
    roles: frozenset[str]


@lru_cache(maxsize=64)
def _said(text: str) -> Said:
    people = population_of(text)
    return Said(
        words=frozenset(map(stem, words_of(text))),
        places=people.values("place") - {"global"},
        roles=people.values("role") - COMMON_PEOPLE,
    )


def score(text: str, survey: Survey) -> float:
    """How surely a text names a survey.

    >>> news = Survey(id="news-2020", title="Trust in News", sponsor="Civic Trust")
    >>> score("In the Trust in News poll of 1,200 adults", news) > score("A poll", news)
    True
    """
    if not text:
        return 0.0
    said = _said(text)
    words = said.words
    total = BY_NAME * max(
        _has(name, words, text) for name in (survey.title, survey.series, survey.id)
    )
    total += BY_MAKER * max(
        _has(maker, words, text) for maker in (survey.sponsor, survey.fieldwork_by)
    )
    return total + _places(said, survey) + _people(said, survey)


def _of_years(surveys: tuple[Survey, ...], years: Sequence[str]) -> tuple[Survey, ...]:
    """Those of the years that a sentence names, if any are; a wave's own year tells it apart."""
    if len(surveys) < 2 or not years:
        return surveys
    of_years = [s for s in surveys if set(years) & set(_years(s))]
    return tuple(of_years) or surveys


def _years(survey: Survey) -> list[str]:
    return YEAR.findall(f"{survey.title} {survey.field_dates} {survey.id.replace('-', ' ')}")


def _has(name: str, words: frozenset[str], text: str) -> float:
    """1 or less: how much of a name stands in a text; 0 where it is not enough to tell."""
    own = _own_words(name.replace("-", " ").replace("/", " "))
    if not own:
        return 0.0
    share = sum(stem(word.lower()) in words for word in own) / len(own)
    distinct = any(w.lower() not in common_names() and stem(w.lower()) in words for w in own)
    if share >= NAMED and (distinct or (share == 1.0 and len(own) > 1)):
        return share
    short = "".join(w[0] for w in name.split() if w[:1].isupper())
    is_short = len(short) > 2 and re.search(rf"\b{re.escape(short)}\b", text)
    return 1.0 if is_short else 0.0


def _own_words(name: str) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_]{2,}", name) if w.lower() not in stop_words()]


@cache
def common_names() -> frozenset[str]:
    """Words of a survey's or a maker's name that many have."""
    return frozenset(load("facts")["common_names"])


def _places(said: Said, survey: Survey) -> float:
    own = _places_of(survey)
    if not said.places or not own:
        return 0.0
    return BY_PLACE if said.places <= own else 0.0 if said.places & own else ELSEWHERE


@cache
def _places_of(survey: Survey) -> frozenset[str]:
    return frozenset().union(*(population_of(c).values("place") for c in survey.countries))


def _people(said: Said, survey: Survey) -> float:
    return BY_PEOPLE if said.roles & _roles_of(survey) else 0.0


@cache
def _roles_of(survey: Survey) -> frozenset[str]:
    names = [n for p in survey.populations for n in (p.name, *p.other_names)]
    return frozenset().union(*(population_of(n).values("role") for n in names)) - COMMON_PEOPLE
