"""A tabulation: its rows and their order, its bases, and what its note says."""

from pathlib import Path

import pandas as pd
import pytest

from assistant.corpus.responses.questionnaire import (
    AskedOf,
    Design,
    Net,
    Option,
    Question,
    Responses,
)
from assistant.errors import BadFilter, StatisticsError, UnknownQuestion
from assistant.statistics.estimate import Tabulation, Wanted
from assistant.statistics.tabulate import tabulate
from tests.statistics.designs import options, write_responses

ANSWER = Question(
    id="answer",
    options=(
        Option(value="1", label="Good"),
        Option(value="2", label="Fair"),
        Option(value="3", label="Poor"),
        Option(value="9", label="Don't know"),
    ),
    nets=(Net(label="Good or fair", options=("Good", "Fair")),),
    missing=("-1",),
    dont_know=("Don't know",),
)
SEX = Question(id="sex", options=options("Women", "Men"))
MEDIA = Question(
    id="media",
    type="multiple",
    options=(
        Option(value="Yes", label="TV", column="media_tv"),
        Option(value="Yes", label="Radio", column="media_radio"),
        Option(value="Yes", label="Press", column="media_press"),
    ),
    nets=(Net(label="Broadcast", options=("TV", "Radio")),),
    not_selected=("No",),
)
CHILDREN = Question(id="children", type="numeric")
QUESTIONS = (ANSWER, SEX, MEDIA, CHILDREN)

# Six people, in order; the last did not give an answer and uses no media.
ROWS = pd.DataFrame(
    {
        "answer": ["1", "1", "2", "9", "3", "-1"],
        "sex": ["Women", "Men", "Women", "Women", None, "Men"],
        "media_tv": ["Yes", "Yes", "No", "No", "Yes", None],
        "media_radio": ["Yes", "No", "Yes", "No", "No", None],
        "media_press": ["No", "No", "No", "Yes", "No", None],
        "children": [0.0, 2.0, 2.0, 1.0, None, 3.0],
        "w": [1.0, 2.0, 3.0, 1.0, 1.0, 4.0],
    }
)


@pytest.fixture
def responses(tmp_path: Path) -> Responses:
    return write_responses(tmp_path, ROWS, QUESTIONS, design=Design(weight="w"))


def table(responses: Responses, question: str, *by: str, where: str = "") -> Tabulation:
    return tabulate(responses, Wanted(question=question, by=by, where=where), minimum_base=1)


def shares(found: Tabulation) -> list[tuple[str, float]]:
    return [(row.option, round(row.value or 0, 9)) for row in found.rows]


def test_options_stand_in_the_questionnaires_order_with_their_weighted_shares(
    responses: Responses,
) -> None:
    found = table(responses, "answer")

    # Five answered, with weights 1, 2, 3, 1, 1: good 3 of 8, fair 3, poor 1, don't know 1.
    assert shares(found) == [("Good", 37.5), ("Fair", 37.5), ("Poor", 12.5), ("Don't know", 12.5)]
    assert {row.base for row in found.rows} == {5}


def test_a_net_is_estimated_apart_and_takes_no_dont_know(responses: Responses) -> None:
    found = table(responses, "answer")

    assert [(net.option, net.value) for net in found.nets] == [("Good or fair", 75.0)]


def test_every_option_is_in_every_group_even_where_nobody_chose_it(responses: Responses) -> None:
    found = table(responses, "answer", "sex")

    assert [(dict(row.by)["sex"], row.option) for row in found.rows] == [
        (sex, option)
        for sex in ("Women", "Men")
        for option in ("Good", "Fair", "Poor", "Don't know")
    ]
    men = {row.option: row for row in found.rows if dict(row.by)["sex"] == "Men"}
    assert (men["Poor"].value, men["Poor"].se, men["Poor"].lo, men["Poor"].hi) == (0, 0, None, None)
    assert (men["Good"].value, men["Good"].base) == (100, 1)


def test_several_answers_need_not_sum_to_a_hundred_and_a_net_counts_people_once(
    responses: Responses,
) -> None:
    found = table(responses, "media")

    # Five use any, with weights 1, 2, 3, 1, 1: TV 1 + 2 + 1, radio 1 + 3, press 1, of 8.
    assert shares(found) == [("TV", 50), ("Radio", 50), ("Press", 12.5)]
    assert found.nets[0].value == pytest.approx(100 * 7 / 8)
    assert "Several answers could be given" in found.note


def test_a_person_is_in_every_group_of_a_multiple_response_break(responses: Responses) -> None:
    found = table(responses, "children", "media")

    # TV: 0 and 2 with weights 1 and 2; radio: 0 and 2 with weights 1 and 3; press: 1.
    assert [(dict(row.by)["media"], row.base) for row in found.rows] == [
        ("TV", 2),
        ("Radio", 2),
        ("Press", 1),
    ]
    assert [row.value for row in found.rows] == [
        pytest.approx(4 / 3),
        pytest.approx(6 / 4),
        pytest.approx(1),
    ]


def test_breaks_are_crossed_with_the_last_changing_fastest(responses: Responses) -> None:
    found = table(responses, "children", "sex", "answer")

    assert found.by == ("sex", "answer")
    assert [row.by[0][1][:1] + row.by[1][1][:1] for row in found.rows] == [
        "WG", "WF", "WP", "WD", "MG", "MF", "MP", "MD",
    ]  # fmt: skip
    assert (found.rows[0].value, found.rows[0].base) == (0, 1)


