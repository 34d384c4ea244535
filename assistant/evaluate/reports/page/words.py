"""Small pieces of wording that several parts of the page share, in safe text."""

from collections.abc import Sequence

from assistant.evaluate.grading import Outcome
from assistant.render.safe_text import safe_line

WORST_FIRST: tuple[Outcome, ...] = (
    "misleading",
    "answered though uncovered",
    "refused though covered",
    "partly",
    "right",
)


def safe(text: object) -> str:
    r"""Anything of a run's file on one safe line; nothing where there is nothing.

    >>> safe(None), safe(2018), safe(" a\n b ")
    ('', '2018', 'a b')
    """
    return "" if text is None else safe_line(str(text))


def plain(name: object) -> str:
    """A name of the published JSON as people read it.

    >>> plain("no_such_population")
    'no such population'
    """
    return safe(name).replace("_", " ")


def either(alternatives: Sequence[str]) -> str:
    """Alternatives as people list them.

    >>> either(["men"]), either(["men", "boys"]), either(["men", "boys", "lads"])
    ('men', 'men or boys', 'men, boys or lads')
    """
    *most, last = alternatives
    return f"{', '.join(most)} or {last}" if most else last


def counted(number: int, noun: str) -> str:
    """A number of things, with its plural.

    >>> counted(1, "case"), counted(1234, "case")
    ('1 case', '1,234 cases')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def share(part: int, whole: int) -> str:
    """A share in whole percent; "none" if there is nothing to share.

    >>> share(1, 3), share(0, 0)
    ('33%', 'none')
    """
    return f"{100 * part / whole:.0f}%" if whole else "none"


def interval(low: float, high: float) -> str:
    """An interval of a share, from 0 to 1, in whole percent.

    >>> interval(0.325, 0.41)
    '32% to 41%'
    """
    return f"{100 * low:.0f}% to {100 * high:.0f}%"
