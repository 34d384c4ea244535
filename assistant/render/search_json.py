"""A search as JSON, in the published shape: `docs/schemas/search.schema.json`."""

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypedDict

from assistant.render.answer_json import JsonId
from assistant.render.contract import closed
from assistant.request import Request
from assistant.retrieve.hit import Hit


@closed
class HitJson(TypedDict):
    """One ranked finding or passage."""

    rank: int
    """From 1, best first."""
    survey: str
    source: str
    """The file, as `corpus/SURVEY/FILE`."""
    kind: Literal["finding", "passage"]
    score: float
    text: str


@closed
class SearchJson(TypedDict):
    """What retrieval ranks for one question."""

    id: JsonId
    """As it was given; empty where none was."""
    question: str
    hits: list[HitJson]


def search_json(
    request: Request, hits: Sequence[Hit], *, given_id: JsonId | None = None
) -> SearchJson:
    """The ranking in the published shape; `given_id` is the id as the asker wrote it."""
    return SearchJson(
        id=request.id if given_id is None else given_id,
        question=request.question,
        hits=[
            HitJson(
                rank=hit.rank,
                survey=hit.survey,
                source=hit.source,
                kind=hit.kind,
                score=hit.score,
                text=hit.text,
            )
            for hit in hits
        ],
    )