def test_a_number_with_few_values_breaks_by_them_in_order(responses: Responses) -> None:
    found = table(responses, "sex", "children")

    assert list(dict.fromkeys(dict(row.by)["children"] for row in found.rows)) == [
        "0",
        "1",
        "2",
        "3",
    ]


def test_a_number_with_many_values_breaks_nothing(tmp_path: Path) -> None:
    rows = pd.DataFrame({"income": [float(n) for n in range(41)], "sex": ["Men"] * 41})
    income = Question(id="income", type="numeric")
    responses = write_responses(tmp_path, rows, (income, SEX), design=Design())

    with pytest.raises(StatisticsError, match="income: more than 40 different numbers"):
        table(responses, "sex", "income")


def test_the_filter_and_the_questions_own_base_both_hold(tmp_path: Path) -> None:
    asked = Question(
        id="children", type="numeric", base=AskedOf(label="Women", where="sex == 'Women'")
    )
    responses = write_responses(tmp_path, ROWS, (ANSWER, SEX, asked), design=Design(weight="w"))

    found = table(responses, "children", where="answer in ['Good', 'Fair']")

    # Women who said good or fair: 0 children with weight 1, 2 with weight 3.
    assert found.rows[0].value == pytest.approx(1.5)
    assert found.rows[0].base == 2
    assert found.where == "answer in ['Good', 'Fair']"
    assert "Base: Women, those who gave a number." in found.note


def test_people_who_do_not_know_have_no_part_in_a_mean(tmp_path: Path) -> None:
    responses = write_responses(tmp_path, ROWS, QUESTIONS, design=Design())

    found = tabulate(responses, Wanted(question="answer", statistic="mean"), minimum_base=1)

    # Codes 1, 1, 2 and 3 of the four who know.
    assert (found.rows[0].value, found.rows[0].base) == (1.75, 4)
    assert "Answers of “Don't know” are left out." in found.note


def test_a_group_below_the_minimum_keeps_its_rows_without_a_number(responses: Responses) -> None:
    found = tabulate(responses, Wanted(question="answer", by=("sex",)), minimum_base=3)

    assert len(found.rows) == 8
    assert all(
        row.suppressed and row.value is None and row.base is None
        for row in found.rows
        if dict(row.by)["sex"] == "Men"
    )


def test_the_note_says_whether_it_is_weighted_and_how_the_errors_were_made(
    tmp_path: Path, responses: Responses
) -> None:
    (tmp_path / "unweighted").mkdir()
    unweighted = write_responses(tmp_path / "unweighted", ROWS, QUESTIONS, design=Design())

    assert table(responses, "sex").note == (
        "Weighted by w; bases are unweighted. Base: all respondents who gave an answer. "
        "95% logit intervals, errors linearised."
    )
    assert table(unweighted, "sex").note.startswith("Unweighted. Base: all respondents")


def test_an_unknown_question_or_break_is_named_beside_the_nearest(responses: Responses) -> None:
    with pytest.raises(UnknownQuestion, match=r"no question 'answers' in the responses; .* answer"):
        table(responses, "answers")
    with pytest.raises(UnknownQuestion, match=r"no question 'child' in the responses; .* children"):
        table(responses, "answer", "child")


@pytest.mark.parametrize(
    ("wanted", "error", "message"),
    [
        (Wanted(question="answer", by=("sex", "sex")), StatisticsError, "the same question twice"),
        (Wanted(question="children", statistic="share"), StatisticsError, "has no shares"),
        (Wanted(question="sex", statistic="mean"), StatisticsError, "it has no mean"),
        (Wanted(question="media", statistic="median"), StatisticsError, "it has no median"),
        (Wanted(question="sex", where="nobody == 1"), BadFilter, "nobody"),
    ],
)
def test_what_cannot_be_computed_is_refused_in_words(
    wanted: Wanted, error: type[Exception], message: str, responses: Responses
) -> None:
    with pytest.raises(error, match=message):
        tabulate(responses, wanted, minimum_base=1)


def test_a_population_size_below_the_sample_is_refused(tmp_path: Path) -> None:
    rows = ROWS.assign(size=3.0)
    responses = write_responses(tmp_path, rows, QUESTIONS, design=Design(weight="w", fpc="size"))

    with pytest.raises(StatisticsError, match="3 is neither a sampling fraction nor a number"):
        table(responses, "sex")


def test_a_sampling_fraction_and_the_size_that_it_is_of_correct_alike(tmp_path: Path) -> None:
    found = []
    for name, fpc in (("fraction", 0.25), ("size", 24.0)):  # 6 of 24 people were asked
        (tmp_path / name).mkdir()
        responses = write_responses(
            tmp_path / name, ROWS.assign(f=fpc), QUESTIONS, design=Design(weight="w", fpc="f")
        )
        found.append(table(responses, "answer").rows[0].se)

    assert found[0] == pytest.approx(found[1], rel=1e-12)


def test_weights_of_1_count_nobody_but_the_respondents(tmp_path: Path) -> None:
    found = []
    for name, weight in (("ones", "w"), ("none", "")):
        (tmp_path / name).mkdir()
        responses = write_responses(
            tmp_path / name, ROWS.assign(w=1.0), QUESTIONS, design=Design(weight=weight)
        )
        found.append(table(responses, "answer").rows[0])

    # Five of a simple random sample of six answered: 6/5 * p (1 - p) / 5 over p (1 - p) / 4.
    assert [row.deff for row in found] == pytest.approx([0.96, 0.96])
    assert [row.effective_base for row in found] == pytest.approx([5 / 0.96, 5 / 0.96])
