"""Our own servers and OpenAI-compatible endpoints as targets."""

import json
import threading
from typing import Any

import httpx
import pytest

from assistant.errors import TargetUnavailable
from assistant.evaluate.case import Case
from assistant.evaluate.grading import grade
from assistant.evaluate.grading.reply import Reply
from tests.evaluate.by_hand import check
from tests.evaluate.targets.servers import (
    ABOUT,
    ANSWERED,
    CLAIM,
    FOLLOW_UP,
    KEY,
    SHARE,
    URL,
    Remembering,
    chatting,
    openai,
    ours,
    reply_to,
    saying,
)


def test_our_server_says_what_it_is() -> None:
    target = ours(lambda request: httpx.Response(200, json=ABOUT[request.url.path]))

    described = target.describe()

    assert (described.target, described.model) == (URL, "the server's")
    assert described.surveys == ("skills", "work")
    assert described.details == {"program": "0.1.0"}


@pytest.mark.parametrize(
    ("told", "status", "complaint"),
    [
        ({"detail": "Not Found"}, 404, 'HTTP 404; {"detail": "Not Found"}'),
        ({"detail": "log in"}, 401, "HTTP 401"),
        ({"surveys": {}, "info": {}}, 200, "not an assistant; give the address of"),
        ({"surveys": [{"title": "no id"}]}, 200, "not an assistant"),
        ([], 200, "not an assistant"),
        ("hello", 200, "not an assistant"),
        (None, 200, "not an assistant"),
    ],
)
def test_another_server_is_not_taken_for_ours(told: Any, status: int, complaint: str) -> None:
    with pytest.raises(TargetUnavailable) as refusal:
        ours(saying(told, status)).describe()

    assert str(refusal.value).startswith(f"{URL}: ")
    assert complaint in str(refusal.value)


def test_a_question_is_asked_with_its_surveys() -> None:
    server = Remembering(ANSWERED)
    case = SHARE.model_copy(update={"surveys": ("skills", "work")})

    reply = reply_to(ours(server), case)

    body = {"question": "How many employers agree?", "turns": [], "surveys": ["skills", "work"]}
    assert server.asked == [("POST", "/api/ask", body)]
    assert reply == {k: v for k, v in ANSWERED.items() if k not in ("id", "timings_ms")}
    assert "authorization" not in server.headers[0]


def test_a_follow_up_is_asked_with_the_turns_before_it() -> None:
    server = Remembering(ANSWERED)

    reply_to(ours(server), FOLLOW_UP)

    body = {"question": "And women?", "turns": ["How many agree?", "Who?"], "surveys": []}
    assert server.asked == [("POST", "/api/ask", body)]


def test_a_claim_is_checked() -> None:
    server = Remembering(check(("contradicted", "86%")))

    reply = reply_to(ours(server), CLAIM)

    assert server.asked == [("POST", "/api/check", {"text": "92% agree.", "surveys": ["skills"]})]
    assert Reply.of(reply).verdict == "contradicted"


@pytest.mark.parametrize("status", [400, 413, 422, 500])
def test_a_case_that_the_server_does_not_take_is_a_failed_reply(status: int) -> None:
    reply = reply_to(ours(saying({"detail": "no survey 'bakers'"}, status)))

    assert reply["status"] == "failed"
    assert reply["text"] == f'BadInput: HTTP {status}: {{"detail": "no survey \'bakers\'"}}'
    assert grade(SHARE, Reply.of(reply)).outcome == "refused though covered"


@pytest.mark.parametrize("status", [401, 403, 404, 405])
def test_a_server_that_lets_nobody_in_ends_the_run(status: int) -> None:
    with pytest.raises(TargetUnavailable, match=f"^{URL}: HTTP {status}; log in$"):
        reply_to(ours(lambda _: httpx.Response(status, text="log\x1b[31m\nin")))


@pytest.mark.parametrize("told", [[], "86%", 86, None, {}, {"status": "answered"}, {"claims": 1}])
def test_json_of_another_form_ends_the_run_in_one_line(told: Any) -> None:
    with pytest.raises(TargetUnavailable) as refusal:
        reply_to(ours(saying(told)))

    assert str(refusal.value) == f"{URL}: not the form of an answer"


