"""What is asked of the assistant: a question with its conversation, or a draft to check."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question. `turns` are the questions asked before it, oldest first.

    `surveys` limits the answer to those surveys; empty means all that the index holds.
    """

    question: str
    id: str = ""
    turns: tuple[str, ...] = ()
    surveys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text whose figures are to be checked; `surveys` as for a question."""

    text: str
    id: str = ""
    surveys: tuple[str, ...] = ()
