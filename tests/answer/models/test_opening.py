"""Opening the model that the settings name: one clear line for what cannot be."""

from pathlib import Path
from typing import Any

import pytest

from assistant.align.opening import open_model
from assistant.answer.models.asking.usage import Prices
from assistant.answer.models.opening import open_chat_model
from assistant.errors import BadInput
from assistant.settings import Settings
from tests.answer.models.asking.drafted import KEY, asking
from tests.answer.models.asking.served import recorded, serving


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
        ({"model": "replay:no/such/folder"}, "'no/such/folder': no such folder to replay"),
        ({"model": "replay:"}, "'': no such folder to replay"),
        ({"model": "record:pyproject.toml:openai:x", "model_key": KEY}, "cannot be made a folder"),
        ({"model": "record:replies"}, "'' names no model with its provider"),
        ({"model": "record:replies:gpt-5-mini"}, "'gpt-5-mini' names no model"),
        ({"model": "record:replies:openai:gpt-5-mini"}, "set ASSISTANT_MODEL_KEY or OPENAI"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_line(given: dict[str, Any], told: str) -> None:
    with pytest.raises(BadInput) as raised:
        open_chat_model(Settings(**given))

    assert told in str(raised.value)
    assert "\n" not in str(raised.value)
    assert KEY not in str(raised.value)
    assert raised.value.exit_code == 2


def test_an_opened_model_has_its_name_its_limit_and_its_prices() -> None:
    model = open_model(
        Settings(
            model="OpenAI:gpt-4.1-mini",
            model_key=KEY,
            model_seconds=5,
            model_price_in=0.4,
            model_price_out=1.6,
        )
    )

    assert (model.name, model.seconds) == ("openai:gpt-4.1-mini", 5)
    assert model.prices == Prices(tokens_in=0.4, tokens_out=1.6)
    assert KEY not in repr(model)


def test_a_recorded_model_has_the_name_of_what_it_records(tmp_path: Path) -> None:
    named = f"record:{tmp_path}/replies:openai:gpt-4.1-mini"

    opened = open_chat_model(Settings(model=named, model_key=KEY))

    assert opened.name == "openai:gpt-4.1-mini"
    assert (tmp_path / "replies").is_dir()
    assert KEY not in repr(opened)


def test_a_model_at_an_address_can_be_recorded_by_its_whole_name(tmp_path: Path) -> None:
    named = f"record:{tmp_path}:qwen2.5:7b"

    opened = open_chat_model(Settings(model=named, model_url="http://127.0.0.1:1/v1"))

    assert opened.name == "openai:qwen2.5:7b"


def test_a_replayed_model_needs_no_key_and_says_what_it_is(tmp_path: Path) -> None:
    opened = open_chat_model(Settings(model=f"replay:{tmp_path}"))

    assert opened.name == f"replay:{tmp_path}"
    assert not opened.is_structured


def test_a_key_is_not_in_the_settings_as_they_print() -> None:
    assert KEY not in repr(Settings(model_key=KEY))


def asked_of(model: str, name: str, **others: Any) -> tuple[dict[str, Any], str]:
    """What a server is asked, and with which key, where it answers as recorded."""
    with serving(recorded(name)) as served:
        opened = open_model(
            Settings(model=model, model_url=served.url, model_max_tokens=77, **others)
        )
        opened.questions.invoke(asking())
    return served.asked[0], served.keys[0]


def test_openai_is_asked_for_usage_and_in_its_own_words() -> None:
    body, key = asked_of("qwen2.5:7b", "openai_chat_text.sse", model_key=KEY)

    assert (body["model"], body["temperature"], key) == ("qwen2.5:7b", 0, f"Bearer {KEY}")
    assert (body["stream"], body["stream_options"]) == (True, {"include_usage": True})
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
    by_tool, key = asked_of("anthropic:claude-haiku-5-5", "anthropic_tool.json", model_key=KEY)
    by_schema, _ = asked_of("anthropic:claude-opus-5-5", "anthropic_schema.json", model_key=KEY)

    assert key.endswith(KEY)
    assert by_tool["tool_choice"]["name"] == "QuestionReply"
    assert "temperature" not in by_tool
    assert by_schema["output_config"]["format"]["type"] == "json_schema"
