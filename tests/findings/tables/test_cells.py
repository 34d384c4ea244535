"""A cell is a figure only in the unit that its own sign and its surroundings give it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import Hedge, Unit
from assistant.findings.tables.cells import (
    CellUnit,
    UnreadCell,
    figure_of,
    is_blank,
    plain,
    read_number,
    unit_of,
)


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        ("86%", None, ("86%", 86, Unit.PERCENT, 0)),
        ("86 %", None, ("86%", 86, Unit.PERCENT, 0)),
        ("86", "percent", ("86%", 86, Unit.PERCENT, 0)),
        ("86.4", "percent", ("86.4%", 86.4, Unit.PERCENT, 1)),
        ("86,5%", None, ("86,5%", 86.5, Unit.PERCENT, 1)),
        ("0.86", "share", ("86%", 86, Unit.PERCENT, 0)),
        ("0.865", "share", ("86.5%", 86.5, Unit.PERCENT, 1)),
        (".5", "share", ("50%", 50, Unit.PERCENT, 0)),
        ("1", "share", ("100%", 100, Unit.PERCENT, 0)),
        ("0%", None, ("0%", 0, Unit.PERCENT, 0)),
        ("100%", None, ("100%", 100, Unit.PERCENT, 0)),
        ("(86%)", None, ("86%", 86, Unit.PERCENT, 0)),
        ("54%B", None, ("54%", 54, Unit.PERCENT, 0)),
        ("54% bc", None, ("54%", 54, Unit.PERCENT, 0)),
        ("86%*", None, ("86%", 86, Unit.PERCENT, 0)),
        ("76", "percent_more", ("76%", 76, Unit.RATIO, 0)),
        ("76%", "percent_more", ("76%", 76, Unit.RATIO, 0)),
        ("1.76", "ratio", ("1.76 times", 1.76, Unit.RATIO, 2)),
        ("+5", "points", ("5 points", 5, Unit.POINTS, 0)),
        ("\u22125", "points", ("-5 points", -5, Unit.POINTS, 0)),
        ("1 pt", None, ("1 point", 1, Unit.POINTS, 0)),
        ("3,600", "count", ("3,600", 3600, Unit.COUNT, 0)),
        ("3600", "count", ("3,600", 3600, Unit.COUNT, 0)),
        ("1 615", "count", ("1,615", 1615, Unit.COUNT, 0)),
        ("2.3", "mean", ("2.3", 2.3, Unit.MEAN, 1)),
        ("41%", "mean", ("41%", 41, Unit.MEAN, 0)),
        ("4", "median", ("4", 4, Unit.MEDIAN, 0)),
        ("$35,000", None, ("$35,000", 35000, Unit.MONEY, 0)),
    ],
)
def test_a_cell_is_read_in_its_unit(
    cell: str, unit: CellUnit | None, expected: tuple[str, float, Unit, int]
) -> None:
    figure = figure_of(cell, unit=unit)

    assert (figure.text, figure.value, figure.unit, figure.decimals) == expected


@pytest.mark.parametrize(
    ("cell", "hedge"),
    [
        ("<1%", Hedge.LESS_THAN),
        (">99%", Hedge.MORE_THAN),
        ("\u22641%", Hedge.AT_MOST),
        (">=99%", Hedge.AT_LEAST),
        ("~50%", Hedge.ABOUT),
        ("50%", Hedge.NONE),
    ],
)
def test_a_sign_before_the_number_hedges_it(cell: str, hedge: Hedge) -> None:
    assert figure_of(cell, unit="percent").hedge is hedge


@pytest.mark.parametrize(
    ("cell", "unit", "message"),
    [
        ("86", None, "'86' has no unit; write a % sign, or name the unit"),
        ("Yes", "percent", "'Yes' is no number"),
        ("18 - 34", "percent", "is no number"),
        ("12 March", "percent", "is no number"),
        ("2018 wave", "percent", "is no number"),
        ("86%", "points", "printed in percent where its unit is points"),
        ("5 points", "percent", "printed in points where its unit is percent"),
        ("101%", None, "lies outside 0 to 100"),
        ("-4", "percent", "lies outside 0 to 100"),
        ("86", "share", "'86' is no share of 1; write it as a percentage"),
        ("3.5", "count", "is no count of people"),
        ("#DIV/0!", "percent", "is no number"),
    ],
)
def test_a_cell_that_is_no_figure_of_its_unit_says_what_to_do(
    cell: str, unit: CellUnit | None, message: str
) -> None:
    with pytest.raises(UnreadCell) as problem:
        figure_of(cell, unit=unit)

    assert message in str(problem.value)


@pytest.mark.parametrize("cell", ["", "-", "\u2014", "*", "n/a", "NA", "...", "Suppressed"])
def test_marks_for_no_figure_are_blank(cell: str) -> None:
    assert is_blank(cell)


@given(st.integers(min_value=0, max_value=100))
def test_every_whole_percentage_keeps_its_value(value: int) -> None:
    assert figure_of(f"{value}%", unit=None).value == value


@given(st.text(max_size=12))
def test_no_cell_breaks_the_reader(cell: str) -> None:
    number = read_number(cell)

    assert number is None or any(character.isdecimal() for character in cell)


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Percent", "percent"),
        ("%", "percent"),
        ("Weighted %", "percent"),
        ("Percent more likely", "percent_more"),
        ("share", "share"),
        ("percentage points", "points"),
        ("Unit", None),
    ],
)
def test_labels_name_units(label: str, unit: CellUnit | None) -> None:
    assert unit_of(label) == unit


def test_labels_are_compared_without_case_brackets_and_underscores() -> None:
    assert plain("  Base_Size (unweighted): ") == "base size"
