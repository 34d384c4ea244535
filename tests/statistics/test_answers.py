"""What a person answered, from columns of any kind."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assistant.corpus.responses.questionnaire import Option, Question, Questionnaire
from assistant.errors import UnknownQuestion
from assistant.statistics.answers import Answers
from assistant.statistics.engines import collect, open_table

SCALE = Question(
    id="code",
    type="scale",
    options=(
        Option(value="1", label="Low"),
        Option(value="2", label="High"),
        Option(value="8", label="Don't know"),
    ),
    missing=("9",),
    dont_know=("Don't know",),
)
HOURS = Question(id="hours", type="numeric", missing=("99",))
READ = Question(
    id="read",
    type="multiple",
    separator=",",
    options=(
        Option(value="often", label="Often"),
        Option(value="Yes, often", label="Yes, often"),
        Option(value="books", label="Books"),
    ),
)
COLUMNS = {
    "code": [1.0, 2.0, 8.0, 9.0, None, 7.0],
    "hours": ["1.5", " 40", "99", "many", "", None],
    "read": ["Yes, often, books", "often", "books,often", "bookshelf", None, ""],
    "Flag": [True, False, None, True, True, True],
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    path = tmp_path_factory.mktemp("answers") / "people.parquet"
    pq.write_table(pa.table(COLUMNS), path)
    return Answers(open_table(str(path)), Questionnaire(questions=(SCALE, HOURS, READ)))


def column(answers: Answers, expression: object) -> list[object]:
    found: list[object] = collect(answers.table.select(answer=expression))["answer"].to_pylist()
    return found


def test_a_code_is_text_without_a_point(answers: Answers) -> None:
    assert column(answers, answers.raw("code")) == ["1", "2", "8", "9", None, "7"]
    assert column(answers, answers.raw("flag"))[:3] == ["true", "false", None]


def test_labels_are_of_listed_answers_only(answers: Answers) -> None:
    expected = ["Low", "High", "Don't know", None, None, None]

    assert column(answers, answers.label(SCALE)) == expected


def test_who_does_not_know_has_answered_but_has_no_number(answers: Answers) -> None:
    assert column(answers, answers.answered(SCALE)) == [True, True, True, False, False, True]
    assert column(answers, answers.number(SCALE)) == [1.0, 2.0, None, None, None, None]


def test_what_is_no_number_is_none(answers: Answers) -> None:
    assert column(answers, answers.number(HOURS)) == [1.5, 40.0, None, None, None, None]


@pytest.mark.parametrize(
    ("label", "chosen"),
    [
        ("Often", [False, True, True, False, False, False]),  # not within "Yes, often"
        ("Yes, often", [True, False, False, False, False, False]),
        ("Books", [True, False, True, False, False, False]),  # not within "bookshelf"
    ],
)
def test_parts_of_a_delimited_answer_are_whole(
    answers: Answers, label: str, chosen: list[bool]
) -> None:
    option = READ.option(label)
    assert option is not None

    assert column(answers, answers.chose(READ, option)) == chosen


def test_a_column_that_is_not_there_is_named(answers: Answers) -> None:
    with pytest.raises(UnknownQuestion, match="hour: the responses have no such column"):
        answers.raw("hour")
