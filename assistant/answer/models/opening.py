"""The language model that the settings name, as an answerer."""

from typing import Any

from assistant.answer.answerer import Answerer
from assistant.answer.models.wording import wording_chain
from assistant.errors import BadInput
from assistant.settings import Settings


def open_answerer(settings: Settings) -> Answerer:
    """The answerer over the model that the settings name.

    Raises:
        BadInput: The setting names no model, or a package for it is missing.
    """
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise BadInput(
            "ASSISTANT_MODEL: language models need more packages; "
            "pip install 'survey-assistant[llm]'"
        ) from error
    options: dict[str, Any] = {}
    model = init_chat_model(settings.model, temperature=0, **options)
    return Answerer(name=settings.model, chain=wording_chain(model, is_structured=True))
