"""A chat model that says what a test has it say, and calls the tools it is told to."""

from collections.abc import Iterator, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatResult
from pydantic import Field


class ScriptedModel(GenericFakeChatModel):
    """Says one reply after the other, and keeps what it was asked."""

    asked: list[list[BaseMessage]] = Field(default_factory=list)

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> "ScriptedModel":
        return self

    def _generate(self, messages: list[BaseMessage], *args: Any, **more: Any) -> ChatResult:
        self.asked.append(messages)
        return super()._generate(messages, *args, **more)


def scripted(*replies: str | AIMessage) -> ScriptedModel:
    """A model with these replies, in order."""
    return ScriptedModel(messages=_messages(replies), asked=[])


def calling(name: str, **arguments: Any) -> AIMessage:
    """A reply that calls one tool."""
    return AIMessage(content="", tool_calls=[{"name": name, "args": arguments, "id": name}])


def _messages(replies: Sequence[str | AIMessage]) -> Iterator[AIMessage]:
    return iter([r if isinstance(r, AIMessage) else AIMessage(content=r) for r in replies])


def prompts_of(model: BaseChatModel) -> list[str]:
    """All that a scripted model was told, one text a call."""
    assert isinstance(model, ScriptedModel)
    return ["\n".join(str(message.content) for message in messages) for messages in model.asked]
