"""SPSS, Stata, parquet and Excel files: codes, labels, and codes for no answer are kept."""

from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

from assistant.corpus.responses.files import apart
from assistant.errors import UnreadableFile
from tests.corpus.nasty import xlsx_of
from tests.corpus.responses.surveys import answers, folder_of, labels, prepared, question


@pytest.fixture
def spss(tmp_path: Path) -> bytes:
    path = tmp_path / "made.sav"
    frame = pd.DataFrame(
        {
            "sex": [1.0, 2.0, 1.0, 9.0],
            "hours": [40.0, 99.0, 37.5, -1.0],
            "city": ["Rome ", "Oslo", "", "Rome"],
            "day": pd.to_datetime(["2020-01-02", None, "2020-03-04", "2020-03-04"]),
        }
    )
    pyreadstat.write_sav(
        frame,
        path,
        column_labels={"sex": "Sex of respondent", "hours": "Hours worked last week"},
        variable_value_labels={"sex": {1: "Male", 2: "Female", 9: "Refused"}},
        missing_ranges={"sex": [9], "hours": [{"lo": 90, "hi": 99}, -1]},
    )
    return path.read_bytes()


def test_spss_codes_labels_and_missing_codes_are_kept(tmp_path: Path, spss: bytes) -> None:
    responses = prepared(tmp_path, responses__sav=spss)

    sex = question(responses, "sex")
    assert sex.text == "Sex of respondent"
    assert [(o.value, o.label) for o in sex.options] == [("1", "Male"), ("2", "Female")]
    assert sex.missing == ("9",)
    assert answers(responses, "sex") == ["1", "2", "1", "9"]
    assert answers(responses, "city") == ["Rome", "Oslo", None, "Rome"]


def test_a_range_of_missing_codes_is_left_out_of_a_numeric_question(
    tmp_path: Path, spss: bytes
) -> None:
    responses = prepared(
        tmp_path,
        responses__sav=spss,
        questions__yaml="questions:\n- {id: hours, type: numeric, unit: hours}",
    )

    assert set(question(responses, "hours").missing) == {"99", "-1"}
    assert answers(responses, "hours") == [40.0, None, 37.5, None]


def test_options_may_be_named_by_their_labels_in_the_file(tmp_path: Path, spss: bytes) -> None:
    responses = prepared(
        tmp_path,
        responses__sav=spss,
        questions__yaml=(
            "questions:\n- id: sex\n  options: [Female, Male]\n  people: {Female: women}\n"
            "  nets: {Anybody (net): [Male, Female]}\n"
        ),
    )

    sex = question(responses, "sex")
    assert [(o.value, o.label) for o in sex.options] == [("2", "Female"), ("1", "Male")]
    assert sex.people == (("Female", "women"),)


def test_a_dont_know_keeps_its_place_in_the_base(tmp_path: Path) -> None:
    path = tmp_path / "made.dta"
    pyreadstat.write_dta(
        pd.DataFrame({"vote": [1.0, 2.0, 8.0, 7.0, None]}),
        path,
        variable_value_labels={"vote": {1: "Yes", 2: "No", 7: "Don't know", 8: "Refused"}},
    )

    responses = prepared(tmp_path, responses__dta=path.read_bytes())

    assert labels(responses, "vote") == ["Yes", "No", "Don't know", "Refused"]
    assert question(responses, "vote").dont_know == ("Don't know",)
    assert answers(responses, "vote") == ["1", "2", "8", "7", None]


@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_a_truncated_spss_file_is_refused(tmp_path: Path, spss: bytes, kept: float) -> None:
    with pytest.raises(UnreadableFile, match="not a whole SPSS file"):
        prepared(tmp_path, responses__sav=spss[: int(len(spss) * kept)])


def test_a_file_that_takes_too_long_is_refused(
    tmp_path: Path, spss: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "LONGEST", 0.001)

    with pytest.raises(UnreadableFile, match="reading it took over"):
        prepared(tmp_path, responses__sav=spss)


def test_a_file_whose_reading_ends_the_process_is_refused(
    tmp_path: Path, spss: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")

    with pytest.raises(UnreadableFile, match="broken: reading it ended with 1; save it again"):
        prepared(tmp_path, responses__sav=spss)


@pytest.mark.parametrize("name", ["sav", "dta", "sas7bdat", "parquet", "xlsx"])
def test_bytes_of_another_kind_are_refused_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile) as problem:
        prepared(tmp_path, **{f"responses__{name}": b"these are no answers at all" * 40})

    assert "\n" not in str(problem.value)


def test_parquet_keeps_codes_dates_and_numbers(tmp_path: Path) -> None:
    path = tmp_path / "made.parquet"
    table = pa.table({"code": [1.0, None, 2.0], "yes": [True, False, None], "word": ["a", "", "b"]})
    pq.write_table(table, path)

    responses = prepared(tmp_path, responses__parquet=path.read_bytes())

    assert answers(responses, "code") == ["1", None, "2"]
    assert answers(responses, "yes") == ["TRUE", "FALSE", None]
    assert answers(responses, "word") == ["a", None, "b"]


def test_the_first_filled_sheet_of_a_workbook_is_read(tmp_path: Path) -> None:
    data = xlsx_of(["q1", "age", ""], ["Yes", 34], ["No", 40.5], [None, None], ["Yes", 61])

    responses = prepared(tmp_path, responses__xlsx=data)

    assert answers(responses, "q1") == ["Yes", "No", "Yes"]
    assert answers(responses, "age") == [34.0, 40.5, 61.0]


def test_a_cell_right_of_the_last_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="'stray' stands right of the last header"):
        prepared(tmp_path, responses__xlsx=xlsx_of(["q1"], ["Yes", "stray"]))


def test_a_workbook_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    openpyxl.Workbook().save(path)

    with pytest.raises(UnreadableFile, match="there is nothing on its sheets"):
        prepared(tmp_path, responses__xlsx=path.read_bytes())


def test_two_places_to_take_responses_from_are_a_problem(tmp_path: Path, spss: bytes) -> None:
    folder = folder_of(tmp_path, responses__sav=spss, responses__csv="q1\nYes\n")

    assert folder.responses is None
    assert [problem.reason for problem in folder.problems] == [
        "respondents' answers stand in responses.csv and in responses.sav; keep one of them"
    ]
