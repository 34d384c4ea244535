"""Feedback and conversations over HTTP."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.history import History, Kept, new_answer_id, new_conversation_id
from assistant.interfaces.web.feedback import build_feedback
from assistant.interfaces.web.problems import add_problem_handlers
from assistant.render.answer_json import answer_json
from assistant.render.contract import json_line
from tests.interfaces.fake_assistant import ANSWER

AT = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    history = History.open(f"sqlite:///{tmp_path}/history.sqlite", clock=lambda: AT)
    yield history
    history.close()


@pytest.fixture
def client(history: History) -> Iterator[TestClient]:
    app = FastAPI()
    add_problem_handlers(app)
    app.include_router(build_feedback(history))
    with TestClient(app) as client:
        yield client


@pytest.fixture
def answer(history: History) -> str:
    """The id of an answer in a conversation called as it is."""
    answer = new_answer_id()
    published = json_line(answer_json(ANSWER, given_id=answer))
    history.keep(answer, Kept(answer_id=answer, question="Who?", answer_json=published))
    return answer


def test_a_rating_is_kept_and_the_latest_stands(
    client: TestClient, history: History, answer: str
) -> None:
    first = client.post("/api/feedback", json={"answer": answer, "rating": "up"})
    second = client.post(
        "/api/feedback", json={"answer": answer, "rating": "down", "comment": "Of which year?"}
    )

    assert (first.status_code, first.content) == (204, b"")
    assert second.status_code == 204
    rating = history.answers(answer)[0].rating
    assert rating is not None
    assert (rating.rating, rating.comment) == ("down", "Of which year?")


def test_an_answer_that_is_not_kept_is_not_found(client: TestClient) -> None:
    response = client.post("/api/feedback", json={"answer": "a9", "rating": "up"})

    assert response.status_code == 404
    assert response.json() == {
        "detail": "no such answer is kept: it was deleted, or its id is wrong"
    }


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({"answer": "a1", "rating": "fine"}, "rating: Input should be 'up' or 'down'"),
        ({"answer": "a 1", "rating": "up"}, "answer: String should match pattern"),
        ({"answer": "", "rating": "up"}, "answer: String should match pattern"),
        ({"rating": "up"}, "answer: Field required"),
        ({"answer": "a1", "rating": "up", "by": "ann"}, "by: Extra inputs are not permitted"),
        (
            {"answer": "a1", "rating": "up", "comment": "x" * 2_001},
            "comment: String should have at most 2000",
        ),
    ],
)
def test_bad_feedback_is_answered_in_one_line(
    client: TestClient, body: dict[str, str], detail: str
) -> None:
    response = client.post("/api/feedback", json=body)

    assert response.status_code == 422
    assert response.json()["detail"].startswith(detail)


def test_a_conversation_comes_back_as_it_was_led(client: TestClient, answer: str) -> None:
    client.post("/api/feedback", json={"answer": answer, "rating": "up"})

    response = client.get(f"/api/conversations/{answer}")

    assert response.status_code == 200
    assert response.json() == {
        "id": answer,
        "answers": [
            {
                "conversation": answer,
                "at": "2026-03-01T10:00:00+00:00",
                "answer": answer_json(ANSWER, given_id=answer),
                "rating": {"rating": "up", "comment": "", "at": "2026-03-01T10:00:00+00:00"},
                "input_tokens": 0,
                "output_tokens": 0,
                "cost_usd": None,
            }
        ],
    }


def test_an_answer_comes_back_as_it_was_given_whatever_shape_answers_have_now(
    client: TestClient, history: History
) -> None:
    conversation = new_conversation_id()
    history.keep(conversation, Kept(answer_id="a1", question="Who?", answer_json='{"of": "old"}'))

    (found,) = client.get(f"/api/conversations/{conversation}").json()["answers"]

    assert found["answer"] == {"of": "old"}


def test_a_conversation_that_is_not_kept_is_not_found(client: TestClient) -> None:
    response = client.get(f"/api/conversations/{new_conversation_id()}")

    assert response.status_code == 404
    assert response.json()["detail"].startswith("no such conversation is kept")


def test_a_conversation_is_deleted_and_once_is_enough(
    client: TestClient, history: History, answer: str
) -> None:
    first = client.delete(f"/api/conversations/{answer}")
    second = client.delete(f"/api/conversations/{answer}")

    assert (first.status_code, second.status_code) == (204, 204)
    assert history.answers(answer) == ()


@pytest.mark.parametrize("id", ["1", "C024BE91L:1699999999.1234", "x" * 23, "%00" * 22])
def test_an_id_that_could_be_guessed_opens_nothing(
    client: TestClient, history: History, id: str
) -> None:
    history.keep("1", Kept(answer_id="a1", question="Who?", answer_json="{}"))

    read = client.get(f"/api/conversations/{id}")
    deleted = client.delete(f"/api/conversations/{id}")

    assert (read.status_code, deleted.status_code) == (422, 422)
    assert history.turns("1") == ("Who?",)


def test_nobody_can_list_the_conversations_of_others(client: TestClient, answer: str) -> None:
    assert client.get("/api/conversations").status_code == 404
    assert client.get("/api/conversations/").status_code == 404


def test_the_description_names_every_answer(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]

    answers = {
        (path, method): sorted(operation["responses"])
        for path, operations in paths.items()
        for method, operation in operations.items()
    }
    assert answers == {
        ("/api/feedback", "post"): ["204", "400", "404", "413", "422", "503"],
        ("/api/conversations/{id}", "get"): ["200", "404", "422", "503"],
        ("/api/conversations/{id}", "delete"): ["204", "422", "503"],
    }


def test_a_store_that_fails_is_one_line(client: TestClient, history: History, answer: str) -> None:
    with history.store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE assistant_ratings")

    response = client.get(f"/api/conversations/{answer}")

    assert response.status_code == 503
    assert "no such table" in response.json()["detail"]
