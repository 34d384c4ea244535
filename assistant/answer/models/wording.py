"""The chain in which a language model puts a plain draft into other words."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from assistant.answer.draft import Draft
from assistant.answer.material import Material
from assistant.answer.models.offered import Offered
from assistant.answer.models.prompting import filled, wording_prompt
from assistant.answer.models.reading import led_once, sentences_of_shapes, sentences_of_text
from assistant.answer.models.shapes import DRAFT_SHAPE, MOST_SENTENCES
from assistant.errors import ModelFailed

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable, RunnableConfig


def wording_chain(
    model: "BaseChatModel", *, is_structured: bool, method: str | None = None
) -> "Runnable[Material, Draft]":
    """Material with a plain draft → the same figures in the model's sentences, one by one.

    `is_structured` has the model write to a schema, by the `method` of LangChain's that is named or
    else its own; otherwise it answers in plain lines, which every model can.

    Raises:
        ModelFailed: The model said nothing that is a draft. What its client raises passes through.
    """
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.runnables import RunnableLambda

    by: dict[str, Any] = {"method": method} if method else {}
    writer: Runnable[Any, Any] = (
        model.with_structured_output(DRAFT_SHAPE, **by)
        if is_structured
        else model | StrOutputParser()
    )
    read = sentences_of_shapes if is_structured else sentences_of_text

    # The name `config` has LangChain hand in what counts tokens.
    def word(material: Material, config: "RunnableConfig") -> Iterator[Draft]:
        offered = Offered(plain=material.plain or Draft(sentences=()))
        prompt = wording_prompt(is_structured=is_structured, is_second=bool(material.sent_back))
        replies = (prompt | writer).stream(filled(material, offered), config)
        said = False
        for sentence in islice(led_once(read(replies, offered)), MOST_SENTENCES):
            said = True
            yield Draft(sentences=(sentence,))
        if not said:
            raise ModelFailed("empty")

    # A generator function may take `config` as well; LangChain's types do not say so.
    return RunnableLambda(word, name="word_the_answer")  # type: ignore[arg-type]
