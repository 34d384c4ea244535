"""`assistant index`: build the index, or bring it up to date."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from assistant.interfaces.cli.options import (
    CorpusOption,
    IndexOption,
    Parts,
    counted,
    emit,
    settings_from,
)
from assistant.render.safe_text import safe_line

if TYPE_CHECKING:
    from assistant.index.build import BuildReport
    from assistant.index.material import Progress

SOME_UNREADABLE = 1


def index(context: typer.Context, corpus: CorpusOption = None, index: IndexOption = None) -> None:
    """Build the index of the corpus, or bring it up to date.

    Files that have not changed are not read again. Files that cannot be read are named, the rest
    is indexed, and the exit code is 1.
    """
    parts: Parts = context.obj
    with _progress_bar() as progress:
        report = parts.build_index(settings_from(corpus=corpus, index=index), progress)
    for problem in report.problems:
        typer.echo(safe_line(f"assistant: {problem.source}: {problem.reason}"), err=True)
    emit(summary(report))
    if report.problems:
        raise typer.Exit(SOME_UNREADABLE)


def summary(report: "BuildReport") -> str:
    """What the index holds now, and what was done for it."""
    counts = report.counts
    holds = ", ".join(
        counted(n, noun)
        for n, noun in (
            (counts.surveys, "survey"),
            (counts.passages, "passage"),
            (counts.findings, "finding"),
        )
    )
    model = f"Embedding model: {safe_line(report.embedding_model)}."
    if not report.is_new:
        return f"The index is up to date: {holds}. {model}"
    done = f"{counted(report.read, 'file')} read, {len(report.removed):,} removed"
    return f"Indexed {holds} ({done}). {model}"


@contextmanager
def _progress_bar() -> Iterator["Progress"]:
    """A bar a stage on standard error; nothing at all where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage.capitalize())
            bars.update(tasks[stage], completed=done, total=total)

        yield progress
