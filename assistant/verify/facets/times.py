"""Whether a figure is said of one time and found of another: now, before or after something."""

import re
from functools import cache

from assistant.findings.lexicon import load
from assistant.other_numbers import either

APART = frozenset((frozenset(("now", "before")), frozenset(("before", "after"))))
# "Jan. 19" and "U.S. adults" end no clause.
CLAUSE_END = re.compile(
    r"[;:](?:\s|$)|(?<!\b[A-Z])(?<!\b[A-Z][a-z]{2})\.(?:\s+(?=[A-Z\"\u201c])|\s*$)"
    r"|\b(?i:while|whereas|but)\b"
)
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
PART_END = re.compile(r",(?!\d)|\s[-\u2013\u2014]+\s")


def are_apart(said: str, at: int, there: str, there_at: int) -> bool:
    """Whether the clause that holds a figure speaks of another time than the other's does.

    `at` and `there_at` are where the figures stand. Where either says nothing, they are not apart.

    >>> are_apart("Now 17% trust him.", 4, "Before the talks only 17% did.", 22)
    True
    >>> are_apart("Today 17% trust him.", 6, "17% now trust him.", 0)
    False
    >>> are_apart("Even before Jan. 19, 67% did.", 21, "About 67% now do, while 27% do not.", 6)
    True
    """
    one, other = time_of(said, at), time_of(there, there_at)
    return frozenset((one, other)) in APART


def time_of(text: str, at: int) -> str:
    """The time that a text gives the figure at a place: "now", "before" or "after"; else empty.

    The part between two commas that it stands in decides, and then its clause.

    >>> time_of("Now 52% say so, up from 41% a year ago", 24)
    'before'
    """
    start, end = _stretch(text, at, CLAUSE_END)
    clause = text[start:end]
    first, last = _stretch(clause, at - start, PART_END)
    return _time_in(clause[first:last]) or _time_in(clause)


def years_beside(text: str, at: int) -> frozenset[str]:
    """The years in the clause of a figure, which stands at a place.

    >>> sorted(years_beside("In 2012, 17% did; in 2016, 19% did so.", 9))
    ['2012']
    """
    start, end = _stretch(text, max(at, 0), CLAUSE_END)
    return frozenset(YEAR.findall(text[start:end]))


def _stretch(text: str, at: int, ends: re.Pattern[str]) -> tuple[int, int]:
    starts = [m.end() for m in ends.finditer(text, 0, at)]
    end = ends.search(text, at)
    return starts[-1] if starts else 0, end.start() if end else len(text)


def _time_in(text: str) -> str:
    """The only time that is said in a text, or empty."""
    said = [name for name in load("claims")["times"] if _pattern(name).search(text)]
    return said[0] if len(said) == 1 else ""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(load('claims')['times'][name])})\b", re.IGNORECASE)
