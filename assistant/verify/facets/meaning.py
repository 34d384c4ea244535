"""Whether a claim and a finding say the same of their people, and in the same direction."""

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from assistant.findings.finding import Measure
from assistant.findings.lexicon import load
from assistant.findings.measures import opposite_poles
from assistant.findings.populations import is_people_word
from assistant.findings.stems import negations, words_of
from assistant.verify.senses import are_alike, are_opposite, is_light

LEAST_ALIKE, MOST_ALIKE = 0.35, 0.85  # cosines between which likeness is counted
IN_SENTENCE, IN_PASSAGE = 0.7, 0.5  # what a word counts that stands near the finding's own words


def content_of(text: str) -> tuple[str, ...]:
    """The words of a measure that must be borne out, each once.

    >>> content_of("said they believe microcredentials strengthen a job application")
    ('microcredentials', 'strengthen', 'job', 'application')
    """
    return tuple(
        w
        for w in dict.fromkeys(words_of(text))
        if (not is_light(w) or w in _kept()) and not w[0].isdigit() and not is_people_word(w)
    )


@cache
def _kept() -> frozenset[str]:
    return frozenset(load("claims")["kept"])


def stands_in(word: str, words: Iterable[str]) -> bool:
    """Whether a word, or one like it, is among others."""
    return any(are_alike(word, other) for other in words)


def coverage(wanted: Sequence[str], *, measure: str, sentence: str, passage: str) -> float:
    """The share of a claim's words that stand in a finding, less for those that stand near it.

    >>> coverage(["boost", "application"], measure="strengthens a job application", sentence="",
    ...          passage="")
    1.0
    """
    if not wanted:
        return 0.5
    nearest, near, around = (frozenset(words_of(t)) for t in (measure, sentence, passage))
    worth = 0.0
    for word in wanted:
        if stands_in(word, nearest):
            worth += 1.0
        elif stands_in(word, near):
            worth += IN_SENTENCE
        elif stands_in(word, around):
            worth += IN_PASSAGE
    return worth / len(wanted)


def likeness(cosine: float) -> float:
    """A cosine as a share of the way from unlike to alike."""
    return float(np.clip((cosine - LEAST_ALIKE) / (MOST_ALIKE - LEAST_ALIKE), 0.0, 1.0))


def is_opposite(said: Measure, there: Measure) -> bool:
    """Whether two measures take opposite ends: "approve" and "disapprove", "improve" and "weaken".

    >>> from assistant.findings.measures import measure_of
    >>> is_opposite(measure_of("microcredentials weaken it"), measure_of("they improve it"))
    True
    >>> is_opposite(measure_of("they do not weaken it"), measure_of("they improve it"))
    False
    """
    scales = opposite_poles(said, there) - _loose()
    return bool(scales) or _is_turned(words_of(said.text), words_of(there.text))


@cache
def _loose() -> frozenset[str]:
    """Scales whose words say more of a sentence's build than of its direction."""
    return frozenset(load("claims")["loose_scales"])


def _is_turned(said: Sequence[str], there: Sequence[str]) -> bool:
    mine = [w for w in dict.fromkeys(said) if not stands_in(w, there)]
    theirs = [w for w in dict.fromkeys(there) if not stands_in(w, said)]
    turned = any(
        are_opposite(a, b)
        for a in mine
        for b in theirs
        if not (is_light(a) or is_light(b) or is_people_word(a))
    )
    negated = sum(w in negations() for w in said) + sum(w in negations() for w in there)
    return turned and negated % 2 == 0
