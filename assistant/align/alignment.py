"""What aligning and settling a question come to: sentences, or why there are none.

Figures are findings in the sentences' slots; no aligner, and no model, ever gives a number.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.answer.answer import MissingFacet, Refusal
from assistant.answer.draft import DraftSentence
from assistant.answer.material import Material

if TYPE_CHECKING:
    from assistant.answer.models.asking.calls import Calls


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to be aligned: as it was put, the turns before it, and what was retrieved.

    `by_rules` is the question made whole by rules; its years, people and places are those that an
    answer is held to. `surveys` limits the question, empty for all.
    """

    question: str
    material: Material
    turns: tuple[str, ...] = ()
    by_rules: str = ""
    surveys: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """What the question says, with what it takes over from the turns before it."""
        return self.by_rules or self.question


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A sentence, and why it may not be shown; `instead` are the source's own in its place.

    `sentence` is None where what an aligner wrote is none. `is_settled` where it has been held to
    its findings already.
    """

    text: str
    sentence: DraftSentence | None
    why: str = ""
    instead: tuple[DraftSentence, ...] = ()
    is_settled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A finding that comes near, as a sentence, and the facets in which it is something else."""

    sentence: DraftSentence
    differs: tuple[MissingFacet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The sentences of an answer, or a refusal, or only the findings that come nearest.

    `closest` go with a refusal or stand for themselves, under a `notice` that says what was not
    found. `standalone` is the question made whole, where an aligner did that.
    """

    tried: tuple[Tried, ...] = ()
    refusal: Refusal | None = None
    closest: tuple[Near, ...] = ()
    standalone: str = ""
    notice: str = ""


class Aligner(Protocol):
    """Decides which of the evidence is about what was asked."""

    @property
    def name(self) -> str:
        """What an answer says it was aligned by: built-in, or provider:model."""

    def align(self, asked: Asked, calls: "Calls | None") -> Alignment:
        """What answers a question.

        Raises:
            ModelFailed: The language model gave nothing that can be used.
        """
