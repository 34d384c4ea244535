"""Sentences in the constructions of survey writing, and what each figure in them says."""

import pytest

from assistant.findings.finding import Statement
from assistant.findings.prose import read_statements
from tests.findings.expectations import Name, load, score


def read(text: str) -> list[Statement]:
    (statements,) = read_statements([text])
    return list(statements)


def people(text: str) -> list[str]:
    return [s.population.text for s in read(text)]


def test_a_bracket_after_people_is_about_them() -> None:
    assert people("The ferry is popular with women (58%) and men (41%).") == ["women", "men"]


def test_a_bracket_that_says_the_same_in_digits_is_the_same_finding() -> None:
    half, digits = read("Nearly half of tenants (48%) share a kitchen.")

    assert half.population == digits.population
    assert half.measure == digits.measure


def test_each_side_of_a_comparison_has_its_own_people() -> None:
    text = "Tenants are more likely than landlords to keep a cat (58% vs. 41%)."

    assert people(text) == ["Tenants", "landlords"]


def test_a_clause_without_people_has_those_before_it() -> None:
    first, second = read("Of the 306 bakers surveyed, 86% sell rye bread, and 41% sell cakes.")[1:]

    assert (first.population.text, second.population.text) == ("bakers", "bakers")
    assert second.is_population_inherited
    assert second.base is not None
    assert second.base.unweighted_n == 306


def test_after_two_groups_side_by_side_nobody_is_guessed() -> None:
    text = "Sixty percent of tenants and 40% of landlords own a cat. Some 12% own a dog."

    assert not read(text)[-1].population.is_known


def test_respondents_are_those_that_the_paragraph_is_about() -> None:
    text = "Welsh bakers are hopeful. Seventy percent of the survey respondents expect to hire."

    assert people(text) == ["Welsh bakers"]


def test_a_place_in_front_is_everybodys_in_the_clause() -> None:
    (statement,) = read("Globally, 89% of tenants want a garden.")

    assert ("place", "global") in {(f.kind, f.value) for f in statement.population.facets}


def test_survey_makers_are_not_the_people_asked() -> None:
    assert people("Researchers found that 40% of tenants own a cat.") == ["tenants"]


def test_an_earlier_value_has_its_role_and_its_date() -> None:
    now, then = read("Some 70% of tenants own a cat, up from 64% in 2019.")

    assert (now.role, then.role) == ("finding", "earlier")
    assert then.wave == "2019"
    assert then.measure == now.measure


def test_a_change_is_no_share() -> None:
    _, change = read("Some 70% of tenants own a cat, up 6 points since May.")

    assert change.role == "change"


def test_say_the_same_takes_over_the_measure() -> None:
    _, same = read("Some 70% of tenants trust their agent. Just 12% of landlords say the same.")

    assert "trust" in same.measure.terms
    assert same.population.text == "landlords"


def test_lists_with_respectively_are_in_step() -> None:
    text = "Rain, wind and snow were named by 27%, 48% and 18% of cyclists, respectively."

    measures = [s.measure.text for s in read(text)]

    assert ["Rain" in measures[0], "wind" in measures[1], "snow" in measures[2]] == [True] * 3
    assert "Rain" not in measures[1]


# Under what was measured, by a few points, so that an honest change of a rule passes and a broken
# rule does not. `whole` cases are few enough to move by a point on their own.
FLOORS: dict[Name, dict[str, float]] = {
    "look": {"recall": 0.97, "precision": 0.98, "population": 0.84, "measure": 0.87, "role": 0.96},
    "measure": {
        "recall": 0.94,
        "precision": 0.98,
        "population": 0.82,
        "measure": 0.79,
        "role": 0.94,
    },
}


@pytest.mark.parametrize("name", list(FLOORS))
def test_the_expectation_set_is_read_as_well_as_before(name: Name) -> None:
    examples = load(name)

    result = score(examples, read_statements([example.text for example in examples]))

    below = {
        field: result.share(field)
        for field, floor in FLOORS[name].items()
        if result.share(field) < floor
    }
    assert below == {}
