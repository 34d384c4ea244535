import pytest

from assistant.retrieve.turns import standalone

FIRST = "What share of U.S. nurses sleep badly?"


@pytest.mark.parametrize(
    ("turn", "whole"),
    [
        ("And globally?", "What share of nurses sleep badly, globally?"),
        ("And in Germany?", "What share of nurses sleep badly, in Germany?"),
        ("What about doctors?", "What share of U.S. doctors sleep badly?"),
        ("How about in 2015?", "What share of U.S. nurses sleep badly, in 2015?"),
        ("And how many work nights?", "how many work nights, among U.S. nurses?"),
        ("How many of them were surveyed?", "How many U.S. nurses were surveyed?"),
    ],
)
def test_a_turn_takes_over_what_it_leaves_out(turn: str, whole: str) -> None:
    assert standalone(turn, [FIRST]) == whole


def test_a_whole_question_takes_nothing_over() -> None:
    question = "What share of renters in France want to move house this year?"

    assert standalone(question, [FIRST]) == question


def test_turns_build_on_each_other() -> None:
    turns = [FIRST, "And globally?"]

    assert standalone("What about doctors?", turns) == (
        "What share of doctors sleep badly, globally?"
    )


def test_two_turns_are_compared_by_a_third() -> None:
    asked = standalone("What is the difference?", [FIRST, "And globally?"])

    assert asked.startswith("What is the difference between U.S. nurses and ")


def test_the_first_question_stands_as_it_is() -> None:
    assert standalone("And globally?", []) == "And globally?"
