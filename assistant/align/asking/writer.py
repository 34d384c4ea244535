"""What asks a model to align: one call, to a shape, and one more where that cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from assistant.align.asking.prompting import bounded
from assistant.align.asking.reply import ClaimsReply, QuestionReply, read_reply
from assistant.align.evidence import clean
from assistant.corpus.prose import one_line
from assistant.errors import ModelFailed

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable, RunnableConfig

Shape = TypeVar("Shape", QuestionReply, ClaimsReply)
AGAIN = "That could not be read: {why}. Give the one JSON object again, whole, and nothing else."
HELD = (
    "These sentences were held back:\n{held}\nGive the one JSON object again, whole, with other "
    "sentences or with what is missing."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a model is asked. `held` are sentences of its first `reply` that are sent back."""

    messages: "Sequence[BaseMessage]"
    reply: str = ""
    held: tuple[str, ...] = ()


def aligning_chain(writer: "Writer[Shape]") -> "Runnable[Asking, Shape]":
    """Messages → a reply of the writer's shape, as a chain whose calls can be watched."""
    from langchain_core.runnables import RunnableConfig, RunnableLambda

    def align(asking: Asking, config: RunnableConfig) -> Shape:
        return writer.write(asking, config)

    return RunnableLambda(align, name="align_with_the_evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer(Generic[Shape]):
    """Has a model reply in a shape: to the schema by LangChain's `method`, or as JSON in its text.

    `method` None takes the client's own way. Every model can write JSON in its text.
    """

    model: "BaseChatModel"
    shape: type[Shape]
    is_structured: bool
    method: str | None = None

    def write(self, asking: Asking, config: "RunnableConfig") -> Shape:
        """The reply. One that cannot be read is asked for once more.

        Raises:
            ModelFailed: The model gave nothing that could be read, twice.
        """
        from langchain_core.messages import HumanMessage

        messages: list[BaseMessage] = self._messages(asking)
        try:
            return self._once(messages, config)
        except ModelFailed as error:
            if error.outcome != "malformed":
                raise
            again = HumanMessage(content=AGAIN.format(why=str(error)))
            return self._once([*messages, again], config)

    def _messages(self, asking: Asking) -> "list[BaseMessage]":
        from langchain_core.messages import AIMessage, HumanMessage

        if not asking.held:
            return [*asking.messages]
        held = bounded("held back", "\n".join(one_line(clean(line)) for line in asking.held))
        again = HumanMessage(content=HELD.format(held=held))
        return [*asking.messages, AIMessage(content=asking.reply), again]

    def _once(self, messages: "list[BaseMessage]", config: "RunnableConfig") -> Shape:
        if not self.is_structured:
            # Piece by piece, so that whoever watches the call can end it.
            pieces = self.model.stream(messages, config)
            return read_reply("".join(str(piece.text) for piece in pieces), self.shape)
        by: dict[str, Any] = {"method": self.method} if self.method else {}
        found = self.model.with_structured_output(self.shape, **by).invoke(messages, config)
        if not isinstance(found, self.shape) or not found.model_fields_set:
            raise ModelFailed("malformed", "not of the shape")
        return found
