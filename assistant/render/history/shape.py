"""Answers out of the history as JSON: `docs/schemas/kept.schema.json`, one a line of an export."""

import json
from collections.abc import Sequence
from typing import cast

from typing_extensions import TypedDict

from assistant.history.kept import Opinion, Rating, Remembered
from assistant.render.answer_json import AnswerJson
from assistant.render.contract import closed


@closed
class RatingJson(TypedDict):
    """What a reader thought of an answer."""

    rating: Opinion
    comment: str
    at: str
    """When, in UTC, as ISO 8601."""


@closed
class KeptJson(TypedDict):
    """An answer as given."""

    conversation: str
    at: str
    """When it was given, in UTC, as ISO 8601."""
    answer: AnswerJson
    rating: RatingJson | None
    """The latest; null where nobody rated it."""
    input_tokens: int
    output_tokens: int
    cost_usd: float | None
    """What the tokens cost; null where that is not known."""


@closed
class ConversationJson(TypedDict):
    """A conversation, its answers oldest first."""

    id: str
    answers: list[KeptJson]


def kept_json(remembered: Remembered) -> KeptJson:
    """One answer as given, in the published shape."""
    kept = remembered.kept
    return KeptJson(
        conversation=remembered.conversation,
        at=remembered.at.isoformat(),
        answer=cast("AnswerJson", json.loads(kept.answer_json)),
        rating=None if remembered.rating is None else _rating(remembered.rating),
        input_tokens=kept.input_tokens,
        output_tokens=kept.output_tokens,
        cost_usd=kept.cost_usd,
    )


def conversation_json(conversation: str, answers: Sequence[Remembered]) -> ConversationJson:
    """A whole conversation in the published shape."""
    return ConversationJson(id=conversation, answers=[kept_json(answer) for answer in answers])


def _rating(rating: Rating) -> RatingJson:
    return RatingJson(rating=rating.rating, comment=rating.comment, at=rating.at.isoformat())
