"""Words as they are compared: stemmed, without stop words."""

import re
from functools import cache
from typing import TYPE_CHECKING

from assistant.findings.lexicon import load

if TYPE_CHECKING:
    import Stemmer

WORD = re.compile(r"[^\W_]+(?:['\u2019.&][^\W_]+)*")


@cache
def _stemmer() -> "Stemmer.Stemmer":
    import Stemmer

    return Stemmer.Stemmer("english")


@cache
def stop_words() -> frozenset[str]:
    """English words that carry no content of their own."""
    return frozenset(load("words")["stop"])


@cache
def no_denials() -> re.Pattern[str]:
    """Phrases that deny nothing for all their "not" and "nothing": "not only"."""
    phrases = "|".join(map(re.escape, load("claims")["no_denials"]))
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


@cache
def negations() -> frozenset[str]:
    """English words that turn what they stand with into its opposite."""
    return frozenset(load("words")["negation"])


@cache
def stem(word: str) -> str:
    """The Snowball stem of one word (Porter, 2001), in lower case.

    >>> stem("strengthens"), stem("U.S.")
    ('strengthen', 'us')
    """
    plain = word.lower().replace("\u2019", "'").removesuffix("'s").replace(".", "")
    stemmed: str = _stemmer().stemWord(plain)
    return stemmed


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, in order."""
    return [w.lower().replace("\u2019", "'") for w in WORD.findall(text)]


def content_stems(text: str) -> frozenset[str]:
    """The stems of a text's content words, numbers left out.

    >>> sorted(content_stems("They say it strengthens a job application in 2019."))
    ['applic', 'job', 'strengthen']
    """
    return frozenset(
        stem(w) for w in words_of(text) if w not in stop_words() and not w[0].isdigit()
    )
