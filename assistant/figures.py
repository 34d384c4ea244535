"""A figure: one published number with its unit, its rounding and its hedge.

What a figure *allows* is the interval of true values that its wording stands for; one figure bears
another out when their intervals are compatible. The tolerances are in `docs/figures.md`.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import inf


class Unit(StrEnum):
    """What a figure counts or measures."""

    PERCENT = "percent"
    POINTS = "points"  # a difference between percentages
    COUNT = "count"
    RATIO = "ratio"  # "twice as likely" (2), "76% more likely" (76, as printed)
    MEAN = "mean"
    MEDIAN = "median"
    MONEY = "money"
    OTHER = "other"  # a quantity with a unit of its own: hours, years, degrees


class Hedge(StrEnum):
    """How the wording around a number loosens it."""

    NONE = ""
    ABOUT = "about"
    NEARLY = "nearly"  # a little under
    JUST_OVER = "just over"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    AT_LEAST = "at least"
    AT_MOST = "at most"


class Form(StrEnum):
    """How the number was written."""

    DIGITS = "digits"  # 86%, 86 percent
    WORDS = "words"  # seventy-four percent
    IN_N = "in n"  # nine in ten, 1 in 7
    FRACTION = "fraction"  # two-thirds, half
    VAGUE = "vague"  # a majority, most, few, nearly all; with `high`, between the two


# Half-widths in the figure's own unit (per cent, points): how far a true value may lie from the
# number said. Worked out in docs/figures.md from published pairs such as "about six-in-ten (58%)".
ABOUT_DIGITS = 2.0
NEARLY_BELOW = 5.0
JUST_OVER_ABOVE = 5.0
SPOKEN_HALF_WIDTH = {Form.IN_N: 3.5, Form.FRACTION: 3.5}
SPOKEN_ABOUT_HALF_WIDTH = {Form.IN_N: 4.5, Form.FRACTION: 4.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number as it was written. A range ("40% to 45%") has `high`; others have None."""

    text: str
    value: float
    unit: Unit
    decimals: int = 0
    hedge: Hedge = Hedge.NONE
    form: Form = Form.DIGITS
    high: float | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the number is stated in digits or in full words, with no hedge."""
        exact_form = self.form in (Form.DIGITS, Form.WORDS)
        return exact_form and self.hedge is Hedge.NONE and self.high is None

    def allows(self) -> tuple[float, float]:
        """The lowest and the highest true value that the wording stands for.

        >>> Figure(text="86%", value=86, unit=Unit.PERCENT).allows()
        (85.5, 86.5)
        >>> Figure(text="more than half", value=50, unit=Unit.PERCENT, form=Form.FRACTION,
        ...        hedge=Hedge.MORE_THAN).allows()
        (50, inf)
        """
        low, high = self.value, self.value if self.high is None else self.high
        if self._is_between:
            return low, high
        match self.hedge:
            case Hedge.MORE_THAN | Hedge.AT_LEAST:
                return low, inf
            case Hedge.LESS_THAN | Hedge.AT_MOST:
                return -inf, high
            case Hedge.NEARLY:
                return low - self._scaled(NEARLY_BELOW), high
            case Hedge.JUST_OVER:
                return low, high + self._scaled(JUST_OVER_ABOVE)
            case Hedge.NONE | Hedge.ABOUT:
                half = self._half_width()
                return low - half, high + half

    @property
    def _is_between(self) -> bool:
        """Whether a word for a share has two bounds: "a slim majority", "a plurality"."""
        return self.form is Form.VAGUE and self.high is not None

    def _half_width(self) -> float:
        rounding: float = 0.5 * 10.0**-self.decimals
        if self.form in SPOKEN_HALF_WIDTH:
            table = SPOKEN_ABOUT_HALF_WIDTH if self.hedge is Hedge.ABOUT else SPOKEN_HALF_WIDTH
            return self._scaled(table[self.form])
        return self._scaled(ABOUT_DIGITS) if self.hedge is Hedge.ABOUT else rounding

    def _scaled(self, points: float) -> float:
        """Tolerances are in points for shares and in per cent of the value for the rest."""
        if self.unit in (Unit.PERCENT, Unit.POINTS):
            return points
        return abs(self.value) * points / 100


def bears_out(said: Figure, source: Figure) -> bool:
    """Whether `source` bears out what `said` says: same unit, and a value the wording allows.

    An exact number needs an exact source that rounds to it; a hedged or spoken one needs a source
    whose value lies in what it allows.

    >>> share = Figure(text="86.4%", value=86.4, unit=Unit.PERCENT, decimals=1)
    >>> bears_out(Figure(text="86%", value=86, unit=Unit.PERCENT), share)
    True
    >>> bears_out(Figure(text="86.40%", value=86.4, unit=Unit.PERCENT, decimals=2), share)
    False
    >>> bears_out(Figure(text="86 points", value=86, unit=Unit.POINTS), share)
    False
    """
    if said.unit is not source.unit:
        return False
    if _is_range(said) or _is_range(source):
        return (said.value, said.high) == (source.value, source.high)
    if said.is_exact:
        if not source.is_exact:
            return False
        return said.decimals <= source.decimals and _rounds_to(source.value, said)
    if source.is_exact:
        return _inside(source.value, said)
    return _same_wording(said, source)


def _is_range(figure: Figure) -> bool:
    """Whether a figure was printed as a range: "40% to 45%"."""
    return figure.high is not None and figure.form is not Form.VAGUE


def _rounds_to(value: float, said: Figure) -> bool:
    return abs(value - said.value) <= 0.5 * 10.0**-said.decimals + 1e-9


def _inside(value: float, said: Figure) -> bool:
    low, high = said.allows()
    if said.hedge is Hedge.MORE_THAN:
        return value > low
    if said.hedge is Hedge.LESS_THAN:
        return value < high
    if said.high is not None:  # a word with two bounds: a slim majority is more than half
        return low < value < high
    return low - 1e-9 <= value <= high + 1e-9


def _same_wording(said: Figure, source: Figure) -> bool:
    """Two loose figures agree when the source's interval lies inside the one that is said."""
    (low, high), (source_low, source_high) = said.allows(), source.allows()
    return low - 1e-9 <= source_low and source_high <= high + 1e-9
