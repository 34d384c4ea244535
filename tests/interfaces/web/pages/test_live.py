"""The page's form as a stream."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.history import History
from assistant.interfaces.web.app import build_app
from assistant.settings import Settings
from tests.interfaces.fake_assistant import QUOTE, FakeAssistant

ASKED = {"q": "What share of employers?"}


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    clock = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    history = History.open(f"sqlite:///{tmp_path}/history.sqlite", clock=lambda: clock)
    yield history
    history.close()


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def client(fake: FakeAssistant, history: History) -> Iterator[TestClient]:
    with TestClient(build_app(fake, Settings(model="scripted:one"), history=history)) as client:
        yield client


def names_of(body: str) -> list[str]:
    lines = body.splitlines()
    return [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]


def times_asked(fake: FakeAssistant) -> int:
    return [asked.question for asked in fake.asked].count(ASKED["q"])


def test_the_form_is_answered_sentence_by_sentence_and_its_answer_kept_once(
    client: TestClient, fake: FakeAssistant, history: History
) -> None:
    streamed = client.post("/stream", data=ASKED)
    ids = {
        "answer": streamed.headers["assistant-answer"],
        "conversation": streamed.headers["assistant-conversation"],
    }

    page = client.post("/", data={**ASKED, **ids}).text

    assert names_of(streamed.text) == ["working", "working", "sentence", "answer"]
    assert QUOTE in page
    assert f'name="answer" value="{ids["answer"]}"' in page
    assert "Earlier in this conversation" not in page
    (kept,) = history.answers(ids["conversation"])
    assert kept.kept.answer_id == ids["answer"]
    assert times_asked(fake) == 1


def test_sent_again_it_shows_the_conversation_and_asks_nothing(
    client: TestClient, fake: FakeAssistant, history: History
) -> None:
    headers = client.post("/stream", data=ASKED).headers
    conversation = headers["assistant-conversation"]
    form = {**ASKED, "answer": headers["assistant-answer"], "conversation": conversation}
    client.post("/", data=form)

    again = client.post("/", data=form).text

    assert "This conversation" in again
    assert QUOTE in again
    assert (len(history.answers(conversation)), times_asked(fake)) == (1, 1)


def test_another_question_with_the_same_id_is_asked(
    client: TestClient, fake: FakeAssistant
) -> None:
    headers = client.post("/stream", data=ASKED).headers

    client.post("/", data={"q": "Will it rain?", "answer": headers["assistant-answer"]})

    assert fake.asked[-1].question == "Will it rain?"


def test_without_a_history_the_answer_is_shown_all_the_same_and_asked_once(
    fake: FakeAssistant,
) -> None:
    with TestClient(build_app(fake, Settings(model="scripted:one"))) as client:
        headers = client.post("/stream", data=ASKED).headers
        page = client.post("/", data={**ASKED, "answer": headers["assistant-answer"]}).text

    assert "assistant-conversation" not in headers
    assert QUOTE in page
    assert times_asked(fake) == 1


@pytest.mark.parametrize("path", ["/stream", "/", "/feedback", "/conversation/delete"])
@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
)
def test_a_form_that_another_site_sends_is_refused(
    client: TestClient, fake: FakeAssistant, path: str, headers: dict[str, str]
) -> None:
    response = client.post(path, data=ASKED, headers=headers)

    assert response.status_code == 403
    assert "another site sent it" in response.text
    assert times_asked(fake) == 0


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}]
)
def test_a_form_of_the_page_itself_is_answered(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/stream", data=ASKED, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("form", "detail"),
    [
        ({"q": " "}, "There is no question: type one."),
        ({"q": "x", "conversation": "guess"}, "There is no such conversation; begin a new one."),
    ],
)
def test_what_cannot_be_begun_is_said_before_the_stream(
    client: TestClient, form: dict[str, str], detail: str
) -> None:
    response = client.post("/stream", data=form)

    assert (response.status_code, response.json()["detail"]) == (422, detail)


def test_the_script_is_there_only_where_a_language_model_is(client: TestClient) -> None:
    plain = TestClient(build_app(FakeAssistant(), Settings()))

    assert '<script src="/static/live.js" defer></script>' in client.get("/").text
    assert "data-live" in client.get("/").text
    assert "<script" not in plain.get("/").text
    assert "data-live" not in plain.get("/").text
