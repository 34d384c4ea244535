"""Generated documentation is checked, not trusted."""

import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from typer.main import get_command

from assistant.interfaces.cli.main import app
from assistant.settings import Settings
from tests.docs import (
    COMMANDS,
    DOCS,
    commands_page,
    help_page,
    schema_path,
    schema_text,
    schemas,
)

ROOT = DOCS.parent
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))


def commands_of(group: object, *above: str) -> Iterator[tuple[str, ...]]:
    for name, command in getattr(group, "commands", {}).items():
        yield (*above, name)
        yield from commands_of(command, *above, name)


def test_every_command_is_documented() -> None:
    assert set(commands_of(get_command(app))) == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_and_every_option_says_what_it_does(command: tuple[str, ...]) -> None:
    page = help_page(*command)

    silent = re.findall(r"^  (--?\S+(?: [A-Z.a-z<>]+)?)\s*$", page, flags=re.M)
    assert page.startswith(f"Usage: assistant {' '.join(command)}")
    assert len(page.splitlines()[2].strip()) > 10
    assert silent == []


def test_the_commands_page_is_what_the_code_makes_of_it() -> None:
    written = (DOCS / "commands.md").read_text(encoding="utf-8")

    assert written == commands_page(), "run `make docs`"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_published_schemas_are_what_the_code_makes_of_them(name: str) -> None:
    assert schema_path(name).read_text(encoding="utf-8") == schema_text(name), "run `make docs`"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_published_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas()[name])


def test_every_setting_is_in_the_table() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")

    missing = [name for name in Settings.model_fields if f"`ASSISTANT_{name.upper()}`" not in page]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_every_decision_has_its_four_parts(decision: Path) -> None:
    headings = re.findall(r"^## (\w+)", decision.read_text(encoding="utf-8"), flags=re.M)

    assert re.match(r"\d{4}-[a-z0-9-]+$", decision.stem)
    assert headings == ["Context", "Decision", "Consequences", "Status"]


def test_the_readme_gives_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert "make run" in readme
    assert "make test" in readme
