"""Days in the field, as they can be held against each other."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

NO_YEAR = 2000  # dates without a year are put into a leap year
MOST = 0.5  # of the days in the field that a month or a year must have, to be said of them

Agreement = Literal["same", "other", "overlapping", "coarser"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days that one end of a period may be: one day, or a month, or a year."""

    first: date
    last: date

    def holds(self, other: "Days") -> bool:
        """Whether the other's days are all among these."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a day to another; of a single month, both ends are that month."""

    begin: Days
    end: Days
    has_year: bool = True

    @property
    def is_range(self) -> bool:
        """Whether two ends were said."""
        return self.begin != self.end

    @property
    def whole(self) -> Days:
        """All the days that it may be."""
        return Days(first=self.begin.first, last=self.end.last)


def agreement(said: Period, source: Period) -> Agreement:
    """Whether what is said of a survey's days is so.

    A month or a year holds if the days are in it, or most of them are. It is `coarser` if the
    source does not say as much, and `overlapping` if it is neither right nor altogether wrong.

    >>> may = Period(begin=Days(first=date(2018, 5, 1), last=date(2018, 5, 31)),
    ...              end=Days(first=date(2018, 5, 1), last=date(2018, 5, 31)))
    >>> tenth, last = date(2018, 5, 10), date(2018, 5, 22)
    >>> days = Period(begin=Days(first=tenth, last=tenth), end=Days(first=last, last=last))
    >>> agreement(may, days), agreement(days, may)
    ('same', 'coarser')
    """
    if not (said.has_year and source.has_year):
        said, source = _without_year(said), _without_year(source)
    if said.is_range:
        return _of_ends(_of_days(said.begin, source.begin), _of_days(said.end, source.end))
    days, whole = said.whole, source.whole
    if days.holds(whole):
        return "same"
    if days.last < whole.first or whole.last < days.first:
        return "other"
    if not source.is_range:
        return "coarser" if whole.holds(days) else "overlapping"
    if _shared(days, whole) > MOST:
        return "same"
    return "other" if days.first == days.last else "overlapping"


def begins_on(said: Period, source: Period) -> Agreement:
    """Whether the first day is so."""
    return _of_end(said, source, source.begin)


def ends_on(said: Period, source: Period) -> Agreement:
    """Whether the last day is so."""
    return _of_end(said, source, source.end)


def _of_end(said: Period, source: Period, end: Days) -> Agreement:
    only = Period(begin=end, end=end, has_year=source.has_year)
    return agreement(said, only)


def _shared(days: Days, whole: Days) -> float:
    """The share of the days of `whole` that are among the others."""
    one = timedelta(days=1)
    shared = min(days.last, whole.last) - max(days.first, whole.first) + one
    return shared / (whole.last - whole.first + one)


def _of_days(said: Days, source: Days) -> Agreement:
    if said.holds(source):
        return "same"
    return "coarser" if source.holds(said) else "other"


def _of_ends(*ends: Agreement) -> Agreement:
    if "other" in ends:
        return "other"
    return "coarser" if "coarser" in ends else "same"


def _without_year(period: Period) -> Period:
    """The same days in a year that stands for any; those after a New Year in the next one."""
    shift = NO_YEAR - period.begin.first.year

    def moved(days: Days) -> Days:
        return Days(first=_in(days.first, shift), last=_in(days.last, shift))

    return replace(period, begin=moved(period.begin), end=moved(period.end), has_year=False)


def _in(day: date, shift: int) -> date:
    try:
        return day.replace(year=day.year + shift)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + shift, day=28)
