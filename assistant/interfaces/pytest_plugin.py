"""A plugin for pytest: every case of a question set is a test.

    pytest --assistant-questions tests/ --assistant-baseline=baseline.jsonl

Without `--assistant-questions` it does nothing. Against a baseline, a case that was not right there
either is expected to fail, unless it misleads now and did not before. A case's tags can be chosen
with `-m "assistant(tag='value')"`.
"""

import gc
import warnings
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.render.safe_text import safe_line

if TYPE_CHECKING:
    from assistant.errors import TargetUnavailable
    from assistant.evaluate.case import Case
    from assistant.evaluate.grading import Outcome
    from assistant.evaluate.running.result import Result
    from assistant.evaluate.running.run_file import Run
    from assistant.evaluate.targets.target import Described, Target

SUFFIX = ".questions.yaml"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, in a group of their own."""
    group = parser.getgroup("assistant", "question sets as tests")
    group.addoption(
        "--assistant-questions",
        action="store_true",
        help=f"collect question sets (*{SUFFIX}) as tests",
    )
    group.addoption(
        "--assistant-baseline",
        metavar="RUN",
        help="a run's file: cases that are not right in it are expected to fail",
    )
    group.addoption(
        "--assistant-target",
        metavar="WHAT",
        default="here",
        help="here, the URL of a running server, or openai:URL",
    )
    group.addoption("--assistant-model", metavar="NAME", help="the model, as provider:name")
    group.addoption("--assistant-index", metavar="DIR", help="where the built index is")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "SetFile | None":
    """Question sets, where they are asked for."""
    if not parent.config.getoption("assistant_questions") or not file_path.name.endswith(SUFFIX):
        return None
    return SetFile.from_parent(parent, path=file_path)


class SetFile(pytest.File):
    """A question set; its cases are its tests."""

    def collect(self) -> Iterator["CaseItem"]:
        """A test for each case.

        Raises:
            CollectError: The set has a fault; the message says where.
        """
        from assistant.errors import BadQuestionSet
        from assistant.evaluate.sets.reading import read_set

        try:
            read = read_set(self.path)
        except BadQuestionSet as error:
            raise self.CollectError(safe_line(str(error))) from error
        for case in read.cases:
            yield CaseItem.from_parent(self, name=case.id, set_name=read.name, case=case)


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, set_name: str, case: "Case", **rest: Any) -> None:
        super().__init__(**rest)
        self._set, self._case = set_name, case
        for tag in case.tags:
            self.add_marker(pytest.mark.assistant(tag=tag))

    def runtest(self) -> None:
        """Ask and grade; what was not right in the baseline either is expected to fail."""
        from assistant.errors import AssistantError
        from assistant.evaluate.grading.outcome import MISLEADING

        asking = self.config.stash[ASKING]
        try:
            result = asking.result(self._set, self._case)
        except AssistantError as error:
            pytest.fail(safe_line(str(error)), pytrace=False)
        if result.outcome == "right":
            return
        before = asking.baseline.get(result.name, "right")
        is_newly_misleading = result.outcome in MISLEADING and before not in MISLEADING
        if before != "right" and not is_newly_misleading:
            pytest.xfail(f"{result.outcome}; in the baseline: {before}")
        pytest.fail(_told(result), pytrace=False)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where the case is, for the summary."""
        return self.path, None, f"{self._set}/{self.name}"


def _told(result: "Result") -> str:
    """What a failure says; texts of sets and answers may hold what a terminal would act on."""
    from assistant.evaluate.reports.wording import asked_of, expected_of

    told = {
        "asked": asked_of(result.case),
        "expected": expected_of(result.case),
        "got": result.text,
        "why": result.graded.why,
    }
    lines = [f"{name + ':':<10}{safe_line(said)}" for name, said in told.items() if said]
    return "\n".join([result.outcome, *lines])


class Asking:
    """What the cases of a session are put to, opened when the first one is."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._before: Run | None = None
        self._gone: TargetUnavailable | None = None

    def read_baseline(self) -> None:
        """Read the baseline, if there is one.

        Raises:
            BadRun: It cannot be read.
        """
        from assistant.evaluate.running.run_file import read_run

        path = self._config.getoption("assistant_baseline")
        self._before = read_run(Path(path)) if path else None

    def result(self, set_name: str, case: "Case") -> "Result":
        """What a case ends as.

        Raises:
            AssistantError: The target cannot be asked; one that is gone is not tried again.
        """
        from assistant.errors import TargetUnavailable
        from assistant.evaluate.running.result import Job, Result

        if self._gone is not None:
            raise self._gone
        try:
            with warnings.catch_warnings():  # a project's filters must not decide what is answered
                warnings.simplefilter("ignore")
                model = self.described.model
                (replied,) = self.target.replies([case])
        except TargetUnavailable as error:
            self._gone = error
            raise
        return Result.of(Job(set=set_name, case=case, attempt=1), model, replied)

    @cached_property
    def target(self) -> "Target":
        """The target that the options name."""
        from assistant.evaluate.targets.opening import open_target
        from assistant.interfaces.cli.options import settings_from

        settings = settings_from(index=self._config.getoption("assistant_index"))
        what = self._config.getoption("assistant_target")
        return open_target(what, self._config.getoption("assistant_model"), settings, 1)

    @cached_property
    def described(self) -> "Described":
        """What the target says of itself."""
        return self.target.describe()

    @cached_property
    def baseline(self) -> "dict[str, Outcome]":
        """What each case ended as in the baseline, if there is one; of several models, this one."""
        from assistant.evaluate.comparing import cases_of

        results = cases_of(self._before) if self._before else ()
        has_one_model = len({result.model for result in results}) == 1
        return {
            result.name: result.outcome
            for result in results
            if has_one_model or result.model == self.described.model
        }


ASKING: pytest.StashKey[Asking] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """Know the marker, and have what the cases are put to at hand."""
    config.addinivalue_line("markers", "assistant(tag): a case of a question set with this tag")
    config.stash[ASKING] = asking = Asking(config)
    if config.getoption("assistant_questions"):
        from assistant.errors import BadRun

        try:
            asking.read_baseline()
        except BadRun as error:
            raise pytest.UsageError(safe_line(str(error))) from error


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close what was opened, while DuckDB's bindings can still be taken down without complaint."""
    if ASKING not in config.stash:
        return
    asking = config.stash[ASKING]
    del config.stash[ASKING]
    if "target" in vars(asking):
        asking.target.close()
        vars(asking).clear()
        gc.collect()
