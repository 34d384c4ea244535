"""What the commands share: their options, the settings out of them, and how they print."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from assistant.errors import BadInput, UnknownSurvey
from assistant.interfaces.assistant_like import AssistantLike, Opener
from assistant.render.contract import json_line

if TYPE_CHECKING:
    from assistant.evaluate.targets.target import TargetOpener
    from assistant.index.build import BuildReport
    from assistant.index.material import Progress
    from assistant.settings import Settings

CorpusOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--corpus",
        metavar="DIR",
        help="Where the surveys lie. [env: ASSISTANT_CORPUS; default: corpus]",
    ),
]
IndexOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--index",
        metavar="DIR",
        help="Where the built index is kept. [env: ASSISTANT_INDEX; default: index]",
    ),
]
SurveyOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--survey", metavar="ID", help="Only this survey; may be given several times."),
]
JsonOption: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Print JSON in the published shape, one object a line.")
]
BatchOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--batch",
        metavar="FILE.jsonl",
        help="Read one JSON object a line from a file (- is standard input); print one a line.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the commands work with; a test hands in its own."""

    open_assistant: Opener
    build_index: Callable[["Settings", "Progress"], "BuildReport"]
    open_target: "TargetOpener"


def settings_from(**given: Any) -> "Settings":
    """The settings, with what the command line gave in place of what the environment says."""
    from pydantic import ValidationError

    from assistant.settings import Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        fault = error.errors()[0]
        name = str(fault["loc"][0]) if fault["loc"] else "settings"
        where = f"--{name}" if given.get(name) is not None else f"ASSISTANT_{name.upper()}"
        raise BadInput(f"{where}: {fault['msg']}, got {fault['input']!r}") from error


def open_assistant(
    context: typer.Context, *, corpus: Path | None, index: Path | None, surveys: Sequence[str] = ()
) -> AssistantLike:
    """The assistant over the built index; refuses at once a survey that the index lacks."""
    parts: Parts = context.obj
    assistant = parts.open_assistant(settings_from(corpus=corpus, index=index))
    known = [survey.id for survey in assistant.surveys]
    for name in surveys:
        if name not in known:
            raise UnknownSurvey(name, known)
    return assistant


def emit(text: str) -> None:
    """Print and flush, so that a reader sees each result as soon as it is there."""
    typer.echo(text)
    sys.stdout.flush()


def emit_json(thing: Mapping[str, object]) -> None:
    """Print one object as one line of JSON."""
    emit(json_line(thing))


def counted(n: int, noun: str) -> str:
    """A number of things in words.

    >>> counted(1, "survey"), counted(1_200, "passage")
    ('1 survey', '1,200 passages')
    """
    return f"{n:,} {noun}" + ("" if n == 1 else "s")


def is_debugging() -> bool:
    """Whether tracebacks were asked for with ASSISTANT_DEBUG=1."""
    return os.environ.get("ASSISTANT_DEBUG", "") not in ("", "0")
