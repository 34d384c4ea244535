"""The command line, run in this process with an assistant that is handed in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import pytest
from typer.testing import CliRunner

from assistant.evaluate.targets.target import Target, TargetOpener
from assistant.index.build import BuildReport
from assistant.index.material import Progress
from assistant.interfaces.assistant_like import AssistantLike
from assistant.interfaces.cli.main import main
from assistant.interfaces.cli.options import Parts
from assistant.settings import Settings
from tests.interfaces.fake_assistant import FakeAssistant


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Ran]


def never_built(_: Settings, __: Progress) -> BuildReport:
    raise AssertionError("this command must not build the index")


def never_asked(what: str, model: str | None, _: Settings, __: int) -> Target:
    raise AssertionError(f"this command must not ask {what} with {model}")


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def run(fake: FakeAssistant) -> Run:
    def run_command(
        *arguments: str,
        stdin: str | bytes = "",
        opener: Callable[[Settings], AssistantLike] = lambda _: fake,
        builder: Callable[[Settings, Progress], BuildReport] = never_built,
        target: TargetOpener = never_asked,
    ) -> Ran:
        parts = Parts(open_assistant=opener, build_index=builder, open_target=target)
        with CliRunner().isolation(input=stdin) as (out, err, _):
            code = main(list(arguments), parts=parts)
            return Ran(code=code, out=out.getvalue().decode(), err=err.getvalue().decode())

    return run_command
