"""A target: whatever answers a case, and what is to be known of it to run it again."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from assistant.evaluate.case import Case

if TYPE_CHECKING:
    from assistant.settings import Settings

Json: TypeAlias = Mapping[str, Any]
NOT_OF_AN_ANSWER = ("id", "timings_ms")
DECIMALS = 9
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """A reply as published JSON, and the milliseconds that it took."""

    reply: Json
    milliseconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What answers: everything that must be the same for its answers to be so."""

    target: str
    model: str
    corpus_version: str = ""
    surveys: tuple[str, ...] = ()
    details: Json = field(default_factory=dict)


class Target(Protocol):
    """Answers cases, until it is closed."""

    def describe(self) -> Described:
        """What answers.

        Raises:
            AssistantError: It cannot be opened or reached.
        """

    def replies(self, cases: Sequence[Case]) -> Iterator[Replied]:
        """A reply to each case, in order, several being worked on at once."""

    def close(self) -> None:
        """Let go of whatever it holds."""


TargetOpener: TypeAlias = Callable[[str, str | None, "Settings", int], Target]
"""Opens a target by its name, with a model or None, for so many workers."""


def without_what_varies(reply: Json) -> dict[str, Any]:
    """A reply without what differs from one time to the next, and which a file can hold.

    Among that are the last bits of a number, since engines add respondents up in any order. Half a
    character, as a text that was cut off may end with, becomes a replacement character.

    >>> without_what_varies({"id": "7", "figures": [{"value": 21.916657033750603}]})
    {'figures': [{'value': 21.916657034}]}
    """
    return {key: _settled(value) for key, value in reply.items() if key not in NOT_OF_AN_ANSWER}


def _settled(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, str):
        return _HALF_A_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {_settled(key): _settled(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_settled(inner) for inner in value]
    return value


def failure(error: Exception) -> Json:
    """The reply where there is none: the error in the place of the text."""
    return {"status": "failed", "text": f"{type(error).__name__}: {error}"}
