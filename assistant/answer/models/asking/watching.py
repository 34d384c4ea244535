"""Watching a call to a language model as it goes on: what it takes, and when it is to end."""

from threading import Event
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from assistant.answer.models.asking.usage import Spent
from assistant.errors import ModelFailed

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler

MOST_SAID: Final = 20_000  # characters of one reply; it ends there
DECLINED: Final = frozenset({"content_filter", "refusal"})  # how providers say why a reply ended


def watching(spent: dict[UUID, Spent], stop: Event) -> "BaseCallbackHandler":
    """What LangChain tells of each call: it is counted, and ended once `stop` is set."""
    from langchain_core.callbacks import BaseCallbackHandler

    class Watch(BaseCallbackHandler):
        raise_error = True  # or else what is raised as a call begins would not end it

        # Its signatures are LangChain's.
        def on_chat_model_start(
            self,
            serialized: Any,  # noqa: ARG002
            messages: Any,
            *,
            run_id: UUID,
            **_: Any,
        ) -> None:
            if stop.is_set():
                raise ModelFailed("slow")
            spent[run_id] = Spent(asked=sum(len(str(m.content)) for b in messages for m in b))

        def on_llm_new_token(
            self,
            token: Any,  # noqa: ARG002
            *,
            run_id: UUID,
            chunk: Any = None,
            **_: Any,
        ) -> None:
            call = spent.setdefault(run_id, Spent())
            _count(getattr(chunk, "message", None), call)
            if stop.is_set() or call.said > MOST_SAID:
                # LangChain reads on after a stream was closed. This ends it without a word.
                raise GeneratorExit

        def on_llm_end(self, response: Any, *, run_id: UUID, **_: Any) -> None:
            spent[run_id] = _ended(response, spent.get(run_id, Spent()))

    return Watch()


def _ended(response: Any, before: Spent) -> Spent:
    """What a call has taken that came to its end; the whole message counts for its pieces."""
    ended = Spent(asked=before.asked, is_declined=before.is_declined)
    for generation in response.generations[0][:1]:
        _count(getattr(generation, "message", None), ended)
    ended.is_counted = bool(ended.tokens_in)
    return ended


def _count(message: Any, call: Spent) -> None:
    """Add what a message, or a piece of one, says and how many tokens its server counted."""
    tools = [*getattr(message, "tool_call_chunks", ())] or [*getattr(message, "tool_calls", ())]
    text = str(getattr(message, "text", "")) + "".join(str(tool["args"] or "") for tool in tools)
    call.said += len(text)
    call.is_blank &= not text.strip()
    counted = getattr(message, "usage_metadata", None) or {}
    call.tokens_in += counted.get("input_tokens", 0)
    call.tokens_out += counted.get("output_tokens", 0)
    call.is_declined |= _is_declined(message)


def _is_declined(message: Any) -> bool:
    told = getattr(message, "response_metadata", None) or {}
    reasons = {str(told.get(key)) for key in ("finish_reason", "stop_reason")}
    content = getattr(message, "content", "")
    kinds = {block.get("type") for block in content if isinstance(block, dict)}
    refusal = (getattr(message, "additional_kwargs", None) or {}).get("refusal")
    return bool(refusal or reasons & DECLINED or "refusal" in kinds)
