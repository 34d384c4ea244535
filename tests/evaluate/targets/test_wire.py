"""Requests to targets that are busy, down, or send what nobody wants."""

from typing import Any

import httpx
import pytest

from assistant.errors import BadInput, TargetUnavailable
from assistant.evaluate.targets.remote import OurServer
from assistant.evaluate.targets.wire import LARGEST_MB
from tests.evaluate.targets.servers import (
    ABOUT,
    ANSWERED,
    KEY,
    URL,
    Remembering,
    chatting,
    openai,
    ours,
    reply_to,
    saying,
)


def test_a_busy_server_is_tried_again_after_a_while() -> None:
    responses = iter([httpx.Response(503), httpx.Response(429), httpx.Response(200, json=ANSWERED)])
    waited: list[float] = []

    reply = reply_to(ours(lambda _: next(responses), wait=waited.append))

    assert reply["text"] == "It was 86%."
    assert waited == [1, 3]


def test_a_server_that_stays_busy_ends_the_run_in_one_line() -> None:
    waited: list[float] = []

    with pytest.raises(TargetUnavailable) as refusal:
        reply_to(ours(saying({}, 503), wait=waited.append))

    assert str(refusal.value) == (
        f"{URL}: cannot be asked (HTTP 503); see that it runs, then try again"
    )
    assert waited == [1, 3, 7]


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (httpx.ConnectError("[Errno 111] Connection\n refused"), "[Errno 111] Connection refused"),
        (httpx.ReadTimeout(""), "ReadTimeout"),
        (httpx.RemoteProtocolError("Server disconnected"), "Server disconnected"),
    ],
)
def test_a_server_that_is_down_ends_the_run_in_one_line(error: httpx.HTTPError, why: str) -> None:
    def down(_: httpx.Request) -> httpx.Response:
        raise error

    waited: list[float] = []

    with pytest.raises(TargetUnavailable) as refusal:
        ours(down, wait=waited.append).describe()

    assert str(refusal.value) == f"{URL}: cannot be asked ({why}); see that it runs, then try again"
    assert len(waited) == 3


def test_a_server_that_comes_back_is_asked_again() -> None:
    def shaky(request: httpx.Request) -> httpx.Response:
        tried.append(request.url.path)
        if len(tried) == 1:
            raise httpx.ConnectError("refused")
        return httpx.Response(200, json=ANSWERED)

    tried: list[str] = []

    assert reply_to(ours(shaky, wait=lambda _: None))["text"] == "It was 86%."
    assert tried == ["/api/ask", "/api/ask"]


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><title>Log in</title>",
        b"",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"status": "answered", "text": "", "figures": [{"value": NaN}]}',
        b'{"status": "answered", "text": "", "figures": [{"value": 1e999}]}',
        b'{"status": "answered", "text": "", "figures": [{"value": ' + b"9" * 5000 + b"}]}",
    ],
)
def test_what_is_not_json_ends_the_run_in_one_line(body: bytes) -> None:
    with pytest.raises(TargetUnavailable) as refusal:
        reply_to(ours(lambda _: httpx.Response(200, content=body)))

    assert str(refusal.value) == f"{URL}: answers with something other than JSON"


def test_a_body_without_an_end_is_not_read_to_the_end() -> None:
    sent: list[int] = []

    def endless() -> Any:
        while True:
            sent.append(1_000_000)
            yield b"x" * 1_000_000

    with pytest.raises(TargetUnavailable) as refusal:
        reply_to(ours(lambda _: httpx.Response(200, content=endless())))

    assert str(refusal.value) == f"{URL}: sends more than 20 MB for one answer"
    assert len(sent) == LARGEST_MB + 1


def test_redirects_are_not_followed() -> None:
    asked: list[str] = []

    def elsewhere(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(307, headers={"location": "http://evil.example.org/"})

    with pytest.raises(TargetUnavailable, match=f"^{URL}/v1: HTTP 307$"):
        reply_to(openai(elsewhere))

    assert asked == [f"{URL}/v1/chat/completions"]


def test_a_name_and_a_password_in_the_address_are_used_and_not_told() -> None:
    headers: list[str] = []

    def server(request: httpx.Request) -> httpx.Response:
        headers.append(request.headers["authorization"])
        return httpx.Response(200, json=ABOUT[request.url.path])

    shut = ours(saying({}, 403), url="http://ann:hunter2@polls.example.org/")

    described = ours(server, url="http://ann:hunter2@polls.example.org/").describe()

    assert described.target == "http://…@polls.example.org"
    assert headers[0].startswith("Basic ")
    with pytest.raises(TargetUnavailable, match=r"^http://…@polls.example.org: HTTP 403"):
        shut.describe()


@pytest.mark.parametrize(
    "url", ["http://", "http:///polls", "http://[::1", "http://a\x00b", f"http://{'a' * 300}.org"]
)
def test_what_cannot_be_an_address_is_wrong_use(url: str) -> None:
    with pytest.raises(BadInput, match="is not a URL"):
        OurServer(url, workers=1).describe()


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_key_that_is_refused_ends_the_run_and_is_not_told(status: int) -> None:
    told = {"error": {"message": f"Incorrect API key provided: {KEY}"}}

    with pytest.raises(TargetUnavailable) as refusal:
        reply_to(openai(saying(told, status)))

    assert str(refusal.value).startswith(f"{URL}/v1: HTTP {status}; ")
    assert "Incorrect API key provided: …" in str(refusal.value)
    assert KEY not in str(refusal.value)


def test_a_key_is_not_told_by_what_a_case_ends_as_or_by_an_error_of_the_connection() -> None:
    def down(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(f"illegal header {request.headers['authorization']}")

    reply = reply_to(openai(saying(f"filtered {KEY}", 400)))
    with pytest.raises(TargetUnavailable) as refusal:
        reply_to(openai(down, wait=lambda _: None))

    assert reply["text"] == 'BadInput: HTTP 400: "filtered …"'
    assert "illegal header Bearer …" in str(refusal.value)


@pytest.mark.parametrize("key", ["sk-1\nsk-2", "sk\u2026", "s k"])
def test_a_key_that_no_header_can_hold_is_refused_without_being_told(key: str) -> None:
    with pytest.raises(BadInput) as refusal:
        openai(chatting("86%"), key=key)

    assert str(refusal.value) == (
        "ASSISTANT_MODEL_KEY: has a character that no key has; copy it again"
    )


def test_a_key_with_a_line_break_after_it_is_one_that_was_read_from_a_file() -> None:
    server = Remembering({"choices": [{"message": {"content": "86%"}}]})

    reply_to(openai(server, key=f"{KEY}\n"))

    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


def test_without_a_key_none_is_sent() -> None:
    server = Remembering({"choices": [{"message": {"content": "86%"}}]})

    reply_to(openai(server, key=""))

    assert "authorization" not in server.headers[0]


def test_trouble_that_passes_is_waited_for() -> None:
    servers = iter([saying({}, 500), saying({}, 529), chatting("86%")])
    waited: list[float] = []

    def server(request: httpx.Request) -> httpx.Response:
        return next(servers)(request)

    assert reply_to(openai(server, wait=waited.append))["text"] == "86%"
    assert waited == [1, 3]
