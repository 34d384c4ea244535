"""The language model that the settings name, as an aligner."""

from typing import TYPE_CHECKING

from assistant.align.asking.reply import ClaimsReply, QuestionReply
from assistant.align.asking.writer import Writer, aligning_chain
from assistant.align.by_model import AligningModel
from assistant.answer.models.asking.usage import Prices
from assistant.answer.models.opening import OpenedModel, open_chat_model

if TYPE_CHECKING:
    from assistant.settings import Settings


def open_model(settings: "Settings") -> AligningModel:
    """The model of the settings, ready to align.

    Raises:
        BadInput: It cannot be opened; the message says what to set.
    """
    return aligning_model(
        open_chat_model(settings),
        seconds=settings.model_seconds,
        prices=Prices(tokens_in=settings.model_price_in, tokens_out=settings.model_price_out),
    )


def aligning_model(
    opened: OpenedModel, *, seconds: float = 30.0, prices: Prices | None = None
) -> AligningModel:
    """A chat model with the chains that align questions and claims."""
    is_structured, method = opened.is_structured, opened.method
    questions = Writer(
        model=opened.model, shape=QuestionReply, is_structured=is_structured, method=method
    )
    claims = Writer(
        model=opened.model, shape=ClaimsReply, is_structured=is_structured, method=method
    )
    return AligningModel(
        name=opened.name,
        questions=aligning_chain(questions),
        claims=aligning_chain(claims),
        seconds=seconds,
        prices=prices or Prices(),
    )
