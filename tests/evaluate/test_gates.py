"""What a run or a comparison fails on."""

import pytest

from assistant.errors import BadInput, BadRun
from assistant.evaluate.comparing import compare
from assistant.evaluate.gates import (
    Gate,
    failed_gates,
    read_gates,
    refuse_unrelated,
    refuse_without_base,
)
from assistant.evaluate.grading import Outcome
from assistant.evaluate.running.run_file import Run
from tests.evaluate.by_hand import result, run_of

GOOD = run_of(result("a"), result("b"))


def run_with(outcome: Outcome) -> Run:
    return run_of(result("a"), result("b", outcome))


@pytest.mark.parametrize(
    ("written", "gates"),
    [
        ("broken,misleading", ("broken", "misleading")),
        (" misleading , broken ,", ("broken", "misleading")),
        ("wrong", ("wrong",)),
        ("never", ("never",)),
    ],
)
def test_gates_are_read_out_of_a_list(written: str, gates: tuple[Gate, ...]) -> None:
    assert read_gates(written) == gates


@pytest.mark.parametrize(("written", "said"), [("brokn", "brokn"), ("wrong,x", "x"), (" ,", " ,")])
def test_a_gate_that_is_not_known_is_told_with_those_that_are(written: str, said: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_gates(written)

    assert str(raised.value) == (
        f"--fail-on: {said!r} is not one of broken, misleading, unstable, changed, wrong, never"
    )


@pytest.mark.parametrize("gate", ["broken", "changed"])
def test_gates_that_need_a_base_are_refused_without_one(gate: Gate) -> None:
    with pytest.raises(BadInput) as raised:
        refuse_without_base(["wrong", gate])

    assert str(raised.value) == f"--fail-on {gate} needs a run to compare with; give --baseline"
    refuse_without_base(["misleading", "unstable", "wrong", "never"])


@pytest.mark.parametrize(
    ("outcome", "failed"),
    [
        ("right", ()),
        ("partly", ("wrong",)),
        ("refused though covered", ("wrong",)),
        ("misleading", ("misleading", "wrong")),
        ("answered though uncovered", ("misleading", "wrong")),
    ],
)
def test_a_run_by_itself_fails_on_what_its_cases_end_as(
    outcome: Outcome, failed: tuple[Gate, ...]
) -> None:
    gates = read_gates("misleading,unstable,wrong,never")

    assert failed_gates(gates, run_with(outcome), None) == failed


@pytest.mark.parametrize(
    ("base", "new", "failed"),
    [
        (GOOD, GOOD, ()),
        (GOOD, run_with("partly"), ("broken", "wrong")),
        (GOOD, run_with("misleading"), ("broken", "misleading", "wrong")),
        (run_with("partly"), GOOD, ()),
        (run_with("partly"), run_with("misleading"), ("misleading", "changed", "wrong")),
        # Only what newly misleads counts.
        (run_with("misleading"), run_with("misleading"), ("wrong",)),
        (GOOD, run_of(*GOOD.results, result("c", "misleading")), ("misleading", "wrong")),
        (GOOD, run_of(result("a"), result("b", text="86.")), ("changed",)),
    ],
)
def test_against_a_base_run_fails_on_what_changed(
    base: Run, new: Run, failed: tuple[Gate, ...]
) -> None:
    gates = read_gates("broken,misleading,unstable,changed,wrong,never")

    assert failed_gates(gates, new, compare(base, new)) == failed


def test_one_attempt_that_ended_differently_makes_a_run_unstable() -> None:
    run = run_of(result("a"), result("a", "partly", attempt=2))

    assert failed_gates(["unstable"], run, None) == ("unstable",)
    assert failed_gates(["unstable"], GOOD, None) == ()


def test_a_case_that_is_never_right_any_more_is_broken_however_its_attempts_end() -> None:
    base = run_of(result("a"), result("a", attempt=2))
    new = run_of(result("a", "partly"), result("a", "refused though covered", attempt=2))

    assert failed_gates(read_gates("broken,misleading"), new, compare(base, new)) == ("broken",)


def test_never_is_never_failed() -> None:
    assert failed_gates(["never"], run_with("misleading"), None) == ()


def test_runs_without_a_case_in_common_are_refused() -> None:
    base, new = run_of(result("a")), run_of(result("b"))

    with pytest.raises(BadRun, match="no case is in both runs"):
        refuse_unrelated(compare(base, new))
