"""What questions.yaml declares is made whole out of the file, and the rest is told from it."""

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pyreadstat
import pytest

from assistant.errors import BadQuestionnaire
from tests.corpus.responses.surveys import answers, labels, prepared, question

SET = "news_1,news_2,news_3,age\n" + (
    "TV,Not selected,Not selected,Under 18\n"
    "TV,Radio,Not selected,18 - 34\n"
    "NA,NA,NA,65 and up\n"
    "Not selected,Not selected,The web,35 - 64\n"
)


def test_columns_of_one_stem_that_hold_one_option_each_are_a_set(tmp_path: Path) -> None:
    responses = prepared(tmp_path, responses__csv=SET)

    news = question(responses, "news")
    assert (news.type, news.not_selected, news.missing) == ("multiple", ("Not selected",), ("NA",))
    assert [(o.value, o.label, o.column) for o in news.options] == [
        ("TV", "TV", "news_1"),
        ("Radio", "Radio", "news_2"),
        ("The web", "The web", "news_3"),
    ]
    assert any(line.startswith("news: several answers each") for line in responses.inferred)


def test_a_declared_set_takes_its_labels_and_its_order_from_questions_yaml(tmp_path: Path) -> None:
    text = "news_1,news_2\n1,0\n1,1\n0,0\n"
    declared = (
        "questions:\n- id: news\n  text: Which do you use?\n  columns: news_*\n"
        "  options: {news_1: Television, news_2: Radio}\n"
    )

    responses = prepared(tmp_path, responses__csv=text, questions__yaml=declared)

    news = question(responses, "news")
    assert [(o.value, o.label, o.column) for o in news.options] == [
        ("1", "Television", "news_1"),
        ("1", "Radio", "news_2"),
    ]
    assert news.not_selected == ("0",)


@pytest.mark.parametrize(
    ("yes", "no"),
    [("Yes", "No"), ("TRUE", "FALSE"), ("Checked", "Unchecked"), ("X", ""), ("1", "")],
)
def test_columns_of_one_stem_that_say_yes_or_no_are_a_set(
    tmp_path: Path, yes: str, no: str
) -> None:
    text = f"q1_1,q1_2\n{yes},{no}\n{no},{yes}\n{yes},{yes}\n"

    asked = question(prepared(tmp_path, responses__csv=text), "q1")

    assert [(o.value, o.column) for o in asked.options] == [(yes, "q1_1"), (yes, "q1_2")]
    assert asked.not_selected == ((no,) if no else ())


def test_yes_and_no_questions_with_wordings_of_their_own_stay_questions(tmp_path: Path) -> None:
    path = tmp_path / "made.sav"
    pyreadstat.write_sav(
        pd.DataFrame({"q1_1": [1.0, 2.0, 1.0], "q1_2": [2.0, 2.0, 1.0]}),
        path,
        column_labels={"q1_1": "Do you smoke?", "q1_2": "Have you moved house?"},
        variable_value_labels={name: {1: "Yes", 2: "No"} for name in ("q1_1", "q1_2")},
    )

    responses = prepared(tmp_path, responses__sav=path.read_bytes())

    assert [q.id for q in responses.questionnaire.questions] == ["q1_1", "q1_2"]


def test_yes_and_no_columns_that_different_people_answered_stay_questions(tmp_path: Path) -> None:
    responses = prepared(tmp_path, responses__csv="q1_1,q1_2\nYes,No\nNo,\nYes,Yes\n")

    assert [q.id for q in responses.questionnaire.questions] == ["q1_1", "q1_2"]


def test_a_set_whose_column_holds_two_options_is_refused(tmp_path: Path) -> None:
    declared = "questions: [{id: q1, columns: 'q1_*'}]"

    with pytest.raises(BadQuestionnaire, match="'q1_1' holds 'A', 'B', which is more than one"):
        prepared(tmp_path, responses__csv="q1_1,q1_2\nA,C\nB,C\n", questions__yaml=declared)


