"""Multiple-response sets as programs write them: what is chosen, what is not, and who was asked."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assistant.corpus.responses.drafting import draft_questions
from tests.corpus.responses.surveys import labels, prepared, question, sav_of, shares

ALPHA = {1: "Alpha", 2: "Beta", 3: "Gamma"}


@pytest.mark.parametrize(
    ("names", "yes", "no"),
    [
        (("q4_1", "q4_2", "q4_3"), "1", "2"),
        (("q4___1", "q4___2", "q4___3"), "Checked", "Unchecked"),
        (("q4[SQ001]", "q4[SQ002]", "q4[SQ003]"), "Yes", "N/A"),
        (("q4[SQ001]", "q4[SQ002]", "q4[other]"), "Y", "N"),
        (("q4a", "q4b", "q4c"), "1", "0"),
        (("q4.1", "q4.2", "q4.3"), "TRUE", "FALSE"),
    ],
)
def test_a_set_that_says_what_was_not_chosen_counts_everybody_who_was_asked(
    tmp_path: Path, names: tuple[str, ...], yes: str, no: str
) -> None:
    rows = [(yes, no, no), (yes, yes, no), (no, no, no), (yes, no, yes)]
    text = "\n".join(",".join(row) for row in (names, *rows))

    responses = prepared(tmp_path, responses__csv=text)

    assert shares(responses, "q4") == (dict(zip(names, (75.0, 25.0, 25.0), strict=True)), 4)


@pytest.mark.parametrize("yes", ["X", "1", "Selected", "True"])
def test_a_set_of_ticks_counts_those_who_ticked_any(tmp_path: Path, yes: str) -> None:
    text = f"q4_1,q4_2,sex\n{yes},,M\n{yes},{yes},F\n,,F\n"

    responses = prepared(tmp_path, responses__csv=text)

    assert shares(responses, "q4") == ({"q4_1": 100.0, "q4_2": 50.0}, 2)
    assert any("those who chose none are not in the base" in line for line in responses.inferred)


def test_not_selected_may_be_the_empty_cell_and_everybody_is_counted(tmp_path: Path) -> None:
    text = "q4_1,q4_2,sex\n1,,M\n1,1,F\n,,F\n,,M\n"
    declared = "questions: [{id: q4, columns: 'q4_*', not_selected: ['']}]"

    responses = prepared(tmp_path, responses__csv=text, questions__yaml=declared)

    assert shares(responses, "q4") == ({"q4_1": 50.0, "q4_2": 25.0}, 4)


@pytest.mark.parametrize("empty", ["", "NA"])
@pytest.mark.parametrize("declared", ["", "questions: [{id: consent}]"])
def test_a_lone_box_counts_everybody(tmp_path: Path, empty: str, declared: str) -> None:
    files = {"questions__yaml": declared} if declared else {}
    text = f"sex,consent\nM,I agree\nF,{empty}\nF,{empty}\nM,I agree\nM,{empty}\n"

    responses = prepared(tmp_path, responses__csv=text, **files)

    assert shares(responses, "consent") == ({"I agree": 40.0}, 5)


def test_a_column_of_a_set_can_be_asked_for_with_its_yes_and_no(tmp_path: Path) -> None:
    text = "q5_1,q5_2,sex\nYes,No,M\nYes,Yes,F\nNo,No,F\nNo,Yes,M\nYes,No,M\n"

    responses = prepared(tmp_path, responses__csv=text)

    assert shares(responses, "q5") == ({"q5_1": 60.0, "q5_2": 40.0}, 5)
    assert shares(responses, "q5_1") == ({"Yes": 60.0, "No": 40.0}, 5)
    assert shares(responses, "sex", "q5_1 == 'Yes'") == ({"M": 66.7, "F": 33.3}, 3)


def test_columns_that_hold_a_mention_each_are_a_set_of_all_mentions(tmp_path: Path) -> None:
    nothing = float("nan")
    frame = pd.DataFrame(
        {"b1": [1.0, 2.0, 1.0, nothing], "b2": [2.0, nothing, 3.0, nothing], "s": 1.0}
    )
    data = _with_set(sav_of(tmp_path, frame, variable_value_labels={"b1": ALPHA, "b2": ALPHA}))

    responses = prepared(tmp_path, responses__sav=data)

    whole = {"Alpha": 66.7, "Beta": 66.7, "Gamma": 33.3}
    assert shares(responses, "brands") == (whole, 3)
    assert shares(responses, "b1") == ({"Alpha": 66.7, "Beta": 33.3, "Gamma": 0.0}, 3)
    assert shares(responses, "s", "brands == 'Gamma'")[1] == 1
    drafted = prepared(tmp_path, responses__sav=data, questions__yaml=draft_questions(responses))
    assert shares(drafted, "brands") == (whole, 3)


def _with_set(data: bytes) -> bytes:
    """An SPSS file with a record that makes b1 and b2 the category set $brands."""
    told = b"$brands=C 6 Brands b1 b2\n"
    record = b"".join(n.to_bytes(4, "little") for n in (7, 7, 1, len(told))) + told
    end = data.index((999).to_bytes(4, "little") + (0).to_bytes(4, "little"))
    return data[:end] + record + data[end:]


def test_lists_of_a_parquet_file_are_answers_and_an_empty_one_chose_none(tmp_path: Path) -> None:
    table = pa.table({"sex": ["M", "F", "F", "M"], "use": [["TV", "Radio"], ["TV"], [], None]})
    pq.write_table(table, tmp_path / "made.parquet")

    responses = prepared(tmp_path, responses__parquet=(tmp_path / "made.parquet").read_bytes())

    assert shares(responses, "use") == ({"TV": 66.7, "Radio": 33.3}, 3)
    assert shares(responses, "sex") == ({"F": 50.0, "M": 50.0}, 4)


def test_commas_within_options_do_not_cut_them_in_a_list_or_in_its_draft(tmp_path: Path) -> None:
    cells = ["News, Weather", "Films", "News, Weather, Films", "Films, Music", "Music"] * 5
    text = "sex,watch\n" + "".join(f'M,"{cell}"\n' for cell in [*cells, "Music, my own words"])

    responses = prepared(tmp_path, responses__csv=text)
    drafted = prepared(tmp_path, responses__csv=text, questions__yaml=draft_questions(responses))

    expected = {"Films": 57.7, "Music": 42.3, "News, Weather": 38.5}
    assert shares(responses, "watch") == (expected, 26)
    assert shares(drafted, "watch") == (expected, 26)


def test_two_codes_in_a_cell_are_two_answers_and_no_decimal(tmp_path: Path) -> None:
    text = "use,sex\n" + '"1,2",M\n"1,3",F\n"2,3",M\n1,F\n2,M\n3,F\n' * 2

    responses = prepared(tmp_path, responses__csv=text)

    assert shares(responses, "use") == ({"1": 50.0, "2": 50.0, "3": 50.0}, 12)
    assert question(responses, "use").separator == ","


def test_wordings_that_differ_in_their_option_are_a_set(tmp_path: Path) -> None:
    head = "How old are you?,Do you use: [TV],Do you use: [Radio]\n"

    responses = prepared(tmp_path, responses__csv=f"{head}20,Yes,No\n30,Yes,Yes\n")

    assert shares(responses, "Do you use:") == ({"TV": 100.0, "Radio": 50.0}, 2)


def test_a_set_may_have_a_column_of_peoples_own_words(tmp_path: Path) -> None:
    text = "q2[1],q2[2],q2[other],s\nY,N,my aunt,M\nN,N,,F\nY,Y,the pub,F\nN,Y,,M\n"

    responses = prepared(tmp_path, responses__csv=text)

    assert shares(responses, "q2") == ({"q2[1]": 50.0, "q2[2]": 50.0, "q2[other]": 50.0}, 4)
    assert "my aunt" not in labels(responses, "q2")
