"""Small words by which a sentence in other words says more, less or otherwise than its sources."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.findings.lexicon import load
from assistant.findings.stems import negations, stem, stop_words, words_of
from assistant.verify.added.source import Wording
from assistant.verify.facets.senses import are_alike

NEAR = 4  # words around a degree in which an "or" makes it one of several
OWN_ANSWER = re.compile(r"\s*(?:yes|no)\s*[:,]", re.IGNORECASE)
CONSEQUENCE = re.compile(r"[,;]\s+(?:and\s+)?so\s+(?!did|do|does|that|far|too)", re.IGNORECASE)


def words_against(wording: Wording) -> Iterator[str]:
    """What the words of a wording say that its sources do not say, most telling first."""
    yield from _bound(wording)
    yield from _speaking(wording)
    yield from _turned(wording)
    yield from _dropped(wording)
    yield from _one_of_several(wording)
    yield from _not_yet_so(wording)
    yield from _new(wording)


def _bound(wording: Wording) -> Iterator[str]:
    """Words of kinds that only the sources may bring in."""
    for kind, words in load("bound")["words"].items():
        for word in wording.words:
            if word in words and word not in wording.known and not _stands_for(word, kind, wording):
                yield f"says {kind} that no source says: {word}"
    for stressed in _pattern("stressed").findall(wording.own.lower()):
        if stressed not in wording.plain.lower():
            yield f"says how much where no source does: {stressed}"
    if CONSEQUENCE.search(wording.unquoted):
        yield "draws a conclusion that no source draws: so"


def _stands_for(word: str, kind: str, wording: Wording) -> bool:
    """Whether a word stands for one of the sources: "stronger" for "strengthens"."""
    bound = load("bound")["words"]
    if kind not in load("bound")["may stand for another"]:
        return False
    if stem(word) in {stem(known) for known in wording.known}:
        return True
    free = (known for known in wording.known if not any(known in bound[k] for k in bound))
    return any(are_alike(word, known) for known in free)


def _speaking(wording: Wording) -> Iterator[str]:
    if OWN_ANSWER.match(wording.own):
        yield "says yes or no, which stands before the sentence already or does not hold"
    for word in words_of(wording.unquoted):
        if word in load("bound")["speakers"]:
            yield f"speaks for itself or to the reader: {word}"


def _turned(wording: Wording) -> Iterator[str]:
    """Negations that the sources lack, and those of the findings that are left out."""
    asked = any(_is_negation(w) for w in words_of(wording.unasked))
    own = any(_is_negation(w) for w in wording.words)
    if own and not asked:
        yield "denies what no source denies"
    if not own and any(_is_negation(w) for w in words_of(wording.said_of)):
        yield "leaves out that its source denies it"


def _is_negation(word: str) -> bool:
    return word in negations() or word.endswith("n't")


def _dropped(wording: Wording) -> Iterator[str]:
    """Degrees and ranks of the findings that a wording leaves out."""
    said = words_of(wording.said_of)
    for at, word in enumerate(said):
        is_kept = any(word in load("bound")["words"][kind] for kind in load("bound")["kept"])
        if is_kept and word not in wording.words and not _has_or(said, at):
            yield f"leaves out what its source says: {word}"


def _one_of_several(wording: Wording) -> Iterator[str]:
    """Degrees that the sources only have as one of several: "agree or strongly agree"."""
    plain = words_of(wording.plain)
    for at, word in enumerate(wording.words):
        if word not in load("bound")["words"]["how much"] or _has_or(wording.words, at):
            continue
        places = [i for i, w in enumerate(plain) if w == word]
        if places and all(_has_or(plain, place) for place in places):
            yield f"takes one of several answers for all of them: {word}"


def _has_or(words: Sequence[str], at: int) -> bool:
    return "or" in words[max(0, at - NEAR) : at + NEAR + 1]


def _not_yet_so(wording: Wording) -> Iterator[str]:
    """A plan told as done, or something done told as a plan."""
    words = frozenset(load("bound")["not yet so"])
    is_plan = bool(words & wording.known)
    if not is_plan and words & set(wording.words):
        yield "tells as planned or wished what no source does"
    if is_plan and not words & set(wording.words):
        told = {stem(w) for w in words_of(wording.unquoted)}
        if told & _planned(words_of(wording.asked)):
            yield "leaves out that it is planned, expected or wished only"


def _planned(words: Sequence[str]) -> set[str]:
    """The stems of the content words right after words for plans and wishes."""
    planned: set[str] = set()
    for at, word in enumerate(words):
        if word in load("bound")["planning"]:
            after = [w for w in words[at + 1 :] if w not in stop_words()]
            planned.update(stem(w) for w in after[:1])
    return planned


def _new(wording: Wording) -> Iterator[str]:
    """Content words that no source has, nor one like them."""
    for word in dict.fromkeys(wording.words):
        is_content = word not in stop_words() and not word[0].isdigit()
        if not is_content or word in wording.known or word in load("bound")["telling"]:
            continue
        if not any(are_alike(word, known) for known in wording.known):
            yield f"says what no source says: {word}"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load("bound")[name], re.IGNORECASE)
