"""Finding a question by what it is called."""

import pytest

from assistant.corpus.responses.questionnaire import Question, Questionnaire
from assistant.errors import UnknownQuestion
from assistant.statistics.wordings import question_called

QUESTIONNAIRE = Questionnaire(
    questions=(
        Question(id="q1", text="How often do you feel lonely?", label="Loneliness"),
        Question(id="q2", text="How often do you exercise?"),
        Question(id="age"),
    )
)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Q1", "q1"),
        ("how often do you exercise", "q2"),
        ("How often do you exercize?", "q2"),
        ("feel lonely", "q1"),
        ("loneliness", "q1"),
    ],
)
def test_a_question_is_found_by_id_wording_or_short_name(name: str, id: str) -> None:
    assert question_called(QUESTIONNAIRE, name).id == id


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("how often", "'how often' may mean q1 (How often do you feel lonely?), q2 ("),
        ("ages", "no question 'ages'; near it: age (age)"),
        ("", "no question ''; near it:"),
    ],
)
def test_none_or_several_are_named(name: str, line: str) -> None:
    with pytest.raises(UnknownQuestion) as refused:
        question_called(QUESTIONNAIRE, name)

    assert str(refused.value).startswith(line)
