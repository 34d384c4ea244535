"""Values of any kind as the text of an answer: 1.0 is "1", a date is ISO."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any


def text_of(value: Any) -> str:
    """An answer as text, empty where there is none.

    >>> [text_of(value) for value in (1.0, 0.1, 1e20, None, float("nan"), True, "Yes ")]
    ['1', '0.1', '100000000000000000000', '', '', 'TRUE', 'Yes ']
    >>> text_of(datetime(2018, 5, 10)), text_of(date(2018, 5, 10)), text_of(Decimal("2.50"))
    ('2018-05-10', '2018-05-10', '2.5')
    """
    if value is None:
        return ""
    writer = next((write for kind, write in _WRITERS if isinstance(value, kind)), _other)
    return writer(value)


def _number(value: float) -> str:
    if not isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() else repr(value)


def _moment(value: datetime) -> str:
    if value != value:  # noqa: PLR0124 - pandas' "not a time"
        return ""
    if (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds")


def _other(value: Any) -> str:
    """A number of numpy's or anything else; what equals nothing, not even itself, is empty."""
    if hasattr(value, "item"):
        return text_of(value.item())
    return "" if value != value else str(value)  # noqa: PLR0124


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (str, str),
    (bool, lambda value: "TRUE" if value else "FALSE"),
    (int, str),
    (float, _number),
    (Decimal, lambda value: f"{value.normalize():f}" if value.is_finite() else ""),
    (bytes, lambda value: value.decode("utf-8", "replace")),
    (datetime, _moment),
    (date, lambda value: value.isoformat()),
)
"""How each kind of value is written; a boolean is an integer too, a moment a date too."""