def test_the_text_of_a_completion_has_its_figures_read_out() -> None:
    server = Remembering({"choices": [{"message": {"content": "It is 86% of 1,456 people."}}]})

    reply = reply_to(openai(server))

    assert reply == {
        "status": "answered",
        "text": "It is 86% of 1,456 people.",
        "figures": [
            {"text": "86%", "value": 86.0, "unit": "percent"},
            {"text": "1,456", "value": 1456.0, "unit": "count"},
        ],
        "answerer": "openai:m-1",
    }
    message = {"role": "user", "content": "How many employers agree?"}
    body = {"model": "m-1", "messages": [message], "temperature": 0}
    assert server.asked == [("POST", "/v1/chat/completions", body)]
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
    assert grade(SHARE, Reply.of(reply)).outcome == "right"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("I cannot tell.", "refused"),
        ("", "refused"),
        (None, "refused"),
        ("Half of them.", "answered"),
    ],
)
def test_a_text_without_a_figure_is_a_refusal(text: str | None, status: str) -> None:
    reply = reply_to(openai(chatting(text)))

    assert (reply["status"], reply["text"]) == (status, text or "")


@pytest.mark.parametrize("text", ["9" * 400 + "%", "It is 86%. \ud83d"])
def test_a_text_that_no_file_could_hold_is_made_one_that_can(text: str) -> None:
    body = json.dumps({"choices": [{"message": {"content": text}}]}).encode()

    reply = reply_to(openai(lambda _: httpx.Response(200, content=body)))

    assert reply["text"] == text.replace("\ud83d", "\N{REPLACEMENT CHARACTER}")
    assert all(figure["value"] == 86 for figure in reply["figures"])


def test_all_turns_of_a_conversation_are_put_in_their_order() -> None:
    server = Remembering({"choices": [{"message": {"content": "86%"}}]})

    reply_to(openai(server), FOLLOW_UP)

    [(_, _, body)] = server.asked
    assert [(m["role"], m["content"]) for m in body["messages"]] == [
        ("user", "How many agree?"),
        ("user", "Who?"),
        ("user", "And women?"),
    ]


def test_a_claim_is_not_put_to_an_endpoint_that_checks_none() -> None:
    def never(_: httpx.Request) -> httpx.Response:
        raise AssertionError("a claim must not be asked")

    reply = reply_to(openai(never), CLAIM)

    assert reply["status"] == "failed"
    assert "checks no claims" in reply["text"]


@pytest.mark.parametrize(
    "told",
    [
        {},
        [],
        "86%",
        None,
        {"choices": []},
        {"choices": [{}]},
        {"choices": [{"message": None}]},
        {"choices": [{"message": {"content": ["86%"]}}]},
        {"error": "overloaded"},
    ],
)
def test_json_of_another_form_than_a_completion_ends_the_run(told: Any) -> None:
    with pytest.raises(TargetUnavailable) as refusal:
        reply_to(openai(saying(told)))

    assert str(refusal.value).startswith(f"{URL}/v1: not the form of a chat completion: ")
    assert "\n" not in str(refusal.value)


def test_replies_come_in_the_order_of_the_cases_however_long_each_takes() -> None:
    later = {n: threading.Event() for n in range(4)}

    def server(request: httpx.Request) -> httpx.Response:
        n = int(json.loads(request.content)["messages"][0]["content"])
        if n + 1 in later:  # the last one answers first
            assert later[n + 1].wait(timeout=30)
        later[n].set()
        return chatting(f"{n}0%")(request)

    cases = [Case(id=f"c{n}", question=str(n), figures="1%") for n in range(4)]
    target = openai(server, workers=4)

    texts = [replied.reply["text"] for replied in target.replies(cases)]

    target.close()
    assert texts == ["00%", "10%", "20%", "30%"]


def test_a_run_that_ends_early_does_not_ask_the_rest() -> None:
    asked: list[str] = []

    def server(request: httpx.Request) -> httpx.Response:
        asked.append(json.loads(request.content)["messages"][0]["content"])
        return httpx.Response(401)

    cases = [Case(id=f"c{n}", question=str(n), figures="1%") for n in range(1_000)]

    with pytest.raises(TargetUnavailable):
        list(openai(server, workers=2).replies(cases))

    assert len(asked) < 1_000
