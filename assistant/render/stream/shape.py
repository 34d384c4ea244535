"""What happens on the way to an answer, as JSON: `docs/schemas/sentence.schema.json`."""

from typing import Any, Literal, TypeAlias, assert_never, get_args

from typing_extensions import TypedDict

from assistant.answer.events import Answered, Event, Shown, Step, Working
from assistant.render.answer_json import (
    AnswerJson,
    CitationJson,
    FigureJson,
    SentenceJson,
    answer_json,
    citation_json,
    figure_json,
    sentence_json,
)
from assistant.render.contract import closed

EventName: TypeAlias = Literal["working", "sentence", "answer", "problem"]


@closed
class WorkingJson(TypedDict):
    """What is being done now."""

    step: Step


@closed
class ShownJson(TypedDict):
    """A checked sentence, with what it adds to the answer's figures and citations."""

    sentence: SentenceJson
    figures: list[FigureJson]
    """Positions in the whole answer's list go on from those of the sentences before."""
    citations: list[CitationJson]


@closed
class ProblemJson(TypedDict):
    """Why the answer broke off."""

    detail: str
    """One line: where, what, and what to do."""


def named_event(event: Event) -> tuple[EventName, WorkingJson | ShownJson | AnswerJson]:
    """An event's name and its data, in the published shape.

    >>> named_event(Working(step="searching"))
    ('working', {'step': 'searching'})
    """
    match event:
        case Working():
            return "working", WorkingJson(step=event.step)
        case Shown():
            shown = ShownJson(
                sentence=sentence_json(event.sentence),
                figures=[figure_json(figure) for figure in event.figures],
                citations=[citation_json(citation) for citation in event.citations],
            )
            return "sentence", shown
        case Answered():
            return "answer", answer_json(event.answer)
        case _:
            assert_never(event)


def stream_schema() -> dict[str, Any]:
    """The JSON Schema of one event, for a description that defines `AnswerJson` and its parts."""
    from pydantic import TypeAdapter

    def inlined(shape: type) -> dict[str, Any]:
        refer = "#/components/schemas/{model}"
        schema = TypeAdapter(shape).json_schema(ref_template=refer, mode="serialization")
        return {key: value for key, value in schema.items() if key != "$defs"}

    shapes = [inlined(WorkingJson), inlined(ShownJson), inlined(ProblemJson)]
    answer = {"$ref": "#/components/schemas/AnswerJson"}
    return {
        "required": ["event", "data"],
        "properties": {
            "event": {"enum": list(get_args(EventName))},
            "data": {
                "contentMediaType": "application/json",
                "contentSchema": {"anyOf": [*shapes, answer]},
            },
        },
    }
