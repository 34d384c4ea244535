"""Numbers, weights, dates and codes that look like numbers are read as they were meant."""

from pathlib import Path

import openpyxl
import pytest

from tests.corpus.responses.surveys import answers, mean, prepared, question, shares

MANY = 25  # different amounts; with fewer they are options


def column(*rows: str, name: str = "x", sep: str = ",") -> str:
    """A file of a column and a question, the rows over and over."""
    return f"{name}{sep}q1\n" + "".join(f'"{row}"{sep}Yes\n' for row in rows)


@pytest.mark.parametrize(
    ("one", "two", "sep", "expected"),
    [
        ("$1,250", "$750", ",", 1000.0),
        ("1.250,50", "749,50", ";", 1000.0),
        ("1 250,5 \u20ac", "749,5 \u20ac", ";", 1000.0),
        ("1'250.5", "749.5", ",", 1000.0),
        ("12,5 %", "7,5 %", ";", 10.0),
        ("45%", "55%", ",", 50.0),
        ("1,00,000", "3,00,000", ",", 200_000.0),
        ("GBP 10", "GBP 20", ",", 15.0),
        ("\u22122.5", "0.5", ",", -1.0),
    ],
)
def test_numbers_are_read_as_people_write_them(
    tmp_path: Path, one: str, two: str, sep: str, expected: float
) -> None:
    declared = "questions: [{id: x, type: numeric}]"

    responses = prepared(
        tmp_path, responses__csv=column(one, two, sep=sep), questions__yaml=declared
    )

    assert mean(responses, "x") == expected


def test_a_decimal_comma_elsewhere_makes_a_point_one_of_thousands(tmp_path: Path) -> None:
    text = "pay;hours;q1\n1.250;7,5;Yes\n2.750;8,5;No\n"
    declared = "questions: [{id: pay, type: numeric}, {id: hours, type: numeric}]"

    responses = prepared(tmp_path, responses__csv=text, questions__yaml=declared)

    assert (mean(responses, "pay"), mean(responses, "hours")) == (2000.0, 8.0)
    assert "numbers are read with a decimal comma: pay, hours" in responses.inferred


@pytest.mark.parametrize("declared", ["", "weight: weight"])
def test_a_weight_with_a_decimal_comma_weighs(tmp_path: Path, declared: str) -> None:
    files = {"questions__yaml": declared} if declared else {}
    text = "q1;weight\nYes;0,751\nNo;1,249\nNo;1,0\nYes;1,0\n"

    responses = prepared(tmp_path, responses__csv=text, **files)

    assert shares(responses, "q1")[0] == {"Yes": 43.8, "No": 56.2}


def test_weights_with_two_decimals_after_a_comma_are_no_lists_of_codes(tmp_path: Path) -> None:
    text = 'q1,weight\nYes,"0,85"\nNo,"1,15"\nNo,"1,25"\nYes,"0,75"\n'

    responses = prepared(tmp_path, responses__csv=text)

    assert responses.questionnaire.design.weight == "weight"
    assert shares(responses, "q1")[0] == {"Yes": 40.0, "No": 60.0}


def test_a_weight_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    responses = prepared(tmp_path, responses__csv="q1,weight\nYes,0.5\nNo,see note\n")

    assert responses.questionnaire.design.weight == ""
    assert (
        "NOT WEIGHTED by 'weight': it is named like a weight and holds 'see note'; "
        "correct the file, or leave the column out"
    ) in responses.inferred


def test_digits_with_a_leading_nought_are_codes(tmp_path: Path) -> None:
    codes = [f"{n:05d}" for n in range(2100, 2100 + 2 * MANY)]
    text = "zip,q1\n" + "".join(f"{code},Yes\n" * 2 for code in codes)

    responses = prepared(tmp_path, responses__csv=text)

    assert question(responses, "zip").type != "numeric"
    assert answers(responses, "zip")[0] == "02100"


def test_per_cents_of_a_workbook_are_read_as_they_are_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["q1", "share"])
    for n in range(2 * MANY):
        sheet.append(["Yes", n / 100])
        sheet.cell(n + 2, 2).number_format = "0%"
    book.save(tmp_path / "made.xlsx")

    responses = prepared(tmp_path, responses__xlsx=(tmp_path / "made.xlsx").read_bytes())

    assert mean(responses, "share") == 24.5
    assert question(responses, "share").unit == "percent"


@pytest.mark.parametrize("day", ["2024-05-10", "10.05.2024", "10 May 2024", "May 10, 2024"])
def test_dates_are_left_out(tmp_path: Path, day: str) -> None:
    responses = prepared(tmp_path, responses__csv=column(day, day, name="when"))

    assert "left out, for they are dates: when" in responses.inferred


def test_amounts_that_all_differ_are_no_ids(tmp_path: Path) -> None:
    amounts = [str(7 * n * n + 5) for n in range(150)]

    responses = prepared(tmp_path, responses__csv=column(*amounts, name="pay"))

    assert question(responses, "pay").type == "numeric"
