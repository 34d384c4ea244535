"""Dates as they are written: "May 10-22, 2018", "12 January to 6 February 2017", "late 2019"."""

import re
from calendar import month_abbr, month_name, monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from assistant.findings.lexicon import load
from assistant.methodology.days import NO_YEAR, Days, Period

# What "early", "mid" and "late" leave of a month or a year, as shares of its days.
PARTS = {"early": (0.0, 0.6), "mid": (0.2, 0.8), "late": (0.4, 1.0)}

MONTH = "|".join([*month_name[1:], "Sept", *month_abbr[1:]])
YEAR = r"(?:19|20)\d\d"
OF = r",?\s+(?:of\s+)?"
TO = (
    r"(?:\s?[-\u2010-\u2015]\s?|,?\s+(?:to|through|thru|and|until|till)\s+(?:the\s+)?"
    r"(?:(?:end|middle|beginning)\s+of\s+)?)"
)
PART = r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[-\s]+(?:in\s+)?)?"
M1, M2 = (rf"(?P<m{n}>{MONTH})\b\.?" for n in "12")
D1, D2 = (rf"(?P<d{n}>\d{{1,2}}(?:st|nd|rd|th)?)" for n in "12")
Y1, Y2 = (rf"(?P<y{n}>{YEAR})" for n in "12")
Y1_BETWEEN = rf"(?P<between>{YEAR})"

Said = Mapping[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A period and where it stands in a text."""

    start: int
    end: int
    period: Period


def periods_of(text: str) -> tuple[Dated, ...]:
    """The dates of a text, in order. A month needs its year, or an "in" before it.

    >>> (found,) = periods_of("in the field May 10-22, 2018")
    >>> str(found.period.begin.first), str(found.period.end.last)
    ('2018-05-10', '2018-05-22')
    """
    found: list[Dated] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            if any(match.start() < d.end and d.start < match.end() for d in found):
                continue
            said = match.groupdict()
            try:
                period = _period({**said, "y1": said.get("y1") or said.get("between")})
            except ValueError:  # the 31st of June
                continue
            end = match.end() - match.group().endswith(".")
            found.append(Dated(start=match.start(), end=end, period=period))
    return tuple(sorted(found, key=lambda dated: dated.start))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The forms, from the most explicit to the least."""
    return tuple(re.compile(form) for form in (*_days(), *_months_and_years()))


def _days() -> tuple[str, ...]:
    """Ranges and single days, each with an example."""
    return (
        # May 10-22, 2018; May 10 to June 2; Dec. 28, 2019 - Jan. 3, 2020
        rf"\b{M1}\s+{D1}(?:,?\s+{Y1})?{TO}(?:{M2}\s+)?{D2}\b(?:{OF}{Y2}\b)?(?!\d|%|\.\d|,\d)",
        # 10-22 May 2018; 12 January to 6 February 2017; 28 Dec 2019 to 3 Jan 2020
        rf"(?<![\d.,]){D1}(?:\s+(?:of\s+)?{M1}(?:{OF}{Y1})?)?{TO}{D2}\s+(?:of\s+)?{M2}(?:{OF}{Y2}\b)?",
        # April and May 1988; June 2021 to April 2022; May, June and July 2018
        rf"\b{PART}{M1}(?:{OF}{Y1})?(?:,\s+(?:{MONTH})\b\.?){{0,4}}{TO}(?:(?:early|mid|late)[-\s]+)?{M2}{OF}{Y2}\b",
        # 2018-05-10
        rf"\b{Y1}-(?P<n1>\d\d)-{D1}\b",
        # May 10, 2018; May 10th
        rf"\b{M1}\s+{D1}\b(?:{OF}{Y1}\b)?(?!%|\.\d|,\d|\s+(?:to|percent))",
        # 10 May 2018; the 10th of May
        rf"(?<![\d.,]){D1}\s+(?:of\s+)?{M1}(?:{OF}{Y1}\b)?",
    )


def _months_and_years() -> tuple[str, ...]:
    """Months, seasons and years, each with an example."""
    season = "|".join(f"{s}|{s.capitalize()}" for s in load("facts")["seasons"])
    return (
        # early May 2018; May of 2018
        rf"\b{PART}{M1}{OF}{Y1}\b",
        # in May; during late May; conducted in May and June
        rf"(?:(?<=\bin\s)|(?<=\bIn\s)|(?<=\bduring\s)){PART}{M1}(?:\s+and\s+{M2})?(?!\s+\d)",
        # the spring of 2018; fall 2018
        rf"\b(?P<season>{season})\s+(?:of\s+)?{Y1}\b",
        # 2016-2017; 2021 to 2022; 2021-22; between 2016 and 2018
        rf"(?<![\w.,$-])(?:{Y1}(?:\s?[-\u2010-\u2015/]\s?|\s+(?:to|through|until)\s+)|(?<=between\s){Y1_BETWEEN}\s+and\s+)(?P<y2>{YEAR}|\d\d(?!\d))\b(?!\s?%|,\d)",
        # late 2019; 2018
        rf"(?<![\w.,$-]){PART}{Y1}\b(?!\s?%|,\d|-\w|\.\d|\s+(?:people|adults|respondents))",
    )


def _period(said: Said) -> Period:
    begin, end = _end_of(said, "1"), _end_of(said, "2")
    has_year = any(said.get(name) for name in ("y1", "y2"))
    if end is None and begin is not None:
        days = _part(begin, said.get("part"))
        return Period(begin=days, end=days, has_year=has_year)
    if begin is None or end is None or end.last < begin.first:
        raise ValueError("the end comes before the beginning")
    return Period(begin=_part(begin, said.get("part")), end=end, has_year=has_year)


def _end_of(said: Said, which: str) -> Days | None:
    """The days of one end; what is left out there is taken from the other."""
    day, month, year = (said.get(f"{name}{which}") for name in ("d", "m", "y"))
    if not (day or month or year):
        return None
    if season := said.get("season"):
        return _months(int(year or NO_YEAR), *load("facts")["seasons"][season.lower()])
    number = _month(month) or int(said.get(f"n{which}") or 0)
    other = _month(said.get("m2" if which == "1" else "m1")) or 0
    whole = _year(said, which, is_before=0 < other < number)
    if not number and not day:
        return _months(whole, 1, 12)
    number = number or other
    if not day:
        return _months(whole, number, number)
    exact = date(whole, number, int(re.sub(r"\D", "", day)))
    return Days(first=exact, last=exact)


def _month(name: str | None) -> int | None:
    """The number of a month by its name.

    >>> _month("Sept"), _month("May"), _month(None)
    (9, 5, None)
    """
    if not name:
        return None
    starts = [month[:3].lower() for month in month_name]
    return starts.index(name[:3].lower())


def _year(said: Said, which: str, *, is_before: bool) -> int:
    """The year of one end; of the first, the year before, if its month comes later in the year."""
    own, last = said.get(f"y{which}"), said.get("y2")
    if own:
        return int(own) if len(own) > 2 else int(f"{(said.get('y1') or '20')[:2]}{own}")
    if which == "1":
        return (int(last) if last else NO_YEAR) - is_before
    first = said.get("y1")
    return int(first) if first else NO_YEAR


def _months(year: int, first: int, last: int) -> Days:
    return Days(first=date(year, first, 1), last=date(year, last, monthrange(year, last)[1]))


def _part(days: Days, part: str | None) -> Days:
    if not part:
        return days
    first, last = PARTS[part.lower()]
    long = (days.last - days.first).days
    return Days(
        first=days.first + timedelta(days=round(first * long)),
        last=days.first + timedelta(days=round(last * long)),
    )