@pytest.mark.parametrize(
    ("options", "order"),
    [
        (["65 and up", "18 - 34", "35 - 64"], ["18 - 34", "35 - 64", "65 and up"]),
        (["$100k+", "Under $20k", "$20k-$99k"], ["Under $20k", "$20k-$99k", "$100k+"]),
        (["Never", "Sometimes", "Always"], ["Always", "Sometimes", "Never"]),
        (["Not at all fair", "Very fair"], ["Very fair", "Not at all fair"]),
        (["10", "9", "100"], ["9", "10", "100"]),
        (["No answer", "Don't know", "Rome", "Oslo"], ["Oslo", "Rome", "Don't know", "No answer"]),
        (["Other", "Rome"], ["Rome", "Other"]),
    ],
)
def test_options_come_in_the_order_of_a_questionnaire(
    tmp_path: Path, options: list[str], order: list[str]
) -> None:
    text = "q1\n" + "".join(f'"{option}"\n' for option in options)

    assert labels(prepared(tmp_path, responses__csv=text), "q1") == order


def test_options_without_an_order_come_the_most_given_first(tmp_path: Path) -> None:
    responses = prepared(tmp_path, responses__csv="q1\nTea\nCoffee\nCoffee\n")

    assert labels(responses, "q1") == ["Coffee", "Tea"]


def test_a_dont_know_is_told_and_a_refusal_stays_an_option(tmp_path: Path) -> None:
    responses = prepared(tmp_path, responses__csv="q1\nYes\nNo\nDon\u2019t know\nRefused\nNA\n")

    assert labels(responses, "q1") == ["Yes", "No", "Don\u2019t know", "Refused"]
    assert question(responses, "q1").dont_know == ("Don\u2019t know",)
    assert question(responses, "q1").missing == ("NA",)


def test_declared_missing_is_all_that_is_missing(tmp_path: Path) -> None:
    text = "q1,q2\nYes,NA\n-9,No\nNA,-9\n"
    declared = "missing: ['-9']\nquestions: [{id: q1}, {id: q2, missing: ['NA']}]"

    responses = prepared(tmp_path, responses__csv=text, questions__yaml=declared)

    assert question(responses, "q1").missing == ("-9",)
    assert labels(responses, "q1") == ["NA", "Yes"]
    assert question(responses, "q2").missing == ("NA",)
    assert set(labels(responses, "q2")) == {"No", "-9"}


def test_na_among_codes_of_countries_is_a_country(tmp_path: Path) -> None:
    text = "country\n" + "NA\nNO\nSE\nDK\nFI\nIS\n" * 3

    assert "NA" in labels(prepared(tmp_path, responses__csv=text), "country")


def test_an_option_that_nobody_chose_is_noted_and_kept(tmp_path: Path) -> None:
    declared = "questions: [{id: q1, options: ['Yes', 'No', Perhaps]}]"

    responses = prepared(tmp_path, responses__csv="q1\nYes\nNo\n", questions__yaml=declared)

    assert labels(responses, "q1") == ["Yes", "No", "Perhaps"]
    assert "q1: nobody chose 'Perhaps', which questions.yaml lists" in responses.inferred


def test_an_answer_that_is_not_listed_is_counted_and_noted(tmp_path: Path) -> None:
    declared = "questions: [{id: q1, options: ['Yes', 'No']}]"

    responses = prepared(tmp_path, responses__csv="q1\nYes\nNo\nHm\n", questions__yaml=declared)

    assert labels(responses, "q1") == ["Yes", "No", "Hm"]
    noted = "q1: 'Hm' is no option in questions.yaml and is counted as one"
    assert noted in responses.inferred


