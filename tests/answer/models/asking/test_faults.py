"""What can go wrong with a model: each has its outcome, and the answer its figure all the same."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

import pytest

from assistant.answer.draft import DraftSentence
from assistant.answer.models.opening import open_answerer
from assistant.findings.lexicon import load
from assistant.publishing.drafting import Drafted, Drafting
from assistant.settings import Settings
from tests.answer.examples import material
from tests.answer.models.asking.served import Reply, recorded, refused, said, serving
from tests.answer.models.test_seeking import Desk

QUESTION = "What share of U.S. nurses said night shifts harm their sleep?"
PLAIN = "86% of U.S. nurses said night shifts harm their sleep (base: 150)."
SHOWN = "Of U.S. nurses, 86% said night shifts harm their sleep (base: 150)."
PAUSE = 120.0  # seconds that nobody is to wait for
WORDED = "Of U.S. nurses, {f1} said night shifts harm their sleep.\n"
KEY = "sk-a-key-that-nobody-may-see"
TOLD: dict[str, str] = load("wording")["model"]


def no_figure_of_its_own(sentence: DraftSentence) -> str:
    """A small check: every figure must be a finding's, and there must be one."""
    words = "".join(part for part in sentence.parts if isinstance(part, str))
    if not sentence.slots or any(c.isdigit() for c in words) or "{" in words:
        return "not borne out"
    return ""


def drafted(settings: Settings) -> Drafted:
    state = Drafted()
    drafting = Drafting(no_figure_of_its_own, model=open_answerer(settings))
    list(drafting.draft(material(QUESTION), state, Desk()))
    return state


def of_server(url: str, *, seconds: float = 20, model: str = "small", **others: Any) -> Settings:
    return Settings(model=model, model_url=url, model_key=KEY, model_seconds=seconds, **others)


def texts(state: Drafted) -> list[str]:
    return [sentence.text for sentence in state.published.sentences]


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


