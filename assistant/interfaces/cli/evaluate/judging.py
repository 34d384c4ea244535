"""`assistant evaluate compare`, `report` and `baseline`: what is made of runs."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from assistant.errors import BadInput
from assistant.interfaces.cli.options import JsonOption, emit, emit_json
from assistant.interfaces.whole_file import whole_file
from assistant.render.safe_text import safe_line

FOUND_SOMETHING = 1
STREAM = "-"

RunArgument: TypeAlias = Annotated[
    Path, typer.Argument(metavar="RUN", help="A run's file, as `run --out` writes it.")
]


def compare(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The run to compare with.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The run that may be worse.")],
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="LIST",
            help="Exit with 1 on any of: broken, misleading, unstable, changed, wrong, never.",
        ),
    ] = "broken,misleading",
    as_json: JsonOption = False,
) -> None:
    """List the cases that broke, were fixed, changed, or are unstable.

    Misleading cases count where they are new.
    """
    from assistant.evaluate.comparing import compare as compared
    from assistant.evaluate.comparison_json import comparison_json
    from assistant.evaluate.gates import failed_gates, read_gates
    from assistant.evaluate.reports.terminal import comparison_text
    from assistant.evaluate.running.run_file import read_run

    gates = read_gates(fail_on)
    comparison = compared(read_run(base), read_run(new))
    if as_json:
        emit_json(comparison_json(comparison))
    else:
        emit(comparison_text(comparison))
    failed = failed_gates(gates, comparison.new, comparison)
    if failed:
        typer.echo(f"Fails on: {', '.join(failed)}", err=True)
        raise typer.Exit(FOUND_SOMETHING)


def report(
    run: RunArgument,
    base: Annotated[
        Path | None,
        typer.Option("--base", metavar="BASE", help="Show what changed since this run."),
    ] = None,
    past: Annotated[
        list[Path] | None,
        typer.Option("--past", metavar="RUN", help="A past run for the chart; may be repeated."),
    ] = None,
    html: Annotated[
        str | None, typer.Option("--html", metavar="FILE", help="Write one HTML page; - prints it.")
    ] = None,
    markdown: Annotated[
        str | None,
        typer.Option("--markdown", metavar="FILE", help="Write Markdown for a merge request."),
    ] = None,
    junit: Annotated[
        str | None, typer.Option("--junit", metavar="FILE", help="Write JUnit XML; - prints it.")
    ] = None,
    csv: Annotated[
        str | None, typer.Option("--csv", metavar="FILE", help="Write a row a result; - prints it.")
    ] = None,
    all_cases: Annotated[
        bool, typer.Option("--all-cases", help="List all cases that are not right.")
    ] = False,
) -> None:
    """Report on a run: in the terminal, or as a page, Markdown, JUnit XML or CSV."""
    from assistant.evaluate.comparing import compare as compared
    from assistant.evaluate.reports.csv_report import csv_report_text
    from assistant.evaluate.reports.junit import junit_text
    from assistant.evaluate.reports.markdown import markdown_text
    from assistant.evaluate.reports.page import report_html
    from assistant.evaluate.reports.terminal import comparison_text, run_text
    from assistant.evaluate.running.run_file import read_run

    read, before = read_run(run), None if base is None else read_run(base)
    chart = [read_run(path) for path in past or ()]
    comparison = None if before is None else compared(before, read)
    wanted = {
        html: lambda: report_html(read, base=before, past=chart),
        markdown: lambda: markdown_text(read, comparison),
        junit: lambda: junit_text(read),
        csv: lambda: csv_report_text(read),
    }
    files = {where: make for where, make in wanted.items() if where is not None}
    if not files:
        emit(run_text(read, all_cases=all_cases))
        if comparison is not None:
            emit("\n" + comparison_text(comparison))
    if len(files) < sum(where is not None for where in (html, markdown, junit, csv)):
        raise BadInput("two reports would go to one file; name another one")
    for where, make in files.items():
        _write(where, make())


def baseline(
    run: RunArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write.")] = Path(
        "baseline.jsonl"
    ),
) -> None:
    """Keep of a run what a comparison needs, in a small file to commit."""
    from assistant.evaluate.running.run_file import baseline_text, read_run

    read = read_run(run)
    with whole_file(out) as write:
        write(baseline_text(read))
    emit(safe_line(f"{out}: {len(read.results):,} results"))


def _write(where: str, text: str) -> None:
    if where == STREAM:
        emit(text)
        return
    with whole_file(Path(where)) as write:
        write(text)
    emit(safe_line(f"Wrote {where}"))
