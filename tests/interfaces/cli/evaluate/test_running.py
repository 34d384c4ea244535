"""`assistant evaluate run`, against targets that are fake."""

import os
from pathlib import Path

import pytest

from assistant.evaluate.running.run_file import read_run, read_so_far
from tests.evaluate.fake_target import FakeTarget
from tests.interfaces.cli.conftest import Run
from tests.interfaces.cli.evaluate.conftest import BROKEN, RIGHT, SET, Opened, ended


def test_a_run_in_which_all_is_right_ends_with_0(run: Run, questions: Path) -> None:
    opened = Opened(FakeTarget(RIGHT))

    ran = run("evaluate", "run", questions, target=opened)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("employers against here (built-in), corpus v1\n")
    # 3 of 3; Wilson's interval by hand: 3 / (3 + 1.96²) is 43.85%
    assert "right                           3   100.0%   43.9 to 100.0%\n" in ran.out
    assert opened.asked_for == [("here", None, min(os.cpu_count() or 1, 3))]
    assert opened.targets[0].closed == 1


def test_a_wrong_answer_ends_with_1_and_is_shown(run: Run, questions: Path) -> None:
    ran = run("evaluate", "run", questions, target=Opened(FakeTarget(BROKEN)))

    assert (ran.code, ran.err) == (1, "Fails on: wrong\n")
    assert "MISLEADING  employers/share\n  asked     How many employers agree?\n" in ran.out
    assert "  expected  shows 86%\n  got       It is 12%.\n" in ran.out


@pytest.mark.parametrize(
    ("gates", "failed"),
    [
        ("never", ""),
        ("misleading", "misleading"),
        ("unstable,wrong", "wrong"),
        (" wrong ,", "wrong"),
    ],
)
def test_what_fails_a_run_can_be_chosen(run: Run, questions: Path, gates: str, failed: str) -> None:
    ran = run("evaluate", "run", questions, "--fail-on", gates, target=Opened(FakeTarget(BROKEN)))

    assert ran.code == bool(failed)
    assert ran.err == (f"Fails on: {failed}\n" if failed else "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--fail-on", "brokn"), "--fail-on: 'brokn' is not one of broken, misleading, unstable"),
        (("--fail-on", ""), "--fail-on: '' is not one of"),
        (("--fail-on", "broken"), "--fail-on broken needs a run to compare with; give --baseline"),
        (("--baseline", "gone.jsonl"), "gone.jsonl: no such file or directory"),
        (("--repeat", "0"), "'--repeat'"),
        (("gone.questions.yaml",), "gone.questions.yaml: no such file or directory"),
    ],
)
def test_wrong_use_is_one_line_and_asks_nothing(
    run: Run, questions: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    ran = run("evaluate", "run", questions, *arguments)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert complaint in ran.err


def test_a_faulty_set_is_named_with_its_line(run: Run, questions: Path) -> None:
    questions.write_text("cases:\n  - id: a\n    queston: Who?\n", encoding="utf-8")

    ran = run("evaluate", "run", questions)

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "line 3, column 5" in ran.err
    assert "queston" in ran.err


@pytest.mark.parametrize("out", ["nowhere/run.jsonl", "."])
def test_a_place_that_cannot_be_written_is_one_line(run: Run, questions: Path, out: str) -> None:
    target = FakeTarget(RIGHT)

    ran = run("evaluate", "run", questions, "--out", questions.parent / out, target=Opened(target))

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "cannot be written" in ran.err
    assert (target.asked, target.closed) == ([], 1)


def test_a_survey_that_the_target_lacks_is_named_before_anything_is_asked(
    run: Run, questions: Path
) -> None:
    questions.write_text("surveys: [bakers]\n" + SET, encoding="utf-8")
    target = FakeTarget(RIGHT, surveys=("skills",))

    ran = run("evaluate", "run", questions, target=Opened(target))

    assert (ran.code, ran.out) == (2, "")
    assert "no survey 'bakers' in the index; it holds: skills" in ran.err
    assert (target.asked, target.closed) == ([], 1)


def test_a_run_that_a_target_ended_goes_on_where_it_was(run: Run, questions: Path) -> None:
    out = questions.with_name("run.jsonl")
    gone, back = FakeTarget(RIGHT, fails_at=2), FakeTarget(RIGHT)

    stopped = run("evaluate", "run", questions, "--out", out, target=Opened(gone))
    kept = len(read_so_far(out).results)
    went_on = run("evaluate", "run", questions, "--out", out, target=Opened(back))

    assert (stopped.code, stopped.out, stopped.err.count("\n")) == (3, "", 1)
    assert "the target is gone" in stopped.err
    assert (kept, back.asked, gone.closed) == (2, ["weather"], 1)
    assert (went_on.code, len(read_run(out).results)) == (0, 3)


def test_a_run_that_ended_is_not_gone_on_with(run: Run, questions: Path) -> None:
    out = ended(run, questions, RIGHT, "run")
    before = out.read_bytes()

    ran = run("evaluate", "run", questions, "--out", out, target=Opened(FakeTarget(RIGHT)))

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "this run has ended" in ran.err
    assert out.read_bytes() == before


def test_every_case_is_asked_as_often_as_wanted(run: Run, questions: Path) -> None:
    target = FakeTarget(RIGHT)

    ran = run("evaluate", "run", questions, "--repeat", "2", target=Opened(target))

    assert ran.code == 0
    assert target.asked == ["share", "share", "firms", "firms", "weather", "weather"]


def test_several_models_are_laid_side_by_side_and_each_is_asked_once(
    run: Run, questions: Path
) -> None:
    good, bad = FakeTarget(RIGHT, model="a:good"), FakeTarget(BROKEN, model="a:bad")
    opened = Opened(good, bad)
    models = ("--model", "a:good", "--model", "a:bad", "--model", "a:good")

    ran = run("evaluate", "run", questions, *models, "--workers", "3", target=opened)

    assert opened.asked_for == [("here", "a:good", 3), ("here", "a:bad", 3)]
    assert ran.out.startswith("employers against here (a:good, a:bad), corpus v1\n")
    assert "a:good                                 3         3         0         0" in ran.out
    assert "a:bad                                  3         2         0         0" in ran.out
    assert "MISLEADING  employers/share (a:bad)\n" in ran.out


def test_against_a_baseline_what_broke_ends_with_1(run: Run, questions: Path) -> None:
    base = ended(run, questions, RIGHT, "base")

    ran = run("evaluate", "run", questions, "--baseline", base, target=Opened(FakeTarget(BROKEN)))

    assert (ran.code, ran.err) == (1, "Fails on: broken, misleading\n")
    assert "3 cases in both runs: 1 broken, 0 fixed, 0 changed, 0 unstable." in ran.out
    assert "  employers/share: right → misleading\n" in ran.out


@pytest.mark.parametrize(("gates", "code"), [((), 0), (("--fail-on", "wrong"), 1)])
def test_against_a_baseline_what_was_wrong_before_does_not_count(
    run: Run, questions: Path, gates: tuple[str, ...], code: int
) -> None:
    base = ended(run, questions, BROKEN, "base")
    again = Opened(FakeTarget(BROKEN))

    ran = run("evaluate", "run", questions, "--baseline", base, *gates, target=again)

    assert ran.code == code
