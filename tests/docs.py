"""Documentation that is made from the code; `python -m tests.docs` writes it."""

import json
from pathlib import Path

from pydantic.fields import FieldInfo
from typer.testing import CliRunner

from assistant.evaluate.schemas import evaluation_schemas
from assistant.interfaces.cli.main import app
from assistant.render.schemas import SHAPES, published_schema
from assistant.settings import Settings

DOCS = Path(__file__).parent.parent / "docs"
COMMANDS_PAGE = DOCS / "commands.md"
BEGIN = "<!-- {name}: made by `make docs` -->"
END = "<!-- end of {name} -->"
COMMANDS = (
    ("index",),
    ("ask",),
    ("search",),
    ("check",),
    ("stats",),
    ("corpus",),
    ("corpus", "list"),
    ("corpus", "check"),
    ("corpus", "add"),
    ("evaluate",),
    ("evaluate", "run"),
    ("evaluate", "compare"),
    ("evaluate", "report"),
    ("evaluate", "baseline"),
    ("evaluate", "draft"),
    ("evaluate", "from-feedback"),
    ("evaluate", "convert"),
    ("history",),
    ("history", "list"),
    ("history", "show"),
    ("history", "export"),
    ("history", "delete"),
    ("serve",),
)


def help_page(*command: str) -> str:
    """What `assistant COMMAND --help` prints."""
    done = CliRunner().invoke(app, [*command, "--help"], prog_name="assistant")
    return done.output.strip()


def help_pages() -> str:
    """Every help page under its heading."""
    pages = [("assistant", help_page())]
    pages += [(f"assistant {' '.join(command)}", help_page(*command)) for command in COMMANDS]
    return "\n\n".join(f"### `{name}`\n\n```text\n{page}\n```" for name, page in pages)


def settings_table() -> str:
    """Every setting with its default and what it is for."""
    rows = [
        f"| `ASSISTANT_{name.upper()}` | {_default(field)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| variable | default | what it is for |", "| --- | --- | --- |", *rows])


def _default(field: FieldInfo) -> str:
    return f"`{field.default}`" if str(field.default) else ""


def with_generated(page: str, **generated: str) -> str:
    """The page with each generated part put between its two marks."""
    for name, text in generated.items():
        begin, end = BEGIN.format(name=name), END.format(name=name)
        head, _, rest = page.partition(begin)
        _, found, tail = rest.partition(end)
        if not found:
            raise ValueError(f"the page lacks {begin!r} … {end!r}")
        page = f"{head}{begin}\n\n{text}\n\n{end}{tail}"
    return page


def commands_page() -> str:
    """`docs/commands.md` as it should be."""
    written = COMMANDS_PAGE.read_text(encoding="utf-8")
    return with_generated(written, help=help_pages(), settings=settings_table())


def schemas() -> dict[str, dict[str, object]]:
    """Every schema that is made from the code, by name."""
    return {**{name: published_schema(name) for name in SHAPES}, **evaluation_schemas()}


def schema_text(name: str) -> str:
    """One published schema as it should be on disk."""
    return json.dumps(schemas()[name], indent=2) + "\n"


def schema_path(name: str) -> Path:
    """Where a published schema lies."""
    return DOCS / "schemas" / f"{name}.schema.json"


if __name__ == "__main__":
    COMMANDS_PAGE.write_text(commands_page(), encoding="utf-8")
    for shape in schemas():
        schema_path(shape).write_text(schema_text(shape), encoding="utf-8")
