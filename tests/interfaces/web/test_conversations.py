"""Conversations on the page and over HTTP, kept in a history."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.answer.models.asking.usage import Usage
from assistant.history import History, Kept, new_conversation_id
from assistant.interfaces.web.app import build_app
from assistant.settings import Settings
from assistant.survey import Survey
from tests.interfaces.fake_assistant import AMBIGUOUS, ANSWER, QUOTE, SKILLS, FakeAssistant

AT = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
ATTACK = "<script>alert(1)</script>"


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    history = History.open(f"sqlite:///{tmp_path}/history.sqlite", clock=lambda: AT)
    yield history
    history.close()


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def client(fake: FakeAssistant, history: History) -> TestClient:
    return TestClient(build_app(fake, Settings(), history=history))


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def hidden(page: str, name: str) -> str:
    """The value of the first hidden field of that name."""
    found = re.search(rf'type="hidden" name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return html.unescape(found[1])


def test_a_follow_up_needs_no_script_and_has_the_questions_before_it(
    client: TestClient, fake: FakeAssistant
) -> None:
    first = client.post("/", data={"q": "employers?"}).text
    conversation = hidden(first, "conversation")

    second = client.post("/", data={"q": "And in India?", "conversation": conversation}).text

    assert (fake.asked[-1].turns, fake.asked[-1].question) == (("employers?",), "And in India?")
    assert hidden(second, "conversation") == conversation
    assert "Understood as: employers? And in India?" in words_of(second)


def test_what_was_asked_and_answered_before_stands_above(client: TestClient) -> None:
    conversation = hidden(client.post("/", data={"q": "employers?"}).text, "conversation")

    page = client.post("/", data={"q": "Will it rain?", "conversation": conversation}).text

    words = words_of(page)
    assert words.index("Earlier in this conversation") < words.index("86% of U.S. employers")
    assert words.index("86% of U.S. employers") < words.index("You asked: Will it rain?")
    assert QUOTE in words
    assert page.count('id="answer"') == 1


def test_a_link_with_a_question_begins_a_conversation_of_its_own(
    client: TestClient, history: History
) -> None:
    first = hidden(client.get("/?q=employers").text, "conversation")
    second = hidden(client.get("/?q=employers").text, "conversation")

    assert first != second
    assert history.turns(first) == ("employers",)


def test_the_answer_is_kept_as_it_was_given(client: TestClient, history: History) -> None:
    page = client.post("/", data={"q": "What share of employers?"}).text

    (kept,) = history.answers(hidden(page, "conversation"))
    assert kept.kept.question == "What share of employers?"
    given = json.loads(kept.kept.answer_json)
    assert given["figures"][0]["text"] == "86%"
    assert given["id"] == kept.kept.answer_id == hidden(page, "answer")


def test_what_a_language_model_took_is_kept_beside_its_answer(history: History) -> None:
    usage = Usage(model="scripted:one", calls=2, tokens_in=1_812, tokens_out=64, cost=0.25)
    worded = replace(ANSWER, answerer="scripted:one", usage=usage)
    client = TestClient(build_app(FakeAssistant(answer=worded), Settings(), history=history))

    page = client.post("/", data={"q": "employers?"}).text

    kept = history.answers(hidden(page, "conversation"))[0].kept
    assert (kept.answerer, kept.input_tokens, kept.output_tokens) == ("scripted:one", 1_812, 64)
    assert kept.cost_usd == 0.25


def test_whether_it_was_helpful_is_kept_and_the_conversation_shown_again(
    client: TestClient, history: History
) -> None:
    page = client.post("/", data={"q": "employers?"}).text
    conversation = hidden(page, "conversation")
    said = {"answer": hidden(page, "answer"), "conversation": conversation, "rating": "down"}

    thanks = client.post("/feedback", data=said)

    (kept,) = history.answers(conversation)
    assert kept.rating is not None
    assert kept.rating.rating == "down"
    assert "Thank you" in thanks.text
    assert "You said: not helpful" in words_of(thanks.text)
    assert hidden(thanks.text, "conversation") == conversation


def test_a_conversation_can_be_deleted_from_its_page(client: TestClient, history: History) -> None:
    conversation = hidden(client.post("/", data={"q": "employers?"}).text, "conversation")

    page = client.post("/conversation/delete", data={"conversation": conversation}).text

    assert history.answers(conversation) == ()
    assert "The conversation is deleted." in page
    assert 'name="conversation"' not in page


def test_what_an_ambiguous_question_could_mean_is_one_button_each(
    client: TestClient, fake: FakeAssistant
) -> None:
    page = client.post("/", data={"q": "Which?"}).text

    assert "Which do you mean?" in page
    assert re.findall(r'outline">(Do you \w+\?)<', page) == ["Do you vote?", "Do you drive?"]
    asked = hidden(page, "q")
    sent = {name: hidden(page, name) for name in ("whole", "conversation")}
    client.post("/", data={"q": asked, **sent})
    assert fake.asked[-1].question == "Which, about “Do you vote?”?"
    assert fake.asked[-1].turns == ()


def test_where_a_survey_is_to_be_chosen_its_title_is_shown_and_the_question_limited(
    history: History,
) -> None:
    refusal = AMBIGUOUS.refusal
    assert refusal is not None
    which = replace(AMBIGUOUS, refusal=replace(refusal, choices=("skills", "news")))
    surveys = (SKILLS, Survey(id="news", title="Trust in news"))
    fake = FakeAssistant(answer=which, surveys=surveys)
    client = TestClient(build_app(fake, Settings(), history=history))

    page = client.post("/", data={"q": "Who paid employers?"}).text

    assert re.findall(r'outline">((?:Skills|Trust)[^<]*)<', page) == [
        "Skills at work",
        "Trust in news",
    ]
    assert re.findall(r'name="survey" value="([^"]+)"', page) == ["skills", "news"]


def test_nothing_that_was_kept_is_taken_for_markup(client: TestClient, history: History) -> None:
    conversation = new_conversation_id()
    given = {"text": ATTACK, "citations": [{"n": ATTACK, "source": ATTACK, "quote": ATTACK}]}
    kept = Kept(
        answer_id="a1", question=ATTACK, answer_json=json.dumps(given), answerer=f"x:{ATTACK}"
    )
    history.keep(conversation, kept)

    page = client.post("/", data={"q": "employers" + ATTACK, "conversation": conversation}).text

    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 5


@pytest.mark.parametrize(
    ("path", "data", "problem"),
    [
        ("/", {"q": " "}, "There is no question: type one."),
        ("/", {"q": "x" * 2_001}, "A question may have up to 2,000 characters."),
        ("/", {"q": "x", "conversation": "guess"}, "There is no such conversation"),
        ("/feedback", {"answer": "a1", "rating": "maybe"}, "Say yes or no."),
        ("/conversation/delete", {"conversation": "../x"}, "There is no such conversation"),
    ],
)
def test_a_form_that_cannot_be_worked_with_is_answered_in_one_line(
    client: TestClient, path: str, data: dict[str, str], problem: str
) -> None:
    response = client.post(path, data=data)

    assert response.status_code == 422
    assert problem in response.text


def test_feedback_on_an_answer_that_is_gone_says_so(client: TestClient) -> None:
    response = client.post("/feedback", data={"answer": "a1", "rating": "up"})

    assert response.status_code == 404
    assert "no such answer is kept" in response.text


def test_over_http_a_conversation_goes_on_by_its_id(
    client: TestClient, fake: FakeAssistant, history: History
) -> None:
    conversation = new_conversation_id()
    asked = {"question": "employers?", "conversation": conversation}

    answer = client.post("/api/ask", json=asked).json()
    client.get("/api/ask/stream", params={"question": "And India?", "conversation": conversation})

    assert fake.asked[-1].turns == ("employers?",)
    kept = history.answers(conversation)
    assert [k.kept.question for k in kept] == ["employers?", "And India?"]
    assert json.loads(kept[0].kept.answer_json) == answer
    assert client.post("/api/feedback", json={"answer": answer["id"], "rating": "up"}).is_success


def test_over_http_nothing_is_kept_that_names_no_conversation(
    client: TestClient, history: History
) -> None:
    answer = client.post("/api/ask", json={"question": "employers?"}).json()

    assert len(answer["id"]) == 22
    assert history.conversations() == ()


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({"turns": ["x"], "conversation": "A" * 22}, "give turns or a conversation, not both"),
        ({"conversation": "guess"}, "conversation: String should match pattern"),
    ],
)
def test_a_conversation_that_cannot_be_is_refused(
    client: TestClient, body: dict[str, object], detail: str
) -> None:
    response = client.post("/api/ask", json={"question": "x", **body})

    assert response.status_code == 422
    assert response.json()["detail"].startswith(detail)


def test_where_nothing_is_kept_a_conversation_is_refused_and_not_forgotten() -> None:
    client = TestClient(build_app(FakeAssistant(), Settings()))

    response = client.post("/api/ask", json={"question": "x", "conversation": "A" * 22})

    assert response.status_code == 422
    assert "no conversations are kept here" in response.json()["detail"]
