"""Dates as tables print them: the head of a column, the label of a row, a line of fieldwork."""

import re
from collections.abc import Collection
from functools import cache

from assistant.findings.tables.cells import names
from assistant.other_numbers import either, words

_YEAR = re.compile(r"(?:19|20)\d\d")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
# such as "Autumn 2018", "Q1 2020", "2019-20", "Wave 3"
_WAVE = re.compile(
    r"(?:(?:[a-z]{3,9}\.?|q[1-4])\s+(?:\d{1,2},?\s+)?)?(?:19|20)\d\d(?:\s?[-\u2013/]\s?\d{2,4})?"
    r"|(?:wave|round)\s?\d{1,3}",
    re.IGNORECASE,
)


def is_wave(label: str) -> bool:
    """Whether a label is a date or the name of a wave.

    >>> [is_wave(label) for label in ("2018", "March 2021", "Wave 2", "18 - 34")]
    [True, True, True, False]
    >>> [is_wave(label) for label in ("Jan 16-21, 2024", "2024 Jan 2-22", "Mar-24", "May")]
    [True, True, True, False]
    """
    return bool(_WAVE.fullmatch(label)) or (bool(label) and dates_in(label) == label)


def dates_in(text: str) -> str:
    """The first date or span of dates with a year that a text gives, or nothing.

    >>> dates_in("Fieldwork: 28 February - 3 March 2024, online"), dates_in("Base: aged 18-34")
    ('28 February - 3 March 2024', '')
    """
    spans = (match[0].strip(" .,") for match in _dates().finditer(text))
    return next((s for s in spans if _YEAR.search(s) or _month_and_year().fullmatch(s)), "")


def latest_of(waves: Collection[str]) -> str | None:
    """The last of some dates, where that is clear.

    >>> latest_of(["Sept 2024", "Aug 2024"]), latest_of(["2022", "2024"]), latest_of(["A", "B"])
    ('Sept 2024', '2024', None)
    """
    ordered = sorted(waves, key=_order)
    is_clear = len(ordered) == 1 or (ordered and _order(ordered[-1]) > _order(ordered[-2]))
    return ordered[-1] if is_clear else None


def _order(wave: str) -> tuple[str, int]:
    """A date's last year and month; 0 where it has none."""
    if _ISO.fullmatch(wave):
        return wave[:4], int(wave[5:7])
    starts = [month[:3] for month in words("months")[:12]]
    said = [word[:3] for word in re.findall(r"[a-z]+", wave.casefold())]
    months = [starts.index(word) + 1 for word in said if word in starts]
    return max(_YEAR.findall(wave), default=""), max(months, default=0)


@cache
def _dates() -> re.Pattern[str]:
    """A run of days, months and years."""
    part = rf"(?:(?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)?|q[1-4]|{_names()})"
    between = rf"(?:[\s,./'\u2019\u2013\u2014-]|\b(?:{either(names('date_joints'))})\b)+"
    return re.compile(rf"(?<!\w){part}(?:{between}{part})*(?![\w%])", re.IGNORECASE)


@cache
def _month_and_year() -> re.Pattern[str]:
    """A month with the last two digits of its year, as spreadsheets print it: "Mar-24"."""
    return re.compile(rf"(?:{either(words('months'))})\s?[-'\u2019]\s?\d\d", re.IGNORECASE)


def _names() -> str:
    return either([*words("months"), *names("seasons")])
