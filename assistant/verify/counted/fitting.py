"""Whether a figure that is said is what respondents' answers come to."""

import re
from dataclasses import replace

from assistant.figures import Figure, Form, Unit, bears_out
from assistant.findings.stems import stem
from assistant.other_numbers import words
from assistant.verify.counted.target import Count
from assistant.verify.judgements import CERTAIN, Judgement

# 6.6 out of 10, of an average: a place on a scale, and no share.
OUT_OF = re.compile(r"(?P<mark>\d+(?:\.(?P<decimals>\d+))?)(?:\s+out\s+of\s+|\s*/\s*)\d+")
MONEY_SIGNS = re.compile(r"[$\u20ac\u00a3\u00a5\u20b9]")
SHARES = frozenset((Unit.PERCENT, Unit.POINTS, Unit.RATIO))
AVERAGES = frozenset((Unit.MEAN, Unit.MEDIAN, Unit.MONEY, Unit.OTHER, Unit.COUNT))
# Before a base: on a base of; n =; of the 575 developers.
BASE_BEFORE = re.compile(
    r"(?:\b(?:base|bases|n|sample)\b[\s:=]*(?:of\s+)?|\b(?:of|among)\s+(?:the\s+|all\s+)?)$",
    re.IGNORECASE,
)


def is_base(said: Figure, before: str) -> bool:
    """Whether a number is said to be how many people a share is of.

    >>> count = Figure(text="169", value=169, unit=Unit.COUNT)
    >>> is_base(count, "55% were interested (base: "), is_base(count, "They have ")
    (True, False)
    """
    return said.unit is Unit.COUNT and BASE_BEFORE.search(before) is not None


def judge_share(said: Figure, count: Count, *, after: str = "") -> Judgement:
    """A figure held against a share in per cent, or against an average in its question's unit.

    A share in a sentence about an average is another figure of it: "40% above the median".

    `after` is what follows the figure, where a unit may stand: "14.3 months".
    """
    said = _as_mark(said, count)
    if said.unit in SHARES and count.target.statistic != "share" and not count.target.is_quoted:
        return Judgement(reason="elsewhere", strength=0.0, evidence=count.evidence)
    there = _figure(said, count)
    if there is None or _is_other_period(after, count):
        shown = _shown(said, count)
        return _judgement("unit", said, count, shown)
    if _fits(said, there):
        return Judgement(reason="borne_out", strength=CERTAIN, evidence=count.evidence)
    return _judgement("value", said, count, there.text)


def judge_base(said: Figure, count: Count) -> Judgement:
    """A number of people held against how many answered."""
    there = replace(said, text=f"{count.base:,}", value=float(count.base))
    if bears_out(said, replace(there, hedge=said.hedge.NONE, high=None)):
        return Judgement(reason="borne_out", strength=CERTAIN, evidence=count.evidence)
    return _judgement("value", said, count, there.text)


def _judgement(reason: str, said: Figure, count: Count, found: str) -> Judgement:
    return Judgement(
        reason="unit" if reason == "unit" else "value",
        strength=CERTAIN,
        said=said.text,
        found=found,
        people=count.people,
        expected=found,
        evidence=count.evidence,
    )


def _figure(said: Figure, count: Count) -> Figure | None:
    """The count as a figure of the unit that is said; None where it is of another."""
    if count.target.statistic == "share":
        if said.unit is not Unit.PERCENT:
            return None
        return Figure(
            text=_shown(said, count), value=count.value, unit=Unit.PERCENT, decimals=said.decimals
        )
    if said.unit not in AVERAGES or _is_other_money(said, count):
        return None
    return Figure(
        text=_shown(said, count), value=count.value, unit=said.unit, decimals=said.decimals
    )


def _as_mark(said: Figure, count: Count) -> Figure:
    """What is said of an average "out of" the scale's end as a place on the scale."""
    mark = OUT_OF.fullmatch(said.text)
    if count.target.statistic == "share" or said.form is not Form.IN_N or mark is None:
        return said
    decimals = len(mark["decimals"] or "")
    return replace(
        said, value=float(mark["mark"]), unit=Unit.MEAN, decimals=decimals, form=Form.DIGITS
    )


def _is_other_period(after: str, count: Count) -> bool:
    """Whether months are said and years counted."""
    first = after.split(maxsplit=1)[:1]
    said = stem(first[0].strip(".,;:)")) if first else ""
    periods = {stem(period) for period in words("periods")}
    return {said, stem(count.target.question.unit)} <= periods and said != stem(
        count.target.question.unit
    )


def _is_other_money(said: Figure, count: Count) -> bool:
    signs = set(MONEY_SIGNS.findall(said.text))
    return bool(signs) and not signs <= set(MONEY_SIGNS.findall(count.evidence.quote))


def _shown(said: Figure, count: Count) -> str:
    """The count to as many decimals as are said."""
    decimals = said.decimals if said.is_exact else 0
    number = f"{count.value:,.{decimals}f}"
    if count.target.statistic == "share":
        return f"{number}%"
    sign = MONEY_SIGNS.search(count.evidence.quote)
    return f"{sign.group()}{number}" if sign else number


def _fits(said: Figure, there: Figure) -> bool:
    if said.high is None:
        return bears_out(said, there)
    half = 0.5 * 10.0**-said.decimals
    return said.value - half <= there.value <= said.high + half
