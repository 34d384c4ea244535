"""`assistant evaluate run`: question sets put to an assistant."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from assistant.interfaces.cli.options import (
    CorpusOption,
    IndexOption,
    Parts,
    emit,
    settings_from,
)

if TYPE_CHECKING:
    from assistant.evaluate.gates import Gate
    from assistant.evaluate.running.result import Result
    from assistant.evaluate.running.run_file import Run
    from assistant.evaluate.sets.reading import NamedSet
    from assistant.evaluate.targets.target import Target

FOUND_SOMETHING = 1


SetsArgument: TypeAlias = Annotated[
    list[Path], typer.Argument(metavar="SET", help="Question sets, or folders of them.")
]
OutOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--out", metavar="RUN.jsonl", help="Keep the run here; goes on if it is there."),
]
RepeatOption: TypeAlias = Annotated[
    int, typer.Option("--repeat", min=1, max=100, help="Ask each case this many times.")
]
WorkersOption: TypeAlias = Annotated[
    int, typer.Option("--workers", min=0, max=64, help="Work on so many at once; 0: one a core.")
]
ModelOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="The model, as provider:name, or built-in; several are compared.",
    ),
]
TargetOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--target",
        metavar="WHAT",
        help="here; the URL of a running server; or openai:URL of any compatible endpoint.",
    ),
]
MissingOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--write-missing",
        metavar="DIR",
        help="With --model replay:DIR: write prompts that have no reply here.",
    ),
]
BaselineOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="BASE.jsonl", help="Compare with this run."),
]
FailOnOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="LIST",
        help="Exit with 1 on any of: broken, misleading, unstable, changed, wrong, never."
        " [default: wrong; with --baseline: broken,misleading]",
    ),
]


def run(
    context: typer.Context,
    sets: SetsArgument,
    out: OutOption = None,
    repeat: RepeatOption = 1,
    workers: WorkersOption = 0,
    model: ModelOption = None,
    target: TargetOption = "here",
    write_missing: MissingOption = None,
    base: BaselineOption = None,
    fail_on: FailOnOption = None,
    corpus: CorpusOption = None,
    index: IndexOption = None,
) -> None:
    """Put question sets to an assistant and say what is right.

    A run that was stopped goes on where it was, if the same command is given again.
    """
    from assistant.evaluate.gates import read_gates, refuse_without_base
    from assistant.evaluate.running.run_file import read_run
    from assistant.evaluate.sets.reading import read_sets

    if fail_on is None:
        fail_on = "broken,misleading" if base else "wrong"
    gates = read_gates(fail_on)
    if base is None:
        refuse_without_base(gates)
    before = read_run(base) if base else None
    read = read_sets(sets)
    parts: Parts = context.obj
    settings = settings_from(corpus=corpus, index=index, model_missing=write_missing)
    count = workers or min(os.cpu_count() or 1, sum(len(one.cases) for one in read))
    models: list[str | None] = [*dict.fromkeys(model)] if model else [None]
    opened = [parts.open_target(target, one, settings, count) for one in models]
    _judge(_run(read, opened, out=out, repeat=repeat), before, gates)


def _judge(done: "Run", before: "Run | None", gates: "Sequence[Gate]") -> None:
    """Say how the run ended, and against another one; a gate that it fails ends with 1."""
    from assistant.evaluate.comparing import compare
    from assistant.evaluate.gates import failed_gates, refuse_unrelated
    from assistant.evaluate.reports.terminal import comparison_text, run_text

    emit(run_text(done))
    comparison = compare(before, done) if before else None
    if comparison is not None:
        refuse_unrelated(comparison)
        emit("\n" + comparison_text(comparison))
    failed = failed_gates(gates, done, comparison)
    if failed:
        typer.echo(f"Fails on: {', '.join(failed)}", err=True)
        raise typer.Exit(FOUND_SOMETHING)


def _run(
    sets: "Sequence[NamedSet]", targets: "Sequence[Target]", *, out: Path | None, repeat: int
) -> "Run":
    from assistant.evaluate.running.run import run_sets

    cases = sum(len(one.cases) for one in sets) * repeat * len(targets)
    with tempfile.TemporaryDirectory() as folder, _progress(cases) as watch:
        path = out or Path(folder) / "run.jsonl"
        try:
            return run_sets(sets, targets, out=path, repeat=repeat, watch=watch)
        except KeyboardInterrupt:
            if out is not None:
                typer.echo("Stopped. Give the same command again to go on.", err=True)
            raise


@contextmanager
def _progress(cases: int) -> "Iterator[Callable[[Result], None]]":
    """A bar on standard error with the outcomes so far; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from assistant.evaluate.grading import OUTCOMES

    counts = dict.fromkeys(OUTCOMES, 0)
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("opening the index", total=cases)

        def watch(result: "Result") -> None:
            counts[result.outcome] += 1
            said = ", ".join(f"{n:,} {name}" for name, n in counts.items() if n)
            bar.update(task, advance=1, description=said)

        yield watch
