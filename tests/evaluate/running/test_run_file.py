"""A run's file is read and gone on with only if it is whole and of the same run."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import BadRun
from assistant.evaluate.comparing import compare
from assistant.evaluate.running.result import Job, Result
from assistant.evaluate.running.run_file import (
    Run,
    baseline_text,
    digest,
    head_of,
    read_run,
    read_so_far,
    writing,
)
from assistant.evaluate.targets.target import Replied
from tests.evaluate.by_hand import Json, answer, check, claim, figure, question, result, run_of

RUN = run_of(result("a"), result("b", "partly", why="does not show 8%"))
LOCK = """
import fcntl, sys
file = open(sys.argv[1], "a")
fcntl.flock(file, fcntl.LOCK_EX)
print("locked", flush=True)
sys.stdin.read()
"""


def text_of(run: Run) -> str:
    lines = [run.head, *(one.to_json() for one in run.results), {"end": run.end}]
    return "".join(json.dumps(line) + "\n" for line in lines)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run.jsonl"


def told_of(read: Callable[[], object]) -> str:
    """What an error says; the whole of it is one line."""
    with pytest.raises(BadRun) as raised:
        read()
    assert "\n" not in str(raised.value)
    return str(raised.value)


def go_on_with(path: Path, head: dict[str, Any]) -> None:
    with writing(path, head):
        pass


def test_a_run_reads_back_as_it_was_written(path: Path) -> None:
    path.write_text(text_of(RUN))

    read = read_run(path)

    assert (read.name, read.head, read.end) == ("run", RUN.head, RUN.end)
    assert [one.to_json() for one in read.results] == [one.to_json() for one in RUN.results]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not a run's file; `assistant evaluate run … --out` writes one"),
        ("{}\n", "not a run's file; `assistant evaluate run … --out` writes one"),
        ("[1]\n", "not a run's file; `assistant evaluate run … --out` writes one"),
        ("notes\n", "not a run's file; `assistant evaluate run … --out` writes one"),
        (
            text_of(run_of(version=2)),
            "of version 2; this program reads version 1, so run it again",
        ),
    ],
)
def test_what_is_no_run_of_this_version_is_told(path: Path, text: str, told: str) -> None:
    path.write_text(text)

    assert told_of(lambda: read_run(path)) == f"{path}: {told}"
    if text.endswith("\n"):
        assert told_of(lambda: go_on_with(path, dict(RUN.head))) == f"{path}: {told}"
        assert path.read_text() == text


def test_a_file_that_is_not_there_is_told(path: Path) -> None:
    assert told_of(lambda: read_run(path)) == f"{path}: no such file or directory"


def test_a_place_where_no_file_can_be_is_told(tmp_path: Path) -> None:
    path = tmp_path / "none" / "run.jsonl"

    assert told_of(lambda: go_on_with(path, dict(RUN.head))) == (
        f"{path}: cannot be written (no such file or directory); name another file"
    )


LINE: Json = RUN.results[0].to_json()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON; the file was changed"),
        ("[" * 100_000, "not JSON; the file was changed"),
        ("[]", "not a JSON object; the file was changed"),
        (json.dumps({**LINE, "reply": {"status": "answered", "text": float("nan")}}), "not JSON"),
        (json.dumps({**LINE, "measured": {"ms": 1e300}}).replace("e+300", "e+999"), "not JSON"),
        ("{}", "not a result; the file was changed"),
        (json.dumps({**LINE, "outcome": "great"}), "not a result; the file was changed"),
        (json.dumps({**LINE, "attempt": "first"}), "not a result; the file was changed"),
        (json.dumps({**LINE, "more": 1}), "not a result; the file was changed"),
        (json.dumps({**LINE, "case": {"id": "a"}}), "not a result; the file was changed"),
        (json.dumps({**LINE, "measured": {}}), "not a result; the file was changed"),
        (json.dumps({**LINE, "grades": {"a": {"standing": "so-so"}}}), "not a result"),
        (json.dumps({**LINE, "reply": {"text": "86%"}}), "not a result; the file was changed"),
        (json.dumps({**LINE, "reply": {"claims": [1]}}), "not a result; the file was changed"),
        (json.dumps({"end": 5}), "not a run's end; the file was changed"),
        (json.dumps({"end": {"results": 2}}), "not a run's end; the file was changed"),
    ],
)
def test_a_line_that_was_changed_is_told_and_nothing_is_lost(
    path: Path, line: str, told: str
) -> None:
    changed = "".join([head_of(RUN.head).decode(), json.dumps(LINE), "\n", line, "\n"])
    path.write_text(changed)

    assert told_of(lambda: read_run(path)).startswith(f"{path}, line 3: {told}")
    assert told_of(lambda: go_on_with(path, dict(RUN.head))).startswith(f"{path}, line 3: {told}")
    assert path.read_text() == changed


def test_a_head_that_was_changed_is_told(path: Path) -> None:
    path.write_text(text_of(run_of(result(), sets=[{"name": "s"}])))

    assert told_of(lambda: read_run(path)) == (
        f"{path}, line 1: not a run's head; the file was changed"
    )


def test_results_that_were_changed_after_the_end_are_told(path: Path) -> None:
    path.write_text(text_of(RUN).replace('"partly"', '"right"', 1))

    assert told_of(lambda: read_run(path)) == (
        f"{path}: results were changed after the run ended; run it again"
    )


def test_lines_after_the_end_are_told(path: Path) -> None:
    path.write_text(text_of(RUN) + json.dumps(LINE) + "\n")

    assert told_of(lambda: read_run(path)) == (f"{path}, line 5: there is more after the run's end")


def test_what_was_measured_has_no_part_in_the_digest() -> None:
    assert digest([result(milliseconds=1.0)]) == digest([result(milliseconds=9.0)])
    assert digest([result(text="86%")]) != digest([result(text="87%")])


def test_a_run_that_ended_is_not_written_over(path: Path) -> None:
    path.write_text(text_of(RUN))

    assert told_of(lambda: go_on_with(path, dict(RUN.head))) == (
        f"{path}: this run has ended; name another file, or delete it first"
    )
    assert path.read_text() == text_of(RUN)


@pytest.mark.parametrize(
    ("other", "different"),
    [
        ({"sets": [{"name": "s", "sha256": "1" * 64, "cases": 1}]}, "sets"),
        ({"repeat": 2}, "repeat"),
        ({"models": ["built-in", "x"]}, "models"),
        ({"corpus_version": "v2"}, "corpus_version"),
        ({"details": [{"program": "2"}], "target": "http://x"}, "target, details"),
    ],
)
def test_a_file_of_another_run_is_not_gone_on_with(
    path: Path, other: dict[str, Any], different: str
) -> None:
    begun = head_of(RUN.head).decode() + json.dumps(LINE) + "\n"
    path.write_text(begun)

    assert told_of(lambda: go_on_with(path, {**RUN.head, **other})) == (
        f"{path}: is of another run (different: {different}); name another file"
    )
    assert path.read_text() == begun


def test_a_head_that_was_cut_off_is_written_anew(path: Path) -> None:
    path.write_bytes(head_of(RUN.head)[:40])

    with writing(path, RUN.head) as writer:
        assert writer.done == []

    assert path.read_bytes() == head_of(RUN.head)


def test_a_text_without_an_end_that_is_no_head_is_not_written_over(path: Path) -> None:
    path.write_text("my notes")

    assert told_of(lambda: go_on_with(path, dict(RUN.head))) == (
        f"{path}: not a run's file; name another one"
    )
    assert path.read_text() == "my notes"


@contextmanager
def another_process_holding(path: Path) -> Iterator[None]:
    command = [sys.executable, "-c", LOCK, str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"
        yield
        process.communicate()


def test_a_file_that_another_process_writes_is_left_alone(path: Path) -> None:
    path.write_bytes(head_of(RUN.head))

    with another_process_holding(path):
        told = told_of(lambda: go_on_with(path, dict(RUN.head)))

    assert told == f"{path}: another run is writing it; name another file"
    assert path.read_bytes() == head_of(RUN.head)


def test_each_result_can_be_read_as_soon_as_it_is_written(path: Path) -> None:
    with writing(path, RUN.head) as writer:
        for n, one in enumerate(RUN.results, start=1):
            writer.add(one)
            assert len(read_so_far(path).results) == n


def answered(text: str, *figures: Json, within_ms: float | None = None) -> Result:
    job = Job(set="s", case=question(figures="86%", within_ms=within_ms), attempt=1)
    return Result.of(job, "built-in", Replied(reply=answer(text, *figures), milliseconds=55.5))


def checked() -> Result:
    job = Job(set="s", case=claim("contradicted", id="b", expected="86%"), attempt=1)
    told = check(("contradicted", "86%"), ("verified", None))
    return Result.of(job, "built-in", Replied(reply=told, milliseconds=7.0))


def test_a_baseline_is_smaller_and_nothing_has_changed_in_it(path: Path) -> None:
    run = run_of(answered("It is 86%.", figure(), within_ms=1), checked())

    path.write_text(baseline_text(run))
    baseline = read_run(path)

    comparison = compare(baseline, run)
    assert len(baseline_text(run)) < 0.6 * len(text_of(run))
    assert (comparison.in_both, comparison.changes, comparison.p_value) == (2, (), 1.0)
    assert [one.text for one in baseline.results] == [one.text for one in run.results]


def test_a_baseline_has_nothing_that_varies_from_run_to_run() -> None:
    slow = run_of(answered("It is 86%.", figure(), within_ms=50.0))
    quick = run_of(*(result_with_time(one, 1.0) for one in slow.results))

    assert baseline_text(slow) == baseline_text(quick)


def result_with_time(slow: Result, milliseconds: float) -> Result:
    job = Job(set=slow.set, case=slow.case, attempt=slow.attempt)
    return Result.of(job, slow.model, Replied(reply=slow.reply, milliseconds=milliseconds))


def test_a_baseline_keeps_the_corpus_that_only_the_answers_name(path: Path) -> None:
    run = run_of(answered("It is 86%.", figure()), corpus_version="")

    path.write_text(baseline_text(run))

    assert run.corpus_version == "v1"
    assert read_run(path).corpus_version == "v1"


def test_a_baseline_of_a_baseline_is_the_same(path: Path) -> None:
    run = run_of(answered("It is 86%.", figure()), checked())
    path.write_text(baseline_text(run))

    assert baseline_text(read_run(path)) == baseline_text(run)
