"""A table's cell as a figure: its number as printed, and the unit that its surroundings give it.

Nothing is guessed: a bare number takes a unit only from its own sign, its column, its row or its
table, and a fraction of 1 is a share only where the unit says so.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.figures import Figure, Hedge, Unit
from assistant.findings.lexicon import load

CellUnit = Literal[
    "percent",
    "share",  # a fraction of 1
    "points",
    "count",
    "ratio",
    "percent_more",  # "76% more likely": a ratio, printed as a percentage
    "mean",
    "median",
    "money",
    "other",
]
HEDGES = {
    "<": Hedge.LESS_THAN,
    ">": Hedge.MORE_THAN,
    "\u2264": Hedge.AT_MOST,
    "<=": Hedge.AT_MOST,
    "\u2265": Hedge.AT_LEAST,
    ">=": Hedge.AT_LEAST,
    "~": Hedge.ABOUT,
    "\u2248": Hedge.ABOUT,
    "c.": Hedge.ABOUT,
    "": Hedge.NONE,
}
PLAIN_UNITS = {
    "percent": Unit.PERCENT,
    "points": Unit.POINTS,
    "count": Unit.COUNT,
    "ratio": Unit.RATIO,
    "percent_more": Unit.RATIO,
    "mean": Unit.MEAN,
    "median": Unit.MEDIAN,
    "money": Unit.MONEY,
    "other": Unit.OTHER,
}
# such as "86%", "<1%", "(86 %)", "1,615", "86,5%", "$35,000", "+5 points", "54%B", "86%*"
_NUMBER = re.compile(
    r"""\(?\s*
    (?P<hedge><=|>=|[<>\u2264\u2265~\u2248]|c\.)?\s*
    (?P<sign>[+\u00b1\u2212\u2013-])?\s*
    (?P<money>US\$|[$\u20ac\u00a3])?\s*
    (?P<digits>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)\s*
    (?P<unit>%|percent|pct\.?|percentage\s+points?|points?|pts?\.?|pp|x)?\s*\)?
    (?:\s*(?:[*\u2020\u2021\u00a7#]+|\[\w{1,2}\]|[\u00b9\u00b2\u00b3\u2070-\u2079]+
        |(?-i:[A-Z]{1,3}))|(?<=%)\s*[A-Z]{1,6})?  # letters of the columns that it differs from
    """,
    re.VERBOSE | re.IGNORECASE,
)
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}(?:\D|$))")
# what leads to a footnote: "18-24*", "Very worried[1]", "Other\u00b2"
_MARKS = re.compile(
    r"(?:\s*(?:[*\u2020\u2021\u00a7]+$|(?<!\bm)(?<!\bkm)[\u00b9\u00b2\u00b3\u2070-\u2079]+"
    r"|(?<=\S)\s?\[\w{1,2}\](?!\S)))+"
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


class UnreadCell(ValueError):
    """A cell is no figure of its unit; the message says why, for whoever names the cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellNumber:
    """A number as a cell prints it. `sign` is the unit that the cell itself carries."""

    shown: str  # the digits with their minus, as printed: "1,615", "-5", "0.86"
    value: float
    decimals: int
    hedge: Hedge = Hedge.NONE
    sign: CellUnit | None = None
    money: str = ""


def plain(label: str) -> str:
    """A label as the lexicon spells it.

    >>> plain(" Unweighted Base: (n) "), plain("Weighted_N")
    ('unweighted base', 'weighted n')
    """
    words = " ".join(label.replace("_", " ").casefold().split())
    bare = _BRACKETS.sub("", words.rstrip(" :*"))
    return (bare or words).strip(" :*=")


def unmarked(label: str) -> str:
    """A cell without the marks that lead to footnotes.

    >>> unmarked("18-24*"), unmarked("Very worried[1]"), unmarked("m\u00b2"), unmarked("*")
    ('18-24', 'Very worried', 'm\u00b2', '*')
    """
    return _MARKS.sub("", label) or label


@cache
def names(kind: str) -> frozenset[str]:
    """The labels of one kind in `tables.yaml`, such as "base" or "columns.value"."""
    found = load("tables")
    for part in kind.split("."):
        found = found[part]
    return frozenset(str(word).casefold() for word in found)


def base_kind(label: str) -> Literal["", "unweighted", "weighted", "base"]:
    """Which base a row or a column gives, if it gives one.

    >>> base_kind("Base (weighted)"), base_kind("Unweighted base: all adults"), base_kind("N")
    ('weighted', 'unweighted', 'base')
    """
    words = plain(label)
    said = {words, words.partition(":")[0]}
    if not said & (names("base") | names("weighted_base")):
        return ""
    if re.search(r"\bunw", label, re.IGNORECASE):
        return "unweighted"
    is_weighted = said & names("weighted_base") or re.search(r"\b(?:weighted|wtd)\b", label, re.I)
    return "weighted" if is_weighted else "base"


def is_blank(cell: str) -> bool:
    """Whether a cell holds no figure: empty, a dash, a star, "n/a".

    >>> is_blank("-"), is_blank("*"), is_blank("0%")
    (True, True, False)
    """
    return cell.strip().casefold() in names("blanks")


def unit_of(label: str) -> CellUnit | None:
    """The unit that a label names.

    >>> unit_of("Percent"), unit_of("Percentage points"), unit_of("Age")
    ('percent', 'points', None)
    """
    words = plain(label)
    return next((unit for unit in load("tables")["units"] if words in names(f"units.{unit}")), None)


def read_number(cell: str) -> CellNumber | None:
    """The number that a cell prints, or None where it prints none.

    >>> read_number("<1%").hedge, read_number("1,615").value, read_number("86,5%").value
    (<Hedge.LESS_THAN: 'less than'>, 1615.0, 86.5)
    >>> read_number("54%B").value, read_number("18 - 34"), read_number("Yes")
    (54.0, None, None)
    """
    match = _NUMBER.fullmatch(cell.strip())
    if not match:
        return None
    digits = _THOUSANDS.sub("", match["digits"]).replace(",", ".")
    is_negative = (match["sign"] or "+") not in "+\u00b1"
    return CellNumber(
        shown=("-" if is_negative else "") + match["digits"],
        value=-float(digits) if is_negative else float(digits),
        decimals=len(digits.partition(".")[2]),
        hedge=HEDGES[(match["hedge"] or "").lower()],
        sign=_sign(match["unit"]),
        money=match["money"] or "",
    )


def _sign(unit: str | None) -> CellUnit | None:
    match (unit or "").lower():
        case "":
            return None
        case "%" | "percent" | "pct" | "pct.":
            return "percent"
        case "x":
            return "ratio"
        case _:
            return "points"


def figure_of(cell: str, *, unit: CellUnit | None, label: str = "") -> Figure:
    """The figure that a cell prints, in the unit that its surroundings give it.

    A cell's own sign must agree with them. `label` names the quantity of unit "other" ("hours").

    >>> figure_of("86", unit="percent").text, figure_of("0.86", unit="share").text
    ('86%', '86%')

    Raises:
        UnreadCell: It is no number, has no unit, or cannot be what its unit says.
    """
    number = read_number(cell)
    if number is None:
        raise UnreadCell(f"{cell!r} is no number")
    unit = _agreed(number, unit)
    if unit == "share":
        return _share(number, cell)
    _check_range(number, unit)
    return Figure(
        text=_text(number, unit, label=label),
        value=number.value,
        unit=PLAIN_UNITS[unit],
        decimals=number.decimals,
        hedge=number.hedge,
    )


def _agreed(number: CellNumber, unit: CellUnit | None) -> CellUnit:
    own: CellUnit | None = "money" if number.money and number.sign is None else number.sign
    if own is None and unit is None:
        raise UnreadCell(f"{number.shown!r} has no unit; write a % sign, or name the unit")
    if own is None or unit is None:
        return unit or own or "other"
    if own == unit or (own, unit) in (("percent", "percent_more"), ("percent", "share")):
        return "percent" if unit == "share" else unit
    if own == "percent" and unit in ("mean", "median"):
        return unit
    raise UnreadCell(f"it is printed in {own} where its unit is {unit}; make them agree")


def _share(number: CellNumber, cell: str) -> Figure:
    if not 0 <= number.value <= 1:
        raise UnreadCell(f"{cell!r} is no share of 1; write it as a percentage")
    decimals = max(number.decimals - 2, 0)
    value = round(number.value * 100, decimals)
    return Figure(
        text=f"{value:.{decimals}f}%",
        value=value,
        unit=Unit.PERCENT,
        decimals=decimals,
        hedge=number.hedge,
    )


def _check_range(number: CellNumber, unit: CellUnit) -> None:
    if unit == "percent" and not 0 <= number.value <= 100:
        raise UnreadCell(f"{number.shown}% lies outside 0 to 100; name its unit, such as points")
    if unit == "count" and (number.value < 0 or number.decimals):
        raise UnreadCell(f"{number.shown!r} is no count of people")


def _text(number: CellNumber, unit: CellUnit, *, label: str) -> str:
    shown = f"{number.hedge.value} {number.shown}".strip()
    match unit:
        case "percent" | "percent_more":
            text = f"{shown}%"
        case "points":
            text = f"{shown} point{'' if abs(number.value) == 1 else 's'}"
        case "count":
            text = f"{number.value:,.0f}"
        case "ratio":
            text = f"{shown} times"
        case "money":
            text = f"{number.money or '$'}{number.shown}"
        case "other" if label and plain(label) != "other":
            text = f"{shown} {plain(label)}"
        case _:
            text = f"{shown}{'%' if number.sign == 'percent' else ''}"
    return text
