"""Whether a figure is said of now, and found of an earlier time, or the other way round."""

import re
from functools import cache

from assistant.findings.lexicon import load
from assistant.other_numbers import either

CLAUSE_END = re.compile(r"[.;:](?:\s|$)|\b(?:while|whereas|but)\b", re.IGNORECASE)


def are_apart(said: str, at: int, there: str, there_at: int) -> bool:
    """Whether the clause that holds a figure speaks of now and the other's of before.

    `at` and `there_at` are where the figures stand. Where either says neither, they are not apart.

    >>> are_apart("Now 17% trust him.", 4, "Before the talks only 17% did.", 22)
    True
    >>> are_apart("Today 17% trust him.", 6, "17% now trust him.", 0)
    False
    """
    one, other = _time_of(_clause(said, at)), _time_of(_clause(there, there_at))
    return bool(one and other) and one != other


def _clause(text: str, at: int) -> str:
    starts = [m.end() for m in CLAUSE_END.finditer(text, 0, at)]
    end = CLAUSE_END.search(text, at)
    return text[starts[-1] if starts else 0 : end.start() if end else len(text)]


def _time_of(clause: str) -> str:
    """What a clause says: "now" or "before"; empty where neither or both are said."""
    now, before = (bool(_pattern(name).search(clause)) for name in ("now", "before"))
    return "" if now is before else "now" if now else "before"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(load('claims')['times'][name])})\b", re.IGNORECASE)
