"""`assistant check`: every figure of a draft against the source data."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import BadInput
from assistant.interfaces.assistant_like import AssistantLike
from assistant.interfaces.batch import read_bytes, read_drafts
from assistant.interfaces.cli.options import (
    BatchOption,
    CorpusOption,
    IndexOption,
    JsonOption,
    SurveyOption,
    emit,
    emit_json,
    open_assistant,
    settings_from,
)
from assistant.render.check_json import check_json
from assistant.render.terminal import check_text

NOT_BORNE_OUT = 1


def check(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="A draft: txt, md, html or docx; - is standard input."),
    ] = None,
    as_json: JsonOption = False,
    batch: BatchOption = None,
    survey: SurveyOption = None,
    corpus: CorpusOption = None,
    index: IndexOption = None,
) -> None:
    """Check every figure of a draft against the source data.

    The exit code is 1 if any of them is not borne out.

    A batch has {"id", "text"} a line, and may have "surveys": [...].
    """
    limited = tuple(survey or ())
    if (file is None) == (batch is None):
        raise BadInput("give a FILE or --batch, one of them")
    text = "" if file is None else read_draft(file)
    assistant = open_assistant(context, corpus=corpus, index=index, surveys=limited)
    if batch is not None:
        is_borne_out = _check_batch(assistant, source=batch, surveys=limited)
    else:
        checked = assistant.check(text, id=file or "", surveys=limited)
        is_borne_out = checked.is_borne_out
        if as_json:
            emit_json(check_json(checked))
        else:
            emit(check_text(checked))
    if not is_borne_out:
        raise typer.Exit(NOT_BORNE_OUT)


def read_draft(file: str) -> str:
    """The text of a draft, or of standard input for `-`."""
    from assistant.corpus.documents import decode, read_document

    if file == "-":
        return decode(read_bytes(file), source="standard input")
    limit = settings_from().largest_file_mb * 1_000_000
    return read_document(Path(file), survey="", source=file, largest_bytes=limit).text


def _check_batch(assistant: AssistantLike, *, source: str, surveys: tuple[str, ...]) -> bool:
    known = [survey.id for survey in assistant.surveys]
    lines = read_drafts(source, surveys=surveys, known=known)
    is_borne_out = True
    for line, checked in zip(
        lines, assistant.check_all([line.asked for line in lines]), strict=True
    ):
        emit_json(check_json(checked, given_id=line.given_id))
        is_borne_out = is_borne_out and checked.is_borne_out
    return is_borne_out
