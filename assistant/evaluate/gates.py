"""Gates: what a run or a comparison fails on, which decides the exit code."""

from collections.abc import Sequence
from typing import Literal, TypeAlias, get_args

from assistant.errors import BadInput, BadRun
from assistant.evaluate.comparing import Comparison, cases_of, unstable_cases
from assistant.evaluate.grading.outcome import MISLEADING
from assistant.evaluate.running.run_file import Run

Gate: TypeAlias = Literal["broken", "misleading", "unstable", "changed", "wrong", "never"]
GATES: tuple[Gate, ...] = get_args(Gate)
NEED_A_BASE = ("broken", "changed")


def read_gates(written: str) -> tuple[Gate, ...]:
    """The gates in a list such as "broken,misleading".

    Raises:
        BadInput: One of them is not known.
    """
    names = [name.strip() for name in written.split(",") if name.strip()]
    unknown = [name for name in names if name not in GATES]
    if unknown or not names:
        said = unknown[0] if unknown else written
        raise BadInput(f"--fail-on: {said!r} is not one of {', '.join(GATES)}")
    return tuple(gate for gate in GATES if gate in names)


def refuse_without_base(gates: Sequence[Gate]) -> None:
    """Refuse gates that need a run to compare with.

    Raises:
        BadInput: One of them does.
    """
    for gate in gates:
        if gate in NEED_A_BASE:
            raise BadInput(f"--fail-on {gate} needs a run to compare with; give --baseline")


def refuse_unrelated(comparison: Comparison) -> None:
    """Refuse to judge a run by another one that it has no case in common with.

    Raises:
        BadRun: There is none.
    """
    if not comparison.in_both:
        names = f"{comparison.base.path} and {comparison.new.path}"
        raise BadRun(f"{names}: no case is in both runs; compare runs of the same sets")


def failed_gates(
    gates: Sequence[Gate], run: Run, comparison: Comparison | None
) -> tuple[Gate, ...]:
    """The gates that a run does not pass. Against a base only what is new there misleads."""
    return tuple(gate for gate in gates if _count(gate, run, comparison))


def _count(gate: Gate, run: Run, comparison: Comparison | None) -> int:
    match gate:
        case "broken" | "changed" if comparison is not None:
            return len(comparison.of(gate))
        case "misleading" if comparison is not None:
            return len(comparison.newly_misleading)
        case "misleading":
            return sum(result.outcome in MISLEADING for result in cases_of(run))
        case "unstable":
            return len(unstable_cases(run))
        case "wrong":
            return sum(result.outcome != "right" for result in cases_of(run))
        case _:
            return 0
