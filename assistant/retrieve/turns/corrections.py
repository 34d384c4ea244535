"""Turns that put the one before right: "no, I meant employers", "2016, not 2018"."""

import re
from dataclasses import dataclass, replace
from functools import cache

from assistant.findings.lexicon import load
from assistant.retrieve.turns.fragments import Placed, placed
from assistant.retrieve.turns.whole import Whole, cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was meant, and what was said in its place where the turn tells."""

    new: str
    old: str = ""


@cache
def _swaps() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in load("questions")["follow_up"]["swaps"])


def correction(turn: str, *, said_before: str = "") -> Correction | None:
    """What a turn corrects, if it does; what it takes back must be in `said_before`, or it says so.

    >>> correction("no, I meant 2016, not 2018")
    Correction(new='2016', old='2018')
    >>> correction("not women, men", said_before="Do women smoke?")
    Correction(new='men', old='women')
    >>> correction("and in Germany?") is None
    True
    """
    plain = turn.strip(" ?.!")
    match = cue("correction").match(plain)
    said = plain[match.end() :] if match else plain
    after = cue("correction_after").search(said)
    if after:
        said = said[: after.start()]
    for pattern in _swaps():
        swap = pattern.match(said)
        if swap is None or not _is_short(swap["new"]):
            continue
        if (match and match.end()) or swap["old"].lower() in said_before.lower():
            return Correction(new=swap["new"].strip(), old=swap["old"].strip())
    if (match and match.end()) or after:
        return Correction(new=said.strip()) if said.strip() else None
    return None


def corrected(whole: Whole, meant: Correction) -> Placed:
    """The question before with what was meant in it."""
    if meant.old:
        pattern = re.compile(rf"(?<!\w){re.escape(meant.old)}(?!\w)", re.IGNORECASE)
        places = [whole.body, *whole.tails]
        found = [n for n, place in enumerate(places) if pattern.search(place)]
        if found:
            n = found[-1]
            places[n] = pattern.sub(lambda _: _like(meant, places[n], pattern), places[n], count=1)
            return Placed(whole=replace(whole, body=places[0], tails=tuple(places[1:])))
    return placed(whole, meant.new)


def _like(meant: Correction, place: str, pattern: re.Pattern[str]) -> str:
    """The new words, without the last ones where they go on as the question does anyway.

    "very sure, not somewhat" over "somewhat sure" puts in "very".
    """
    match = pattern.search(place)
    following = place[match.end() :].split() if match else []
    words = meant.new.split()
    if following and len(words) > 1 and words[-1].lower() == following[0].lower():
        words.pop()
    leading = place[: match.start()].split() if match else []
    if leading and len(words) > 1 and words[0].lower() == leading[-1].lower():
        words.pop(0)
    return " ".join(words)


def _is_short(words: str) -> bool:
    """Whether words are a fragment: "Which is right, and which is not" corrects nothing."""
    return len(words.split()) <= 6 and not cue("asks").match(words)
