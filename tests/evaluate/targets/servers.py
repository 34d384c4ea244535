"""Servers that are functions, and what is put to them."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import httpx

from assistant.evaluate.case import Case
from assistant.evaluate.targets.remote import OpenAICompatible, OurServer
from assistant.evaluate.targets.target import Json
from assistant.evaluate.targets.wire import Way
from assistant.render.contract import json_line
from tests.evaluate.by_hand import answer, figure

Server: TypeAlias = Callable[[httpx.Request], httpx.Response]
URL = "http://polls.example.org"
KEY = "sk-hunter2"
SHARE = Case(id="share", question="How many employers agree?", figures="86%")
FOLLOW_UP = Case(id="then", turns=("How many agree?", "Who?", "And women?"), figures="86%")
CLAIM = Case(id="claim", claim="92% agree.", verdict="contradicted", surveys=("skills",))
ABOUT: Mapping[str, Any] = {
    "/api/surveys": {"surveys": [{"id": "skills", "title": "Skills"}, {"id": "work"}]},
    "/openapi.json": {"info": {"title": "Assistant", "version": "0.1.0"}},
}
ANSWERED = answer("It was 86%.", figure())


def never_wait(seconds: float) -> None:
    raise AssertionError(f"nothing was to be waited for, and {seconds} seconds were")


def ours(
    server: Server, *, wait: Callable[[float], None] = never_wait, url: str = URL
) -> OurServer:
    way = Way(transport=httpx.MockTransport(server), wait=wait)
    return OurServer(url, workers=1, way=way)


def openai(
    server: Server, *, wait: Callable[[float], None] = never_wait, key: str = KEY, workers: int = 1
) -> OpenAICompatible:
    way = Way(transport=httpx.MockTransport(server), wait=wait)
    return OpenAICompatible(f"{URL}/v1", model="m-1", key=key, workers=workers, way=way)


def reply_to(target: OurServer | OpenAICompatible, case: Case = SHARE) -> Json:
    [replied] = target.replies([case])
    target.close()
    assert replied.milliseconds >= 0
    json_line(replied.reply).encode()  # a run's file can hold it
    return replied.reply


def saying(told: Any, status: int = 200) -> Server:
    return lambda _: httpx.Response(status, content=json.dumps(told))


def chatting(text: Any) -> Server:
    return saying({"choices": [{"message": {"role": "assistant", "content": text}}]})


class Remembering:
    """A server that says one thing, and remembers what it was asked."""

    def __init__(self, told: Any) -> None:
        self.told = told
        self.asked: list[tuple[str, str, Any]] = []
        self.headers: list[httpx.Headers] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((request.method, request.url.path, json.loads(request.content)))
        self.headers.append(request.headers)
        return httpx.Response(200, json=self.told)
