"""What a question and a sentence have in common in words, numbers and negation."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from assistant.findings.stems import content_stems, negations, words_of

NUMBER = re.compile(r"\d[\d,.]*\d|\d")  # "1,204", "53.5", "7"
SHARE = re.compile(
    r"""
    \d+(?:\.\d+)?\s*(?:%|percent|points)   # 54%, 3.5 percent, 8 points
    | (?:half|third|quarter|in-ten|in\ ten|majority|most)\b  # two-thirds, six-in-ten
    | \$\d                                 # $270
    """,
    re.IGNORECASE | re.VERBOSE,
)
TEXTS_REMEMBERED = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text by its content words' stems, its numbers and whether it negates something.

    >>> said = Said.of("About 41% don't trust the news; in 2019 it was half.")
    >>> sorted(said.stems), sorted(said.numbers), said.negates, said.shares
    (['news', 'trust'], ['2019', '41'], True, 2)
    """

    stems: frozenset[str]
    numbers: frozenset[str]
    negates: bool
    shares: int

    @classmethod
    def of(cls, text: str) -> Self:
        """What a text says."""
        return cls(
            stems=content_stems(text),
            numbers=frozenset(n.replace(",", "") for n in NUMBER.findall(text)),
            negates=any(w in negations() or w.endswith("n't") for w in words_of(text)),
            shares=len(SHARE.findall(text)),
        )


@lru_cache(maxsize=TEXTS_REMEMBERED)
def said_in(text: str) -> Said:
    """What a text of the index says, remembered for the next question."""
    return Said.of(text)


def part(shared: frozenset[str], of: frozenset[str]) -> float:
    """How much of a set is shared, 0 to 1; 0 for an empty one.

    >>> part(frozenset("ab"), frozenset("bcde"))
    0.25
    """
    return len(shared & of) / len(of) if of else 0.0
