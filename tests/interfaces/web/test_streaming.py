"""The stream of an answer over HTTP."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from assistant.answer.events import Event, Working
from assistant.errors import ModelUnavailable
from assistant.interfaces.web.app import build_app
from assistant.render.schemas import published_schema
from assistant.request import Request
from assistant.settings import Settings
from tests.interfaces.fake_assistant import FakeAssistant

STREAM = "/api/ask/stream"


def events_of(body: str) -> list[tuple[str, Any]]:
    """The events of a stream, each with its name and its data."""
    events = []
    for block in body.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        events.append((fields["event"], json.loads(fields["data"])))
    return events


class Breaking(FakeAssistant):
    """Fails once it has begun to write."""

    error: Exception = ModelUnavailable("the model has gone")

    def stream(self, request: Request) -> Iterator[Event]:
        yield Working(step="writing")
        raise self.error


def test_each_sentence_comes_with_its_figures_and_sources_and_the_whole_answer_last(
    client: TestClient,
) -> None:
    response = client.get(STREAM, params={"question": "What share of employers?"})

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    events = events_of(response.text)
    assert [name for name, _ in events] == ["working", "working", "sentence", "answer"]
    assert [events[0][1], events[1][1]] == [{"step": "searching"}, {"step": "writing"}]
    shown, answer = events[2][1], events[3][1]
    jsonschema.validate(shown, published_schema("sentence"))
    jsonschema.validate(answer, published_schema("answer"))
    assert [shown["sentence"]] == answer["sentences"]
    assert shown["figures"] == answer["figures"]
    assert shown["citations"] == answer["citations"]


def test_a_refusal_is_an_answer_without_a_sentence_before_it(client: TestClient) -> None:
    events = events_of(client.get(STREAM, params={"question": "Will it rain?"}).text)

    assert [name for name, _ in events] == ["working", "working", "answer"]
    assert events[-1][1]["status"] == "refused"


def test_turns_and_surveys_are_handed_on(client: TestClient, fake: FakeAssistant) -> None:
    asked = {"question": "And India?", "turns": ["employers?", "And Spain?"], "surveys": ["skills"]}

    client.get(STREAM, params=asked)

    assert (fake.asked[-1].question, fake.asked[-1].surveys) == ("And India?", ("skills",))
    assert fake.asked[-1].turns == ("employers?", "And Spain?")


def test_an_error_in_the_middle_is_an_event_of_its_own(client: TestClient) -> None:
    breaking = TestClient(build_app(Breaking(), Settings()))

    events = events_of(breaking.get(STREAM, params={"question": "employers"}).text)

    assert events == [
        ("working", {"step": "writing"}),
        ("problem", {"detail": "the model has gone"}),
    ]


def test_an_error_that_nobody_foresaw_is_said_without_its_words() -> None:
    breaking = Breaking()
    breaking.error = ZeroDivisionError("secret")
    client = TestClient(build_app(breaking, Settings()))

    events = events_of(client.get(STREAM, params={"question": "employers"}).text)

    assert events[-1][0] == "problem"
    assert "secret" not in events[-1][1]["detail"]


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ({"question": " "}, "question: String should match pattern"),
        ({}, "question: Field required"),
        ({"question": "x" * 2_001}, "question: String should have at most 2000"),
        ({"question": "x", "survey": "skills"}, "survey: Extra inputs are not"),
        ({"question": "x", "surveys": ["nope"]}, "no survey 'nope'; the index holds: skills"),
    ],
)
def test_what_cannot_be_begun_is_said_before_the_stream(
    client: TestClient, query: dict[str, str], detail: str
) -> None:
    response = client.get(STREAM, params=query)

    assert response.status_code == 422
    assert response.json()["detail"].startswith(detail)


def test_the_stream_is_described_to_machines(client: TestClient) -> None:
    description = client.get("/openapi.json").json()

    streamed = description["paths"][STREAM]["get"]["responses"]["200"]["content"]
    event = streamed["text/event-stream"]["itemSchema"]
    assert event["properties"]["event"]["enum"] == ["working", "sentence", "answer", "problem"]
    shapes = event["properties"]["data"]["contentSchema"]["anyOf"]
    referred = {shape["$ref"] for shape in shapes if "$ref" in shape}
    parts = shapes[1]["properties"].values()
    referred |= {part["$ref"] if "$ref" in part else part["items"]["$ref"] for part in parts}
    known = {f"#/components/schemas/{name}" for name in description["components"]["schemas"]}
    assert referred <= known
    assert len(referred) == 4
