"""Whether a figure that is said is the figure that is found, in the same words or in others."""

from assistant.figures import Figure, Form, Hedge, Unit, bears_out
from assistant.verify.judgements import Reason

SPOKEN_SAME = 2.0  # points: "two-thirds" and "two in three"; "a quarter" and "one in four"
SPOKEN = frozenset((Form.IN_N, Form.FRACTION))
SHARES = frozenset((Unit.PERCENT, Unit.POINTS, Unit.RATIO))


def is_borne_out(said: Figure, source: Figure) -> bool:
    """Whether a figure is the source's, in the same words or in others that it allows."""
    return mismatch(said, source) is None


def mismatch(said: Figure, source: Figure) -> Reason | None:
    """What is wrong with a figure that stands where the source has another, or None.

    A copy that hedges as its source does must have its source's number: "more than 55%" is borne
    out by "more than 56%", but whoever copies that sentence with it has made a slip.

    >>> six = Figure(text="six in ten", value=60, unit=Unit.PERCENT, form=Form.IN_N)
    >>> mismatch(six, Figure(text="60%", value=60, unit=Unit.PERCENT)) is None
    True
    >>> mismatch(Figure(text="60 points", value=60, unit=Unit.POINTS), six)
    'unit'

    A computed figure is known to more decimals than it is shown with, and is what it rounds to.

    >>> computed = Figure(text="60%", value=59.73, unit=Unit.PERCENT)
    >>> mismatch(Figure(text="60%", value=60, unit=Unit.PERCENT), computed) is None
    True
    """
    if said.unit is not source.unit:
        return "unit"
    same = (said.value, said.high, said.hedge) == (source.value, source.high, source.hedge)
    as_exact = source.is_exact or not said.is_exact
    is_what_it_rounds_to = said.is_exact and source.is_exact and bears_out(said, source)
    if is_what_it_rounds_to or (same and as_exact and said.decimals <= source.decimals):
        return None
    both_digits = {said.form, source.form} <= {Form.DIGITS, Form.WORDS}
    if both_digits and said.hedge is source.hedge and said.decimals == source.decimals:
        return "value"
    if bears_out(said, source) or _is_as_loose(said, source):
        return None
    low, high = source.allows()
    if said.is_exact and not source.is_exact and low <= said.value <= high:
        return "spoken"
    return "value"


def _is_as_loose(said: Figure, source: Figure) -> bool:
    """Whether both are the same spoken share, with or without "about", which it implies."""
    loose = {Hedge.NONE, Hedge.ABOUT}
    return (
        {said.form, source.form} <= SPOKEN
        and {said.hedge, source.hedge} <= loose
        and abs(said.value - source.value) < SPOKEN_SAME
    )


def are_comparable(said: Figure, there: Figure) -> bool:
    """Whether two figures can be about the same thing at all.

    Figures of different units are only where they print the same number: 86% and 86 points.
    """
    if said.unit is there.unit:
        return True
    if not {said.unit, there.unit} <= SHARES or Form.VAGUE in (said.form, there.form):
        return False
    return _printed(said) == _printed(there) != ""


def _printed(figure: Figure) -> str:
    return "".join(c for c in figure.text if c.isdigit() or c == ".")


def says_the_same(one: Figure | None, other: Figure | None) -> bool:
    """Whether of two figures one is spoken and the other says it exactly: "half (51%)"."""
    if one is None or other is None or one.is_exact is other.is_exact:
        return False
    spoken, exact = (other, one) if one.is_exact else (one, other)
    return bears_out(spoken, exact)
