"""The command itself: help, exit codes, and what becomes of errors."""

import subprocess
import sys
from pathlib import Path

import pytest

from assistant import __version__
from assistant.errors import IndexDamaged, IndexMissing
from assistant.interfaces.assistant_like import AssistantLike
from assistant.settings import Settings
from tests.interfaces.cli.conftest import Run
from tests.interfaces.fake_assistant import FakeAssistant

HEAVY = (
    "alembic",
    "chromadb",
    "fastapi",
    "numpy",
    "pandas",
    "pydantic",
    "rich",
    "spacy",
    "sqlalchemy",
    "torch",
    "yaml",
)


def no_index(settings: Settings) -> AssistantLike:
    raise IndexMissing(settings.index)


def damaged_index(_: Settings) -> AssistantLike:
    raise IndexDamaged("index/builds/1: a file is missing; run `assistant index`")


def broken(_: Settings) -> AssistantLike:
    raise ZeroDivisionError("division by\nzero")


def test_with_no_command_it_shows_the_help(run: Run) -> None:
    ran = run()

    assert ran.code == 0
    assert "Commands:" in ran.out


def test_it_tells_its_version(run: Run) -> None:
    assert run("--version").out == f"assistant {__version__}\n"


def test_an_unknown_command_is_wrong_use(run: Run) -> None:
    ran = run("aks", "x")

    assert ran.code == 2
    assert ran.err.startswith("assistant: No such command 'aks'")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("command", ["ask", "search", "check"])
def test_a_missing_index_is_one_line_and_exit_code_2(
    run: Run, command: str, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("86%", encoding="utf-8")

    ran = run(command, str(draft), "--index", "nowhere", opener=no_index)

    assert ran.code == 2
    assert ran.err == "assistant: nowhere: no index here; run `assistant index` first\n"


def test_what_fails_outside_ends_with_3(run: Run) -> None:
    ran = run("ask", "x", opener=damaged_index)

    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "assistant: index/builds/1: a file is missing; run `assistant index`\n"


def test_the_unexpected_is_one_line_too_and_says_how_to_see_more(run: Run) -> None:
    ran = run("ask", "x", opener=broken)

    assert ran.code == 3
    assert ran.err == (
        "assistant: ZeroDivisionError: division by zero; ASSISTANT_DEBUG=1 shows where\n"
    )


def test_debugging_shows_the_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DEBUG", "1")

    ran = run("ask", "x", opener=broken)

    assert "Traceback (most recent call last)" in ran.err


def test_a_bad_setting_is_named_as_it_was_set(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "many")

    ran = run("ask", "x")

    assert ran.code == 2
    assert ran.err.startswith("assistant: ASSISTANT_PORT: Input should be a valid integer")
    assert ran.err.endswith("got 'many'\n")


def test_the_index_is_found_through_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch, fake: FakeAssistant
) -> None:
    opened: list[Settings] = []
    monkeypatch.setenv("ASSISTANT_INDEX", "elsewhere")
    monkeypatch.setenv("ASSISTANT_CORPUS", "material")

    def opener(settings: Settings) -> AssistantLike:
        opened.append(settings)
        return fake

    run("ask", "employers?", opener=opener)
    run("ask", "employers?", "--index", "here", opener=opener)

    assert [settings.index for settings in opened] == [Path("elsewhere"), Path("here")]
    assert opened[0].corpus == Path("material")


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from assistant.interfaces.cli.main import main; main(['--help']);"
        f"sys.exit(', '.join(sorted(set({HEAVY!r}) & set(sys.modules))))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )

    assert done.stderr.strip() == ""


def test_a_reader_that_goes_away_is_not_complained_of() -> None:
    script = (
        "import os, sys; from assistant.interfaces.cli.main import run;"
        "read, write = os.pipe(); os.close(read); os.dup2(write, 1);"
        "sys.argv = ['assistant', '--help']; run()"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )

    assert (done.returncode, done.stderr) == (141, "")
