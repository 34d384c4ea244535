"""Opening the model that the settings name: one clear line for what cannot be."""

from typing import Any

import pytest

from assistant.answer.models.asking.usage import Prices
from assistant.answer.models.opening import open_answerer
from assistant.errors import BadInput
from assistant.settings import Settings
from tests.answer.models.asking.served import recorded, serving
from tests.answer.models.plain import plain_material

KEY = "sk-a-key-that-nobody-may-see"


@pytest.fixture(autouse=True)
def no_keys_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"model": "gpt-5-mini"}, "'gpt-5-mini' names no model with its provider"),
        ({"model": "openai:"}, "names no model"),
        ({"model": ":x"}, "names no model"),
        ({"model": "bakery:rye"}, "no provider 'bakery' is known"),
        ({"model": "groq:x", "model_key": KEY}, "pip install langchain-groq"),
        ({"model": "openai:gpt-5-mini"}, "set ASSISTANT_MODEL_KEY or OPENAI_API_KEY"),
        ({"model": "anthropic:claude-haiku-5-5"}, "set ASSISTANT_MODEL_KEY or ANTHROPIC_API_KEY"),
        ({"model": "x", "model_url": "ftp://host"}, "begins with http:// or https://"),
        ({"model": "x", "model_url": f"http://u:{KEY}@host/v1"}, "holds a name, a password"),
        ({"model": "x", "model_url": f"http://host/v1?key={KEY}"}, "holds a name, a password"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_line(given: dict[str, Any], told: str) -> None:
    with pytest.raises(BadInput) as raised:
        open_answerer(Settings(**given))

    assert told in str(raised.value)
    assert "\n" not in str(raised.value)
    assert KEY not in str(raised.value)
    assert raised.value.exit_code == 2


def test_the_answerer_has_the_models_name_its_limit_and_its_prices() -> None:
    answerer = open_answerer(
        Settings(
            model="OpenAI:gpt-4.1-mini",
            model_key=KEY,
            model_seconds=5,
            model_price_in=0.4,
            model_price_out=1.6,
        )
    )

    assert (answerer.name, answerer.seconds) == ("openai:gpt-4.1-mini", 5)
    assert answerer.prices == Prices(tokens_in=0.4, tokens_out=1.6)
    assert KEY not in repr(answerer)


def test_a_key_is_not_in_the_settings_as_they_print() -> None:
    assert KEY not in repr(Settings(model_key=KEY))


def asked_of(model: str, name: str, **others: Any) -> tuple[dict[str, Any], str]:
    """What a server is asked, and with which key, where it answers as recorded."""
    with serving(recorded(name)) as served:
        answerer = open_answerer(
            Settings(model=model, model_url=served.url, model_max_tokens=77, **others)
        )
        list(answerer.chain.stream(plain_material()))
    return served.asked[0], served.keys[0]


def test_openai_is_asked_for_usage_and_in_its_own_words() -> None:
    body, key = asked_of("qwen2.5:7b", "openai_chat_text.sse", model_key=KEY)

    assert (body["model"], body["temperature"], key) == ("qwen2.5:7b", 0, f"Bearer {KEY}")
    assert body["stream_options"] == {"include_usage": True}
    assert 77 in (body.get("max_tokens"), body.get("max_completion_tokens"))
    assert "response_format" not in body


def test_a_model_that_takes_no_temperature_is_given_none() -> None:
    body, _ = asked_of("openai:o3", "openai_chat_text.sse")

    assert "temperature" not in body


def test_ollama_is_asked_in_its_own_words() -> None:
    body, key = asked_of("ollama:llama3.2", "ollama_chat_text.ndjson", model_key=KEY)

    assert key == f"Bearer {KEY}"
    assert body["options"]["num_predict"] == 77
    assert body["options"]["temperature"] == 0


def test_anthropic_is_made_to_call_a_tool_or_asked_for_a_schema() -> None:
    by_tool, key = asked_of("anthropic:claude-haiku-5-5", "anthropic_tool.sse", model_key=KEY)
    by_schema, _ = asked_of("anthropic:claude-opus-5-5", "anthropic_schema.sse", model_key=KEY)

    assert key.endswith(KEY)
    assert by_tool["tool_choice"]["name"] == "draft"
    assert "temperature" not in by_tool
    assert by_schema["output_config"]["format"]["type"] == "json_schema"
