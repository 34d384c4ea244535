"""What a figure says of its people, in terms that can be compared."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.findings.finding import Measure
from assistant.findings.lexicon import lexicon, load
from assistant.findings.populations import is_people_word
from assistant.findings.stems import WORD, negations, stem, stop_words, words_of

ANSWERED = re.compile(
    r"(?:^|\b(?:say|said|says|saying|answered|voted?)\W+)(yes|no)\W*$", re.IGNORECASE
)
PEOPLE_REACH = 4  # words after an adjective for people: "black and white internet users"
NEGATION_REACH = 3  # words after a negation that it turns: "do not really trust"


def measure_of(text: str) -> Measure:
    """The measure that a phrase names.

    >>> sorted(measure_of("do not trust imported honey").poles)
    ['trust-']
    >>> sorted(measure_of("said they disapprove of it").poles)
    ['approve-']
    """
    plain = " ".join(text.split())
    return Measure(text=plain, terms=_terms(plain), poles=_poles(plain))


def _terms(text: str) -> frozenset[str]:
    """Stems of content words, without people, numbers and verbs that only report."""
    reporting = _reporting_stems()
    words = WORD.findall(text)
    kept = (
        stem(w)
        for n, w in enumerate(words, 1)
        if w.lower() not in stop_words()
        and not w[0].isdigit()
        and not _is_of_people(w, words[n : n + PEOPLE_REACH])
    )
    answered = ANSWERED.search(text)  # "said yes": the two answers that are stop words elsewhere
    own = {answered.group(1).lower()} if answered else set()
    return frozenset({*own, *(k for k in kept if k not in reporting)})


def _is_of_people(word: str, following: Sequence[str]) -> bool:
    """Whether a word is one for people: "poor" is in "poor families" and not in "rated it poor"."""
    if word.lower() in lexicon().needs_people_noun and not any(map(is_people_word, following)):
        return False
    return is_people_word(word)


@cache
def _reporting_stems() -> frozenset[str]:
    return frozenset(stem(w) for w in load("words")["bare_reporting"])


@cache
def _ends() -> dict[str, tuple[str, bool]]:
    """Word → (scale, whether it is the scale's positive end)."""
    ends: dict[str, tuple[str, bool]] = {}
    for scale, (positive, negative) in load("words")["poles"].items():
        ends.update(dict.fromkeys(positive, (scale, True)))
        ends.update(dict.fromkeys(negative, (scale, False)))
    return ends


def _poles(text: str) -> frozenset[str]:
    words = words_of(re.sub(r"n['\u2019]t\b", " not", text))
    poles = set()
    turned_at = None
    for at, word in enumerate(words):
        if word in negations():
            turned_at = at
            continue
        is_turned = turned_at is not None and at - turned_at <= NEGATION_REACH
        if word in _ends():
            scale, is_positive = _ends()[word]
            poles.add(f"{scale}{'+' if is_positive != is_turned else '-'}")
            turned_at = None
        elif is_turned and word not in stop_words():
            poles.add(f"{stem(word)}:not")
            turned_at = None
    return frozenset(poles)


def opposite_poles(one: Measure, other: Measure) -> frozenset[str]:
    """The scales on which two measures take opposite ends and only those.

    >>> opposite_poles(measure_of("approve of it"), measure_of("disapprove of it"))
    frozenset({'approve'})
    """
    mine = {p[:-1]: p[-1] for p in one.poles if p[-1] in "+-" and _flip(p) not in one.poles}
    theirs = {p[:-1]: p[-1] for p in other.poles if p[-1] in "+-" and _flip(p) not in other.poles}
    return frozenset(scale for scale, end in mine.items() if theirs.get(scale, end) != end)


def _flip(pole: str) -> str:
    return pole[:-1] + ("-" if pole.endswith("+") else "+")


def is_anaphoric(text: str) -> bool:
    """Whether a clause takes over the measure of the statement before it: "say the same"."""
    plain = " ".join(words_of(text))
    return any(re.search(rf"\b{re.escape(p)}\b", plain) for p in load("words")["anaphora"])
