"""What can go wrong with a model: each has its outcome, and the answer its figure all the same."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import enumerate as running
from time import monotonic, sleep
from typing import Any

import pytest

from assistant.align.opening import open_model
from assistant.publishing.drafting import Drafted
from assistant.settings import Settings
from tests.answer.examples import SENTENCES
from tests.answer.models.asking.drafted import (
    KEY,
    PLAIN,
    RIGHT,
    SHOWN,
    TOLD,
    US,
    aligned,
    drafted,
    texts,
)
from tests.answer.models.asking.served import Reply, recorded, refused, said, serving, whole

PAUSE = 120.0  # seconds that nobody is to wait for
HAIKU, OLLAMA = "anthropic:claude-haiku-5-5", "ollama:llama3.2"


def asked(url: str, *, seconds: float = 20, model: str = "small", **others: Any) -> Drafted:
    """What becomes of the question with a model at that address."""
    settings = Settings(model=model, model_url=url, model_key=KEY, model_seconds=seconds, **others)
    return drafted(open_model(settings))


@pytest.fixture(autouse=True)
def no_key_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    assert KEY not in caplog.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Replies of a server, how the model is asked, and what the answer says of it."""

    replies: tuple[Reply, ...]
    outcome: str
    output: str = "text"
    calls: int = 1
    model: str = "small"


WEBPAGE = Reply(pieces=[b"<html>Log in</html>"], kind="text/html")
FAULTS = {
    "the server fails": Fault(replies=(refused(500),), outcome="down", calls=2),
    "it is over its rate": Fault(replies=(refused(429),), outcome="busy", calls=2),
    "it asks for a short wait in vain": Fault(
        replies=(refused(429, ("retry-after", "0")),), outcome="busy", calls=2
    ),
    "it asks for too long a wait": Fault(
        replies=(refused(429, ("retry-after", "3600")),), outcome="busy"
    ),
    "it asks to wait until a date": Fault(
        replies=(refused(503, ("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT")),), outcome="down"
    ),
    "the key is wrong": Fault(replies=(refused(401, words=f"wrong key: {KEY}"),), outcome="key"),
    "the key may not": Fault(replies=(refused(403, words=KEY),), outcome="key"),
    "there is no such model": Fault(replies=(refused(404),), outcome="no such model"),
    "the request is refused": Fault(replies=(refused(400, words=KEY),), outcome="refused"),
    "it declines": Fault(
        replies=(recorded("openai_chat_refusal.json"),), outcome="refused", output="structured"
    ),
    "a filter holds it back": Fault(
        replies=(recorded("openai_chat_filtered.sse"),), outcome="refused"
    ),
    "the reply is empty": Fault(replies=(said(),), outcome="empty"),
    "the reply is blank": Fault(replies=(said(" ", "\n\n"),), outcome="empty"),
    "the reply to a schema is empty": Fault(
        replies=(whole(""),), outcome="empty", output="structured"
    ),
    "the JSON is malformed twice": Fault(
        replies=(said('{"sentences": {"text" "Of'),), outcome="malformed", calls=2
    ),
    "it is cut off twice": Fault(replies=(said(RIGHT[:-9]),), outcome="malformed", calls=2),
    "it is no JSON": Fault(replies=(said("Of U.S. "),), outcome="malformed", calls=2),
    "it is JSON of another shape": Fault(
        replies=(said(json.dumps({"answer": "99%"})),), outcome="malformed", calls=2
    ),
    "a figure is in words": Fault(
        replies=(said(aligned("{3} said so.", figure="ninety-nine")),), outcome="malformed", calls=2
    ),
    "sentences are no list": Fault(
        replies=(said('{"sentences": "99% of nurses said so."}'),), outcome="malformed", calls=2
    ),
    "the JSON to a schema is malformed": Fault(
        replies=(whole('{"sentences": {"text" "Of'),), outcome="malformed", output="structured"
    ),
    "the JSON to a schema is cut off": Fault(
        replies=(whole(RIGHT[:-9], ended="length"),), outcome="malformed", output="structured"
    ),
    "the JSON to a schema is of another shape": Fault(
        replies=(whole('{"uses": "f1"}'),), outcome="malformed", output="structured"
    ),
    "the stream is no stream": Fault(
        replies=(Reply(pieces=[b"data: {oops\n\n"], kind="text/event-stream"),), outcome="empty"
    ),
    "the page is another one": Fault(replies=(WEBPAGE,), outcome="empty"),
    "the page for a schema is another one": Fault(
        replies=(WEBPAGE,), outcome="unknown", output="structured"
    ),
    "Anthropic fails": Fault(replies=(refused(500),), outcome="down", calls=2, model=HAIKU),
    "Anthropic is over its rate": Fault(
        replies=(refused(429, ("retry-after", "0")),), outcome="busy", calls=2, model=HAIKU
    ),
    "Anthropic takes no such key": Fault(
        replies=(refused(401, words=KEY),), outcome="key", model=HAIKU
    ),
    "Anthropic has no such model": Fault(
        replies=(refused(404),), outcome="no such model", model=HAIKU
    ),
    "Anthropic is overloaded in the middle": Fault(
        replies=(recorded("anthropic_overloaded.sse"),), outcome="busy", model=HAIKU
    ),
    "Anthropic declines in a stream": Fault(
        replies=(recorded("anthropic_refusal.sse"),), outcome="refused", model=HAIKU
    ),
    "Anthropic declines to call a tool": Fault(
        replies=(recorded("anthropic_refusal.json"),),
        outcome="refused",
        output="auto",
        calls=2,  # as what is of no shape is asked for again
        model=HAIKU,
    ),
    "Anthropic's page is another one": Fault(replies=(WEBPAGE,), outcome="empty", model=HAIKU),
    "Ollama fails": Fault(replies=(refused(500),), outcome="down", calls=2, model=OLLAMA),
    "Ollama is busy": Fault(replies=(refused(429),), outcome="busy", calls=2, model=OLLAMA),
    "Ollama takes no such key": Fault(
        replies=(refused(403, words=KEY),), outcome="key", model=OLLAMA
    ),
    "Ollama has not fetched the model": Fault(
        replies=(Reply(pieces=[b'{"error":"model \'llama3.2\' not found"}'], status=404),),
        outcome="no such model",
        model=OLLAMA,
    ),
    "Ollama's page is another one": Fault(replies=(WEBPAGE,), outcome="empty", model=OLLAMA),
}


