"""Text of a corpus, a draft or a question, made safe to show: untrusted, whatever its source."""

import re
import unicodedata

_ESCAPE = re.compile(
    r"""
    \x1b\[ [0-?]* [ -/]* [@-~]             # ESC [ 31 m: colours, cursor movements
    | \x1b[\]PX^_] .*? (?: \x07 | \x1b\\ ) # ESC ] … BEL: window titles, hyperlinks
    | \x1b .                               # any other two-character escape
    """,
    re.VERBOSE | re.DOTALL,
)
_SPACES = re.compile(r"\s+")  # "a \n\t b"
# Turn the direction of writing, so that a figure could be made to look like another one.
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def safe_line(text: str) -> str:
    r"""The text on one line, without anything that a terminal or a page would act on.

    >>> safe_line("86% \x1b[31mof\x1b[0m\n employers\x07 \x1b]0;title\x07agree")
    '86% of employers agree'
    """
    return safe_run(text).strip()


def safe_run(text: str) -> str:
    r"""As `safe_line`, for a run within a line: a space at either end stays.

    >>> safe_run("\x1b[31mamong\n"), safe_run("\t")
    ('among ', ' ')
    """
    return _SPACES.sub(" ", "".join(filter(_is_shown, _ESCAPE.sub("", text))))


def _is_shown(character: str) -> bool:
    if character in _DIRECTION:
        return False
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cs")
