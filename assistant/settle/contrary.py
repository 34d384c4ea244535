"""Words that turn a sentence's meaning, held against the sentences that its figures stand in."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.findings.lexicon import load
from assistant.findings.populations import is_people_word
from assistant.findings.stems import WORD, no_denials, stem, stop_words, words_of
from assistant.verify.facets.senses import are_opposite, root_of

OPENING = re.compile(r"^\W*(?:yes|no)\b[:,.;]?", re.IGNORECASE)
NEGATION = re.compile(
    r"\b(?:not|no|never|neither|nor|none|nobody|without|cannot|hardly|few)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(r"[,;:.!?()\u2013\u2014]")
NOT_BUT = re.compile(r"\bnot\s+(?=\W?\d|half\b|most\b)", re.IGNORECASE)  # "not 70% but 54%"
REACH = 5  # words behind a negation among which is the word that it denies


def denies(text: str) -> bool:
    """Whether a text denies something, an opening "No" aside.

    >>> denies("No, 54% visited."), denies("No, 54% didn't visit.")
    (False, True)
    """
    return bool(NEGATION.search(_without_phrases(OPENING.sub("", text))))


def turned_word(said: str, sources: Sequence[str]) -> str:
    """A word of a sentence of which its sources have only the contrary; empty if there is none.

    >>> turned_word("12% are less likely to row", ["Women are more likely to row (12%)."])
    'less'
    """
    if denies(said) != any(map(denies, sources)):
        return ""  # "not unlikely" for "likely": negations are held against each other
    theirs = _turning(" ".join(sources))
    roots = {root_of(word) for word in theirs}
    for word in _turning(OPENING.sub("", said)):
        if root_of(word) not in roots and any(are_opposite(word, other) for other in theirs):
            return word
    return ""


def _turning(text: str) -> tuple[str, ...]:
    """The words that may turn a meaning: no names, no people, no small words but "more"."""
    small = frozenset(load("settle")["turning"]["small words"])
    said = dict.fromkeys(WORD.findall(text))
    words = (w.lower() for w in said if w[0].islower() or w.lower() in small)
    return tuple(w for w in words if w not in _loose() and not is_people_word(w))


@cache
def _loose() -> frozenset[str]:
    words = load("settle")["turning"]
    poles = load("words")["poles"]
    of_scales = {w for scale in words["loose scales"] for end in poles[scale] for w in end}
    return (stop_words() | of_scales) - frozenset(words["small words"])


def denied_alone(said: str, sources: Sequence[str]) -> bool:
    """Whether a sentence denies where its sources say nothing that denies, or that is contrary.

    >>> denied_alone("visits did not rise", ["Visits fell."]), denied_alone("not so", ["It is."])
    (False, True)
    """
    if not denies(said) or any(map(has_denial, sources)):
        return False
    words = words_of(" ".join(sources))
    clauses = CLAUSE_END.split(_without_phrases(OPENING.sub("", said)))
    denied = [clause[at:].split()[0] for clause in clauses for at in _denied_words(clause)]
    return not any(are_opposite(word, other) for word in denied for other in words)


def has_denial(text: str) -> bool:
    """Whether a text denies, be it with a word such as "oppose" or "unable"."""
    return denies(text) or any(root_of(word) in _denying() for word in words_of(text))


@cache
def _denying() -> frozenset[str]:
    return frozenset(root_of(word) for word in load("claims")["denying"])


def turned_negation(said: str, sources: Sequence[str]) -> str:
    """A word that a sentence denies and its sources affirm, or the other way round.

    >>> turned_negation("12% do not row", ["In all, 12% row."])
    'row'
    >>> turned_negation("12% row", ["In all, 12% do not row."])
    'row'
    """
    affirmed, denied = _affirmed_and_denied([OPENING.sub("", said)])
    affirmed_there, denied_there = _affirmed_and_denied(sources)
    turned = (denied & affirmed_there - denied_there) | (affirmed & denied_there - affirmed_there)
    words = {stem(word): word for word in WORD.findall(CLAUSE_END.sub(" ", said).lower())}
    return min((words[one] for one in turned - (affirmed & denied)), default="")


def _affirmed_and_denied(texts: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The stems that texts affirm, and those of the words right behind a negation.

    Of "without health insurance", "health" is denied; of "insurance" nothing is said.
    """
    affirmed, denied = set(), set()
    for clause in (c for text in texts for c in CLAUSE_END.split(_without_phrases(text))):
        starts, is_behind = set(_denied_words(clause)), False
        for word in WORD.finditer(clause):
            is_denied = word.start() in starts
            if is_denied:
                denied.add(stem(word[0]))
            elif _has_content(word) and not is_behind:
                affirmed.add(stem(word[0]))
            is_behind = is_denied or (is_behind and _has_content(word))
    return frozenset(affirmed), frozenset(denied)


def _denied_words(clause: str) -> Iterator[int]:
    """Where the first word of content behind each negation begins."""
    for negation in NEGATION.finditer(clause):
        behind = list(WORD.finditer(clause, negation.end()))[:REACH]
        yield from [word.start() for word in behind if _has_content(word)][:1]


def _has_content(word: "re.Match[str]") -> bool:
    return word[0].lower() not in stop_words() and not word[0][0].isdigit()


def _without_phrases(text: str) -> str:
    return NOT_BUT.sub(" ", no_denials().sub(" ", text))
