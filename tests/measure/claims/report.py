"""What a run came to: errors by half and kind, each with its interval, beside numbers alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from assistant.verify.check import Check
from tests.measure.claims.cases import Case

Z = 1.959964  # of a 95% interval
TRUE, FALSE = "TRUE HELD BACK", "FALSE LET THROUGH"


def passes(check: Check) -> bool:
    """Whether a text is let through: something in it is verified, and nothing is not."""
    verdicts = [claim.verdict for claim in check.claims]
    return "verified" in verdicts and set(verdicts) <= {"verified", "not_a_claim"}


def interval(errors: int, n: int) -> str:
    """Errors as a share with Wilson's 95% interval.

    >>> interval(2, 100)
    '2/100 = 2.0% (0.6 to 7.0)'
    """
    if not n:
        return "0/0"
    p = errors / n
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    low, high = max(0.0, 100 * (middle - half)), 100 * (middle + half)
    return f"{errors}/{n} = {100 * p:.1f}% ({low:.1f} to {high:.1f})"


def table(cases: Iterable[Case], passed: Mapping[str, bool], matched: Mapping[str, bool]) -> str:
    """Errors of the checker, and beside them those of matching numbers alone."""
    counted = defaultdict[tuple[str, str, str], list[int]](lambda: [0, 0, 0])
    for case in cases:
        for row in (*case.groups, ""):
            cell = counted[case.half, TRUE if case.is_true else FALSE, row]
            cell[0] += passed[case.id] != case.is_true
            cell[1] += matched[case.id] != case.is_true
            cell[2] += 1
    lines = [f"{'':51}{'the checker':30}{'numbers alone'}"]
    for (half, kind, row), (errors, by_numbers, n) in sorted(counted.items()):
        name = f"  {row}" if row else kind
        lines.append(f"{half:9}{name:42}{interval(errors, n):30}{interval(by_numbers, n)}")
    return "\n".join(lines)


def failures(
    cases: Sequence[Case], checks: Sequence[Check], *, most: int | None = None
) -> list[str]:
    """The failures of the half that may be looked at, each with what was said of it."""
    told = []
    for case, check in zip(cases, checks, strict=True):
        if case.half == "look" and passes(check) != case.is_true:
            wrong = "true, held back" if case.is_true else "false, let through"
            whys = "\n".join(f"    {claim.verdict}: {claim.why}" for claim in check.claims)
            told.append(f"\n{case.id} {wrong} ({', '.join(case.groups)})\n{case.text}\n{whys}")
    return told[:most]
