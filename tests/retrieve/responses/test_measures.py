"""Which option of a question is meant."""

import pytest

from assistant.retrieve.responses.measures import option_named
from tests.retrieve.responses.people_asked import FERRY, REGION, TRUST


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("How many trust the council a great deal?", "A great deal"),
        ("How many trust it not very much?", "Not very much"),
        ("What share trust the county council?", "Trust (net)"),
    ],
)
def test_an_option_or_a_net_is_named_by_its_words(text: str, option: str) -> None:
    assert option_named(text, TRUST) == option


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("What share want the county to pay for the ferry?", "Yes"),
        ("How many said no to the ferry?", "No"),
        ("How many don't know whether to pay for it?", "Don't know"),
        ("How many do not want the county to pay for the ferry?", ""),
    ],
)
def test_yes_is_meant_unless_the_question_denies_or_says_otherwise(text: str, option: str) -> None:
    assert option_named(text, FERRY) == option


def test_no_option_is_guessed() -> None:
    assert option_named("Where do people live?", REGION) == ""
