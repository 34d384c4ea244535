import pytest

from assistant.figures import Figure
from assistant.numerals import read_figures
from assistant.verify.facets.values import mismatch


def figure(text: str) -> Figure:
    return read_figures(text)[0].figure


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("58 percent", "58%"),
        ("six in ten", "58%"),
        ("about six in ten", "six-in-ten"),
        ("two-thirds", "67%"),
        ("a third", "33%"),
        ("a majority", "58%"),
        ("58%", "58.4%"),
        ("nearly half", "48%"),
        ("more than half", "53%"),
        ("3,600", "3,600"),
    ],
)
def test_other_words_for_the_same_number_are_borne_out(said: str, source: str) -> None:
    assert mismatch(figure(said), figure(source)) is None


@pytest.mark.parametrize(
    ("said", "source", "reason"),
    [
        ("59%", "58%", "value"),
        ("about 54%", "about 55%", "value"),
        ("more than 55%", "more than 56%", "value"),
        ("a majority", "48%", "value"),
        ("six in ten", "52%", "value"),
        ("nearly half", "53%", "value"),
        ("58 points", "58%", "unit"),
        ("60%", "six in ten", "spoken"),
        ("58.4%", "58%", "value"),
    ],
)
def test_another_number_or_unit_is_not(said: str, source: str, reason: str) -> None:
    assert mismatch(figure(said), figure(source)) == reason
