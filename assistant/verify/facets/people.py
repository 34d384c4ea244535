"""Whether the people of a claim are the people of a finding."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from assistant.findings.lexicon import load
from assistant.findings.populations import names_people, population_of, population_relation
from assistant.findings.stems import words_of
from assistant.survey import UNKNOWN_POPULATION, Facet, Population, Relation, Survey
from assistant.verify.facets.senses import are_alike, is_light

EVERYWHERE = Facet("place", "global")


def relation(
    asked: Population,
    found: Population,
    *,
    around: str,
    sentence: str = "",
    survey: Survey | None = None,
) -> Relation:
    """How a finding's people stand to a claim's; `around` is the text that the finding stands in.

    >>> from assistant.findings.populations import population_of
    >>> us, all = population_of("U.S. employers"), population_of("employers globally")
    >>> relation(us, all, around=""), relation(population_of("employers"), all, around="")
    ('other', 'same')
    """
    asked, found = _named(asked), _named(found)
    if not asked.is_known:
        return "same"
    if not found.is_known:
        return "same" if _all_stand_in(asked, around) else "unknown"
    asked, found = _in_country(asked, found, survey), _in_country(found, asked, survey)
    asked, found = _without_world(asked, found), _without_world(found, asked)
    plain = population_relation(_plain(asked, found), _plain(found, asked))
    if plain != "same":
        return plain
    more = {w for w in _restrictions(asked, found) if not _stands_in(w, sentence or around)}
    fewer = {w for w in _restrictions(found, asked) if w != "not"}
    if more:
        return "other" if fewer else "wider"
    if "not" in _restrictions(found, asked):
        return "other"
    return "same"


def are_set_apart(one: Population, other: Population) -> bool:
    """Whether two groups differ in one kind of facet, of which each has its own, and in no other.

    >>> from assistant.findings.populations import population_of
    >>> young, old = population_of("men under 30"), population_of("men 65 and older")
    >>> are_set_apart(young, old), are_set_apart(young, population_of("women 65 and older"))
    (True, False)
    >>> are_set_apart(young, population_of("men"))
    False
    """
    mine, theirs = (_kinds(a.facets - b.facets) for a, b in ((one, other), (other, one)))
    return len(mine) == 1 and "quality" not in mine and mine == theirs


def _kinds(facets: Iterable[Facet]) -> frozenset[str]:
    """The kinds of facets; ages that explain a generation ("Boomers, 51 to 69") are none."""
    kinds = frozenset[str](facet.kind for facet in facets)
    return kinds - {"age"} if "generation" in kinds else kinds


def _named(population: Population) -> Population:
    """A population that names somebody; words such as "March" or "at all" name nobody."""
    words = [w for w in words_of(population.text) if w.isalpha() and not is_light(w)]
    if any(w not in _dates() for w in words) or names_people(population.text):
        return population
    return UNKNOWN_POPULATION


@cache
def _dates() -> frozenset[str]:
    return frozenset(load("numerals")["months"]) | frozenset(load("numerals")["periods"])


def _in_country(population: Population, other: Population, survey: Survey | None) -> Population:
    """People of a survey's only country are people of that country, said or not."""
    places = other.values("place")
    if population.values("place") or not places or survey is None or len(survey.countries) != 1:
        return population
    only = population_of(survey.countries[0]).values("place") & places
    return replace(population, facets=population.facets | {Facet("place", place) for place in only})


def _without_world(one: Population, other: Population) -> Population:
    """Employers of all countries are just employers, unless a country is set against them."""
    if EVERYWHERE not in one.facets or other.values("place"):
        return one
    return replace(one, facets=one.facets - {EVERYWHERE})


def _plain(one: Population, other: Population) -> Population:
    """Facets that compare. Ages that explain a generation ("Boomers, 51 to 69") are none."""
    shared = one.values("generation") & other.values("generation")
    kept = frozenset(
        f for f in one.facets if f.kind != "quality" and not (f.kind == "age" and shared)
    )
    return Population(text=one.text, facets=kept)


def _restrictions(one: Population, other: Population) -> set[str]:
    """Words that restrict one group, and that the other has no like word for."""
    theirs = other.values("quality")
    return {
        quality
        for quality in one.values("quality")
        if not is_light(quality)
        and quality not in _pointing()
        and not any(are_alike(quality, word) for word in theirs)
    }


@cache
def _pointing() -> frozenset[str]:
    return frozenset(load("words")["pointing"])


def _all_stand_in(population: Population, text: str) -> bool:
    words = [w for w in words_of(population.text) if not is_light(w)]
    return bool(words) and all(_stands_in(word, text) for word in words)


def _stands_in(word: str, text: str) -> bool:
    return any(are_alike(word, other) for other in dict.fromkeys(words_of(text)))