@pytest.mark.parametrize("name", FAULTS)
def test_an_answer_without_the_model_says_what_happened(name: str) -> None:
    fault = FAULTS[name]
    with serving(*fault.replies) as served:
        state = asked(served.url, model=fault.model, model_output=fault.output)

    assert texts(state) == [PLAIN, TOLD[fault.outcome]]
    assert [figure.figure.text for figure in state.published.figures] == ["86%"]
    assert state.aligned_by == "built-in"
    assert len(served.paths) == fault.calls


@pytest.mark.parametrize("model", ["small", OLLAMA, HAIKU])
def test_a_server_that_is_not_there_is_down(model: str) -> None:
    with serving() as served:
        pass

    state = asked(served.url, model=model)

    assert texts(state) == [PLAIN, TOLD["down"]]


def test_a_second_try_that_succeeds_is_as_good_as_a_first() -> None:
    with serving(refused(503, ("retry-after", "0")), said(RIGHT)) as served:
        state = asked(served.url)

    assert texts(state) == [SHOWN]
    assert len(served.paths) == 2


@pytest.mark.parametrize("first", ["Eighty-six.", RIGHT[:-9], '{"uses": "f1"}'])
def test_a_second_reply_that_can_be_read_is_as_good_as_a_first(first: str) -> None:
    with serving(said(first), said(RIGHT)) as served:
        state = asked(served.url)

    assert texts(state) == [SHOWN]
    assert state.aligned_by == "openai:small"
    assert state.calls is not None
    assert state.calls.usage is not None
    assert state.calls.usage.calls == 2


@pytest.mark.parametrize("model", ["small", OLLAMA, HAIKU])
@pytest.mark.parametrize("output", ["text", "structured"])
def test_a_server_that_says_nothing_is_not_waited_for(model: str, output: str) -> None:
    with serving(said(RIGHT, pause=PAUSE)) as served:
        began = monotonic()
        state = asked(served.url, seconds=0.5, model=model, model_output=output)

    assert texts(state) == [PLAIN, TOLD["slow"]]
    assert monotonic() - began < PAUSE


@pytest.mark.parametrize("output", ["text", "structured"])
def test_a_server_that_dribbles_is_not_waited_for(output: str) -> None:
    with serving(said(*["nurses "] * 20_000, pause=0.02)) as served:
        began = monotonic()
        state = asked(served.url, seconds=1, model_output=output)

    assert texts(state) == [PLAIN, TOLD["slow"]]
    assert monotonic() - began < 20_000 * 0.02


