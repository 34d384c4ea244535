"""`assistant evaluate`: its commands, put together."""

import typer

from assistant.interfaces.cli.evaluate.authoring import convert, draft, from_feedback
from assistant.interfaces.cli.evaluate.judging import baseline, compare, report
from assistant.interfaces.cli.evaluate.running import run

app = typer.Typer(
    name="evaluate",
    help="Run question sets, compare runs, and write question sets.",
    rich_markup_mode=None,
    no_args_is_help=False,
)
app.command("run")(run)
app.command("compare")(compare)
app.command("report")(report)
app.command("baseline")(baseline)
app.command("draft")(draft)
app.command("from-feedback")(from_feedback)
app.command("convert")(convert)
