"""`assistant evaluate compare`, `report` and `baseline`: what is made of runs."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from assistant.errors import BadInput
from assistant.interfaces.cli.options import JsonOption, emit, emit_json
from assistant.interfaces.whole_file import whole_file
from assistant.render.safe_text import safe_line

if TYPE_CHECKING:
    from assistant.evaluate.comparing import Comparison
    from assistant.evaluate.running.run_file import Run

FOUND_SOMETHING = 1
STREAM = "-"

RunArgument: TypeAlias = Annotated[
    Path, typer.Argument(metavar="RUN", help="A run's file, as `run --out` writes it.")
]


FailOnOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="LIST",
        help="Exit with 1 on any of: broken, misleading, unstable, changed, wrong, never.",
    ),
]
BaseOption: TypeAlias = Annotated[
    Path | None, typer.Option("--base", metavar="BASE", help="Show what changed since this run.")
]
PastOption: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option("--past", metavar="RUN", help="A past run for the chart; may be repeated."),
]
HtmlOption: TypeAlias = Annotated[
    str | None, typer.Option("--html", metavar="FILE", help="Write one HTML page; - prints it.")
]
MarkdownOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--markdown", metavar="FILE", help="Write Markdown for a merge request; - prints it."
    ),
]
JunitOption: TypeAlias = Annotated[
    str | None, typer.Option("--junit", metavar="FILE", help="Write JUnit XML; - prints it.")
]
CsvOption: TypeAlias = Annotated[
    str | None, typer.Option("--csv", metavar="FILE", help="Write a row a result; - prints it.")
]
AllCasesOption: TypeAlias = Annotated[
    bool, typer.Option("--all-cases", help="List all cases that are not right.")
]


def compare(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The run to compare with.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The run that may be worse.")],
    fail_on: FailOnOption = "broken,misleading",
    as_json: JsonOption = False,
) -> None:
    """List the cases that broke, were fixed, changed, or are unstable.

    Misleading cases count where they are new.
    """
    from assistant.evaluate.comparing import compare as compared
    from assistant.evaluate.comparison_json import comparison_json
    from assistant.evaluate.gates import failed_gates, read_gates, refuse_unrelated
    from assistant.evaluate.reports.terminal import comparison_text
    from assistant.evaluate.running.run_file import read_run

    gates = read_gates(fail_on)
    comparison = compared(read_run(base), read_run(new))
    refuse_unrelated(comparison)
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
    base: BaseOption = None,
    past: PastOption = None,
    html: HtmlOption = None,
    markdown: MarkdownOption = None,
    junit: JunitOption = None,
    csv: CsvOption = None,
    all_cases: AllCasesOption = False,
) -> None:
    """Report on a run: in the terminal, or as a page, Markdown, JUnit XML or CSV."""
    from assistant.evaluate.comparing import compare as compared
    from assistant.evaluate.reports.terminal import comparison_text, run_text
    from assistant.evaluate.running.run_file import read_run

    places = {"html": html, "markdown": markdown, "junit": junit, "csv": csv}
    files = {form: where for form, where in places.items() if where is not None}
    _refuse_to_overwrite(files, [run, base, *(past or ())])
    read, before = read_run(run), None if base is None else read_run(base)
    chart = [read_run(path) for path in past or ()]
    comparison = None if before is None else compared(before, read)
    if not files:
        emit(run_text(read, all_cases=all_cases))
        if comparison is not None:
            emit("\n" + comparison_text(comparison))
    for form, where in files.items():
        _write(where, _report_text(form, read, comparison, past=chart))
    if STREAM not in files.values():
        for where in files.values():
            emit(safe_line(f"Wrote {where}"))


def baseline(
    run: RunArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write.")] = Path(
        "baseline.jsonl"
    ),
) -> None:
    """Keep of a run what a comparison needs, in a small file to commit."""
    from assistant.evaluate.running.run_file import baseline_text, read_run

    _refuse_to_overwrite({"baseline": str(out)}, [run])
    read = read_run(run)
    with whole_file(out) as write:
        write(baseline_text(read))
    emit(safe_line(f"{out}: {len(read.results):,} results"))


def _report_text(
    form: str, run: "Run", comparison: "Comparison | None", *, past: Sequence["Run"]
) -> str:
    from assistant.evaluate.reports.csv_report import csv_report_text
    from assistant.evaluate.reports.junit import junit_text
    from assistant.evaluate.reports.markdown import markdown_text
    from assistant.evaluate.reports.page import report_html

    match form:
        case "html":
            return report_html(run, base=comparison.base if comparison else None, past=past)
        case "markdown":
            return markdown_text(run, comparison)
        case "junit":
            return junit_text(run)
        case _:
            return csv_report_text(run)


def _write(where: str, text: str) -> None:
    if where == STREAM:
        emit(text.rstrip("\n"))
        return
    with whole_file(Path(where)) as write:
        write(text)


def _refuse_to_overwrite(files: Mapping[str, str], read: Sequence[Path | None]) -> None:
    """Refuse one file for two reports, and one that a run is read from: that would be lost."""
    places = [where if where == STREAM else Path(where).resolve() for where in files.values()]
    if len(set(places)) < len(places):
        raise BadInput("two reports would go to one file; name another one")
    for path in read:
        if path is not None and path.resolve() in places:
            raise BadInput(f"{path}: is a run that is read; name another file to write")
