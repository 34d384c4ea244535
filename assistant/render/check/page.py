"""A check as a page: its template, and the report that stands in one file."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.render.check.view import CheckView

PACKAGE = "assistant.render.check"
STYLES = ("check.css", "report.css")


def report_html(view: CheckView) -> str:
    """One self-contained page: no script, nothing from elsewhere, fit for paper."""
    style = _style()
    digest = hashlib.sha256(style.encode()).digest()
    return (
        _environment()
        .get_template("report.html")
        .render(
            view=view,
            style=style,
            style_hash=f"sha256-{base64.b64encode(digest).decode()}",
        )
    )


@cache
def _style() -> str:
    folder = files(PACKAGE) / "static"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in STYLES)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
