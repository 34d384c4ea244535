"""Questions to measure a model by: those written by hand, and one about each of many findings."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, zip_longest
from pathlib import Path

import yaml

from assistant.figures import Unit
from assistant.findings.finding import Finding
from assistant.index.store import Index

BY_HAND = Path(__file__).parents[1] / "questions"
SETS = ("article", "respondents", "respondents_measure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, and the figure that it asks for where it was made from a finding."""

    question: str
    figure: str = ""


def questions(index: Index) -> Iterator[Asked]:
    """Questions in an order that is always the same: by hand, on a published figure, a counted one.

    They take turns, so that however few of them are asked, all three are among them.
    """
    published = _about(f for f in index.findings if f.how == "published")
    computed = _about(f for f in index.findings if f.how == "computed")
    for three in zip_longest(_by_hand(), published, computed):
        yield from (asked for asked in three if asked)


def _by_hand() -> Iterator[Asked]:
    """The questions of the sets that need no turns before them."""
    files = [(BY_HAND / f"{name}.yaml").read_text(encoding="utf-8") for name in SETS]
    for row in chain.from_iterable(yaml.safe_load(text) for text in files):
        if "turns" not in row:
            yield Asked(question=row["question"])


def _about(findings: Iterator[Finding]) -> Iterator[Asked]:
    """A question on each percentage, in an order that has nothing to do with what it says."""
    shares = [f for f in findings if f.statement.figure.unit is Unit.PERCENT]
    shares.sort(key=lambda finding: sha256(finding.id.encode()).digest())
    figures = {question_on(f): f.statement.figure.text for f in reversed(shares)}
    for question in dict.fromkeys(map(question_on, shares)):
        yield Asked(question=question, figure=figures[question])


def question_on(finding: Finding) -> str:
    """What is asked to be told the finding's figure, in its own words."""
    said, people = finding.statement.measure, finding.statement.population.text
    wave = f" in {finding.statement.wave}" if finding.statement.wave else ""
    if said.option and said.question:
        asked = f'answered "{said.option}" to "{said.question}"'
    else:
        asked = said.text.rstrip(" .")
    return f"What share of {people} {asked}{wave}?"
