"""Each provider's published format, streamed by a server on loopback to the provider's client."""

from typing import Any

import pytest

from assistant.answer.draft import Draft
from assistant.answer.models.asking.calls import Calls
from assistant.answer.models.opening import open_answerer
from assistant.settings import Settings
from tests.answer.models.asking.served import recorded, serving
from tests.answer.models.plain import plain_material

CASES = [
    # recorded, model, path of the server's address, output, path that is asked
    ("openai_chat_text.sse", "openai:gpt-4.1-mini", "/v1", "text", "/v1/chat/completions"),
    ("openai_chat_schema.sse", "openai:gpt-4.1-mini", "/v1", "structured", "/v1/chat/completions"),
    ("openai_responses_text.sse", "openai:gpt-5-pro", "/v1", "text", "/v1/responses"),
    ("openai_responses_schema.sse", "openai:gpt-5-pro", "/v1", "structured", "/v1/responses"),
    ("anthropic_text.sse", "anthropic:claude-haiku-5-5", "", "text", "/v1/messages"),
    ("anthropic_tool.sse", "anthropic:claude-haiku-5-5", "", "auto", "/v1/messages"),
    ("anthropic_schema.sse", "anthropic:claude-opus-5-5", "", "auto", "/v1/messages"),
    ("ollama_chat_text.ndjson", "ollama:llama3.2", "", "auto", "/api/chat"),
    ("ollama_chat_schema.ndjson", "ollama:llama3.2", "", "structured", "/api/chat"),
]


def settings(url: str, model: str, **others: Any) -> Settings:
    return Settings(
        model=model,
        model_url=url,
        model_key="sk-secret-key",
        model_price_in=0.4,
        model_price_out=1.6,
        **others,
    )


@pytest.mark.parametrize(("name", "model", "at", "output", "path"), CASES)
def test_a_recorded_stream_becomes_a_sentence_with_its_figure_and_its_tokens(
    name: str, model: str, at: str, output: Any, path: str
) -> None:
    with serving(recorded(name)) as served:
        answerer = open_answerer(settings(served.url + at, model, model_output=output))
        calls = Calls(answerer)
        pieces = list(calls.stream(answerer.chain, plain_material()))

    (sentence,) = [s for piece in pieces if isinstance(piece, Draft) for s in piece.sentences]
    assert sentence.claim == "Of U.S. nurses, 86% said night shifts harm their sleep."
    assert [slot.findings[0].id for slot in sentence.slots] == ["86% U.S. nurses"]
    assert served.paths == [path]
    usage = calls.usage
    assert usage is not None
    assert (usage.model, usage.calls, usage.is_estimated) == (model, 1, False)
    assert (usage.tokens_in, usage.tokens_out) == (812, 64)
    # 812 * 0.40 + 64 * 1.60 = 324.8 + 102.4 = 427.2 millionths of a dollar
    assert usage.cost == pytest.approx(0.0004272)
