"""Figures in brackets, each with its own words."""

import pytest

from assistant.findings.measures import measure_of
from assistant.verify.facets.brackets import is_of_other_bracket, words_before

LINE = "Half of the bakers start before dawn on weekdays (41%), or rest only on Mondays (9%)."


def test_the_words_of_a_bracket_are_those_since_the_bracket_before() -> None:
    assert words_before(LINE, LINE.index("9%")) == ", or rest only on Mondays "
    assert words_before(LINE, LINE.index("41%")).startswith("Half of the bakers")


def test_a_figure_without_a_bracket_has_no_such_words() -> None:
    assert words_before("In all, 41% start before dawn (in summer).", 8) == ""


@pytest.mark.parametrize(
    ("said", "is_of_the_other"),
    [
        ("start ahead of dawn", True),
        ("rest on Mondays alone", False),
        # nothing of either: open
        ("like their trade", False),
    ],
)
def test_a_claim_is_of_the_bracket_whose_own_words_it_takes(
    said: str, is_of_the_other: bool
) -> None:
    own, other = (words_before(LINE, LINE.index(figure)) for figure in ("9%", "41%"))
    assert is_of_other_bracket(measure_of(said), own, other) is is_of_the_other
