"""What survey services and workbooks put above, beside and between the answers."""

from pathlib import Path

import openpyxl
import pytest

from assistant.errors import UnreadableFile
from tests.corpus.nasty import xlsx_of
from tests.corpus.responses.surveys import mean, prepared, question, shares

QUALTRICS = "StartDate,EndDate,Status,Finished,ResponseId,Q1\n"
PEOPLE: list[list[object]] = [
    ["Man", 30, "Yes"],
    ["Woman", 50, "No"],
    ["Woman", 40, "Yes"],
    ["Woman", 40, "Yes"],
]


def test_surveymonkey_without_its_id_columns_has_two_header_rows(tmp_path: Path) -> None:
    text = (
        "What is your religion?,,Do you attend services?,Which do you use?,,\n"
        "Response,Other (please specify),Response,TV,Radio,Other (please specify)\n"
        "None,,Never,TV,,\nOther,Jedi,Weekly,TV,Radio,a friend\nNone,,Never,,Radio,\n"
    )

    responses = prepared(tmp_path, responses__csv=text)

    assert responses.respondents == 3
    assert shares(responses, "Do you attend services?") == ({"Weekly": 33.3, "Never": 66.7}, 3)
    assert shares(responses, "What is your religion?") == ({"None": 66.7, "Other": 33.3}, 3)
    used = {"TV": 66.7, "Radio": 66.7, "Other (please specify)": 33.3}
    assert shares(responses, "Which do you use?") == (used, 3)


@pytest.mark.parametrize(
    ("preview", "unfinished"), [("Survey Preview", "False"), ("Survey Test", "FALSE"), ("1", "0")]
)
def test_qualtrics_previews_and_unfinished_rows_are_left_out_and_said(
    tmp_path: Path, preview: str, unfinished: str
) -> None:
    rows = [("0", "True", "Yes"), ("0", "True", "No"), (preview, "True", "No")]
    rows += [("0", unfinished, "No"), ("0", unfinished, "No"), (preview, unfinished, "No")]
    text = QUALTRICS + "".join(f"d,d,{status},{done},R,{q1}\n" for status, done, q1 in rows)

    responses = prepared(tmp_path, responses__csv=text)

    assert shares(responses, "Q1") == ({"Yes": 50.0, "No": 50.0}, 2)
    assert "2 rows are left out: they are previews and tests" in responses.inferred
    assert "2 rows are left out: they were not finished" in responses.inferred


def test_a_question_called_status_is_no_export_of_qualtrics(tmp_path: Path) -> None:
    responses = prepared(tmp_path, responses__csv="Status,q1\n1,Yes\n2,No\n")

    assert responses.respondents == 2


def test_an_export_of_previews_alone_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no respondents in it; 1 rows are left out: they are"):
        prepared(tmp_path, responses__csv=f"{QUALTRICS}d,d,Survey Preview,True,R,Yes\n")


def test_limesurvey_headers_hold_a_code_and_a_wording(tmp_path: Path) -> None:
    text = (
        "id. Response ID;submitdate. Date submitted;G1. How are you?;"
        "G2[SQ1]. Do you use? [TV];G2[SQ2]. Do you use? [Radio]\n"
        "1;2024-01-01;Well;Yes;No\n2;2024-01-01;Ill;No;No\n"
    )

    responses = prepared(tmp_path, responses__csv=text)

    assert [q.id for q in responses.questionnaire.questions] == ["G1", "G2"]
    assert shares(responses, "G1. How are you?") == ({"Ill": 50.0, "Well": 50.0}, 2)
    assert shares(responses, "G2") == ({"TV": 50.0, "Radio": 0.0}, 2)


def test_kobo_options_beside_the_column_that_repeats_them_are_a_set(tmp_path: Path) -> None:
    text = (
        "start;grp/use;grp/use/tv;grp/use/radio;_id;__version__\n"
        "2024-01-02T10:00:00.000+01:00;tv radio;1;1;7;v1\n"
        "2024-01-02T10:00:00.000+01:00;tv;1;0;8;v1\n"
    )

    responses = prepared(tmp_path, responses__csv=text)

    assert [q.id for q in responses.questionnaire.questions] == ["grp/use"]
    assert shares(responses, "grp/use") == ({"tv": 100.0, "radio": 50.0}, 2)


