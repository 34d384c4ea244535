"""The yes or no that opens a sentence; {a} and {b} are the figures of the source."""

import pytest

from assistant.settle.opened import misopened
from tests.settle.found import read, sentence

SEXES = "Women are more likely than men to support evening opening (48% vs. 39%)."
TREND = "Support fell from 55% in 2019 to 47% in 2023."
MOST = "Do most women support evening opening?"
MORE = "Do more women than men support evening opening?"
FEWER = "Do fewer men than women support evening opening?"
ROSE = "Has support for evening opening gone up since 2019?"
LOWER = "Is support lower than in 2019?"
WHY = "Why do so many women support evening opening?"


@pytest.mark.parametrize(
    ("question", "template", "right"),
    [
        (MOST, "{a} of women support it.", "No"),
        (MOST, "{a} of women support it, while {b} of men do.", "No"),
        (MORE, "{a} of women support it, compared with {b} of men.", "Yes"),
        (MORE, "{b} of men support it, compared with {a} of women.", "Yes"),
        (FEWER, "{b} of men support it, compared with {a} of women.", "Yes"),
        (MORE.replace("more", "fewer"), "{a} of women and {b} of men support it.", "No"),
    ],
)
def test_yes_and_no_are_those_of_the_shares(question: str, template: str, right: str) -> None:
    found = read(SEXES)
    figures = {"a": found["48%"]} | ({"b": found["39%"]} if "{b}" in template else {})

    held = [
        bool(misopened(sentence(f"{word}, {template}", **figures), question))
        for word in ("Yes", "No")
    ]

    assert held == [right == "No", right == "Yes"]


@pytest.mark.parametrize(
    ("question", "right"),
    [(ROSE, "No"), (LOWER, "Yes"), ("Did support fall?", "Yes"), ("Did it jump?", "No")],
)
def test_yes_and_no_are_those_of_the_way_it_went(question: str, right: str) -> None:
    found = read(TREND)

    held = [
        bool(
            misopened(
                sentence(
                    f"{word}, support fell from {{a}} to {{b}}.", a=found["55%"], b=found["47%"]
                ),
                question,
            )
        )
        for word in ("Yes", "No")
    ]

    assert held == [right == "No", right == "Yes"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Do most women oppose evening opening?", "No, {a} of women support it."),
        ("Do more women than men oppose it?", "No, {a} of women and {b} of men support it."),
        ("Do women support it more than others?", "No, {a} of women and {b} of others do."),
        ("Do women like it?", "No, {a} of women support it."),
        (WHY, "No, {a} of women support it."),
        (f"{WHY[:-1]}, right?", "Yes, {a} of women support it."),
        (MOST, "{a} of women support it."),
    ],
)
def test_what_may_be_so_is_left(question: str, said: str) -> None:
    found = read(SEXES)
    figures = {"a": found["48%"]} | ({"b": found["39%"]} if "{b}" in said else {})

    assert misopened(sentence(said, **figures), question) == ""


def test_a_why_is_not_answered_with_yes() -> None:
    said = sentence("Yes, {a} of women support it.", a=read(SEXES)["48%"])

    assert misopened(said, WHY) == "the question can't be answered with yes"
