"""The published JSON Schemas of what evaluators write and read."""

from typing import Any

from pydantic import TypeAdapter

from assistant.evaluate.case import QuestionSet
from assistant.evaluate.comparison_json import ComparisonJson
from assistant.evaluate.running.shape import RunLineJson

WRITTEN_BY_PEOPLE = {"question-set": QuestionSet}
WRITTEN_HERE: dict[str, Any] = {"comparison": ComparisonJson, "run": RunLineJson}


def evaluation_schemas() -> dict[str, dict[str, Any]]:
    """Every schema by its name.

    >>> sorted(evaluation_schemas())
    ['comparison', 'question-set', 'run']
    """
    drafts = {
        **{n: TypeAdapter(s).json_schema(mode="validation") for n, s in WRITTEN_BY_PEOPLE.items()},
        **{n: TypeAdapter(s).json_schema(mode="serialization") for n, s in WRITTEN_HERE.items()},
    }
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {name: {**head, **schema} for name, schema in drafts.items()}
