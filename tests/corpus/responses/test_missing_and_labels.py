"""Codes for no answer of every program, and the labels of codes, are read as they are meant."""

from pathlib import Path

import pandas as pd
import pytest

from tests.corpus.responses.surveys import (
    answers,
    dta_of,
    labels,
    mean,
    prepared,
    question,
    sav_of,
    shares,
)

SAT = {1: "Good", 2: "Bad"}


def test_extended_missing_values_of_stata_are_no_answers_labelled_or_not(tmp_path: Path) -> None:
    data = dta_of(
        tmp_path,
        pd.DataFrame({"sat": [1.0, 1.0, 2.0, "a", "z"], "age": [20.0, 40.0, "b", "b", 60.0]}),
        variable_value_labels={"sat": {**SAT, "a": "Don't know"}},
        missing_user_values={"sat": ["a", "z"], "age": ["b"]},
    )

    responses = prepared(tmp_path, responses__dta=data)

    assert shares(responses, "sat") == ({"Good": 66.7, "Bad": 33.3}, 3)
    assert set(question(responses, "sat").missing) == {".a", ".z"}
    assert mean(responses, "age") == 40.0


def test_single_letters_of_a_text_column_are_answers(tmp_path: Path) -> None:
    data = dta_of(tmp_path, pd.DataFrame({"grade": ["a", "b", "b", "b"]}))

    assert shares(prepared(tmp_path, responses__dta=data), "grade") == ({"b": 75.0, "a": 25.0}, 4)


@pytest.mark.parametrize(
    ("codes", "ranges"),
    [
        ([8.0, 9.0], [8, 9]),
        ([95.0, 99.0], [{"lo": 90, "hi": 99}]),
        ([-9.0, 97.0], [-9, {"lo": 90, "hi": 99}]),
        ([97.0, 500.0], [{"lo": 97, "hi": float("inf")}]),
    ],
)
def test_missing_codes_and_ranges_of_spss_are_no_answers(
    tmp_path: Path, codes: list[float], ranges: list[object]
) -> None:
    data = sav_of(
        tmp_path,
        pd.DataFrame({"sat": [1.0, 1.0, 1.0, 2.0, *codes]}),
        variable_value_labels={"sat": {**SAT, codes[0]: "Don't know"}},
        missing_ranges={"sat": ranges},
    )

    assert shares(prepared(tmp_path, responses__sav=data), "sat") == (
        {"Good": 75.0, "Bad": 25.0},
        4,
    )


def test_missing_texts_of_spss_are_no_answers(tmp_path: Path) -> None:
    data = sav_of(
        tmp_path,
        pd.DataFrame({"sat": ["m", "m", "m", "f", "x"]}),
        variable_value_labels={"sat": {"m": "Male", "f": "Female", "x": "Refused"}},
        missing_ranges={"sat": ["x"]},
    )

    responses = prepared(tmp_path, responses__sav=data)

    assert shares(responses, "sat") == ({"Male": 75.0, "Female": 25.0}, 4)
    assert shares(responses, "sat", "sat == 'Female'") == ({"Male": 0.0, "Female": 100.0}, 1)


def test_codes_of_one_label_are_one_option_and_that_is_said(tmp_path: Path) -> None:
    data = sav_of(
        tmp_path,
        pd.DataFrame({"party": [1.0, 2.0, 3.0, 3.0]}),
        variable_value_labels={"party": {1: "Other", 2: "Green", 3: "other "}},
    )

    responses = prepared(tmp_path, responses__sav=data)

    assert shares(responses, "party") == ({"Other": 75.0, "Green": 25.0}, 4)
    assert "party: '1', '3' are counted as one option" in responses.inferred


@pytest.mark.parametrize("declared", ["", "questions: [{id: q1, options: ['Yes', 'No']}]"])
def test_answers_that_differ_in_case_and_spaces_are_one_option(
    tmp_path: Path, declared: str
) -> None:
    files = {"questions__yaml": declared} if declared else {}
    text = "q1,q2\nYes,a\nyes ,a\nYES,b\n No,b\n"

    responses = prepared(tmp_path, responses__csv=text, **files)

    assert sorted(shares(responses, "q1")[0].values()) == [25.0, 75.0]
    assert set(answers(responses, "q1")) == {"Yes", "yes", "YES", "No"}


def test_codes_without_a_label_are_counted_and_said(tmp_path: Path) -> None:
    data = sav_of(
        tmp_path,
        pd.DataFrame({"sat": [1.0, 1.0, 2.0, 7.0]}),
        variable_value_labels={"sat": SAT},
    )

    responses = prepared(tmp_path, responses__sav=data)

    assert labels(responses, "sat") == ["Good", "Bad", "7"]
    assert "sat: codes without a label are counted as answers: 7" in responses.inferred


@pytest.mark.parametrize("names", [["age", "age", "age"], ["age", "Age", "AGE"]])
def test_columns_of_one_name_are_kept_apart_in_their_order(
    tmp_path: Path, names: list[str]
) -> None:
    text = f"{','.join(names)}\na,b,c\na,b,c\n"

    responses = prepared(tmp_path, responses__csv=text)

    first, *others = names
    ids = [first, f"{others[0]} (2)", f"{others[1]} (3)"]
    assert [q.id for q in responses.questionnaire.questions] == ids
    assert [labels(responses, id) for id in ids] == [["a"], ["b"], ["c"]]


def test_labels_keep_their_language(tmp_path: Path) -> None:
    french = {1: "Très bien", 2: "Ni l\u2019un ni l\u2019autre"}
    data = sav_of(
        tmp_path,
        pd.DataFrame({"q1": [1.0, 2.0]}),
        variable_value_labels={"q1": french},
        column_labels={"q1": "Êtes-vous satisfait ?"},
    )

    responses = prepared(tmp_path, responses__sav=data)

    assert labels(responses, "q1") == list(french.values())
    assert question(responses, "q1").text == "Êtes-vous satisfait ?"
