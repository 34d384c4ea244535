"""What a sentence says of whom, when and which way, against what the findings say themselves."""

import pytest

from assistant.settle.derived import derive
from assistant.settle.stated import misranked, said_otherwise
from tests.settle.found import read, sentence

SEXES = "Women are more likely than men to support evening opening (48% vs. 39%)."
PARTIES = "Some 41% of Democrats oppose evening opening, and 63% of Republicans favor it."
TREND = "Support fell from 55% in 2019 to 47% in 2023."


@pytest.mark.parametrize(
    ("source", "template", "a", "b", "why"),
    [
        (SEXES, "{a} of women and {b} of men support it.", "48%", "39%", ""),
        (SEXES, "{a} support it, and {b} do not mind.", "48%", "39%", ""),
        (SEXES, "{a} of men support it.", "48%", "", "48%: it is about women, not men"),
        (SEXES, "{a} of men and {b} of women support it.", "48%", "39%", "women, not men"),
        (PARTIES, "{a} of Democrats oppose it.", "41%", "", ""),
        (PARTIES, "{a} of Republicans oppose it.", "41%", "", "democrat, not republican"),
        (PARTIES, "{a} of Democrats support it.", "41%", "", "the other way round"),
        (PARTIES, "{a} of Democrats do not oppose it.", "41%", "", "the other way round"),
        (PARTIES, "{b} of Republicans disapprove of it.", "41%", "63%", ""),
        (TREND, "Support was {a} in 2019 and {b} in 2023.", "55%", "47%", ""),
        (TREND, "Support was {a} in 2023.", "55%", "", "55%: it is about 2019, not 2023"),
        (TREND, "Support was {b} in 2019 and {a} in 2023.", "55%", "47%", "not 2019"),
    ],
)
def test_what_is_said_otherwise_is_found(
    source: str, template: str, a: str, b: str, why: str
) -> None:
    found = read(source)
    figures = {"a": found[a]} | ({"b": found[b]} if b else {})

    told = said_otherwise(sentence(template, **figures))

    assert why in told if why else told == ""


@pytest.mark.parametrize(
    ("template", "is_so"),
    [
        ("More women ({a}) than men ({b}) support it.", True),
        ("Men ({b}) are less likely than women ({a}) to support it.", True),
        ("More women than men support it, {a} vs. {b}.", True),
        ("Fewer men than women support it: {b} compared with {a}.", True),
        ("{a} of women support it, more than the {b} of men.", True),
        ("{b} of men support it, fewer than the {a} of women.", True),
        ("Men ({b}) are no more likely than women ({a}) to support it.", True),
        ("{a} of women and {b} of men with less than $30,000 support it.", True),
        ("Women with more than a cat: {a}, compared with {b} of men.", True),
        ("Men ({b}) are more likely than women ({a}) to support it.", False),
        ("Women ({a}) are less likely than men ({b}) to support it.", False),
        ("More men than women support it, {b} vs. {a}.", False),
        ("A smaller share of women ({a}) than men ({b}) support it.", False),
        ("{b} of men support it, more than the {a} of women.", False),
    ],
)
def test_more_and_less_than_are_those_of_the_values(template: str, is_so: bool) -> None:
    found = read(SEXES)

    assert (misranked(sentence(template, a=found["48%"], b=found["39%"])) == "") is is_so


@pytest.mark.parametrize(("more", "is_so"), [("more", True), ("less", False)])
def test_a_difference_beside_two_shares_ranks_them(more: str, is_so: bool) -> None:
    found = read(SEXES)
    apart = derive("difference", (found["48%"], found["39%"]))
    assert apart is not None

    said = sentence(
        f"Women are {{d}} {more} likely than men to: {{a}} compared with {{b}}.",
        d=apart,
        a=found["48%"],
        b=found["39%"],
    )

    assert (misranked(said) == "") is is_so


def test_equal_shares_are_neither_more_nor_less() -> None:
    found = read("Some 40% of women and 40 percent of men row.")
    one, other = found["40%"], found["40 percent"]

    assert misranked(sentence("More women ({a}) than men ({b}) row.", a=one, b=other))
    assert misranked(sentence("Fewer women ({a}) than men ({b}) row.", a=one, b=other))
