"""A run as a table for spreadsheets: a row a result."""

import csv
from io import StringIO

from assistant.evaluate.reports.wording import asked_of, expected_of
from assistant.evaluate.running.run_file import Run
from assistant.render.safe_text import safe_line

COLUMNS = (
    "set",
    "id",
    "tags",
    "model",
    "attempt",
    "outcome",
    "why",
    "asked",
    "expected",
    "got",
    "milliseconds",
)


def csv_report_text(run: Run) -> str:
    """The run in CSV. No cell is one that a spreadsheet would compute."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for result in run.results:
        row = (
            result.set,
            result.case.id,
            ", ".join(result.case.tags),
            result.model,
            result.attempt,
            result.outcome,
            result.graded.why,
            asked_of(result.case),
            expected_of(result.case),
            result.text,
            f"{result.milliseconds:.0f}",
        )
        writer.writerow([without_formula(safe_line(str(cell))) for cell in row])
    return out.getvalue()


def without_formula(cell: str) -> str:
    """The cell as text: with an apostrophe before what a spreadsheet would take for a formula.

    >>> without_formula("=1+1"), without_formula("86%")
    ("'=1+1", '86%')
    """
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