def test_redcap_rows_that_repeat_an_instrument_are_no_respondents(tmp_path: Path) -> None:
    text = (
        "record_id,redcap_repeat_instrument,redcap_repeat_instance,sat,use___1,use___2\n"
        "1,,,Good,1,0\n1,visit,1,,0,0\n1,visit,2,,0,0\n2,,,Bad,1,1\n"
    )

    responses = prepared(tmp_path, responses__csv=text)

    assert shares(responses, "use") == ({"use___1": 100.0, "use___2": 50.0}, 2)
    assert any(line.startswith("2 rows are left out: they repeat") for line in responses.inferred)


def test_redcap_labels_name_the_option_in_brackets(tmp_path: Path) -> None:
    text = "Use? (choice=TV),Use? (choice=Radio)\nChecked,Unchecked\nUnchecked,Unchecked\n"

    assert shares(prepared(tmp_path, responses__csv=text), "Use?") == (
        {"TV": 50.0, "Radio": 0.0},
        2,
    )


@pytest.mark.parametrize(
    "above",
    ["Customer survey 2024\n\n", "Customer survey 2024,,\n,,\n", "Survey\nExported: 2 May 2024\n"],
)
def test_titles_above_the_header_are_passed_over_and_said(tmp_path: Path, above: str) -> None:
    rows = "".join(",".join(map(str, row)) + "\n" for row in PEOPLE)

    responses = prepared(tmp_path, responses__csv=f"{above}sex,age,q1\n{rows}")

    assert shares(responses, "q1") == ({"Yes": 75.0, "No": 25.0}, 4)
    assert any("lines above the header" in line for line in responses.inferred)


def test_wordings_below_names_are_no_respondent(tmp_path: Path) -> None:
    rows = "".join(",".join(map(str, row)) + "\n" for row in PEOPLE)
    text = f"S1,S2,Q1\nWhat is your sex?,How old are you?,Do you agree?\n{rows}"

    responses = prepared(tmp_path, responses__csv=text)

    assert question(responses, "Q1").text == "Do you agree?"
    assert shares(responses, "Q1") == ({"Yes": 75.0, "No": 25.0}, 4)


def test_a_first_answer_of_several_words_is_a_respondent(tmp_path: Path) -> None:
    text = "q1,q2\nNot at all,Very good\n" + "Very much,Very good\nNot at all,Very bad\n" * 3

    assert prepared(tmp_path, responses__csv=text).respondents == 7


def test_a_title_and_a_merged_header_of_a_workbook(tmp_path: Path) -> None:
    data = xlsx_of(
        ["Customer survey"],
        [],
        ["About you", None, "Views"],
        ["sex", "age", "q1"],
        *PEOPLE,
    )

    responses = prepared(tmp_path, responses__xlsx=data)

    assert shares(responses, "sex") == ({"Man": 25.0, "Woman": 75.0}, 4)
    assert mean(responses, "age") == 40.0


def test_the_options_below_a_merged_header_are_a_set(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Man", "X", None],
        ["Woman", "X", "X"],
        ["Woman", None, "X"],
        ["Man", None, None],
    ]
    data = xlsx_of(["You", "Media", None], ["sex", "TV", "Radio"], *rows)

    assert shares(prepared(tmp_path, responses__xlsx=data), "Media") == (
        {"TV": 66.7, "Radio": 66.7},
        3,
    )


def test_the_sheet_with_the_most_rows_is_read_and_the_others_are_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["Customer survey"])
    cover.append(["Fieldwork", "May 2024"])
    for title, count in (("Wave 1", 20), ("Wave 2", 30)):
        sheet = book.create_sheet(title)
        sheet.append(["sex", "q1"])
        for n in range(count):
            sheet.append(["Man", "Yes" if n % 2 else "No"])
    book.save(tmp_path / "made.xlsx")

    responses = prepared(tmp_path, responses__xlsx=(tmp_path / "made.xlsx").read_bytes())

    assert responses.respondents == 30
    said = "only the sheet 'Wave 2' is read, which has the most rows, not 'Wave 1'"
    assert said in responses.inferred


def test_formulas_without_stored_values_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="formulas have no stored values; open it, save it"):
        prepared(tmp_path, responses__xlsx=xlsx_of(["q1", "x"], ["Yes", "=1+1"]))