def test_a_server_that_dribbles_is_hung_up_on() -> None:
    def calling() -> int:
        return sum(thread.name == "model" for thread in running())

    before = calling()
    with serving(said(*["nurses "] * 20_000, pause=0.02)) as served:
        asked(served.url, seconds=1)
        until = monotonic() + 10
        while calling() > before and monotonic() < until:
            sleep(0.02)

        assert calling() <= before


def test_a_stream_that_breaks_off_is_down() -> None:
    # A chunked body that ends before its last chunk.
    whole_reply = said(RIGHT[:40], RIGHT[40:])
    headers = (("transfer-encoding", "chunked"),)
    pieces = [b"%x\r\n%b\r\n" % (len(piece), piece) for piece in whole_reply.pieces[:2]]
    with serving(replace(whole_reply, pieces=pieces, headers=headers)) as served:
        state = asked(served.url)

    assert texts(state) == [PLAIN, TOLD["down"]]


LONG = {
    "one line": "nurses " * 15_000,
    "many braces": "{" * 100_000,
    "many objects": '{"a": ' * 20_000,
    "a long sentence": aligned("n" * 100_000),
    "many sentences": json.dumps({"sentences": [{"text": "Of nurses, 9% said so."}] * 3_000}),
    "many facts": json.dumps({"sentences": [{"fact": "night.sponsor"}] * 4_000}),
    "many uses": json.dumps({"uses": [{"figure": 9}] * 8_000, "sentences": [{"text": "So."}]}),
    "another key": json.dumps({"thoughts": "n" * 100_000, "sentences": [{"text": "So."}]}),
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("output", ["text", "structured"])
def test_of_a_hundred_thousand_characters_no_more_is_shown_than_of_none(
    name: str, output: str
) -> None:
    reply = LONG[name]
    assert len(reply) > 90_000
    pieces = [reply[at : at + 500] for at in range(0, len(reply), 500)]
    with serving(said(*pieces) if output == "text" else whole(reply)) as served:
        began = monotonic()
        state = asked(served.url, model_output=output, seconds=5)

    assert texts(state)[0] == PLAIN
    assert texts(state)[1] in (TOLD["malformed"], TOLD["not borne out"])
    assert [figure.figure.text for figure in state.published.figures] == ["86%"]
    assert len(state.published.withheld) <= 12
    assert all(len(held.text) <= 1_000 for held in state.published.withheld)
    assert monotonic() - began < 10
    assert state.calls is not None
    assert state.calls.usage is not None
    assert state.calls.usage.is_estimated


def test_a_stream_is_read_no_further_than_its_20_000th_character() -> None:
    with serving(said(*["nurses "] * 15_000)) as served:
        state = asked(served.url)

    assert state.calls is not None
    assert state.calls.usage is not None
    assert state.calls.usage.tokens_out <= 20_007 / 4 + 1


@pytest.mark.parametrize(
    "reply",
    [
        aligned("Of U.S. nurses, {9} said so.", figure=9),
        aligned("Of U.S. nurses, {9} said so.", figure=US),
        aligned("Of U.S. nurses, {86% U.S. nurses} said so."),
        aligned("Of U.S. nurses, {f3} said so."),
        aligned("Of U.S. nurses, {-1} said so.", figure=-1),
        aligned("Of U.S. nurses, {999999999999999999999} said so."),
        json.dumps({"sentences": [{"quote": "9.9"}]}),
        json.dumps({"sentences": [{"quote": "corpus/none.txt"}]}),
        json.dumps({"sentences": [{"text": "They said so.", "cites": ["9.9"]}]}),
        json.dumps({"sentences": [{"fact": "none.sponsor"}]}),
        json.dumps({"sentences": [{"fact": "night.sponsor"}]}),
    ],
)
def test_what_points_at_nothing_shows_nothing(reply: str) -> None:
    with serving(said(reply)) as served:
        state = asked(served.url)

    assert texts(state) == [PLAIN, TOLD["not borne out"]]
    assert state.aligned_by == "built-in"
    assert len(served.paths) == 2  # it was sent back once


def test_a_difference_to_nothing_leaves_the_source_its_own_words() -> None:
    reply = aligned("Of U.S. nurses, {difference 3 99} more said so.")
    with serving(said(reply)) as served:
        state = asked(served.url)

    assert texts(state) == [SENTENCES[1]]


def test_what_fails_again_after_it_was_sent_back_is_said_without_the_model() -> None:
    wrong = said(aligned("99% of nurses said so."))
    with serving(wrong, refused(429, ("retry-after", "60"))) as served:
        state = asked(served.url)

    assert texts(state) == [PLAIN, TOLD["busy"]]
    assert state.calls is not None
    assert state.calls.usage is not None
    assert state.calls.usage.calls == 2
