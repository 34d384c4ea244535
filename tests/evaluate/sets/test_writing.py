"""A set that is written reads back as the same set, and looks as a person would write it."""

from pathlib import Path

import pytest
from hypothesis import given

from assistant.evaluate.case import Case, ExpectedFigure, QuestionSet
from assistant.evaluate.sets.reading import parse_set, read_set
from assistant.evaluate.sets.writing import figure_written_short, set_text
from tests.evaluate.sets.any_set import SETS

SETS_OF_OURS = sorted((Path(__file__).parents[2] / "evaluation").glob("*.questions.yaml"))


def written(**keys: object) -> str:
    """A case's lines without the line of its id."""
    case = Case.model_validate({"id": "a", "question": "Who?", **keys})
    return set_text(QuestionSet(cases=(case,))).split("\n", 2)[2]


@given(SETS)
def test_any_set_reads_back_as_the_same_set(questions: QuestionSet) -> None:
    assert parse_set(set_text(questions), where="written") == questions


@pytest.mark.parametrize("path", SETS_OF_OURS, ids=lambda path: path.name)
def test_our_own_sets_read_back_as_the_same_sets(path: Path) -> None:
    questions = read_set(path).questions

    assert parse_set(set_text(questions), where="written") == questions


def test_a_set_is_written_with_a_blank_line_between_cases_and_no_defaults() -> None:
    questions = QuestionSet(
        title="Trust: a survey",
        surveys=("trust",),
        cases=(
            Case.model_validate(
                {"id": "a", "question": "Who?", "figures": ["86%", "6 points"], "answer": "yes"}
            ),
            Case.model_validate(
                {"id": "b", "turns": ["Men?", "And women?"], "refuse": "not_covered"}
            ),
        ),
    )

    assert set_text(questions) == (
        'title: "Trust: a survey"\n'.replace('"', "'")
        + "surveys: [trust]\n"
        + "cases:\n"
        + "  - id: a\n"
        + "    question: Who?\n"
        + "    figures: [86%, 6 points]\n"
        + "    answer: yes\n"
        + "\n"
        + "  - id: b\n"
        + "    turns:\n"
        + "      - Men?\n"
        + "      - And women?\n"
        + "    refuse: not_covered\n"
    )


@pytest.mark.parametrize(
    ("value", "unit", "short"),
    [
        (86, "percent", "86%"),
        (29.2, "percent", "29.2%"),
        (6, "points", "6 points"),
        (1, "points", "1 point"),
        (1456, "count", "1,456 people"),
        (1, "count", "1 person"),
        (43750, "money", "$43,750"),
        (2.5, "ratio", "2.5 times"),
        (13.2, "mean", None),
        (11.9, "other", None),
        (1e22, "percent", None),  # has no digits but "1e+22"
    ],
)
def test_a_figure_is_written_in_short_where_that_says_it_all(
    value: float, unit: str, short: str | None
) -> None:
    assert figure_written_short(value, unit) == short


def test_a_figure_of_certain_people_is_written_in_full() -> None:
    figure = ExpectedFigure(value=29.2, unit="percent", population=("men", "males"), base=133)

    assert written(figures=[{"any_of": [figure]}]) == (
        "    question: Who?\n"
        "    figures:\n"
        "      value: 29.2\n"
        "      unit: percent\n"
        "      population: [men, males]\n"
        "      base: 133\n"
    )


def test_alternatives_stand_in_one_list() -> None:
    assert written(figures=["42%", {"any_of": ["48%", "50%"]}], must_say=["a", ["b", "c"]]) == (
        "    question: Who?\n"
        "    figures:\n"
        "      - 42%\n"
        "      - any_of: [48%, 50%]\n"
        "    must_say:\n"
        "      - a\n"
        "      - [b, c]\n"
    )


def test_a_figure_with_a_comma_needs_no_quotation_marks() -> None:
    assert written(figures=["1,456 people", "2 times"]) == (
        "    question: Who?\n    figures:\n      - 1,456 people\n      - 2 times\n"
    )


def test_a_long_text_is_folded() -> None:
    why = "They were asked in spring, when it was not yet weighted: see the note on weights."

    assert written(answer="yes", why=why) == (
        "    question: Who?\n"
        "    answer: yes\n"
        "    why: >-\n"
        "      They were asked in spring, when it was not yet weighted: see the note on weights.\n"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Only men: 86%", "'Only men: 86%'"),
        ("It's men: 86%", '"It\'s men: 86%"'),
        ("They don't", "They don't"),
        ("one\n  two\nthree", "|-\n      one\n        two\n      three"),
        ("one \ntwo", r'"one \ntwo"'),
    ],
)
def test_texts_have_quotation_marks_only_where_they_need_them(text: str, shown: str) -> None:
    assert written(answer="yes", why=text).endswith(f"    why: {shown}\n")
