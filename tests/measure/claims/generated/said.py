"""Figures as writers say them, each with what it allows: docs/figures.md worked out once more."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import floor
from random import Random

FAR = 15.0  # points beyond which a loose word is true and nobody would use it
EXACT_MARGIN, LOOSE_MARGIN = 2.0, 4.0
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
FRACTIONS = {
    "half": 50.0,
    "a third": 100 / 3,
    "one-third": 100 / 3,
    "two-thirds": 200 / 3,
    "a quarter": 25.0,
    "one-quarter": 25.0,
    "three-quarters": 75.0,
    "one in five": 20.0,
    "one in four": 25.0,
    "four in five": 80.0,
    "three out of four": 75.0,
    **{f"{ONES[n]} in ten": 10.0 * n for n in range(1, 10)},
    **{f"{ONES[n]}-in-ten": 10.0 * n for n in (3, 4, 6, 7)},
}
HEDGES = {  # how far below and above; None for as far as a writer would go
    "about": (4.5, 4.5),
    "roughly": (4.5, 4.5),
    "around": (4.5, 4.5),
    "nearly": (5.0, 0.0),
    "almost": (5.0, 0.0),
    "just under": (5.0, 0.0),
    "just over": (0.0, 5.0),
    "slightly more than": (0.0, 5.0),
    "more than": (0.0, None),
    "over": (0.0, None),
    "less than": (None, 0.0),
    "fewer than": (None, 0.0),
}
BARE_FRACTION = 3.5
ABOUT_DIGITS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A figure in words: what it allows, and how far a false one must be from that.

    `likely` bounds what a fair writer would say it of; `joined` stands between it and its people.
    """

    text: str
    low: float
    high: float
    likely: tuple[float, float]
    joined: str = " of "
    margin: float = EXACT_MARGIN

    def fits(self, value: float) -> bool:
        """Whether a writer would say it of a value, which is not near a bound."""
        return self.likely[0] <= value <= self.likely[1]

    def excludes(self, value: float) -> bool:
        """Whether it is plainly not so of a value."""
        return value < self.low - self.margin or value > self.high + self.margin

    def joined_to(self, who: str) -> str:
        """The figure with its people: "half of women", "three in ten women".

        >>> loose("half", 50.0, (3.5, 3.5)).joined_to("women")
        'half of women'
        """
        return f"{self.text}{self.joined}{who}"


def exact(value: float, *, decimals: int = 0, style: str = "%") -> Said | None:
    """A share as rounded, or None where rounding is a near thing.

    >>> exact(49.7).text, exact(49.7, decimals=1, style=" percent").text, exact(44.5)
    ('50%', '49.7 percent', None)
    """
    step = 10.0**-decimals
    part = (value / step) % 1
    if abs(part - 0.5) < 0.04:
        return None
    rounded = floor(value / step + 0.5) * step
    return exactly(rounded, decimals=decimals, style=style)


def exactly(printed: float, *, decimals: int = 0, style: str = "%") -> Said:
    """That very number.

    >>> exactly(41, style="words").text
    'forty-one percent'
    """
    text = f"{printed:.{decimals}f}{style}"
    if style == "words":
        text = f"{in_words(round(printed))} percent"
    low, high = printed - 0.5 * 10.0**-decimals, printed + 0.5 * 10.0**-decimals
    return Said(text=text, low=low, high=high, likely=(low, high))


def in_words(number: int) -> str:
    """A whole number below a hundred in words.

    >>> in_words(7), in_words(20), in_words(99)
    ('seven', 'twenty', 'ninety-nine')
    """
    if number < 20:
        return ONES[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")


def loose(text: str, value: float, room: tuple[float | None, float | None]) -> Said:
    """A word or a rounded number with room below and above it."""
    below, above = room
    low = 0.0 if below is None else value - below
    high = 100.0 if above is None else value + above
    # Where a bound is the number itself it is strict; elsewhere a value at the edge is debatable.
    inside = (
        (value - FAR if below is None else low) + (0.6 if below != 0 else 0.3),
        (value + FAR if above is None else high) - (0.6 if above != 0 else 0.3),
    )
    joined = " " if text.endswith(" in ten") or text.endswith("-in-ten") else " of "
    if text.endswith(("in five", "in four", "out of four")):
        joined = " "
    return Said(text=text, low=low, high=high, likely=inside, joined=joined, margin=LOOSE_MARGIN)


def spoken() -> Iterator[Said]:
    """Every loose way to say a share in words."""
    for text, value in FRACTIONS.items():
        yield loose(text, value, (BARE_FRACTION, BARE_FRACTION))
        for hedge, room in HEDGES.items():
            yield loose(f"{hedge} {text}", value, room)
    yield _word("a majority", 50.0, 100.0, (52.0, 85.0))
    yield replace(_word("most", 50.0, 100.0, (55.0, 90.0)), joined=" ")
    yield _word("a minority", 0.0, 50.0, (8.0, 47.0))


def rounded() -> Iterator[Said]:
    """Every round number of per cent with a hedge."""
    for value in range(5, 100, 5):
        for hedge in ("about", "roughly", "around", "some"):
            yield loose(f"{hedge} {value}%", float(value), (ABOUT_DIGITS, ABOUT_DIGITS))
        for hedge in ("nearly", "almost", "just under", "just over", "more than", "over"):
            yield loose(f"{hedge} {value}%", float(value), HEDGES[hedge])
        yield loose(f"fewer than {value}%", float(value), HEDGES["fewer than"])
        yield loose(f"at least {value}%", float(value), (0.0, None))


def ranges(value: float, ask: Random) -> Said:
    """A range that holds a value, as two round numbers."""
    width = ask.choice((4, 5, 6, 8, 10))
    low = floor(value) - ask.randrange(1, width)
    return range_of(
        max(low, 1), max(low, 1) + width, ask.choice(("{} to {}%", "between {}% and {}%"))
    )


def range_of(low: int, high: int, form: str) -> Said:
    """A range by its bounds."""
    likely = (low + 0.4, high - 0.4)
    return Said(text=form.format(low, high), low=low, high=high, likely=likely, margin=LOOSE_MARGIN)


def _word(text: str, low: float, high: float, likely: tuple[float, float]) -> Said:
    return Said(text=text, low=low, high=high, likely=likely, margin=LOOSE_MARGIN)
