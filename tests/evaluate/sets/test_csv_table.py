"""A set in a spreadsheet: nothing is lost, nothing is computed, and faults name row and column."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given

from assistant.errors import BadQuestionSet
from assistant.evaluate.case import Case, QuestionSet
from assistant.evaluate.sets.csv_table import COLUMNS, csv_text, parse_csv_set, read_csv_set
from assistant.evaluate.sets.reading import read_set
from tests.evaluate.sets.any_set import SETS

SETS_OF_OURS = sorted((Path(__file__).parents[2] / "evaluation").glob("*.questions.yaml"))


def read(text: str) -> QuestionSet:
    return parse_csv_set(text, where="a.csv")


def cells(**keys: object) -> dict[str, str]:
    """The row of a case, by column."""
    case = Case.model_validate({"id": "a", "question": "Who?", **keys})
    text = csv_text(QuestionSet(cases=(case,))).removeprefix("\ufeff")
    return next(csv.DictReader(StringIO(text, newline="")))


@given(SETS)
def test_any_set_reads_back_as_the_same_set(questions: QuestionSet) -> None:
    assert read(csv_text(questions)) == questions


@pytest.mark.parametrize("path", SETS_OF_OURS, ids=lambda path: path.name)
def test_our_own_sets_read_back_as_the_same_sets(path: Path) -> None:
    questions = read_set(path).questions

    assert read(csv_text(questions)) == questions


def test_a_set_has_a_row_a_case_and_only_the_columns_that_it_needs() -> None:
    questions = QuestionSet.model_validate(
        {
            "title": "Trust",
            "surveys": ["trust", "news"],
            "cases": [
                {"id": "a", "question": "Who, then?", "figures": ["86%", "6 points"]},
                {"id": "b", "claim": "Most do.", "verdict": "verified"},
            ],
        }
    )

    assert csv_text(questions) == (
        "\ufeffid,question,claim,figures,verdict,set_title,set_surveys\r\n"
        'a,"Who, then?",,86% | 6 points,,Trust,trust | news\r\n'
        "b,,Most do.,,verified,,\r\n"
    )


def test_a_figure_in_full_is_one_cell() -> None:
    figure = {
        "value": 29.2,
        "unit": "percent",
        "base": 133,
        "wave": "2018",
        "population": ["women under 30", "young women"],
        "tolerance": 0.5,
    }

    assert cells(figures=[figure, {"any_of": ["48%", {"value": 11.9, "unit": "other"}]}]) == {
        "id": "a",
        "question": "Who?",
        "figures": "29.2% base=133 wave=2018 population=women under 30 population=young women"
        " tolerance=0.5 | 48% or 11.9 unit=other",
    }


@pytest.mark.parametrize(
    ("why", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("'=1+1", "''=1+1"),
        ("'quoted'", "'quoted'"),
        ("1-1", "1-1"),
    ],
)
def test_a_cell_is_never_one_that_a_spreadsheet_computes(why: str, cell: str) -> None:
    assert cells(answer="yes", why=why)["why"] == cell


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_separator_of_spreadsheets_is_read(separator: str) -> None:
    text = separator.join(["id", "question", "answer"]) + "\n" + separator.join(["a", "Who?", "I"])

    assert read(text).cases == (Case(id="a", question="Who?", answer=("I",)),)


def test_columns_may_be_written_as_words_and_rows_may_be_empty() -> None:
    questions = read("\ufeffID,Question,Must say,\n,,,\n\na,Who?,vote or voting | Coursera,\n")

    assert questions.cases[0].must_say == (("vote", "voting"), ("Coursera",))


def test_every_key_of_a_case_has_a_column() -> None:
    assert set(COLUMNS) == {*Case.model_fields, "set_title", "set_surveys"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.csv: is empty; write a first row such as id,question,figures"),
        ("id,question\n", "a.csv: has no cases; write one in each row below the first"),
        ("question,answer\nWho?,I", "a.csv, row 1: has no column 'id'; every case needs one"),
        (
            "id,qestion\na,Who?",
            "a.csv, row 1, column 'qestion': not a known column. Did you mean 'question'?",
        ),
        (
            "id,answer,Answer\na,b,c",
            "a.csv, row 1, column 'Answer': is there twice; put both into one column",
        ),
        (
            "id,question,figures\na,Who?,8%\nb,Who?,86",
            "a.csv, row 3, column 'figures': '86' has no unit; write 86%, 86 points or 86 people",
        ),
        (
            "id,question,figures\na,Who?,8 base=3",
            "a.csv, row 2, column 'figures': '8' has no unit; write 8%, 8 points or 8 people",
        ),
        (
            "id,question,figures\na,Who?,8% bse=3",
            "a.csv, row 2, column 'figures': 'bse' is not a known key. Did you mean 'base'?",
        ),
        (
            "id,question,refuse\na,Who?,not covered",
            "a.csv, row 2, column 'refuse': 'not covered' is no value of 'refuse'."
            " Did you mean 'not_covered'?",
        ),
        (
            "id,question,answer\na,Who?,I\na,Who?,I",
            "a.csv, row 3, column 'id': the id 'a' is taken (row 2); choose another",
        ),
        (
            "id,question\na,Who?",
            "a.csv, row 2: expects nothing; give figures, answer, must_say, refuse or another",
        ),
        (
            "id,question,answer\na,Who, then?,I",
            "a.csv, row 2: has a cell in no column; quote cells that have the separator in them",
        ),
        (
            'id,question,answer\na,"Who?,I',
            "a.csv, line 2: unexpected end of data; save the table as CSV again,"
            " or close the quotation marks",
        ),
        (
            "id,answer,question,set_title\na,I,Who?,One\nb,I,Who?,Two",
            "a.csv, row 3, column 'set_title': differs from a row above; keep one of them",
        ),
    ],
)
def test_a_fault_says_where_it_is_and_what_to_write(text: str, message: str) -> None:
    with pytest.raises(BadQuestionSet) as raised:
        read(text)

    assert str(raised.value) == message


def test_a_table_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("id;question;answer\na;Où?;là".encode("latin-1"))

    with pytest.raises(BadQuestionSet, match=r"old\.csv: not UTF-8 text; save it as UTF-8"):
        read_csv_set(path)
