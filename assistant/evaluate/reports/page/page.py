"""The report as HTML: its templates, style and script, all in one file."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.evaluate.reports.page.view import view_run
from assistant.evaluate.running.run_file import Run

PACKAGE = "assistant.evaluate.reports.page"


def report_html(run: Run, *, base: Run | None = None, past: Sequence[Run] = ()) -> str:
    """One self-contained page about a run, with nothing from elsewhere.

    With `base`, it says what changed since that run. `past` are earlier runs, the oldest first; the
    chart shows them before this one.
    """
    style, script = _static("report.css"), _static("report.js")
    page = (
        _environment()
        .get_template("report.html")
        .render(
            view=view_run(run, base=base, past=past),
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )
    return page.lstrip()


def _hash(text: str) -> str:
    """What a security policy names a style or script by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _static(name: str) -> str:
    return (files(PACKAGE) / "static" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
