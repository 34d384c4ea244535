"""Whether two shares stand to each other as a sentence says; tolerances are in docs/checking.md."""

import operator
from typing import Literal

from assistant.figures import Figure, Form, Hedge, Unit
from assistant.verify.relations.relation import RelationKind

AMOUNTS = frozenset((Unit.POINTS, Unit.RATIO))
Weighed = Literal["holds", "fails", "close"]
LEAST_APART = 0.5  # points: below it, and with the same whole per cent, neither is the greater
SAME_WITHIN = 3.0  # points: "equally likely" is said of 44% and 42%
ROUNDED = 0.5  # points, of a difference in whole points
# Half-widths of a multiple in per cent of it: "twice" is said of 40% and 21%, not of 40% and 25%.
MULTIPLE = {Hedge.NONE: 7.5, Hedge.ABOUT: 15.0, Hedge.NEARLY: 15.0, Hedge.JUST_OVER: 15.0}

BOUNDS = {
    Hedge.MORE_THAN: operator.gt,
    Hedge.AT_LEAST: operator.ge,
    Hedge.LESS_THAN: operator.lt,
    Hedge.AT_MOST: operator.le,
}


def weigh(kind: RelationKind, one: float, other: float) -> Weighed:
    """Two shares, in per cent, held against what is said of them.

    >>> weigh("greater", 58, 41), weigh("greater", 41, 58), weigh("greater", 41.4, 41.2)
    ('holds', 'fails', 'close')
    >>> weigh("same", 44, 42), weigh("same", 44, 35)
    ('holds', 'fails')
    """
    apart = one - other
    if kind == "same":
        return "holds" if abs(apart) <= SAME_WITHIN else "fails"
    if kind == "apart":
        return "fails" if round(one) == round(other) and abs(apart) < LEAST_APART else "holds"
    apart = -apart if kind in ("smaller", "lowest") else apart
    if apart <= 0:
        return "fails"
    is_clear = apart >= LEAST_APART or round(one) != round(other)
    return "holds" if is_clear else "close"


def amount_of(said: Figure, one: float, other: float) -> Figure | None:
    """How far two shares lie apart, in the unit and to the rounding of what is said.

    >>> points = Figure(text="17 points", value=17, unit=Unit.POINTS)
    >>> amount_of(points, 58.4, 40.6).value, amount_of(points, 58, 41).text
    (18.0, '17 points')
    """
    if said.unit is Unit.POINTS:
        value = round(abs(one - other), said.decimals)
        number = f"{value:.{said.decimals}f}"
        return Figure(
            text=f"{number} {'point' if number == '1' else 'points'}",
            value=value,
            unit=Unit.POINTS,
            decimals=said.decimals,
        )
    if said.unit is not Unit.RATIO or not min(one, other) > 0:
        return None
    times = _times(said, one, other)
    if is_relative(said):
        value = 100 * (times - 1)
        return Figure(text=f"{value:.0f}%", value=value, unit=Unit.RATIO)
    return Figure(text=f"{times:.1f} times", value=times, unit=Unit.RATIO, decimals=1)


def _times(said: Figure, one: float, other: float) -> float:
    """How many times over the greater is; what part the smaller is, where a part is said."""
    times = max(one, other) / min(one, other)
    return 1 / times if said.value < 1 and not is_relative(said) else times


def is_relative(said: Figure) -> bool:
    """Whether a ratio is said in per cent: "76% more likely"."""
    return "%" in said.text or "percent" in said.text.replace(" ", "")


def is_so_far(said: Figure, one: float, other: float) -> bool:
    """Whether two shares, in per cent, lie as far apart as is said.

    A difference is right from the rounded shares, as readers work it out, and from the unrounded.

    >>> points = Figure(text="17 points", value=17, unit=Unit.POINTS)
    >>> is_so_far(points, 58.4, 40.6), is_so_far(points, 57.5, 40.4), is_so_far(points, 58, 40)
    (True, True, False)
    >>> twice = Figure(text="twice", value=2, unit=Unit.RATIO)
    >>> is_so_far(twice, 40, 21), is_so_far(twice, 40, 25)
    (True, False)
    """
    if said.unit is Unit.POINTS:
        low, high = said.allows()
        whole = abs(round(one, said.decimals) - round(other, said.decimals))
        strict = said.hedge in (Hedge.MORE_THAN, Hedge.LESS_THAN)
        return any(
            low < d < high if strict else low - 1e-9 <= d <= high + 1e-9
            for d in (whole, abs(one - other))
        )
    if said.unit is not Unit.RATIO or not min(one, other) > 0:
        return False
    times = _times(said, one, other)
    if is_relative(said):
        low, high = said.allows()
        return low - 1.0 <= 100 * (times - 1) <= high + 1.0
    return _is_multiple(said, times)


def _is_multiple(said: Figure, times: float) -> bool:
    if said.hedge in BOUNDS:
        return bool(BOUNDS[said.hedge](times, said.value))
    half = said.value * MULTIPLE[said.hedge] / 100
    if said.hedge is Hedge.NONE and said.form is Form.DIGITS and said.decimals:
        half = 0.5 * 10.0**-said.decimals
    low = said.value if said.hedge is Hedge.JUST_OVER else said.value - half
    high = said.value if said.hedge is Hedge.NEARLY else said.value + half
    return low <= times <= high
