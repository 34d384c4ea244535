"""Measures the checker on claims over passages: `python -m tests.measure.claims BENCH [--explain]`.

BENCH is a folder with `corpus/` and `index/`, the corpus holding each passage of the claims as a
survey of its own. Passages are dealt to two halves by a hash of their id; failures are named for
the `look` half only, so that the `measure` half stays unseen.
"""

import argparse
import hashlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import yaml

from assistant.index.embeddings import embed_texts
from assistant.index.store import open_index
from assistant.request import Draft
from assistant.verify.bearing.gathering import Embed
from assistant.verify.bearing.recount import Recount
from assistant.verify.check import Check
from assistant.verify.checker import Checker

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
REWORDED = Path(__file__).resolve().parents[1] / "verify" / "reworded.yaml"
Z = 1.959964  # of a 95% interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A claim with what it should come to; `half` is `look` or `measure`."""

    id: str
    text: str
    kind: str
    is_true: bool
    half: str


def half_of(passage: str) -> str:
    """The half that a passage is dealt to.

    >>> half_of("4546"), half_of("5726")
    ('look', 'measure')
    """
    return ("look", "measure")[hashlib.sha256(passage.encode()).digest()[0] % 2]


def published_cases() -> list[Case]:
    """The claims that come with the passages."""
    lines = (CORPORA / "pew" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Case(
            id=claim["id"],
            text=claim["claim"],
            kind=claim["kind"],
            is_true=claim["verdict"] == "verified",
            half=half_of(claim["passage_id"]),
        )
        for claim in map(json.loads, lines)
    ]


def reworded_cases() -> list[Case]:
    """Claims in other words than their source's, written by hand."""
    halves = yaml.safe_load(REWORDED.read_text(encoding="utf-8"))
    return [
        Case(
            id=f"{half}{number:02}",
            text=case["claim"],
            kind=f"reworded, {case['changed']}" if "changed" in case else "reworded, true",
            is_true="changed" not in case,
            half=half,
        )
        for half, cases in halves.items()
        for number, case in enumerate(cases)
    ]


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


def report(cases: Iterable[Case], passed: dict[str, bool]) -> str:
    """Errors by half and kind."""
    errors = defaultdict[tuple[str, str], list[int]](lambda: [0, 0])
    for case in cases:
        group = "true held back" if case.is_true else "false let through"
        for row in (case.kind, group.upper()):
            errors[case.half, row][0] += passed[case.id] != case.is_true
            errors[case.half, row][1] += 1
    return "\n".join(
        f"{half:8} {row:28} {interval(*counted)}" for (half, row), counted in sorted(errors.items())
    )


def run(bench: Path, cases: list[Case], *, explain: bool, embed: Embed = embed_texts) -> str:
    """Check every claim against the whole corpus and say how it went."""
    with open_index(bench / "index") as index:
        checker = Checker(index, embed, Recount.of_nothing())
        checker.check_text("10% of adults agree.")  # what loads on first use is not timed
        started = time.perf_counter()
        checks = list(checker.check_all([Draft(text=c.text, id=c.id) for c in cases]))
        took = 1000 * (time.perf_counter() - started) / max(len(cases), 1)
    passed = {check.id: passes(check) for check in checks}
    lines = [report(cases, passed), f"{took:.0f} ms a claim, embedding included"]
    for case, check in zip(cases, checks, strict=True):
        if explain and case.half == "look" and passed[case.id] != case.is_true:
            whys = [f"{c.verdict}: {c.why}" for c in check.claims]
            lines.append(f"\n{case.id} {case.kind}: {case.text}\n    {whys}")
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--reworded", action="store_true")
    parser.add_argument("--explain", action="store_true")
    said = parser.parse_args()
    cases = reworded_cases() if said.reworded else published_cases()
    sys.stdout.write(run(said.bench, cases, explain=said.explain) + "\n")


if __name__ == "__main__":
    main()
