"""Hard facets: only what is certain contradicts."""

import pytest

from assistant.findings.populations import population_of
from assistant.period import years_in
from assistant.settle.facets import other_people, other_year


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("In 2008 and 2012", ["2008", "2012"]),
        ("in May 1999, 1,999 people of 20,088", ["1999"]),
        ("2008\u20132012", ["2008", "2012"]),
        ("the 1980s, '98, 12020, 1850", []),
        ("", []),
    ],
)
def test_the_years_of_a_text(text: str, years: list[str]) -> None:
    assert sorted(years_in(text)) == years


@pytest.mark.parametrize(
    ("asked", "sentence", "around", "why"),
    [
        ("in 2023", "2019", "", "it is about 2019, not 2023"),
        ("in 2023", "2019", "a survey of 2023", ""),
        ("in 2023", "2023", "", ""),
        ("since 2019", "from 2019 to 2023", "", ""),
        ("today", "2019", "", ""),
        ("in 2023", "", "of 2019", ""),
        ("in 2023", "2017 and 2019", "of 2021", "it is about 2017, 2019, not 2023"),
    ],
)
def test_a_year_is_another_where_nothing_around_has_the_one_asked_about(
    asked: str, sentence: str, around: str, why: str
) -> None:
    assert other_year(asked, sentence, around) == why


@pytest.mark.parametrize(
    ("asked", "found", "around", "why"),
    [
        ("women", "men", "", "it is about men, not women"),
        ("women", "men", "Women and men differ.", ""),
        ("women", "adults", "", ""),
        ("adults", "men", "", ""),
        ("women", "women and men", "", ""),
        ("Democrats", "Republicans", "", "it is about republican, not democrat"),
        ("U.S. adults", "adults in Norway", "", "it is about NO, not US"),
        ("U.S. adults", "adults in Norway", "Americans were asked too.", ""),
        ("U.S. adults", "adults worldwide", "", ""),
        ("adults worldwide", "U.S. adults", "", ""),
        ("adults under 30", "adults 65 and older", "", "it is about 65+, not 18-29"),
        ("adults under 30", "adults ages 18 to 29", "", ""),
        ("nurses who smoke", "nurses who swim", "", ""),
        ("", "men", "", ""),
        ("women", "", "", ""),
    ],
)
def test_people_are_others_where_nothing_around_names_those_asked_about(
    asked: str, found: str, around: str, why: str
) -> None:
    assert other_people(population_of(asked), population_of(found), around) == why


def test_people_named_around_are_no_excuse_where_they_have_a_figure_beside_it() -> None:
    women, men = population_of("women"), population_of("men")
    around = "Women are more likely than men to support it (48% vs. 39%)."

    assert other_people(women, men, around, beside=[women]) == "it is about men, not women"
    assert other_people(women, men, around, beside=[population_of("adults")]) == ""
    assert other_people(women, women, around, beside=[men]) == ""


def test_only_the_kinds_that_are_asked_for_contradict() -> None:
    one, other = population_of("Norwegian women"), population_of("Swedish women")

    assert other_people(one, other, "") == "it is about SE, not NO"
    assert other_people(one, other, "", kinds=("gender",)) == ""
