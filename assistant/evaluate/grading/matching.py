"""Whether a figure that is shown is one that is expected."""

import re
from collections.abc import Sequence

from assistant.evaluate.case import Alternatives, ExpectedFigure
from assistant.evaluate.grading.reply import ShownFigure

# A mean or a median may be shown in what its question counts: years, dollars.
KIN = {
    "mean": {"mean", "other", "money"},
    "median": {"median", "other", "money"},
    "money": {"money", "mean", "median", "other"},
    "count": {"count", "other"},
    "other": {"other", "count", "mean", "median", "money", "ratio"},
}
NOT_TELLING = {"the", "a", "an", "of", "in", "to", "who", "all", "these", "those", "people"}
MOST_DECIMALS = 6


def is_shown(expected: Alternatives, figures: Sequence[ShownFigure]) -> bool:
    """Whether one of the alternatives is among the figures."""
    return any(is_one_of(figure, expected) for figure in figures)


def is_one_of(figure: ShownFigure, expected: Alternatives) -> bool:
    """Whether a figure is one of the alternatives, and of the people, base and wave they name."""
    return any(is_the(figure, one) for one in expected.any_of)


def is_the(figure: ShownFigure, expected: ExpectedFigure) -> bool:
    """Whether a figure is the one expected, as far as anything is known of it."""
    if not has_value(figure, expected):
        return False
    if figure.is_read_from_text:
        return True
    return (
        (expected.base is None or figure.base == expected.base)
        and (expected.wave is None or _is_of_wave(figure.wave or "", expected.wave))
        and (not expected.population or _is_about(figure.population or "", expected.population))
    )


def has_value(figure: ShownFigure, expected: ExpectedFigure) -> bool:
    """Whether unit and number agree, as far as the one that is rounded more coarsely says.

    >>> shown = ShownFigure(text="29%", value=29.21, unit="percent")
    >>> [has_value(shown, ExpectedFigure(value=v, unit="percent")) for v in (29, 29.21, 29.6, 30)]
    [True, True, False, False]
    """
    if figure.unit not in KIN.get(expected.unit, {expected.unit}):
        return False
    decimals, told = _decimals_of(figure), _decimals(expected.value)
    # What is told more coarsely is what the other one must round to.
    value = figure.value if told <= decimals else round(figure.value, decimals)
    if expected.tolerance is not None:
        return abs(value - expected.value) <= expected.tolerance + 1e-9
    return abs(value - expected.value) <= 0.5 * 10.0 ** -min(decimals, told) + 1e-9


def _decimals(value: float) -> int:
    """How many decimals a number is written with.

    >>> _decimals(86.0), _decimals(29.21)
    (0, 2)
    """
    written = f"{value:.{MOST_DECIMALS}f}".rstrip("0")
    return len(written.partition(".")[2])


def _decimals_of(figure: ShownFigure) -> int:
    """How many decimals a figure is shown with; as many as it has, where its text has no digits."""
    match = re.search(r"\d(?:\.(\d+))?(?=\D*$)", figure.text)
    if match is None or re.search(r"million|billion|thousand|in\s|out of", figure.text):
        return min(_decimals(figure.value), MOST_DECIMALS)
    return len(match[1] or "")


def _is_of_wave(shown: str, expected: str) -> bool:
    """Whether the words of a wave, above all its year, are all in that of the figure."""
    return set(_words(expected)) <= set(_words(shown))


def _is_about(shown: str, expected: Sequence[str]) -> bool:
    """Whether the people are those of one of the alternatives, whatever the order of the words."""
    told = _telling(shown)
    return any(_telling(one) == told for one in expected)


def _telling(people: str) -> frozenset[str]:
    """The words that tell people apart, in lower case and without their endings' "s".

    >>> _telling("the women in the U.S.") == _telling("U.S. women")
    True
    """
    return frozenset(w.rstrip("s") or w for w in _words(people) if w not in NOT_TELLING)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.replace(".", "").lower())
