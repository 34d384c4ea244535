"""Cases of the answers that readers called not right."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluate.case import Case
from assistant.evaluate.grading import grade
from assistant.evaluate.sets.feedback import set_from_feedback
from assistant.evaluate.sets.reading import parse_set
from assistant.evaluate.sets.writing import set_text
from assistant.history import History, Kept
from tests.evaluate.by_hand import answer, figure, refused, reply

DAY = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
TO_EDIT = "A reader called this answer not right. Say what is right instead."
LED = answer("It was 86%, of 150.", figure("150", 150.0, "count"), figure("86%", 86.04))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    history = History.open(f"sqlite:///{tmp_path}/history.sqlite", clock=lambda: DAY)
    yield history
    history.close()


def keep(
    history: History, answer_id: str, question: str, given: Any = LED, *, conversation: str = "c1"
) -> None:
    kept = Kept(answer_id=answer_id, question=question, answer_json=json.dumps(given))
    history.keep(conversation, kept)


def cases(history: History) -> tuple[Case, ...]:
    questions = set_from_feedback(history)
    assert questions is not None
    assert parse_set(set_text(questions), where="feedback") == questions
    return questions.cases


def test_without_a_bad_rating_there_is_no_set(history: History) -> None:
    assert set_from_feedback(history) is None

    keep(history, "a1", "How many agree?")
    keep(history, "a2", "How many hire?")
    history.rate("a1", rating="up")

    assert set_from_feedback(history) is None


def test_an_answer_with_a_figure_must_not_lead_with_it_again(history: History) -> None:
    keep(history, "a1", "How many agree?")
    history.rate("a1", rating="down", comment="That is \x1b[31mof\nstudents")

    [case] = cases(history)

    assert (case.id, case.question, case.tags) == ("feedback-a1", "How many agree?", ("feedback",))
    assert case.why == f"{TO_EDIT} The reader wrote: That is of students"
    assert [(f.any_of[0].value, f.any_of[0].unit) for f in case.not_figures] == [(86.04, "percent")]
    again = answer("It was 86%.", figure("86%", 86.04))
    better = answer("It was 74%.", figure("74%", 74.0))
    assert grade(case, reply(again)).outcome == "misleading"
    assert grade(case, reply(better)).outcome == "right"


@pytest.mark.parametrize(
    ("text", "words"), [("Nobody asked.", "Nobody asked."), ("", "—"), (" \n ", "—")]
)
def test_an_answer_without_one_must_not_have_the_same_text(
    history: History, text: str, words: str
) -> None:
    keep(history, "a1", "How many agree?", refused(text=text) | {"text": text})
    history.rate("a1", rating="down")

    [case] = cases(history)

    assert (case.must_not_say, case.not_figures, case.why) == ((words,), (), TO_EDIT)


@pytest.mark.parametrize("kept", [{}, {"figures": None, "text": None}, {"figures": []}])
def test_an_answer_that_others_kept_in_their_own_shape_is_a_case_too(
    history: History, kept: dict[str, Any]
) -> None:
    keep(history, "a1", "How many agree?", kept)
    history.rate("a1", rating="down")

    assert cases(history)[0].must_not_say == ("—",)


def test_a_follow_up_has_the_questions_before_it(history: History) -> None:
    keep(history, "a1", "How many agree?")
    keep(history, "b1", "Who paid?", conversation="c2")
    keep(history, "a2", "And in India?")
    keep(history, "a3", "And of women?")
    history.rate("a2", rating="down")
    history.rate("b1", rating="down")

    assert [(c.id, c.question, c.turns) for c in cases(history)] == [
        ("feedback-a2", None, ("How many agree?", "And in India?")),
        ("feedback-b1", "Who paid?", ()),
    ]


def test_no_more_turns_are_kept_than_a_conversation_is_answered_by(history: History) -> None:
    for n in range(30):
        keep(history, f"a{n}", f"Question {n}?")
    history.rate("a29", rating="down")

    [case] = cases(history)

    # 20 turns go before a question
    assert (len(case.turns), case.turns[0], case.asked) == (21, "Question 9?", "Question 29?")


def test_questions_that_are_blank_are_passed_over(history: History) -> None:
    keep(history, "a1", " ")
    keep(history, "a2", "How many agree?")
    history.rate("a1", rating="down")
    history.rate("a2", rating="down")

    [case] = cases(history)

    assert (case.id, case.question) == ("feedback-a2", "How many agree?")


def test_ids_of_other_systems_become_ids_of_cases_and_stay_apart(history: History) -> None:
    for n, answer_id in enumerate(("C024BE91L:1699.12", "a/b", "a+b", "~" * 100, "x" * 100)):
        keep(history, answer_id, f"Question {n}?", conversation=f"c{n}")
        history.rate(answer_id, rating="down")

    ids = [case.id for case in cases(history)]

    assert "feedback-C024BE91L:1699.12" in ids
    assert len(set(ids)) == 5


def test_hostile_words_read_back_as_they_were(history: History) -> None:
    hostile = "How many?\x1b]0;x\x07\n- id: evil\n=1+1 \u202e <b> &a *a"
    keep(history, "a1", hostile, {"text": hostile})
    history.rate("a1", rating="down", comment=hostile)

    [case] = cases(history)

    assert case.question == hostile
    assert case.must_not_say == (hostile,)
    assert "\n" not in case.why
