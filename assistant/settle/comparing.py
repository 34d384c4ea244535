"""A figure that is said held against the figure that is found for the same thing."""

import re
from typing import Literal, TypeAlias

from assistant.figures import Figure, Form, Unit, bears_out

Agreement: TypeAlias = Literal["agrees", "differs", "unclear"]
HALF = 50.0
FIRM_WITHIN = 0.0  # points: "most" and "a majority" have a bound that everybody knows
LOOSE_WITHIN = 10.0  # "few" and "nearly all" have none
NEAR_TIMES = 0.1  # of the larger: "half" for 15 of 31
SHARES = (Unit.PERCENT, Unit.POINTS)


def agreement(said: Figure, found: Figure) -> Agreement:
    """Whether a figure agrees with the one found; unclear where one is told too loosely to say.

    >>> share = Figure(text="54%", value=54, unit=Unit.PERCENT)
    >>> [agreement(Figure(text=f"{v}%", value=v, unit=Unit.PERCENT), share) for v in (54, 45)]
    ['agrees', 'differs']
    """
    if bears_out(said, found):
        return "agrees"
    if said.unit is not found.unit:
        return _across_units(said, found)
    if said.unit is Unit.RATIO and _is_per_cent(said) != _is_per_cent(found):
        return "unclear"  # "76% more" and "1.8 times as many" may be one
    if found.is_exact and not said.is_exact:
        return _of_loose(said, found)
    (low, high), (found_low, found_high) = said.allows(), found.allows()
    if high < found_low or found_high < low:
        return "differs"
    # Numbers that could be one: the same number, told a little more or less loosely.
    return "agrees" if said.value == found.value else "unclear"


def _is_per_cent(figure: Figure) -> bool:
    return bool(re.search(r"%|per\s?cent|pct", figure.text, re.IGNORECASE))


def _across_units(said: Figure, found: Figure) -> Agreement:
    """Of figures in two units: "up 8 percent" for "up 8 points" is wrong; others may not be."""
    if _is_one_number(said, found):
        return "agrees"
    if Unit.RATIO in (said.unit, found.unit):
        return _of_times(_times(said), _times(found))
    return "differs" if said.unit in SHARES and found.unit in SHARES else "unclear"


def _of_loose(said: Figure, found: Figure) -> Agreement:
    """Of a word or a hedged number against an exact one that it does not allow."""
    if said.form is not Form.VAGUE:
        return "unclear" if said.value == found.value else "differs"
    low, high = said.allows()
    near = FIRM_WITHIN if HALF in (low, high) else LOOSE_WITHIN
    return "differs" if found.value < low - near or found.value > high + near else "unclear"


def _is_one_number(said: Figure, found: Figure) -> bool:
    """A number that leaves its unit out ("at 49"), or is read as "20% fewer than" of a share."""
    units = {said.unit, found.unit}
    is_loose = units in ({Unit.COUNT, Unit.PERCENT}, {Unit.RATIO, Unit.PERCENT})
    return is_loose and said.form is found.form is Form.DIGITS and said.value == found.value


def _times(figure: Figure) -> float | None:
    """How many times something is, where "half" may be a share or a ratio."""
    if figure.unit is Unit.RATIO:
        return figure.value
    is_fraction = figure.unit is Unit.PERCENT and figure.form in (Form.FRACTION, Form.VAGUE)
    return figure.value / 100 if is_fraction else None


def _of_times(said: float | None, found: float | None) -> Agreement:
    if said is None or found is None:
        return "unclear"
    return "agrees" if abs(said - found) <= NEAR_TIMES * max(said, found) else "unclear"
