"""The built-in aligner: rules and likeness, no model, no network."""

from typing import TYPE_CHECKING

from assistant.align.alignment import Alignment, Asked, Tried
from assistant.answer.answer import BUILT_IN, Refusal
from assistant.answer.write import write_answer

if TYPE_CHECKING:
    from assistant.answer.models.asking.calls import Calls


class BuiltInAligner:
    """Matches by facets and words; what is not sure it refuses."""

    name = BUILT_IN

    def align(self, asked: Asked, calls: "Calls | None" = None) -> Alignment:  # noqa: ARG002
        """The built-in answer, whose sentences are still to be held to the source data."""
        plain = write_answer(asked.material)
        if isinstance(plain, Refusal):
            return Alignment(refusal=plain)
        return Alignment(
            tried=tuple(Tried(text=s.text, sentence=s, is_settled=False) for s in plain.sentences)
        )
