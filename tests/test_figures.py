"""When one figure bears another out."""

import pytest

from assistant.figures import Figure, Form, Hedge, Unit, bears_out
from assistant.numerals import read_figures


def figure(text: str) -> Figure:
    (mention,) = read_figures(text)
    return mention.figure


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("86%", "86%"),
        ("86 percent", "86%"),
        ("86%", "86.4%"),
        ("six in ten", "60%"),
        ("about six in ten", "62%"),
        ("two-thirds", "67%"),
        ("a third", "33%"),
        ("nearly half", "48%"),
        ("more than half", "58%"),
        ("fewer than half", "46%"),
        ("a majority", "51%"),
        ("a minority", "40%"),
        ("about 60%", "58%"),
        ("at least 40%", "40%"),
        ("a majority", "two-thirds"),
        ("a slim majority", "52%"),
        ("a majority", "a slim majority"),
        ("a vast majority", "60%"),
        ("nearly all bakers", "92%"),
        ("few bakers say", "12%"),
        ("almost no one", "3%"),
        ("a plurality", "41%"),
        ("a sizable minority", "35%"),
        ("every third baker", "31%"),
        ("None of the bakers", "0%"),
    ],
)
def test_a_figure_is_borne_out(said: str, source: str) -> None:
    assert bears_out(figure(said), figure(source))


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("86%", "87%"),
        ("86.4%", "86%"),  # finer than the source
        ("86 points", "86%"),
        ("76%", "76% more likely to"),  # a share is no ratio
        ("six in ten", "67%"),
        ("nearly half", "52%"),
        ("more than half", "50%"),
        ("fewer than half", "50%"),
        ("a majority", "48%"),
        ("about 60%", "65%"),
        ("67%", "two-thirds"),  # an exact number from a loose one
        ("two-thirds", "a majority"),
        ("a slim majority", "50%"),
        ("a slim majority", "64%"),
        ("a slim majority", "a majority"),
        ("a vast majority", "57%"),
        ("a vast majority", "a majority"),
        ("nearly all bakers", "84%"),
        ("few bakers say", "30%"),
        ("almost no one", "14%"),
        ("a plurality", "52%"),
        ("a small minority", "40%"),
        ("None of the bakers", "1%"),
        ("41%", "a plurality"),
    ],
)
def test_a_figure_is_not_borne_out(said: str, source: str) -> None:
    assert not bears_out(figure(said), figure(source))


def test_tolerances_of_ratios_are_shares_of_the_value() -> None:
    about_ten = Figure(
        text="10 times", value=10, unit=Unit.RATIO, form=Form.DIGITS, hedge=Hedge.ABOUT
    )

    # 2 per cent of 10 is 0.2
    assert about_ten.allows() == pytest.approx((9.8, 10.2))
