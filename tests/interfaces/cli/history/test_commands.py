"""`assistant history`."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

from assistant.history import History, Kept
from assistant.render.answer_json import answer_json
from assistant.render.contract import json_line
from assistant.render.schemas import published_schema
from tests.interfaces.cli.conftest import Run
from tests.interfaces.fake_assistant import ANSWER

DAY = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)


def given(answer_id: str, question: str) -> Kept:
    published = json_line(answer_json(ANSWER, given_id=answer_id))
    return Kept(answer_id=answer_id, question=question, answer_json=published)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path}/history.sqlite"
    monkeypatch.setenv("ASSISTANT_HISTORY", url)
    return url


@pytest.fixture
def history(url: str) -> Iterator[History]:
    """Two conversations, one of them with a rating."""
    history = History.open(url, clock=lambda: DAY)
    history.keep("c1", given("a1", "What share of \x1b[31memployers?"))
    history.keep("c2", given("b1", "And students? " * 10))
    history.keep("c1", given("a2", "And in India?"))
    history.rate("a1", rating="up", comment="Just\nright")
    yield history
    history.close()


def test_list_gives_one_conversation_a_line(run: Run, history: History) -> None:
    ran = run("history", "list")

    assert (ran.code, ran.out.splitlines()) == (
        0,
        [
            "c1  2026-03-01 10:00 UTC  2 answers  What share of employers?",
            "c2  2026-03-01 10:00 UTC  1 answer  And students? And students? And students? "
            "And students? And…",
        ],
    )
    assert run("history", "list", "--limit", "1").out.count("\n") == 1


@pytest.mark.parametrize("command", ["list", "export"])
def test_a_history_with_nothing_in_it_says_so(run: Run, url: str, command: str) -> None:
    ran = run("history", command)

    assert (ran.code, ran.out) == (0, "No conversation is kept yet.\n")
    assert run("history", "export", "--json").out == ""


def test_show_gives_questions_answers_and_ratings(run: Run, history: History) -> None:
    ran = run("history", "show", "c1")

    assert ran.out == (
        "2026-03-01 10:00 UTC  What share of employers?\n"
        f"{ANSWER.text}\n"
        "(built-in)\n"
        "Rated up: Just right\n\n"
        "2026-03-01 10:00 UTC  And in India?\n"
        f"{ANSWER.text}\n"
        "(built-in)\n"
    )


def test_show_says_what_an_answer_of_a_model_took(run: Run, url: str) -> None:
    history = History.open(url, clock=lambda: DAY)
    kept = Kept(
        answer_id="a1",
        question="Who?",
        answer_json='{"text": "86%"}',
        answerer="openai:some-model",
        input_tokens=1_200,
        output_tokens=80,
        cost_usd=0.0021,
    )
    history.keep("c1", kept)
    history.close()

    assert (
        "(openai:some-model, 1,200 tokens in, 80 out, $0.0021)" in run("history", "show", "c1").out
    )


def test_export_gives_every_answer_in_the_published_shape(run: Run, history: History) -> None:
    ran = run("history", "export", "--json")

    lines = [json.loads(line) for line in ran.out.splitlines()]
    for line in lines:
        jsonschema.validate(line, published_schema("kept"))
    assert [(line["conversation"], line["answer"]["id"]) for line in lines] == [
        ("c1", "a1"),
        ("c1", "a2"),
        ("c2", "b1"),
    ]
    assert lines[0]["rating"] == {
        "rating": "up",
        "comment": "Just\nright",
        "at": "2026-03-01T10:00:00+00:00",
    }


def test_export_can_be_read_as_well(run: Run, history: History) -> None:
    out = run("history", "export").out

    assert out.startswith("Conversation c1\n\n2026-03-01 10:00 UTC  What share")
    assert "\n\nConversation c2\n\n" in out


def test_a_conversation_is_deleted_once_somebody_says_yes(run: Run, history: History) -> None:
    refused = run("history", "delete", "c1", stdin="n\n")
    agreed = run("history", "delete", "c1", stdin="y\n")

    assert (refused.code, "Nothing was deleted." in refused.out) == (0, True)
    assert (agreed.code, agreed.out.endswith("2 answers deleted.\n")) == (0, True)
    assert [conversation.id for conversation in history.conversations()] == ["c2"]


def test_nothing_is_deleted_where_nobody_can_say_yes(run: Run, history: History) -> None:
    ran = run("history", "delete", "--all")

    assert ran.code == 2
    assert ran.err.endswith("nothing was deleted, for nobody said yes; --yes does not ask first\n")
    assert len(history.conversations()) == 2


@pytest.mark.parametrize(
    ("arguments", "deleted"),
    [
        (("--all",), "3 answers deleted.\n"),
        (("--before", "2026-03-01"), "0 answers deleted.\n"),
        (("--before", "2026-03-02"), "3 answers deleted.\n"),
        (("c2",), "1 answer deleted.\n"),
    ],
)
def test_with_yes_it_deletes_without_asking(
    run: Run, history: History, arguments: tuple[str, ...], deleted: str
) -> None:
    ran = run("history", "delete", *arguments, "--yes")

    assert (ran.code, ran.out) == (0, deleted)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("show", "c9"), "no such conversation is kept"),
        (("show", "c 9"), "the id of the conversation must be"),
        (("delete", "c9", "--yes"), "no such conversation is kept"),
        (("delete",), "give one of ID, --all and --before"),
        (("delete", "c1", "--all"), "give one of ID, --all and --before"),
        (("delete", "--before", "March"), "--before: 'March' is no day; write 2026-01-31"),
    ],
)
def test_wrong_use_is_one_line(
    run: Run, history: History, arguments: tuple[str, ...], complaint: str
) -> None:
    ran = run("history", *arguments)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert complaint in ran.err
    assert len(history.conversations()) == 2


def test_where_nothing_is_kept_it_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HISTORY", "off")

    ran = run("history", "list")

    assert (ran.code, ran.err) == (2, "assistant: nothing is kept: ASSISTANT_HISTORY is off\n")


def test_a_store_that_cannot_be_opened_is_one_line_and_ends_with_3(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "diary.sqlite").write_bytes(b"Dear diary, " * 500)
    monkeypatch.setenv("ASSISTANT_HISTORY", f"sqlite:///{tmp_path}/diary.sqlite")

    ran = run("history", "list")

    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "diary.sqlite: file is not a database" in ran.err


def test_a_password_is_not_printed_where_errors_are_traced(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DEBUG", "1")
    monkeypatch.setenv("ASSISTANT_HISTORY", "postgresql://ann:hunter2@127.0.0.1:1/kept")

    ran = run("history", "list")

    assert ran.code == 3
    assert "HistoryUnavailable" in ran.err
    assert "hunter2" not in ran.out + ran.err


def test_it_is_kept_in_the_users_state_folder_unless_told_otherwise(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    run("history", "list")

    assert (tmp_path / "state" / "survey-assistant" / "history.sqlite").is_file()
