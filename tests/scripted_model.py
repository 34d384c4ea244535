"""A chat model that says what a test has it say, and calls the tools it is told to."""

from collections.abc import Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from pydantic import PrivateAttr


class ScriptedModel(BaseChatModel):
    """Says what it was given to say, and remembers what it was told."""

    script: list[AIMessage]
    _heard: list[list[BaseMessage]] = PrivateAttr(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    @property
    def heard(self) -> list[list[BaseMessage]]:
        return self._heard

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> Runnable[Any, AIMessage]:
        return self

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        message = self.script[len(self._heard)]
        self._heard.append(messages)
        return ChatResult(generations=[ChatGeneration(message=message)])


def calling(name: str, **arguments: Any) -> AIMessage:
    """A message with which a model calls a tool."""
    call = {"name": name, "args": arguments, "id": f"call of {name}", "type": "tool_call"}
    return AIMessage(content="", tool_calls=[call])


def scripted(*replies: str | AIMessage) -> ScriptedModel:
    """A model with these replies, in order."""
    said = [r if isinstance(r, AIMessage) else AIMessage(content=r) for r in replies]
    return ScriptedModel(script=said)


def prompts_of(model: ScriptedModel) -> list[str]:
    """All that a scripted model was told, one text a call."""
    return ["\n".join(str(message.content) for message in heard) for heard in model.heard]
