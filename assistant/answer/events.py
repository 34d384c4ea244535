"""What happens while a question is answered, as types. An interface shows it and adds nothing."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from assistant.answer.answer import Answer, Citation, Sentence, ShownFigure

Step = Literal["searching", "writing", "checking"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """What is being done now."""

    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A sentence that has been borne out, with what is new in the answer's lists because of it."""

    sentence: Sentence
    figures: tuple[ShownFigure, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The whole answer, which comes last."""

    answer: Answer


Event: TypeAlias = Working | Shown | Answered
