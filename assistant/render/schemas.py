"""The published JSON Schemas, made from the shapes that the output is written in."""

from assistant.render.answer_json import AnswerJson
from assistant.render.check_json import CheckJson
from assistant.render.history.shape import KeptJson
from assistant.render.search_json import SearchJson
from assistant.render.stats.shape import StatsJson
from assistant.render.stream.shape import ShownJson

SHAPES: dict[str, type] = {
    "answer": AnswerJson,
    "check": CheckJson,
    "kept": KeptJson,
    "search": SearchJson,
    "sentence": ShownJson,
    "stats": StatsJson,
}


def published_schema(name: str) -> dict[str, object]:
    """The JSON Schema of one of the shapes.

    >>> published_schema("search")["required"]
    ['id', 'question', 'hits']
    """
    from pydantic import TypeAdapter

    schema = TypeAdapter(SHAPES[name]).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
