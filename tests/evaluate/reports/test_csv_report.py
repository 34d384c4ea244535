"""A run as a table that spreadsheets read, and in which they compute nothing."""

import csv
from io import StringIO

import pytest

from assistant.evaluate.reports.csv_report import csv_report_text
from assistant.evaluate.running.run_file import Run
from tests.evaluate.by_hand import question, result, run_of


def rows_of(run: Run) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(csv_report_text(run), newline="")))


def test_a_result_is_a_row() -> None:
    failing = result(
        "b",
        "misleading",
        text="It is 92%, I'd say.",
        why="does not show 86%",
        tags=("value", "hard"),
        attempt=2,
        milliseconds=1234.5,
    )

    assert rows_of(run_of(result(), failing))[1] == {
        "set": "s",
        "id": "b",
        "tags": "value, hard",
        "model": "built-in",
        "attempt": "2",
        "outcome": "misleading",
        "why": "does not show 86%",
        "asked": "Who?",
        "expected": "shows 86%",
        "got": "It is 92%, I'd say.",
        "milliseconds": "1234",
    }


def test_every_attempt_is_a_row() -> None:
    assert len(rows_of(run_of(result(), result(attempt=2), result("b")))) == 3


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://evil.example","86%")',
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1+1",
        "\r\n=1+1",
        " =1+1",
        "\u200e=1+1",
        "\x00=1+1",
    ],
)
def test_a_cell_that_a_spreadsheet_would_compute_is_text(text: str) -> None:
    case = question(question=text, figures="86%", why=text, must_say=text)
    (row,) = rows_of(run_of(result(case=case, text=text, why=text, outcome="partly")))

    for column in ("asked", "got", "why"):
        assert row[column][0] == "'"
        assert row[column][1] in "=+-@"


def test_a_result_is_one_line_whatever_is_in_it() -> None:
    text = csv_report_text(run_of(result(text='a\n"b",\r\x1b[31mc\u2028d\x85e')))

    assert text.count("\n") == 2
    assert '"a ""b"", c d e"' in text
