"""`assistant check`: every figure of a draft against the source data."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TypeAlias

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
from assistant.interfaces.draft import ReadDraft, draft_of_file, draft_of_stream
from assistant.interfaces.whole_file import whole_file
from assistant.render.check.page import report_html
from assistant.render.check.terminal import check_text
from assistant.render.check.view import CheckView, view_check
from assistant.render.check_json import check_json
from assistant.render.safe_text import safe_line
from assistant.verify.check import Check

NOT_BORNE_OUT = 1
STREAM = "-"

FileArgument: TypeAlias = Annotated[
    str | None,
    typer.Argument(metavar="FILE", help="A draft: txt, md, html or docx; - is standard input."),
]
HtmlOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--html",
        metavar="OUT.html",
        help="Write a page with every figure marked and the evidence beside it; - prints it.",
    ),
]


def check(
    context: typer.Context,
    file: FileArgument = None,
    as_json: JsonOption = False,
    html: HtmlOption = None,
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
    _refuse_contradictory(file, batch=batch, html=html, as_json=as_json)
    draft = None if file is None else read_draft(file)
    with _page(html) as write_page:
        assistant = open_assistant(context, corpus=corpus, index=index, surveys=limited)
        if draft is None:
            is_borne_out = _check_batch(assistant, source=str(batch), surveys=limited)
        else:
            with _patience(draft):
                checked = assistant.check(draft.text, id=str(file), surveys=limited)
            is_borne_out = checked.is_borne_out
            view = view_check(checked, name=draft.name, notice=draft.notice)
            write_page(view)
            _print(checked, view, html=html, as_json=as_json)
    if not is_borne_out:
        raise typer.Exit(NOT_BORNE_OUT)


def _print(checked: Check, view: CheckView, *, html: str | None, as_json: bool) -> None:
    """The check on standard output, unless the page went there; beside a page, in one line."""
    if as_json:
        emit_json(check_json(checked))
    elif html is None:
        emit(check_text(view, width=shutil.get_terminal_size().columns))
    elif html != STREAM:
        emit(safe_line(f"{view.summary}; see {html}"))


def read_draft(file: str) -> ReadDraft:
    """The draft in a file, or of standard input for `-`."""
    largest = settings_from().largest_file_mb * 1_000_000
    if file == STREAM:
        return draft_of_stream(read_bytes(file), largest_bytes=largest)
    return draft_of_file(Path(file), largest_bytes=largest)


def _refuse_contradictory(
    file: str | None, *, batch: str | None, html: str | None, as_json: bool
) -> None:
    if (file is None) == (batch is None):
        raise BadInput("give a FILE or --batch, one of them")
    if html is None:
        return
    if batch is not None:
        raise BadInput("--html is of one draft; give a FILE, or --batch without --html")
    if html == STREAM and as_json:
        raise BadInput("--json and --html - would both print; give --html a file")
    if file is not None and html != STREAM and Path(html).resolve() == Path(file).resolve():
        raise BadInput(f"{html}: is the draft itself; name another file for --html")


@contextmanager
def _page(html: str | None) -> Iterator[Callable[[CheckView], None]]:
    """What writes the page; one that cannot be written is told before anything is checked."""
    if html is None:
        yield lambda _: None
    elif html == STREAM:
        yield lambda view: emit(report_html(view))
    else:
        with whole_file(Path(html)) as write:
            yield lambda view: write(report_html(view))


@contextmanager
def _patience(draft: ReadDraft) -> Iterator[None]:
    """A clock that runs on standard error; nothing at all where that is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as clock:
        clock.add_task(f"Checking {len(draft.text.split()):,} words", total=None)
        yield


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
