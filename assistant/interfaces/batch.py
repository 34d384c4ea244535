"""Batches: one JSON object a line in, in the published form, all read before any is answered."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

from assistant.errors import BadInput
from assistant.request import Draft, Request

GivenId: TypeAlias = str | int
Asked = TypeVar("Asked", Request, Draft)

_MOST_FAULTS_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine(Generic[Asked]):
    """A question or draft of a batch, and its id exactly as it was written."""

    given_id: GivenId
    asked: Asked


def read_questions(
    source: str, *, surveys: Sequence[str], known: Sequence[str]
) -> tuple[BatchLine[Request], ...]:
    """The questions of a file, or of standard input for `-`.

    `surveys` limits the lines that do not limit themselves; a survey that is not `known` is a fault
    of its line.
    """

    def question(line: dict[str, object], given_id: GivenId) -> BatchLine[Request]:
        *turns, last = _turns(line)
        limited = _surveys(line, surveys, known)
        asked = Request(question=last, id=str(given_id), turns=tuple(turns), surveys=limited)
        return BatchLine(given_id=given_id, asked=asked)

    return _read(source, question)


def read_drafts(
    source: str, *, surveys: Sequence[str], known: Sequence[str]
) -> tuple[BatchLine[Draft], ...]:
    """The drafts of a file, or of standard input for `-`; otherwise as `read_questions`."""

    def draft(line: dict[str, object], given_id: GivenId) -> BatchLine[Draft]:
        text = line.get("text")
        if not isinstance(text, str):
            raise BadInput('needs "text", a string')
        limited = _surveys(line, surveys, known)
        return BatchLine(
            given_id=given_id, asked=Draft(text=text, id=str(given_id), surveys=limited)
        )

    return _read(source, draft)


def read_bytes(source: str) -> bytes:
    """What a file holds, or what standard input brings for `-`."""
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise BadInput(f"{source}: {(error.strerror or 'cannot be read').lower()}") from error


def _read(
    source: str, understand: Callable[[dict[str, object], GivenId], BatchLine[Asked]]
) -> tuple[BatchLine[Asked], ...]:
    lines: list[BatchLine[Asked]] = []
    faults: list[str] = []
    for number, raw in enumerate(read_bytes(source).split(b"\n"), start=1):
        if not raw.strip():
            continue
        try:
            line = _object(raw)
            lines.append(understand(line, _id(line)))
        except BadInput as fault:
            faults.append(f"line {number}: {fault}")
    if faults:
        more = len(faults) - _MOST_FAULTS_NAMED
        tail = f"; and {more} more" if more > 0 else ""
        name = "standard input" if source == "-" else source
        raise BadInput(f"{name}: {'; '.join(faults[:_MOST_FAULTS_NAMED])}{tail}")
    return tuple(lines)


def _object(raw: bytes) -> dict[str, object]:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise BadInput("not JSON") from error
    if not isinstance(line, dict):
        raise BadInput("not a JSON object")
    return line


def _id(line: dict[str, object]) -> GivenId:
    given = line.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise BadInput('needs "id", a string or a whole number')
    return given


def _turns(line: dict[str, object]) -> list[str]:
    question, turns = line.get("question"), line.get("turns")
    if question is not None and turns is not None:
        raise BadInput('has both "question" and "turns"; give one of them')
    asked = [question] if turns is None else turns
    if not isinstance(asked, list) or not asked:
        raise BadInput('needs "question", a string, or "turns", a list of strings')
    strings = [turn for turn in asked if isinstance(turn, str) and turn.strip()]
    if len(strings) < len(asked):
        raise BadInput(
            'needs "question", a string with words in it'
            if turns is None
            else 'needs "turns", a list of strings with words in them'
        )
    return strings


def _surveys(
    line: dict[str, object], otherwise: Sequence[str], known: Sequence[str]
) -> tuple[str, ...]:
    named = line.get("surveys")
    if named is None:
        return tuple(otherwise)
    if not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        raise BadInput('has "surveys" that are not a list of survey ids')
    unknown = [name for name in named if name not in known]
    if unknown:
        raise BadInput(f"no survey {unknown[0]!r} in the index")
    return tuple(named)
