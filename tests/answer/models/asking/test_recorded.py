"""Each provider's published format, streamed by a server on loopback to the provider's client."""

from typing import Any

import pytest

from assistant.align.opening import open_model
from assistant.settings import Settings
from tests.answer.models.asking.drafted import KEY, SHOWN, drafted, texts
from tests.answer.models.asking.served import recorded, serving

CASES = [
    # recorded, model, path of the server's address, output, path that is asked
    ("openai_chat_text.sse", "openai:gpt-4.1-mini", "/v1", "text", "/v1/chat/completions"),
    ("openai_chat_schema.json", "openai:gpt-4.1-mini", "/v1", "structured", "/v1/chat/completions"),
    ("openai_responses_text.sse", "openai:gpt-5-pro", "/v1", "text", "/v1/responses"),
    ("openai_responses_schema.json", "openai:gpt-5-pro", "/v1", "structured", "/v1/responses"),
    ("anthropic_text.sse", "anthropic:claude-haiku-5-5", "", "text", "/v1/messages"),
    ("anthropic_tool.json", "anthropic:claude-haiku-5-5", "", "auto", "/v1/messages"),
    ("anthropic_schema.json", "anthropic:claude-opus-5-5", "", "auto", "/v1/messages"),
    ("ollama_chat_text.ndjson", "ollama:llama3.2", "", "auto", "/api/chat"),
    ("ollama_chat_schema.ndjson", "ollama:llama3.2", "", "structured", "/api/chat"),
]


def settings(url: str, model: str, **others: Any) -> Settings:
    return Settings(
        model=model,
        model_url=url,
        model_key=KEY,
        model_price_in=0.4,
        model_price_out=1.6,
        **others,
    )


@pytest.mark.parametrize(("name", "model", "at", "output", "path"), CASES)
def test_a_recorded_stream_becomes_a_sentence_with_its_figure_and_its_tokens(
    name: str, model: str, at: str, output: Any, path: str
) -> None:
    with serving(recorded(name)) as served:
        state = drafted(open_model(settings(served.url + at, model, model_output=output)))

    assert texts(state) == [SHOWN]
    assert [figure.figure.text for figure in state.published.figures] == ["86%"]
    assert state.aligned_by == model
    assert served.paths == [path]
    assert state.calls is not None
    usage = state.calls.usage
    assert usage is not None
    assert (usage.model, usage.calls, usage.is_estimated) == (model, 1, False)
    assert (usage.tokens_in, usage.tokens_out) == (812, 64)
    # 812 * 0.40 + 64 * 1.60 = 324.8 + 102.4 = 427.2 millionths of a dollar
    assert usage.cost == pytest.approx(0.0004272)
