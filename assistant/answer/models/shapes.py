"""The shape that a language model's draft has, where the model writes to a schema."""

from typing import Any, Final

MOST_SENTENCES = 12

DRAFT_SHAPE: Final[dict[str, Any]] = {
    "title": "draft",
    "description": "The answer, sentence by sentence, with tokens in place of figures.",
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "description": "The sentences of the answer, in order.",
            "items": {
                "type": "object",
                "properties": {
                    "text": {
                        "type": "string",
                        "description": "One sentence. Every figure is a token such as {f1}.",
                    },
                    "cites": {
                        "type": "array",
                        "description": "The ids of the figures that the sentence rests on.",
                        "items": {"type": "string"},
                    },
                },
                "required": ["text", "cites"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
