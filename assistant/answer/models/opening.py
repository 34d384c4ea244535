"""The language model that the settings name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.answer.models.recorded import RECORD, REPLAY, recording, replaying
from assistant.corpus.prose import one_line
from assistant.errors import BadInput
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Those whose models write to a schema, unless it is known of a model that it does not.
STRUCTURED_PROVIDERS: Final = frozenset({"openai", "anthropic"})
PROTOCOLS: Final = frozenset({"openai", "anthropic", "ollama"})  # that a server may speak
INSTALL: Final = "pip install 'survey-assistant[llm]'"
NO_KEY: Final = "none"  # servers of one's own ask for none, but their clients do


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A model as the settings name it."""

    provider: str
    name: str

    @property
    def full(self) -> str:
        return f"{self.provider}:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedModel:
    """A chat model under its full name, and how it writes to a schema, if it does.

    `method` is LangChain's name for that way; None takes the client's own.
    """

    name: str
    model: "BaseChatModel"
    is_structured: bool = False
    method: str | None = None


def open_chat_model(settings: Settings) -> OpenedModel:
    """The chat model that the settings name, recorded or replayed if they say so.

    Raises:
        BadInput: The setting names no model, its key or a package for it is missing, or the
            server's address is none.
    """
    text = one_line(settings.model)
    kind, _, rest = text.partition(":")
    if kind == REPLAY:
        return OpenedModel(name=text, model=replaying(rest, missing=settings.model_missing))
    if kind == RECORD:
        folder, _, name = rest.partition(":")
        inner = open_chat_model(settings.model_copy(update={"model": name}))
        return OpenedModel(name=inner.name, model=recording(folder, inner.model))
    _check_url(settings.model_url)
    named = _named(text, has_url=bool(settings.model_url))
    model = _made(named, settings)
    if fitting := _fitting(model.profile or {}, named, settings):
        model = _made(named, settings, fitting)
    known = model.profile or {}
    return OpenedModel(
        name=named.full,
        model=model,
        is_structured=_is_structured(known, named, settings),
        method=_method(known, named),
    )


def _named(text: str, *, has_url: bool) -> _Named:
    """The model and its provider; at an address, what names no protocol is a model's whole name.

    >>> _named("Anthropic:claude-x", has_url=False).full, _named("qwen2.5:7b", has_url=True).full
    ('anthropic:claude-x', 'openai:qwen2.5:7b')
    """
    text = one_line(text)
    provider, _, name = text.partition(":")
    provider, name = provider.strip().replace("-", "_").lower(), name.strip()
    if has_url and not (name and provider in PROTOCOLS):
        return _Named(provider="openai", name=text)
    if not (name and provider):
        raise BadInput(
            f"ASSISTANT_MODEL: {text!r} names no model with its provider;"
            " write it as provider:name, such as openai:gpt-5-mini"
        )
    return _Named(provider=provider, name=name)


def _check_url(url: str) -> None:
    """Refuse an address that is none, or holds what ends up in the logs of a client."""
    if not url:
        return
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput("ASSISTANT_MODEL_URL: not an address that begins with http:// or https://")
    if parts.username or parts.password or parts.query:
        raise BadInput(
            "ASSISTANT_MODEL_URL: holds a name, a password or a query;"
            " put the key into ASSISTANT_MODEL_KEY and leave them out"
        )


def _made(
    named: _Named, settings: Settings, fitting: Mapping[str, Any] | None = None
) -> "BaseChatModel":
    """The model's client. What it raises may quote a key, so only its kind is told."""
    try:
        from langchain.chat_models import init_chat_model
    except ImportError:
        raise BadInput(f"ASSISTANT_MODEL: language models need more packages; {INSTALL}") from None
    options = _options(named.provider, settings) | dict(fitting or {})
    given = {name: value for name, value in options.items() if value is not None}
    try:
        model: BaseChatModel = init_chat_model(named.name, model_provider=named.provider, **given)
    except ImportError:
        package = f"pip install langchain-{named.provider.replace('_', '-')}"
        raise BadInput(
            f"ASSISTANT_MODEL: the package for {named.provider} is missing;"
            f" {INSTALL if named.provider in PROTOCOLS else package}"
        ) from None
    except Exception as error:  # each provider's client has its own
        raise _not_made(named, error) from None
    if _has_no_key(model, named):
        raise _no_key(named)
    return model


def _not_made(named: _Named, error: Exception) -> BadInput:
    text = str(error)
    if text.startswith("Unsupported provider"):
        return BadInput(
            f"ASSISTANT_MODEL: no provider {named.provider!r} is known;"
            " take openai, anthropic, ollama or another that LangChain names"
        )
    if "api_key" in text.lower() and type(error).__name__ != "ValidationError":
        return _no_key(named)
    return BadInput(
        f"ASSISTANT_MODEL: {named.full} cannot be set up ({type(error).__name__});"
        " see whether the name, the key and the address are right"
    )


def _no_key(named: _Named) -> BadInput:
    variable = f"{named.provider.upper()}_API_KEY"
    return BadInput(
        f"ASSISTANT_MODEL: no key for {named.provider}; set ASSISTANT_MODEL_KEY or {variable}"
    )


def _has_no_key(model: "BaseChatModel", named: _Named) -> bool:
    """Whether a client was made with an empty key, which shows only when it is asked."""
    held = getattr(model, f"{named.provider}_api_key", None)
    return isinstance(held, SecretStr) and not held.get_secret_value()


def _options(provider: str, settings: Settings) -> dict[str, Any]:
    """What a client is made with, by the names that it takes; None leaves its own."""
    key = settings.model_key.get_secret_value()
    url = settings.model_url or None
    if provider == "ollama":
        headers = {"headers": {"Authorization": f"Bearer {key}"}} if key else {}
        return {
            "base_url": url,
            "temperature": settings.model_temperature,
            "num_predict": settings.model_max_tokens,
            "client_kwargs": {"timeout": settings.model_seconds, **headers},
        }
    return {
        "base_url": url,
        "api_key": key or (NO_KEY if url and provider == "openai" else None),
        "temperature": settings.model_temperature,
        "max_tokens": settings.model_max_tokens,
        "timeout": settings.model_seconds,
        "max_retries": 0,  # a second try is ours, within the time limit
        "stream_usage": True if provider == "openai" else None,
    }


def _fitting(known: Mapping[str, Any], named: _Named, settings: Settings) -> dict[str, Any]:
    """What is to be different for a model of which that is known."""
    fitting: dict[str, Any] = {}
    if known.get("temperature") is False:
        fitting["temperature"] = None
    levels = known.get("reasoning_effort_levels")
    if levels and named.provider == "openai" and not settings.model_url:
        # Words need no thinking, which would take the tokens that the reply may have.
        fitting["reasoning_effort"] = levels[0]
    return fitting


def _is_structured(known: Mapping[str, Any], named: _Named, settings: Settings) -> bool:
    if settings.model_output != "auto":
        return settings.model_output == "structured"
    if settings.model_url and named.provider == "openai":
        return False
    if not known:
        return named.provider in STRUCTURED_PROVIDERS
    # OpenAI's clients ask for a schema, the others for a call of a tool.
    by_tool = named.provider != "openai" and known.get("tool_calling")
    return bool(known.get("structured_output") or by_tool)


def _method(known: Mapping[str, Any], named: _Named) -> str | None:
    """How a schema is asked for, where that is not by the client's own way.

    Anthropic's asks for a tool to be called, which some of its models cannot be made to.
    """
    is_by_schema = named.provider == "anthropic" and known.get("structured_output")
    return "json_schema" if is_by_schema else None
