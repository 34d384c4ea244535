"""A plugin for pytest: every case of a question set is a test.

    pytest --assistant-questions tests/ --assistant-baseline baseline.jsonl

Without `--assistant-questions` it does nothing. Against a baseline, a case that was not right there
either is expected to fail.
"""

import gc
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from assistant.evaluate.case import Case
    from assistant.evaluate.grading import Outcome
    from assistant.evaluate.targets.target import Target

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
            raise self.CollectError(str(error)) from error
        for case in read.cases:
            yield CaseItem.from_parent(self, name=case.id, set_name=read.name, case=case)


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, set_name: str, case: "Case", **rest: Any) -> None:
        super().__init__(**rest)
        self._set, self._case = set_name, case
        for tag in case.tags:
            self.add_marker(pytest.mark.assistant(tag))

    def runtest(self) -> None:
        """Ask and grade; what was not right in the baseline either is expected to fail."""
        from assistant.evaluate.reports.wording import asked_of, expected_of
        from assistant.evaluate.running.result import Job, Result

        asking = self.config.stash[ASKING]
        (replied,) = asking.target.replies([self._case])
        job = Job(set=self._set, case=self._case, attempt=1)
        result = Result.of(job, asking.model, replied)
        if result.outcome == "right":
            return
        before = asking.baseline.get(result.name)
        if before is not None and before != "right":
            pytest.xfail(f"{result.outcome}; in the baseline: {before}")
        told = [
            result.outcome,
            f"asked:    {asked_of(self._case)}",
            f"expected: {expected_of(self._case)}",
            f"got:      {result.text}",
            f"why:      {result.graded.why}",
        ]
        pytest.fail("\n".join(told), pytrace=False)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where the case is, for the summary."""
        return self.path, None, f"{self._set}/{self.name}"


class Asking:
    """What the cases of a session are put to, opened when the first one is."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    @cached_property
    def target(self) -> "Target":
        """The target that the options name."""
        from assistant.evaluate.targets.opening import open_target
        from assistant.interfaces.cli.options import settings_from

        settings = settings_from(index=self._config.getoption("assistant_index"))
        what = self._config.getoption("assistant_target")
        return open_target(what, self._config.getoption("assistant_model"), settings, 1)

    @cached_property
    def model(self) -> str:
        """The model that answers."""
        return self.target.describe().model

    @cached_property
    def baseline(self) -> "dict[str, Outcome]":
        """What each case ended as in the baseline, if there is one."""
        from assistant.evaluate.comparing import cases_of
        from assistant.evaluate.running.run_file import read_run

        path = self._config.getoption("assistant_baseline")
        return {r.name: r.outcome for r in cases_of(read_run(Path(path)))} if path else {}


ASKING: pytest.StashKey[Asking] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """Know the marker, and have what the cases are put to at hand."""
    config.addinivalue_line("markers", "assistant(tag): a case of a question set with this tag")
    config.stash[ASKING] = Asking(config)


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
