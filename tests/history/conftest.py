"""A history in a file of its own, and a clock that goes on by a minute whenever it is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.history import History, Kept


@dataclass(slots=True)
class Clock:
    """Ten in the morning of 1 March 2026 at first."""

    now: datetime = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        read, self.now = self.now, self.now + timedelta(minutes=1)
        return read


def kept(answer_id: str, question: str = "Who agrees?") -> Kept:
    return Kept(answer_id=answer_id, question=question, answer_json='{"text": "86% [1]"}')


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "history.sqlite"


@pytest.fixture
def history(path: Path, clock: Clock) -> Iterator[History]:
    opened = History.open(f"sqlite:///{path}", clock=clock)
    yield opened
    opened.close()
