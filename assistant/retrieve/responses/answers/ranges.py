"""Numbers with a side: "more than $100,000", "8 or higher", "at least 1,000 people"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import inf

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.computed.figures import figure_of
from assistant.findings.lexicon import load
from assistant.numerals import DIGITS
from assistant.other_numbers import either
from assistant.period import YEAR
from assistant.statistics.filters.expression import All, Comparison, Filter, Operator, render_where

WORDS_BETWEEN = r"(?:\s+[a-z]+){0,2}?"  # "10 years or more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Numbers between two ends, either of which may be infinite; an open end is not in it."""

    low: float = -inf
    high: float = inf
    is_low_open: bool = False
    is_high_open: bool = False
    start: int = 0
    end: int = 0

    def holds(self, number: float) -> bool:
        """Whether a number lies in it."""
        above = number > self.low if self.is_low_open else number >= self.low
        return above and (number < self.high if self.is_high_open else number <= self.high)


def ranges_in(text: str) -> Iterator[Range]:
    """The ranges that a text names, in order; a number without a side is none.

    >>> [(r.low, r.high) for r in ranges_in("over $100k, ten years or less, between 5 and 7")]
    [(100000.0, inf), (-inf, 10.0), (5.0, 7.0)]
    >>> list(ranges_in("between 1978 and 2018"))
    []
    """
    for match in _pattern().finditer(text):
        said = match.groupdict()
        low, high = said["low"] or said["first"], said["high"] or said["last"]
        if low and high and YEAR.fullmatch(low) and YEAR.fullmatch(high):  # a time
            continue
        if not low:
            number = said["before"] or said["after"]
            is_above = said["more"] or said["least"] or said["up"]
            low, high = (number, "") if is_above else ("", number)
        yield Range(
            low=_number(low) if low else -inf,
            high=_number(high) if high else inf,
            is_low_open=bool(said["more"]),
            is_high_open=bool(said["less"]),
            start=match.start(),
            end=match.end(),
        )


def labels_within(question: Question, wanted: Range) -> tuple[str, ...]:
    """The options whose numbers make up just the range; empty where one lies across its end."""
    spans = [(o.label, span) for o in question.options if (span := _span(o.label)) is not None]
    inside = [label for label, (a, b) in spans if wanted.holds(a) and (wanted.holds(b) or b == inf)]
    reaches_up = [label for label, (_, b) in spans if b == inf]
    touched = [label for label, (a, b) in spans if wanted.holds(a) or wanted.holds(b)]
    is_cut = touched != inside or (wanted.high < inf and any(x in inside for x in reaches_up))
    return () if is_cut or len(inside) == len(question.options) else tuple(inside)


def as_expression(question: Question, wanted: Range) -> str:
    """The people of a numeric question whose number lies in a range, as a filter says it."""
    ends: list[Filter] = []
    if wanted.low > -inf:
        ends.append(_bound(question, ">" if wanted.is_low_open else ">=", wanted.low))
    if wanted.high < inf:
        ends.append(_bound(question, "<" if wanted.is_high_open else "<=", wanted.high))
    return render_where(ends[0] if len(ends) == 1 else All(terms=tuple(ends)))


def in_words(question: Question, wanted: Range) -> str:
    """A range as a sentence has it: "more than $100,000"."""
    templates: dict[str, str] = load("computed")["ranges"]
    if wanted.low > -inf and wanted.high < inf:
        name = "between"
    elif wanted.low > -inf:
        name = "more" if wanted.is_low_open else "at least"
    else:
        name = "less" if wanted.is_high_open else "at most"
    return templates[name].format(
        low=_amount(question, wanted.low), high=_amount(question, wanted.high)
    )


def _amount(question: Question, number: float) -> str:
    if number in (inf, -inf):
        return ""
    return figure_of(number, statistic="mean", unit=question.unit).text


def _bound(question: Question, operator: Operator, number: float) -> Filter:
    return Comparison(question=question.id, operator=operator, values=(f"{number:.10g}",))


def _span(label: str) -> tuple[float, float] | None:
    """The numbers of an option: "1,000 to 4,999 employees", "10 or more", "8".

    >>> _span("Fewer than 10 employees"), _span("10,000 or more"), _span("8"), _span("Never")
    ((0.0, 9.0), (10000.0, inf), (8.0, 8.0), None)
    """
    found = next(ranges_in(label), None)
    if found is not None:
        low = max(0.0, found.low) + found.is_low_open
        return low, found.high - found.is_high_open
    numbers = re.findall(_amounts(), label, re.IGNORECASE)
    return (_number(numbers[0]),) * 2 if len(numbers) == 1 else None


def _number(said: str) -> float:
    """A number as it is said: "$100k", "ten", "1.5 million".

    >>> [_number(said) for said in ("$100k", "ten", "1.5 million")]
    [100000.0, 10.0, 1500000.0]
    """
    plain = said.lower().strip(" $\u20ac\u00a3")
    digits = re.match(DIGITS, plain)
    scale = plain[digits.end() :].strip() if digits else ""
    value = float(digits.group().replace(",", "")) if digits else float(_spelt()[plain])
    scales: dict[str, float] = {"k": 1e3, "m": 1e6, **load("numerals")["scales"]}
    return value * scales.get(scale, 1)


@cache
def _spelt() -> dict[str, int]:
    numerals = load("numerals")
    return {**numerals["units"], **numerals["teens"], **numerals["tens"]}


@cache
def _amounts() -> str:
    scales = either(load("numerals")["scales"])
    digits = rf"[$\u20ac\u00a3]?\b(?:{DIGITS})(?:\s?k\b|\s?m\b|\s(?:{scales})\b)?"
    return rf"{digits}|\b(?:{either(_spelt())})\b"


@cache
def _pattern() -> re.Pattern[str]:
    said, amount = load("questions")["ranges"], _amounts()
    sides = "|".join(f"(?P<{name}>{said[name]})" for name in ("least", "most", "more", "less"))
    after = f"(?P<up>{said['up']})|(?P<down>{said['down']})"
    return re.compile(
        rf"(?:{said['between']})\s+(?P<low>{amount})\s+(?:and|to)\s+(?P<high>{amount})"
        rf"|(?P<first>{amount})\s?(?:to|[-\u2013])\s?(?P<last>{amount})"
        rf"|(?:{sides})\s+(?P<before>{amount})"
        rf"|(?P<after>{amount}){WORDS_BETWEEN}\s*(?:{after})",
        re.IGNORECASE,
    )
