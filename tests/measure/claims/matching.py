"""Matching numbers alone: what a checker comes to that looks at no word around a figure."""

import re
from collections.abc import Callable

import numpy as np

from assistant.figures import Unit
from assistant.index.store import Index

NEAREST = 20  # findings that a number may stand in
NUMBER = re.compile(r"(?<![\d.,])\d+(?:,\d{3})*(?:\.\d+)?")
YEAR = re.compile(r"(?:19|20)\d\d")
Matches = Callable[[str], bool]


def numbers_in(text: str) -> set[float]:
    """The numbers of a text in digits, without years.

    >>> sorted(numbers_in("In 2018, 58% of 1,541 adults were up 3.5 points."))
    [3.5, 58.0, 1541.0]
    """
    found = [one for one in NUMBER.findall(text) if not YEAR.fullmatch(one)]
    return {float(one.replace(",", "")) for one in found}


def in_nearest_passage(index: Index) -> Matches:
    """Whether all numbers of a claim stand in the passage whose words are nearest."""

    def matches(claim: str) -> bool:
        scores = index.word_index.scores(claim)
        nearest = index.passages[int(np.argmax(scores))]
        wanted = numbers_in(claim)
        return bool(wanted) and wanted <= numbers_in(nearest.text)

    return matches


def among_nearest_findings(index: Index) -> Matches:
    """Whether every number of a claim is, to the whole per cent, that of a finding near to it."""

    def matches(claim: str) -> bool:
        scores = index.finding_words.scores(claim)
        nearest = np.argsort(-scores, kind="stable")[:NEAREST]
        figures = [index.findings[int(at)].statement.figure for at in nearest]
        known = {round(f.value) if f.unit is Unit.PERCENT else f.value for f in figures}
        wanted = numbers_in(claim)
        return bool(wanted) and {round(one) if one < 100 else one for one in wanted} <= known

    return matches
