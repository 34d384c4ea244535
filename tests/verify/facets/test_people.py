import pytest

from assistant.findings.populations import population_of
from assistant.survey import UNKNOWN_POPULATION, Survey
from assistant.verify.facets.people import are_set_apart, relation


@pytest.mark.parametrize(
    ("asked", "found", "expected"),
    [
        ("U.S. employers", "the 150 U.S. employers surveyed", "same"),
        ("U.S. employers", "employers globally", "other"),
        ("employers", "employers globally", "same"),
        ("women", "men", "other"),
        ("Americans", "Americans ages 18-29", "narrower"),
        ("Americans ages 18-29", "Americans", "wider"),
        ("March", "Americans", "same"),  # a date is nobody
    ],
)
def test_people_stand_to_each_other_as_they_are_named(
    asked: str, found: str, expected: str
) -> None:
    assert relation(population_of(asked), population_of(found), around="") == expected


def test_people_who_are_not_named_must_stand_nearby() -> None:
    asked = population_of("cyclists")

    assert relation(asked, UNKNOWN_POPULATION, around="Cyclists are angry.") == "same"
    assert relation(asked, UNKNOWN_POPULATION, around="They are angry.") == "unknown"


def test_people_of_a_survey_s_only_country_are_people_of_that_country() -> None:
    survey = Survey(id="s", countries=("Brazil",))
    asked, found = population_of("Brazilian nurses"), population_of("nurses")

    assert relation(asked, found, around="", survey=survey) == "same"
    assert relation(asked, found, around="") == "wider"


@pytest.mark.parametrize(
    ("one", "other", "are_apart"),
    [
        ("white adults", "Black adults", True),
        ("the Silent Generation", "Baby Boomers ages 51 to 69", True),
        ("women", "Black men", False),  # two kinds
        ("Americans", "Americans ages 18-29", False),  # some of them
    ],
)
def test_people_are_set_apart_by_one_kind_and_nothing_else(
    one: str, other: str, are_apart: bool
) -> None:
    assert are_set_apart(population_of(one), population_of(other)) is are_apart


def test_a_word_that_restricts_people_must_stand_in_the_finding_s_own_sentence() -> None:
    asked, found = population_of("Black residents of Baltimore"), population_of("Black adults")
    passage = "Baltimore is in the news. Nearly 78% of Black adults say so. Its residents agree."

    assert relation(asked, found, around=passage, sentence="Nearly 78% of Black adults") == "wider"
