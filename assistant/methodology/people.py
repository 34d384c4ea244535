"""Whether people who are spoken of are all whom a survey asked."""

from functools import cache

from assistant.findings.populations import population_of
from assistant.survey import Facet, Population, Survey

ADULTS_FROM = 21  # the age from which, at most, a survey of "adults" may ask
ANYBODY = frozenset({Facet("role", "adult"), Facet("place", "global")})


def are_everybody(people: Population, survey: Survey) -> bool:
    """Whether nothing sets people apart within all whom a survey asked.

    >>> men = Survey(id="men", countries=("United States",))
    >>> are_everybody(population_of("U.S. adults"), men), are_everybody(population_of("women"), men)
    (True, False)
    """
    groups = _groups(survey)
    rest = frozenset(
        facet
        for facet in people.facets - ANYBODY - _places(survey) - population_of(survey.title).facets
        if not _is_adult_age(facet)
    )
    if not rest:
        return len(groups) < 2 or not people.values("place") or _is_in_all(people, survey)
    shared = frozenset.intersection(*groups) if groups else frozenset[Facet]()
    every = frozenset().union(*groups)
    roles = {facet for facet in every if facet.kind == "role"} - ANYBODY
    return rest <= shared or (rest <= every and bool(roles) and roles <= rest)


def _is_in_all(people: Population, survey: Survey) -> bool:
    """Whether the places that are named are all that the survey asked in."""
    said = {facet for facet in people.facets if facet.kind == "place"}
    return said >= _places(survey) or Facet("place", "global") in said


def _is_adult_age(facet: Facet) -> bool:
    low = facet.value.rstrip("+")
    return facet.kind == "age" and facet.value.endswith("+") and int(low) <= ADULTS_FROM


@cache
def _places(survey: Survey) -> frozenset[Facet]:
    return frozenset(f for c in survey.countries for f in population_of(c).facets)


@cache
def _groups(survey: Survey) -> tuple[frozenset[Facet], ...]:
    """What is true of each population that the survey asked, by all its names."""
    return tuple(
        frozenset(f for name in (p.name, *p.other_names) for f in population_of(name).facets)
        for p in survey.populations
    )
