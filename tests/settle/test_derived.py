"""Figures worked out from findings, and when none can be."""

from dataclasses import replace

import pytest

from assistant.figures import Figure, Form, Hedge, Unit
from assistant.findings.populations import population_of
from assistant.settle.derived import Operator, derive
from tests.settle.found import count, figure, finding, read

MONEY = Figure(text="$2.5 million", value=2_500_000, unit=Unit.MONEY)
HUGE = count(1e30, "1" + "0" * 30)
TINY = Figure(text="0.0…1%", value=1e-30, unit=Unit.PERCENT, decimals=31)


@pytest.mark.parametrize(
    ("operator", "figures", "text", "computation"),
    [
        ("difference", ("86%", "81%"), "5 points", "86% - 81%"),
        ("difference", ("81%", "86%"), "5 points", "81% - 86%"),
        ("difference", ("86.4%", "81%"), "5 points", "86.4% - 81%"),
        ("difference", ("86.4%", "81.1%"), "5.3 points", "86.4% - 81.1%"),
        ("difference", ("51%", "50%"), "1 point", "51% - 50%"),
        # two thirds are 66.7%
        ("difference", ("two-thirds", "60%"), "about 7 points", "two-thirds - 60%"),
        ("ratio", ("88%", "50%"), "1.8 times", "88% / 50%"),
        ("ratio", ("60%", "30%"), "2 times", "60% / 30%"),
        ("ratio", ("30%", "60%"), "0.5 times", "30% / 60%"),
        ("sum", ("40%", "25%"), "65%", "40% + 25%"),
        ("sum", ("40.5%", "25%"), "66%", "40.5% + 25%"),
        ("sum", ("60%", "40%"), "100%", "60% + 40%"),
        ("rest", ("86%",), "14%", "100% - 86%"),
        ("rest", ("86.4%",), "13.6%", "100% - 86.4%"),
        ("rest", ("100%",), "0%", "100% - 100%"),
    ],
)
def test_a_figure_is_worked_out_and_says_how(
    operator: Operator, figures: tuple[str, ...], text: str, computation: str
) -> None:
    slot = derive(operator, tuple(finding(figure(one)) for one in figures))

    assert slot is not None
    assert (slot.text, slot.how) == (text, "derived")
    assert slot.computation == computation
    assert len(slot.findings) == len(figures)


NONE: dict[str, tuple[Operator, tuple[Figure, ...]]] = {
    "a difference of one": ("difference", (figure("86%"),)),
    "a difference of three": ("difference", (figure("86%"), figure("81%"), figure("1%"))),
    "a difference of none": ("difference", ()),
    "a difference of counts": ("difference", (count(86), count(81))),
    "a difference of a count": ("difference", (figure("86%"), count(81))),
    "a difference of words": ("difference", (figure("most"), figure("40%"))),
    "a difference of a bound": ("difference", (figure("more than half"), figure("40%"))),
    "a difference of another bound": ("difference", (figure("at least 60%"), figure("40%"))),
    "a difference of points": ("difference", (figure("8 points"), figure("5 points"))),
    "a ratio to nothing": ("ratio", (figure("86%"), figure("0%"))),
    "a ratio of points": ("ratio", (figure("8 points"), figure("5 points"))),
    "a ratio of units": ("ratio", (figure("86%"), count(43))),
    "a ratio of money to a count": ("ratio", (MONEY, count(2))),
    "a ratio of words": ("ratio", (figure("most"), figure("25%"))),
    "a ratio of a fraction": ("ratio", (figure("a third"), figure("11%"))),
    "a ratio of a bound": ("ratio", (figure("more than 50%"), figure("25%"))),
    "a ratio of thirty digits": ("ratio", (HUGE, count(3))),
    "a sum above a hundred": ("sum", (figure("60%"), figure("41%"))),
    "a sum of words": ("sum", (figure("a third"), figure("a quarter"))),
    "a sum of counts": ("sum", (count(5), count(6))),
    "the rest of a word": ("rest", (figure("most"),)),
    "the rest of a count": ("rest", (count(86),)),
    "the rest of points": ("rest", (figure("8 points"),)),
    "the rest of two": ("rest", (figure("86%"), figure("5%"))),
    "the rest of thirty decimals": ("rest", (TINY,)),
}


@pytest.mark.parametrize("name", NONE)
def test_where_figures_do_not_allow_it_nothing_is_worked_out(name: str) -> None:
    operator, figures = NONE[name]

    found = tuple(finding(one, id=str(n)) for n, one in enumerate(figures))

    assert derive(operator, found) is None


@pytest.mark.parametrize("operator", ["difference", "ratio", "sum"])
def test_a_figure_is_not_taken_twice(operator: Operator) -> None:
    one = finding(figure("40%"))

    assert derive(operator, (one, one)) is None


def test_shares_of_different_people_are_not_added_up() -> None:
    women, men = (
        finding(figure(text), people=population_of(people))
        for text, people in (("40%", "women"), ("30%", "men"))
    )
    more = replace(women, id="more")

    assert derive("sum", (women, men)) is None
    assert derive("difference", (women, men)) is not None
    assert derive("sum", (women, more)) is not None


def test_shares_are_added_up_within_a_sentence_and_of_different_answers() -> None:
    found = read("In all, 40% strongly favor it, 30% somewhat favor it, 20% strongly favor it.")
    elsewhere = replace(found["30%"], passage="another")

    assert derive("sum", (found["40%"], found["30%"])) is not None
    assert derive("sum", (found["40%"], found["20%"])) is None
    assert derive("sum", (found["40%"], elsewhere)) is None


def test_a_range_is_no_share_to_work_with() -> None:
    between = replace(figure("40%"), high=45.0, text="40% to 45%")

    for operator in ("difference", "ratio", "sum"):
        assert derive(operator, (finding(between), finding(figure("20%")))) is None


def test_a_difference_of_rough_shares_is_rough() -> None:
    slot = derive("difference", (finding(figure("two-thirds")), finding(figure("60%"))))

    assert slot is not None
    assert (slot.figure.hedge, slot.figure.form) == (Hedge.ABOUT, Form.DIGITS)
