"""The command `assistant`: its commands, and what becomes of an error."""

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from assistant import __version__
from assistant.errors import AssistantError
from assistant.interfaces.assistant_like import AssistantLike
from assistant.interfaces.cli import (
    ask,
    check,
    corpus,
    evaluate,
    history,
    index,
    search,
    serve,
    stats,
)
from assistant.interfaces.cli.options import Parts, is_debugging
from assistant.interfaces.telemetry import switch_off_telemetry
from assistant.render.safe_text import safe_line

if TYPE_CHECKING:
    from assistant.evaluate.targets.target import Target
    from assistant.index.build import BuildReport
    from assistant.index.material import Progress
    from assistant.settings import Settings

WRONG_USE = 2
FAILED_OUTSIDE = 3
READER_GONE = 141  # as if the signal SIGPIPE had ended us, which it would any other command

app = typer.Typer(
    name="assistant",
    help="Answers questions over survey findings: every figure cited and checked.",
    epilog="Settings are read from the environment; docs/commands.md lists them.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("index")(index.index)
app.command("ask")(ask.ask)
app.command("search")(search.search)
app.command("check")(check.check)
app.command("stats")(stats.stats)
app.add_typer(corpus.app)
app.add_typer(history.app)
app.add_typer(evaluate.app)
app.command("serve")(serve.serve)


def _show_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"assistant {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def assistant(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Answers questions over survey findings: every figure cited and checked."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def open_built_index(settings: "Settings") -> AssistantLike:
    """The pipeline over the index as it was built."""
    from assistant.pipeline import Assistant

    return Assistant.open(settings)


def build_shipped_index(settings: "Settings", progress: "Progress") -> "BuildReport":
    """The index built with the product's own steps."""
    from assistant.index.build import build_index

    return build_index(settings, progress=progress)


def open_any_target(what: str, model: str | None, settings: "Settings", workers: int) -> "Target":
    """What a question set is put to, by its name."""
    from assistant.evaluate.targets.opening import open_target

    return open_target(what, model, settings, workers)


PARTS = Parts(
    open_assistant=open_built_index, build_index=build_shipped_index, open_target=open_any_target
)


def main(arguments: Sequence[str], *, parts: Parts = PARTS) -> int:
    """Run one command and return its exit code; errors become one line on standard error."""
    try:
        code = app(args=list(arguments), prog_name="assistant", standalone_mode=False, obj=parts)
    except AssistantError as error:
        return _fail(str(error), code=error.exit_code, error=error)
    except TyperException as error:
        return _fail(error.format_message(), code=WRONG_USE, error=error)
    except (BrokenPipeError, SystemExit):  # typer exits where the reader of our output has gone
        return _leave_quietly()
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:  # the edge: whatever it was, the reader gets a line and not a page
        hint = "" if is_debugging() else "; ASSISTANT_DEBUG=1 shows where"
        what = f"{type(error).__name__}: {error}{hint}"
        return _fail(what, code=FAILED_OUTSIDE, error=error)
    return code if isinstance(code, int) else 0


def run() -> None:
    """The console script."""
    switch_off_telemetry(os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = main(sys.argv[1:])
    if code:  # what an error still holds would have DuckDB's bindings complain at the very end
        gc.collect()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = _leave_quietly()
    sys.exit(code)


def _fail(message: str, *, code: int, error: Exception) -> int:
    if is_debugging():
        traceback.print_exception(error)
    typer.echo(f"assistant: {safe_line(message)}", err=True)
    return code


def _leave_quietly() -> int:
    """The reader of our output has gone; Python must not complain of it while it closes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return READER_GONE
