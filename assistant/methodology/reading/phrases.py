"""Patterns made of the words in `data/facts.yaml`."""

import re
from functools import cache

from assistant.findings.lexicon import load
from assistant.other_numbers import either

SENTENCE_END = re.compile(r"[;!?]|(?<![A-Z])\.\s")  # not the dots of "U.S. adults"


@cache
def any_of(*names: str) -> str:
    """A pattern for any word or phrase of some lists.

    >>> bool(re.fullmatch(any_of("ended"), "finished"))
    True
    """
    return f"(?:{either(word for name in names for word in load('facts')[name])})"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, letter case aside."""
    return re.compile(pattern, re.IGNORECASE)
