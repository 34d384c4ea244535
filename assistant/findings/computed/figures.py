"""An estimate's number as it is published: rounded as surveys round, in its unit."""

from decimal import ROUND_HALF_UP, Decimal

from assistant.figures import Figure, Unit
from assistant.findings.lexicon import load
from assistant.statistics.estimate import Statistic

MOST_DECIMALS = 6
STEADY = 9  # decimals at which 28.499999999999996 and 28.5 are one number


def figure_of(value: float, *, statistic: Statistic, unit: str = "") -> Figure:
    """The figure of an estimate; `value` is kept unrounded, `text` is what is shown.

    Shares are whole per cents, halves up; one that would look like nobody or everybody and is not
    gets the decimals that say so.

    >>> [figure_of(v, statistic="share").text for v in (28.5, 0.43, 99.97, 0, 100)]
    ['29%', '0.4%', '99.97%', '0%', '100%']
    >>> [figure_of(v, statistic="mean").text for v in (2.935, 41.26, 1234.5)]
    ['2.94', '41.3', '1,235']
    >>> figure_of(2.9, statistic="mean", unit="hours").text
    '2.90 hours'
    >>> figure_of(41250.4, statistic="median", unit="USD").text
    '$41,250'
    """
    if statistic == "share":
        decimals = _decimals_of_share(value)
        text = f"{_rounded(value, decimals)}%"
        return Figure(text=text, value=value, unit=Unit.PERCENT, decimals=decimals)
    decimals = _decimals_of(value)
    shown, money = f"{_rounded(value, decimals):,}", _money(unit)
    if money:
        text = f"-{money}{shown[1:]}" if shown.startswith("-") else f"{money}{shown}"
        return Figure(text=text, value=value, unit=Unit.MONEY, decimals=decimals)
    kind = Unit.MEAN if statistic == "mean" else Unit.MEDIAN
    is_written = unit.casefold() not in load("computed")["not written"]
    return Figure(
        text=f"{shown} {unit}" if is_written else shown, value=value, unit=kind, decimals=decimals
    )


def _rounded(value: float, decimals: int) -> Decimal:
    exact = Decimal(repr(round(value, STEADY)))
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _decimals_of_share(value: float) -> int:
    """No decimals, unless without them a share of some people would read as 0% or 100%."""
    for decimals in range(MOST_DECIMALS):
        shown = _rounded(value, decimals)
        if (shown == 0) == (value == 0) and (shown == 100) == (value == 100):
            return decimals
    return MOST_DECIMALS


def _decimals_of(value: float) -> int:
    """Three figures or so; a whole number, such as most medians, has no decimals."""
    if round(value, STEADY) == int(value) or abs(value) >= 100:
        return 0
    return 1 if abs(value) >= 10 else 2


def _money(unit: str) -> str:
    plain = unit.strip().casefold()
    return next((sign for sign, names in load("computed")["money"].items() if plain in names), "")