FAULTS = {
    "the server fails": Fault(replies=(refused(500),), outcome="down", calls=2),
    "it is over its rate": Fault(replies=(refused(429),), outcome="busy", calls=2),
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
        replies=(recorded("openai_chat_refusal.sse"),), outcome="refused", output="structured"
    ),
    "a filter holds it back": Fault(
        replies=(recorded("openai_chat_filtered.sse"),), outcome="refused"
    ),
    "the reply is empty": Fault(replies=(said(),), outcome="empty"),
    "the reply is blank": Fault(replies=(said(" ", "\n\n"),), outcome="empty"),
    "the reply to a schema is empty": Fault(
        replies=(said(),), outcome="empty", output="structured"
    ),
    "the JSON is malformed": Fault(
        replies=(said('{"sentences": {"text" "Of'),), outcome="malformed", output="structured"
    ),
    "it is no JSON": Fault(replies=(said("Of U.S. "),), outcome="malformed", output="structured"),
    "it is JSON of another shape": Fault(
        replies=(said(json.dumps({"answer": "99%"})),), outcome="malformed", output="structured"
    ),
    "the stream is no stream": Fault(
        replies=(Reply(pieces=[b"data: {oops\n\n"], kind="text/event-stream"),), outcome="empty"
    ),
    "the page is another one": Fault(
        replies=(Reply(pieces=[b"<html>Log in</html>"], kind="text/html"),), outcome="empty"
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_an_answer_without_the_model_says_what_happened(name: str) -> None:
    fault = FAULTS[name]
    with serving(*fault.replies) as served:
        state = drafted(of_server(served.url, model_output=fault.output))

    assert texts(state) == [PLAIN, TOLD[fault.outcome]]
    assert state.answerer == "built-in"
    assert len(served.paths) == fault.calls


def test_a_server_that_is_not_there_is_down() -> None:
    with serving() as served:
        pass

    state = drafted(of_server(served.url))

    assert texts(state) == [PLAIN, TOLD["down"]]


def test_a_second_try_that_succeeds_is_as_good_as_a_first() -> None:
    with serving(refused(503, ("retry-after", "0")), said(WORDED)) as served:
        state = drafted(of_server(served.url))

    assert texts(state) == [SHOWN]
    assert len(served.paths) == 2


def test_an_overload_in_the_middle_of_a_stream_is_one() -> None:
    with serving(recorded("anthropic_overloaded.sse")) as served:
        state = drafted(of_server(served.url, model="anthropic:claude-haiku-5-5"))

    assert texts(state) == [PLAIN, TOLD["busy"]]


def test_anthropic_says_why_it_declines() -> None:
    with serving(recorded("anthropic_refusal.sse")) as served:
        state = drafted(of_server(served.url, model="anthropic:claude-haiku-5-5"))

    assert texts(state) == [PLAIN, TOLD["refused"]]


def test_a_model_that_ollama_has_not_fetched_is_not_there() -> None:
    body = b'{"error":"model \'llama3.2\' not found"}'
    with serving(Reply(pieces=[body], status=404)) as served:
        state = drafted(of_server(served.url, model="ollama:llama3.2"))

    assert texts(state) == [PLAIN, TOLD["no such model"]]


@pytest.mark.parametrize("model", ["small", "ollama:llama3.2", "anthropic:claude-haiku-5-5"])
def test_a_server_that_says_nothing_is_not_waited_for(model: str) -> None:
    with serving(said(WORDED, pause=PAUSE)) as served:
        began = monotonic()
        state = drafted(of_server(served.url, seconds=0.5, model=model))

    assert texts(state) == [PLAIN, TOLD["slow"]]
    assert monotonic() - began < PAUSE


def test_a_server_that_dribbles_is_not_waited_for() -> None:
    with serving(said(*["nurses "] * 20_000, pause=0.02)) as served:
        began = monotonic()
        state = drafted(of_server(served.url, seconds=1))

    assert texts(state) == [PLAIN, TOLD["slow"]]
    assert monotonic() - began < 20_000 * 0.02


def test_what_came_before_a_stream_broke_off_is_shown() -> None:
    # A chunked body that ends before its last chunk.
    whole = said(WORDED, "And ")
    headers = (("transfer-encoding", "chunked"),)
    pieces = [b"%x\r\n%b\r\n" % (len(piece), piece) for piece in whole.pieces[:2]]
    with serving(replace(whole, pieces=pieces, headers=headers)) as served:
        state = drafted(of_server(served.url))

    # Its one figure is shown, so that nothing was left for anybody else to word.
    assert texts(state) == [SHOWN]


@pytest.mark.parametrize("output", ["text", "structured"])
@pytest.mark.parametrize(
    "reply",
    [
        "nurses " * 15_000,
        "Of U.S. nurses, 99% said so. " * 4_000,
        json.dumps({"sentences": [{"text": "n" * 100_000, "cites": ["f1"]}]}),
        json.dumps({"sentences": [{"text": "Of nurses, 9% said so.", "cites": []}] * 2_000}),
        json.dumps({"thoughts": "n" * 100_000, "sentences": []}),
    ],
    ids=["one line", "many figures", "a long sentence", "many sentences", "another key"],
)
def test_a_hundred_thousand_characters_are_not_read_to_their_end(reply: str, output: str) -> None:
    assert len(reply) > 90_000
    pieces = [reply[at : at + 500] for at in range(0, len(reply), 500)]
    with serving(said(*pieces)) as served:
        state = drafted(of_server(served.url, model_output=output, seconds=2))

    assert texts(state)[0] == PLAIN
    assert [figure.figure.text for figure in state.published.figures] == ["86%"]
    assert len(state.published.withheld) <= 12
    assert state.calls is not None
    assert state.calls.usage is not None
    assert state.calls.usage.is_estimated


@pytest.mark.parametrize(
    "text", ["Of U.S. nurses, {f9} said so.", "Of U.S. nurses, {86% U.S. nurses} said so."]
)
@pytest.mark.parametrize("cites", [["f9"], ["corpus/none.txt"], [], [{"id": 1}], "f1"])
def test_wrong_ids_and_citations_to_nothing_show_nothing(text: str, cites: Any) -> None:
    reply = json.dumps({"sentences": [{"text": text, "cites": cites}]})
    with serving(said(reply)) as served:
        state = drafted(of_server(served.url, model_output="structured"))

    assert texts(state) == [PLAIN, TOLD["not borne out"]]
    assert len(served.paths) == 2  # it was sent back once


def test_what_fails_again_after_it_was_sent_back_is_worded_plainly() -> None:
    with serving(said("99% of nurses said so.\n"), refused(429, ("retry-after", "60"))) as served:
        state = drafted(of_server(served.url))

    assert texts(state) == [PLAIN, TOLD["busy"]]
    assert state.calls is not None
    assert state.calls.usage is not None
    assert state.calls.usage.calls == 2
