"""When a figure was measured: the date or wave that a sentence gives for it."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.numerals import Mention
from assistant.other_numbers import words

BESIDE = re.compile(r"\s*[(:]\s*")  # "in 2016 (22%)", "(2015: 7%)"
# a date that begins a clause: "; in 2005, …", "… By 2021 that share …"
FRONTED = re.compile(
    r"(?:^|[;,.]\s+(?:and\s+|but\s+|while\s+)?)(?:in|by|as\s+of|during)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
NEAR = 40  # characters between a figure and the date that dates it


@cache
def _date() -> re.Pattern[str]:
    """Dates and waves: "March 2021", "2019", "a year ago", "last month", "early 2020"."""
    months = "|".join(m for m in words("months") if len(m) > 3 or m == "may")
    number = "a|one|two|three|four|five|six|seven|eight|nine|ten|\\d+"
    span = "year|month|week|decade|quarter"
    return re.compile(
        rf"\b(?:(?:early|mid|late|spring|summer|fall|autumn|winter)[-\s]+(?:of\s+)?)?"
        rf"(?:(?:{months})\.?\s+(?:\d{{1,2}}(?:-\d{{1,2}})?,?\s+)?(?:of\s+)?(?:19|20)\d\d|"
        rf"(?:19|20)\d\d(?:\s?[-\u2013]\s?\d\d(?:\d\d)?)?)\b"
        rf"|\b(?:{number})\s+(?:{span})s?\s+(?:ago|earlier|before(?!\s+(?:the|a|an|that|his|her|its|\w+ing)\b))\b"
        rf"|\b(?:last|previous|prior)\s+(?:year|month|week|quarter|survey|wave|spring|summer|fall|"
        rf"autumn|winter|{months})\b|\bthe\s+(?:{span})\s+before\b"
        rf"|\b(?:in|since|from|by|during|of)\s+(?P<m>(?:early\s+|late\s+|mid-)?(?:{months}))\b(?!\s+(?:of\s+)?\d)",
        re.IGNORECASE,
    )


def dates_of(text: str) -> list[tuple[int, int, str]]:
    """The dates of a text: start, end, and the words.

    >>> [said for _, _, said in dates_of("up from 64% a year ago and 61% in March 2019")]
    ['a year ago', 'March 2019']
    """
    found = []
    for match in _date().finditer(text):
        group = "m" if match.group("m") else 0
        if match.group(group).lower() == "may" and match.group(group) != "May":
            continue
        found.append((match.start(group), match.end(group), match.group(group)))
    return found


def waves_of(text: str, mentions: Sequence[Mention]) -> list[str | None]:
    """The date of each figure of a sentence, or None where none is given.

    A date dates the figure it follows closely; a date before all figures dates those that have
    none of their own, unless it is where a trend begins ("since 2015", "from 2010").
    """
    waves: list[str | None] = [None] * len(mentions)
    for _, end, said in dates_of(text):
        beside = [
            n
            for n, m in enumerate(mentions)
            if m.start >= end and BESIDE.fullmatch(text[end : m.start])
        ]
        if beside:
            waves[beside[0]] = said
    for start, end, said in dates_of(text):
        before = [n for n, m in enumerate(mentions) if m.end <= start]
        lead = text[max(0, start - 14) : start].lower()
        if before and start - mentions[before[-1]].end <= NEAR and _is_dating(lead):
            between = text[mentions[before[-1]].end : start]
            if not re.search(r"[;:.]", between) and waves[before[-1]] is None:
                waves[before[-1]] = said
        elif (not before and _is_dating(lead) and mentions) or (
            before and FRONTED.search(text[:start]) and before[-1] + 1 < len(mentions)
        ):
            rest = range(before[-1] + 1 if before else 0, len(mentions))
            following = text[end : mentions[rest[0]].start]
            if not re.search(r"[.;:]", following):
                for n in rest:
                    waves[n] = waves[n] or said
    return waves


def _is_dating(lead: str) -> bool:
    return not re.search(r"\b(?:since|from|until|before|after|between|than)\s+(?:\w+\s+)?$", lead)
