from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from assistant.errors import BadInput, NotKept
from assistant.history import Conversation, History, Kept, Rating, Remembered
from tests.history.conftest import Clock, kept

ANSWER = Kept(
    answer_id="a1",
    question="What share of employers agree?",
    answer_json='{"text": "86% of employers agree. [1]"}',
    answerer="openai:some-model",
    input_tokens=1_200,
    output_tokens=80,
    cost_usd=0.0021,
)


def test_an_answer_comes_back_as_it_was_given(history: History) -> None:
    history.keep("c1", ANSWER)

    assert history.answers("c1") == (
        Remembered(conversation="c1", at=datetime(2026, 3, 1, 10, 0, tzinfo=UTC), kept=ANSWER),
    )


def test_times_are_kept_in_utc_whatever_the_clock_shows(history: History, clock: Clock) -> None:
    clock.now = datetime(2026, 3, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))

    history.keep("c1", ANSWER)

    at = history.answers("c1")[0].at
    assert (at, at.utcoffset()) == (datetime(2026, 2, 28, 23, 30, tzinfo=UTC), timedelta(0))


def test_what_is_kept_is_there_when_it_is_opened_again(history: History, path: Path) -> None:
    history.keep("c1", ANSWER)

    again = History.open(f"sqlite:///{path}", clock=Clock())
    found = again.answers("c1")
    again.close()

    assert [answer.kept for answer in found] == [ANSWER]


def test_turns_are_the_last_twenty_questions_oldest_first(history: History) -> None:
    for number in range(1, 26):
        history.keep("c1", kept(f"a{number}", question=f"Question {number}?"))
    history.keep("c2", kept("b1", question="Of another conversation?"))

    assert history.turns("c1") == tuple(f"Question {number}?" for number in range(6, 26))
    assert history.turns("unknown") == ()


def test_conversations_are_listed_in_brief_the_latest_first(history: History) -> None:
    history.keep("c1", kept("a1", question="First?"))
    history.keep("c2", kept("b1", question="Second?"))
    history.keep("c1", kept("a2", question="Third?"))

    assert history.conversations() == (
        Conversation(
            id="c1",
            began=datetime(2026, 3, 1, 10, 0, tzinfo=UTC),
            latest=datetime(2026, 3, 1, 10, 2, tzinfo=UTC),
            answers=2,
            first_question="First?",
        ),
        Conversation(
            id="c2",
            began=datetime(2026, 3, 1, 10, 1, tzinfo=UTC),
            latest=datetime(2026, 3, 1, 10, 1, tzinfo=UTC),
            answers=1,
            first_question="Second?",
        ),
    )
    assert [conversation.id for conversation in history.conversations(1)] == ["c1"]


def test_the_latest_rating_stands(history: History) -> None:
    history.keep("c1", kept("a1"))

    history.rate("a1", rating="up", comment="Just what I wanted")
    history.rate("a1", rating="down", comment="But of which year?")

    assert history.answers("c1")[0].rating == Rating(
        rating="down",
        comment="But of which year?",
        at=datetime(2026, 3, 1, 10, 2, tzinfo=UTC),
    )


def test_an_answer_that_is_not_kept_cannot_be_rated(history: History) -> None:
    with pytest.raises(NotKept, match="no such answer is kept"):
        history.rate("a1", rating="up")


def test_the_same_answer_is_not_kept_twice(history: History) -> None:
    history.keep("c1", kept("a1"))

    with pytest.raises(BadInput, match="answer 'a1' is kept already"):
        history.keep("c2", kept("a1"))

    assert history.answers("c2") == ()


@pytest.mark.parametrize(
    ("conversation", "wrong", "complaint"),
    [
        ("c 1", ANSWER, "the id of the conversation must be"),
        ("c" * 101, ANSWER, "the id of the conversation must be"),
        ("c1", replace(ANSWER, answer_id=""), "the id of the answer must be"),
        ("c1", replace(ANSWER, question="x" * 20_001), "question has 20,001 characters"),
        ("c1", replace(ANSWER, answer_json="x" * 2_000_001), "answer has 2,000,001 characters"),
        ("c1", replace(ANSWER, answer_json="86%"), "is no JSON object"),
        ("c1", replace(ANSWER, answer_json="[]"), "is no JSON object"),
        ("c1", replace(ANSWER, answer_json="[" * 100_000), "is no JSON object"),
        ("c1", replace(ANSWER, answerer="x" * 201), "answerer's name has 201 characters"),
    ],
)
def test_what_is_out_of_bounds_is_refused_in_one_line_and_not_kept(
    history: History, conversation: str, wrong: Kept, complaint: str
) -> None:
    with pytest.raises(BadInput, match=complaint) as refusal:
        history.keep(conversation, wrong)

    assert len(str(refusal.value)) < 200
    assert history.conversations() == ()


def test_a_comment_is_bounded(history: History) -> None:
    history.keep("c1", kept("a1"))

    with pytest.raises(BadInput, match="comment has 2,001 characters; up to 2,000"):
        history.rate("a1", rating="up", comment="x" * 2_001)


def test_characters_that_no_database_takes_are_replaced(history: History) -> None:
    history.keep("c1", kept("a1", question="Half \ud800 and none \x00?"))

    assert history.turns("c1") == ("Half \ufffd and none \ufffd?",)


def test_sql_in_a_question_or_an_id_is_a_text_like_any_other(history: History) -> None:
    question = "'); DROP TABLE assistant_answers; --"
    history.keep("c';--", kept("a'--", question=question))

    assert history.turns("c';--") == (question,)
    assert history.delete("'OR'1'='1") == 0


def test_a_conversation_is_deleted_with_its_ratings_and_no_other(history: History) -> None:
    history.keep("c1", kept("a1"))
    history.keep("c1", kept("a2"))
    history.keep("c2", kept("b1"))
    history.rate("a1", rating="up")

    assert history.delete("c1") == 2

    assert [conversation.id for conversation in history.conversations()] == ["c2"]
    history.keep("c1", kept("a1"))
    assert history.answers("c1")[0].rating is None


def test_what_is_older_than_a_day_is_deleted_and_that_day_stays(
    history: History, clock: Clock
) -> None:
    clock.now = datetime(2026, 2, 28, 23, 59, tzinfo=UTC)
    history.keep("c1", kept("a1", question="A minute before midnight?"))
    history.keep("c1", kept("a2", question="At midnight?"))

    assert history.delete_before(date(2026, 3, 1)) == 1

    assert history.turns("c1") == ("At midnight?",)


def test_everything_can_be_deleted(history: History) -> None:
    history.keep("c1", kept("a1"))
    history.keep("c2", kept("b1"))

    assert (history.delete_all(), history.delete_all()) == (2, 0)
    assert history.conversations() == ()


def test_what_is_deleted_is_gone_from_the_files(history: History, path: Path) -> None:
    history.keep("c1", kept("a1", question="Something private?"))
    before = b"".join(file.read_bytes() for file in path.parent.iterdir())

    history.delete("c1")

    after = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"Something private?" in before
    assert b"Something private?" not in after


def test_several_threads_keep_at_once(history: History) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: history.keep(f"c{n % 4}", kept(f"a{n}")), range(80)))

    assert [conversation.answers for conversation in history.conversations()] == [20] * 4
