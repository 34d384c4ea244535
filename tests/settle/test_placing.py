"""Where points may stand in a sentence."""

import pytest

from assistant.settle.derived import derive
from assistant.settle.placing import misplaced
from tests.settle.found import read, sentence

FOUND = read("Women are more likely than men to row (48% vs. 39%).")


@pytest.mark.parametrize(
    ("template", "is_so"),
    [
        ("Women are {a} more likely than men to row.", True),
        ("Women are {a} ahead.", True),
        ("The gap between women and men is {a}.", True),
        ("The gap is {a}: 48% of women row.", True),
        ("Rowing rose by {a} in Ireland.", True),
        ("Women lead men by a margin of about {a} here.", True),
        ("{a}: women row more.", True),
        ("{a} of women row.", False),
        ("The gap is {a} of women.", False),
        ("In Ireland, {a} row.", False),
        ("A median of {a} say they row.", False),
        ("Women: {a} of them row.", False),
    ],
)
def test_points_are_no_share_of_people(template: str, is_so: bool) -> None:
    apart = derive("difference", (FOUND["48%"], FOUND["39%"]))
    assert apart is not None

    assert (misplaced(sentence(template, a=apart)) == "") is is_so


def test_a_share_stands_anywhere() -> None:
    assert misplaced(sentence("{a} of women row.", a=FOUND["48%"])) == ""