def test_options_are_found_however_their_apostrophes_are_written(tmp_path: Path) -> None:
    declared = "questions: [{id: q1, options: [I do, 'I don''t']}]"

    responses = prepared(
        tmp_path, responses__csv="q1\nI do\nI don\u2019t\n", questions__yaml=declared
    )

    assert [(o.value, o.label) for o in question(responses, "q1").options] == [
        ("I do", "I do"),
        ("I don\u2019t", "I don't"),
    ]


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ("weight: w", "weight: the responses have no column 'w'"),
        ("weight: q1", "'q1' is to weight by and holds 'Yes', 'No'"),
        ("banner: [age]", "banner: there is no question 'age'"),
        ("questions: [{id: q1, options: [A, B]}]", "the column 'q1' holds none of them"),
        ("questions: [{id: q1, nets: {n: [Yes, Nein]}}]", "nets, n: 'Nein' is none of its options"),
        ("questions: [{id: q1, nets: {'yes': ['No']}}]", "'yes' is an option too"),
        ("questions: [{id: q1, people: {Si: x}}]", "people: 'Si' is none of its options"),
        ("questions: [{id: q1, dont_know: [Dunno]}]", "dont_know: 'Dunno' is none of its options"),
        ("questions: [{id: z, columns: 'z_*'}]", "no column of the responses is named like 'z_*'"),
        (
            "questions: [{id: q1, type: multiple}]",
            "is multiple; give its columns, or the separator",
        ),
    ],
)
def test_what_does_not_fit_the_file_is_refused_in_one_line(
    tmp_path: Path, declared: str, message: str
) -> None:
    with pytest.raises(BadQuestionnaire) as problem:
        prepared(tmp_path, responses__csv="q1\nYes\nNo\nNo\n", questions__yaml=declared)

    assert message in str(problem.value)
    assert str(problem.value).startswith("corpus/poll/questions.yaml: ")
    assert "\n" not in str(problem.value)


def test_numbers_with_many_values_are_numeric_and_small_scales_are_scales(tmp_path: Path) -> None:
    rows = "".join(f"{18 + n},{n % 7 + 1},{n % 3}\n" for n in range(42))

    responses = prepared(tmp_path, responses__csv=f"age,trust,kind\n{rows}")

    assert question(responses, "age").type == "numeric"
    assert question(responses, "trust").type == "scale"
    assert question(responses, "kind").type == "single"
    assert answers(responses, "age")[:2] == [18.0, 19.0]
    assert answers(responses, "trust")[:2] == ["1", "2"]


def test_words_in_a_declared_number_are_no_answer_and_are_said(tmp_path: Path) -> None:
    declared = "questions: [{id: hours, type: numeric}]"

    responses = prepared(
        tmp_path, responses__csv='hours\n40\nabout 8\n"1,250"\n', questions__yaml=declared
    )

    assert answers(responses, "hours") == [40.0, None, 1250.0]
    assert "hours: 'about 8' is no number and is taken for no answer" in responses.inferred


def test_text_in_peoples_own_words_is_open(tmp_path: Path) -> None:
    rows = "".join(f"I like the number {n} best of all\n" for n in range(30))

    assert question(prepared(tmp_path, responses__csv=f"why\n{rows}"), "why").type == "open"


def test_a_lone_weight_that_averages_one_is_used_and_said(tmp_path: Path) -> None:
    responses = prepared(tmp_path, responses__csv="q1,weight\nYes,0.5\nNo,1.5\nNo,1.0\n")

    assert responses.questionnaire.design.weight == "weight"
    assert answers(responses, "weight") == [0.5, 1.5, 1.0]
    assert any("weighted by 'weight'" in line for line in responses.inferred)


def test_a_weight_in_kilograms_is_not_used(tmp_path: Path) -> None:
    responses = prepared(tmp_path, responses__csv="q1,weight\nYes,70.5\nNo,81\nNo,66\n")

    assert responses.questionnaire.design.weight == ""
    assert any("they look like weights; name the one to use" in n for n in responses.inferred)


def test_ids_dates_and_names_are_left_out_of_what_is_kept(tmp_path: Path) -> None:
    text = "ResponseId,StartDate,Email,q1\nR_1,2020-01-02,a@b.org,Yes\nR_2,2020-01-03,c@d.org,No\n"

    responses = prepared(tmp_path, responses__csv=text)

    assert [q.id for q in responses.questionnaire.questions] == ["q1"]
    assert pq.read_schema(responses.location).names == ["q1"]


def test_a_region_that_is_both_stratum_and_question_keeps_its_names(tmp_path: Path) -> None:
    declared = "strata: region\npsu: village\nquestions: [{id: region}, {id: q1}]"

    responses = prepared(
        tmp_path,
        responses__csv="region,village,q1\nNorth,1,Yes\nSouth,2,No\n",
        questions__yaml=declared,
    )

    assert answers(responses, "region") == ["North", "South"]
    assert answers(responses, "village") == [1.0, 2.0]
