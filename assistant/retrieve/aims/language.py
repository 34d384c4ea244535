"""Whether a question is put in English, by its letters and its commonest words."""

import unicodedata
from functools import cache

from assistant.findings.lexicon import load
from assistant.findings.stems import stop_words, words_of

LEAST_FOREIGN = 0.25  # of the words that are another language's small ones


def is_english(text: str) -> bool:
    """Whether a text is English as far as can be told; a name alone is.

    >>> is_english("What share of nurses in São Paulo agree?"), is_english("Nurses")
    (True, True)
    >>> is_english("Wie viele Leute wurden befragt?"), is_english("сколько людей?")
    (False, False)
    """
    letters = [c for c in text if c.isalpha()]
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if letters and latin * 2 < len(letters):
        return False
    words = words_of(text)
    english = sum(word in stop_words() for word in words)
    foreign = max(sum(word in small for word in words) for small in _small_words())
    return foreign <= english or foreign < LEAST_FOREIGN * len(words)


@cache
def _small_words() -> tuple[frozenset[str], ...]:
    """The small words of each other language; single letters are left out, they abbreviate."""
    languages: dict[str, list[str]] = load("languages")
    return tuple(frozenset(word for word in words if len(word) > 1) for words in languages.values())
