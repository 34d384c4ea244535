"""Figures in brackets: whose twin they are, which side of a pair, and the words beside them."""

import re
from typing import Literal

from assistant.figures import Form, Unit
from assistant.findings.grammar.syntax import Aside
from assistant.numerals import Mention

Side = Literal["first", "second", "alone"]
PAIR = re.compile(r"\b(?:vs?\.?|versus|compared\s+(?:with|to)|against)(?=\W|$)", re.IGNORECASE)
TO = re.compile(r"^\s*%?\s*(?:to|\u2013|-|and)\s*$", re.IGNORECASE)
SHARES = (Unit.PERCENT, Unit.RATIO)
ROUNDING = 1.5  # a spoken figure and its twin in brackets may differ by the rounding of the first


def side_of(text: str, mention: Mention, aside: Aside, mentions: list[Mention]) -> Side:
    """Which side of "(58% vs. 41%)" a figure is; most figures in brackets stand alone."""
    inside = [m for m in mentions if aside.start <= m.start < aside.end]
    if len(inside) != 2:
        return "alone"
    between = text[inside[0].end : inside[1].start]
    if not PAIR.search(between) and not TO.match(between):
        return "alone"
    return "first" if mention is inside[0] else "second"


def words_beside(text: str, mention: Mention, aside: Aside, mentions: list[Mention]) -> str:
    """The words beside a figure within its bracket: "favorable" of "(33% favorable)"."""
    inside = [m for m in mentions if aside.start <= m.start < aside.end]
    left = max((m.end for m in inside if m.end <= mention.start), default=aside.start + 1)
    right = min((m.start for m in inside if mention.end <= m.start), default=aside.end - 1)
    before = (
        re.split(r"[,;(\[]|\band\b", text[left : mention.start])[-1]
        if left == aside.start + 1
        else ""
    )
    after = re.split(r"[,;]|\band\b|\bwhile\b", text[mention.end : right])[0]
    said = re.sub(r"\s+", " ", PAIR.sub(" ", f"{before} {after}")).strip(" ([])\u2013\u2014-.:")
    return said if re.search(r"[^\W\d]{3}", said) else ""


def is_twin(text: str, mention: Mention, other: Mention, aside: Aside) -> bool:
    """Whether a figure in brackets says in digits what `other` said in words before it.

    "Nearly half of Republicans (48%)": yes; "A majority cite price (58%)": yes, that is the same
    figure; "half say it is tough (69%)": no, the values differ.
    """
    if other.figure.unit not in SHARES or mention.figure.unit is not other.figure.unit:
        return False
    if other.figure.form in (Form.DIGITS, Form.WORDS):
        return False
    low, high = other.figure.allows()
    between = text[other.end : aside.start]
    is_near = not re.search(r"[;:]", between) and len(between.split()) <= 25
    return is_near and low - ROUNDING <= mention.figure.value <= high + ROUNDING


def is_base(text: str, mention: Mention) -> bool:
    """Whether a count is written as a base: "n = 306", "base: 254"."""
    return bool(re.search(r"\b(?:n|base)\s?[=:]\s?$", text[: mention.start], re.IGNORECASE))
