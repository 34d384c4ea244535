"""Whether a figure that is shown is the one that is expected."""

import pytest

from assistant.evaluate.case import Alternatives, ExpectedFigure
from assistant.evaluate.grading.matching import has_value, is_one_of, is_shown, is_the
from assistant.evaluate.grading.reply import ShownFigure
from tests.evaluate.by_hand import expected, shown


@pytest.mark.parametrize(
    ("text", "value", "told", "matches"),
    [
        ("86%", 86.0, 86, True),
        ("86%", 86.0, 87, False),
        # The figure is told more coarsely: what is expected must round to it.
        ("29%", 29.21, 29.21, True),
        ("29%", 29.0, 29.2, True),
        ("29%", 29.0, 29.4, True),
        ("29%", 29.0, 29.5, True),  # a half goes either way
        ("29%", 29.0, 28.5, True),
        ("29%", 29.0, 29.6, False),
        ("29%", 29.0, 28.4, False),
        # What is expected is told more coarsely: the figure must round to it.
        ("29.2%", 29.2, 29, True),
        ("29.49%", 29.49, 29, True),
        ("28.5%", 28.5, 29, True),
        ("29.6%", 29.6, 29, False),
        ("28.4%", 28.4, 29, False),
        # Told alike, they must be the same.
        ("29.2%", 29.2, 29.2, True),
        ("29.2%", 29.2, 29.3, False),
        ("29.2%", 29.21, 29.24, True),
        ("29.2%", 29.2, 29.26, False),
        # Words have as many decimals as their value.
        ("Seventy-four percent", 74.0, 74, True),
        ("Seventy-four percent", 74.0, 74.4, True),
        ("Seventy-four percent", 74.0, 75, False),
        ("two thirds", 66.666666667, 67, True),
        ("two thirds", 66.666666667, 66.7, True),
        ("two thirds", 66.666666667, 66, False),
        ("three in four", 75.0, 75, True),
        ("1 in 4", 25.0, 25, True),
        ("0%", 0.0, 0, True),
        ("0.4%", 0.4, 0, True),
    ],
)
def test_a_share_matches_if_the_one_told_exactly_rounds_to_the_one_told_coarsely(
    text: str, value: float, told: float, matches: bool
) -> None:
    assert has_value(shown(text, value), expected(told)) is matches


@pytest.mark.parametrize(
    ("text", "value", "told", "tolerance", "matches"),
    [
        ("29%", 29.0, 30, 1, True),
        ("29%", 29.0, 30.1, 1, False),
        ("29%", 29.0, 29.2, 0, False),  # rounding has no say where a tolerance is given
        ("29.2%", 29.2, 29.2, 0, True),
        ("29.2%", 29.2, 29, 0.1, False),
        ("29.3%", 29.3, 29.2, 0.1, True),
    ],
)
def test_a_tolerance_takes_the_place_of_rounding(
    text: str, value: float, told: float, tolerance: float, matches: bool
) -> None:
    assert has_value(shown(text, value), expected(told, tolerance=tolerance)) is matches


@pytest.mark.parametrize(
    ("figure", "told", "matches"),
    [
        (shown("6 points", 6, "points"), expected(6, "points"), True),
        (shown("6%", 6, "percent"), expected(6, "points"), False),
        (shown("6 points", 6, "points"), expected(6, "percent"), False),
        (shown("1,456 people", 1456, "count"), expected(1456, "count"), True),
        (shown("1,456", 1456, "count"), expected(1457, "count"), False),
        (shown("1,456", 1456, "other"), expected(1456, "count"), True),
        (shown("8", 8, "count"), expected(8, "other"), True),
        (shown("4.5 million", 4_500_000, "count"), expected(4_500_000, "count"), True),
        (shown("4.5 million", 4_500_000, "count"), expected(4_512_000, "count"), False),
        (shown("$43,750", 43_750, "money"), expected(43_750, "money"), True),
        (shown("$43,750", 43_750, "money"), expected(43_749.6, "money"), True),
        (shown("$43,750", 43_750, "money"), expected(43_750, "median"), True),
        (shown("43,750", 43_750, "median"), expected(43_750, "money"), True),
        (shown("$43,750", 43_750, "money"), expected(43_750, "count"), False),
        (shown("13.2 years", 13.2, "other"), expected(13.2, "mean"), True),
        (shown("13.2 years", 13.2, "mean"), expected(13.2, "median"), False),
        (shown("2.5 times", 2.5, "ratio"), expected(2.5, "ratio"), True),
        (shown("2.5 times", 2.5, "ratio"), expected(2.5, "other"), True),
        (shown("2.5 times", 2.5, "other"), expected(2.5, "ratio"), False),
        (shown("-3 points", -3, "points"), expected(3, "points"), False),
    ],
)
def test_units_must_agree_or_be_kin(
    figure: ShownFigure, told: ExpectedFigure, matches: bool
) -> None:
    assert has_value(figure, told) is matches


@pytest.mark.parametrize(
    ("people", "told", "matches"),
    [
        ("U.S. women", ["the women in the U.S."], True),
        ("women", ["men", "women"], True),
        ("women", ["woman"], False),
        ("women under 30", ["women"], False),
        ("women", ["women under 30"], False),
        ("EMPLOYERS", ["employer"], True),
        (None, ["women"], False),
        ("", ["women"], False),
    ],
)
def test_people_are_compared_by_their_telling_words(
    people: str | None, told: list[str], matches: bool
) -> None:
    figure = shown("86%", 86, population=people)

    assert is_the(figure, expected(86, population=told)) is matches


@pytest.mark.parametrize(
    ("base", "told", "matches"), [(306, 306, True), (150, 306, False), (None, 306, False)]
)
def test_a_base_that_is_named_must_be_the_same(base: int | None, told: int, matches: bool) -> None:
    assert is_the(shown("86%", 86, base=base), expected(86, base=told)) is matches


@pytest.mark.parametrize(
    ("wave", "told", "matches"),
    [
        ("2018", "2018", True),
        ("Spring 2018", "2018", True),
        ("2018", "spring 2018", False),
        ("2016", "2018", False),
        (None, "2018", False),
    ],
)
def test_a_wave_that_is_named_must_be_in_that_of_the_figure(
    wave: str | None, told: str, matches: bool
) -> None:
    assert is_the(shown("86%", 86, wave=wave), expected(86, wave=told)) is matches


def test_people_base_and_wave_that_are_not_named_are_not_looked_at() -> None:
    assert is_the(shown("86%", 86, population="men", base=1, wave="1978"), expected(86))


def test_of_a_figure_that_was_read_out_of_a_text_only_the_number_is_held_against_it() -> None:
    figure = shown("86%", 86, how=None)

    assert is_the(figure, expected(86, base=306, wave="2018", population="women"))
    assert not is_the(figure, expected(87, base=306))


def test_one_of_the_alternatives_is_enough() -> None:
    either = Alternatives(any_of=(expected(3, "points"), expected(3.2, "points")))

    assert is_one_of(shown("3.2 points", 3.2, "points"), either)
    assert not is_one_of(shown("4 points", 4, "points"), either)
    assert is_shown(either, [shown("86%", 86), shown("3 points", 3, "points")])
    assert not is_shown(either, [])
