"""A question set of three cases, and targets that answer it out of a table."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluate.running.run_file import read_run
from assistant.evaluate.targets.target import Target
from assistant.settings import Settings
from tests.evaluate.by_hand import text_only
from tests.evaluate.fake_target import FakeTarget
from tests.interfaces.cli.conftest import Run

SET = """
title: Employers
cases:
  - {id: share, question: "How many employers agree?", figures: 86%, tags: value}
  - {id: firms, question: "How many firms agree?", figures: 86%, tags: value}
  - {id: weather, question: "Is it raining?", refuse: not_covered, tags: refusal}
"""
REFUSED = text_only("Nobody asked about the weather.")
WRONG = text_only("It is 12%.", ("12%", 12.0, "percent"))
RIGHT: Mapping[str, Mapping[str, Any]] = {"weather": REFUSED}
BROKEN: Mapping[str, Mapping[str, Any]] = {"weather": REFUSED, "share": WRONG}


class Opened:
    """Opens fake targets, and remembers what they were to be."""

    def __init__(self, *targets: FakeTarget) -> None:
        self.targets = targets
        self.asked_for: list[tuple[str, str | None, int]] = []

    def __call__(self, what: str, model: str | None, settings: Settings, workers: int) -> Target:
        self.asked_for.append((what, model, workers))
        return self.targets[len(self.asked_for) - 1]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "employers.questions.yaml"
    path.write_text(SET, encoding="utf-8")
    return path


def ended(run: Run, questions: Path, replies: Mapping[str, Mapping[str, Any]], name: str) -> Path:
    """A run that ended, by its file."""
    out = questions.with_name(f"{name}.jsonl")
    run("evaluate", "run", questions, "--out", out, target=Opened(FakeTarget(replies)))
    assert read_run(out).end
    return out


@pytest.fixture(name="run")
def run_paths(run: Run) -> Run:
    """The command line, which takes paths as they are."""
    return lambda *arguments, **rest: run(*map(str, arguments), **rest)
