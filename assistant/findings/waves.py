"""When a figure was measured: the date or wave that a sentence gives for it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from assistant.numerals import Mention
from assistant.other_numbers import words

BESIDE = re.compile(r"\s*[(:]\s*")  # "in 2016 (22%)", "(2015: 7%)"
# a date that begins a clause: "; in 2005, …", "… By 2021 that share …"
FRONTED = re.compile(
    r"(?:^|[;,.]\s+(?:and\s+|but\s+|while\s+)?)(?:in|by|as\s+of|during)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bbetween\s+(?:\w+\s+)?$", re.IGNORECASE)
FROM = re.compile(r"\bfrom\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
NOW = re.compile(r"\b(?:today|now|nowadays|currently|this\s+(?:year|month|week))\b", re.IGNORECASE)
NEAR = 40  # characters between a figure and the date that dates it


@cache
def _date() -> re.Pattern[str]:
    """Dates and waves: "March 2021", "2019", "a year ago", "last month", "early 2020"."""
    months = "|".join(m for m in words("months") if len(m) > 3 or m == "may")
    number = "half\\s+an?|a|one|two|three|four|five|six|seven|eight|nine|ten|\\d+"
    span = "year|month|week|decade|quarter"
    return re.compile(
        rf"\b(?:(?:early|mid|late|spring|summer|fall|autumn|winter)[-\s]+(?:of\s+)?)?"
        rf"(?:(?:{months})\.?\s+(?:\d{{1,2}}(?:-\d{{1,2}})?,?\s+)?(?:of\s+)?(?:19|20)\d\d|"
        rf"(?:19|20)\d\d(?:\s?[-\u2013]\s?\d\d(?:\d\d)?)?)\b"
        rf"|\b(?:{number})\s+(?:{span})s?\s+(?:ago|earlier|before(?!\s+(?:the|a|an|that|his|her|its|\w+ing)\b))\b"
        rf"|\b(?:last|previous|prior)\s+(?:year|month|week|quarter|survey|wave|spring|summer|fall|"
        rf"autumn|winter|{months})\b|\bthe\s+(?:{span})\s+before\b"
        rf"|\b(?P<n>{months})\b(?=\s+(?:survey|poll|wave|study|edition|round)\b)"
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
        group = next((name for name in ("m", "n") if match.group(name)), 0)
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
    dates = dates_of(text)
    for take in (_spanning, _beside, _behind, _fronted):
        for at, said in take(text, mentions, dates):
            waves[at] = waves[at] or said
    return waves


Date = tuple[int, int, str]
Dated = Iterator[tuple[int, str]]  # a figure by its position, and its date


def _spanning(text: str, mentions: Sequence[Mention], dates: Sequence[Date]) -> Dated:
    """Between 2014 and 2019 the share fell from 8% to 5%: the first is of 2014."""
    for (start, end, first), (other, _, second) in pairwise(dates):
        spans = text[end:other].strip().lower() == "and" and BETWEEN.search(text[:start])
        after = [n for n, m in enumerate(mentions) if m.start > other]
        if spans and len(after) > 1 and FROM.search(text[: mentions[after[0]].start]):
            yield after[0], first
            yield after[1], second


def _beside(text: str, mentions: Sequence[Mention], dates: Sequence[Date]) -> Dated:
    """In 2016 (22%); (2015: 7%)."""
    for _, end, said in dates:
        for n, mention in enumerate(mentions):
            if mention.start >= end and BESIDE.fullmatch(text[end : mention.start]):
                yield n, said
                break


def _behind(text: str, mentions: Sequence[Mention], dates: Sequence[Date]) -> Dated:
    """The figure that a date follows closely: "down from 51% in 2015"."""
    for start, _, said in dates:
        before = [n for n, m in enumerate(mentions) if m.end <= start]
        if not before or not _is_close(text, mentions[before[-1]], start):
            continue
        if not re.search(r"[;:.]", text[mentions[before[-1]].end : start]):
            yield before[-1], said


def _fronted(text: str, mentions: Sequence[Mention], dates: Sequence[Date]) -> Dated:
    """The figures after a date that begins a sentence or a clause."""
    for start, end, said in dates:
        before = [n for n, m in enumerate(mentions) if m.end <= start]
        if before and (
            _is_close(text, mentions[before[-1]], start) or not FRONTED.search(text[:start])
        ):
            continue
        rest = range(before[-1] + 1 if before else 0, len(mentions))
        if not rest or not (before or _is_dating(text[:start])):
            continue
        if not re.search(r"[.;:]", text[end : mentions[rest[0]].start]):
            yield from ((n, said) for n in rest if not _is_now(text, mentions, n))


def _is_now(text: str, mentions: Sequence[Mention], at: int) -> bool:
    """Whether a figure's own clause says that it is of today."""
    start = mentions[at - 1].end if at else 0
    end = mentions[at + 1].start if at + 1 < len(mentions) else len(text)
    before = re.split(r"[,;]", text[start : mentions[at].start])[-1]
    after = re.split(r"[,;.]", text[mentions[at].end : end])[0]
    return bool(NOW.search(before) or NOW.search(after))


def _is_close(text: str, mention: Mention, start: int) -> bool:
    return start - mention.end <= NEAR and _is_dating(text[:start])


def _is_dating(before: str) -> bool:
    """Whether a date says when, and is not where a trend begins ("since 2015")."""
    lead = before[-14:].lower()
    return not re.search(r"\b(?:since|from|until|before|after|between|than)\s+(?:\w+\s+)?$", lead)
