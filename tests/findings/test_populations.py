"""Who: facets of the words for people, and how two populations stand to each other."""

import pytest

from assistant.findings.names import is_same, named
from assistant.findings.populations import names_people, population_of, population_relation
from assistant.survey import UNKNOWN_POPULATION, Relation


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("U.S. employers", {("place", "US"), ("role", "employer")}),
        ("employers in the United States", {("place", "US"), ("role", "employer")}),
        ("German women", {("place", "DE"), ("gender", "women")}),
        ("adults ages 18 to 29", {("age", "18-29")}),
        ("adults under 30", {("age", "18-29")}),
        ("those 65 and older", {("age", "65+")}),
        ("families earning $75,000 or more", {("income", "$75,000+"), ("role", "family")}),
        (
            "white evangelical Protestants",
            {("race", "white"), ("religion", "evangelical"), ("religion", "protestant")},
        ),
        ("Republicans", {("party", "republican")}),
        ("those with a bachelor's degree or higher", {("education", "college graduate")}),
        ("small businesses", {("role", "business"), ("size", "small")}),
        ("adults", set()),
        ("cyclists", {("quality", "cyclist")}),
        ("adults who do not cycle", {("quality", "cycl"), ("quality", "not")}),
        ("the White House", {("quality", "white"), ("quality", "hous")}),
    ],
)
def test_words_for_people_become_facets(text: str, facets: set[tuple[str, str]]) -> None:
    assert {(f.kind, f.value) for f in population_of(text).facets} == facets


@pytest.mark.parametrize(
    ("asked", "found", "relation"),
    [
        ("U.S. employers", "employers in the United States", "same"),
        ("U.S. employers", "employers", "wider"),
        ("employers", "U.S. employers", "narrower"),
        ("U.S. employers", "U.S. students", "other"),
        ("U.S. employers", "French employers", "other"),
        ("women", "men", "other"),
        ("large companies", "small businesses", "other"),
        ("adults under 30", "adults ages 18 to 29", "same"),
        ("adults under 30", "adults ages 30 to 49", "other"),
        ("adults who cycle", "adults who do not cycle", "narrower"),
        ("adults who cycle", "adults", "wider"),
    ],
)
def test_two_populations_are_compared_facet_by_facet(
    asked: str, found: str, relation: Relation
) -> None:
    assert population_relation(population_of(asked), population_of(found)) == relation


def test_people_that_the_source_does_not_name_are_unknown() -> None:
    assert population_relation(population_of("women"), UNKNOWN_POPULATION) == "unknown"


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the 306 U.S. students surveyed", "U.S. students"),
        ("students in the survey", "students"),
        ("those 50 and older", "those 50 and older"),
        ("the public's", "the public"),
        ("of nurses", "nurses"),
        ("adults nationwide by the Institute for Opinion", "adults nationwide"),
        ("people employed by the Army", "people employed by the Army"),
    ],
)
def test_a_population_is_named_without_how_many_were_asked(phrase: str, name: str) -> None:
    assert named(phrase) == name


@pytest.mark.parametrize(
    ("phrase", "is_back"),
    [
        ("the survey respondents", True),
        ("others", True),
        ("those polled", True),
        ("U.S. students", False),
        ("those with a garden", False),
    ],
)
def test_some_phrases_only_point_back(phrase: str, is_back: bool) -> None:
    assert is_same(phrase) is is_back


def test_things_are_no_people() -> None:
    assert not names_people("the price of milk")
