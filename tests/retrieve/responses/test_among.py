"""Among whom a question asks, in a survey's own groups."""

import pytest

from assistant.retrieve.query import Operation
from assistant.retrieve.responses.among import Asked, Spoken, read_people
from assistant.retrieve.responses.plan import where_of
from tests.retrieve.responses.people_asked import FERRY, GROUPS, REGION, SEX, TRUST


def read(text: str, operation: Operation = "value") -> Asked:
    return read_people(Spoken(text, operation), GROUPS, FERRY)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("What share of women want the county to pay for the ferry?", "sex == 'Female'"),
        ("How many residents under 30 want the ferry paid for?", "ageband == '18-29'"),
        # 30 to 64 are two bands together
        ("Of adults aged 30 to 64, how many back the ferry?", "ageband in ['30-49', '50-64']"),
        # no bands end at 39, so that years are counted
        ("Of adults under 40, how many back the ferry?", "age <= 39"),
        ("In the Lake District, how many back the ferry?", "region == 'Lake District'"),
        (
            "What do boat builders in the South say of the ferry?",
            "work == 'Boat building' and region == 'South'",
        ),
        (
            "How many women over 65 in the North want the ferry?",
            "sex == 'Female' and ageband == '65+' and region == 'North'",
        ),
        ("How many residents want the ferry?", ""),
    ],
)
def test_people_are_put_into_the_surveys_groups(text: str, where: str) -> None:
    asked = read(text)

    assert [where_of(among) for among in asked.among] == [where]
    assert asked.unknown == ()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("What share of rural women back the ferry?", "rural"),
        ("What share of left-handed adults back the ferry?", "handed"),
        ("What share of women with a motorboat back the ferry?", "motorboat"),
        ("What share of French residents back the ferry?", "French"),
        ("What share of residents aged 33 to 37 in Munster back the ferry?", "Munster"),
    ],
)
def test_people_whom_no_answer_tells_apart_are_said_to_be_unknown(text: str, unknown: str) -> None:
    assert unknown in " ".join(read(text).unknown)


def test_groups_that_are_laid_beside_each_other_stay_apart() -> None:
    asked = read("Do men or women more often back the ferry?", "compare")

    assert [where_of(among) for among in asked.among] == ["sex == 'Male'", "sex == 'Female'"]


def test_groups_that_are_joined_are_counted_together() -> None:
    asked = read("What share of adults in the North or South back the ferry?")

    assert [where_of(among) for among in asked.among] == ["region in ['North', 'South']"]


def test_a_group_that_is_denied_is_all_the_others() -> None:
    asked = read("What share of people not in the South back the ferry?")

    assert [where_of(among) for among in asked.among] == ["region in ['North', 'Lake District']"]


def test_people_of_the_question_itself_are_what_is_asked() -> None:
    asked = read_people(Spoken("What share of women live in the South?", "value"), GROUPS, REGION)

    assert asked.own == ("South",)
    assert not asked.is_turned


def test_a_share_of_others_is_not_a_share_of_these() -> None:
    asked = read_people(Spoken("How many women are in the South?", "value"), GROUPS, SEX)

    assert asked.is_turned


def test_people_within_the_wording_are_not_those_who_were_asked() -> None:
    residents = "How many say that the council trusts residents?"

    asked = read_people(Spoken(residents, "value"), GROUPS, TRUST)

    assert asked.among == ((),)
