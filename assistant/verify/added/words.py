"""Small words by which a sentence in other words says more, less or otherwise than its sources."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.findings.lexicon import load
from assistant.findings.stems import negations, stem, stop_words, words_of
from assistant.verify.added.differences import directions, tells_difference
from assistant.verify.added.source import QUOTED, Wording
from assistant.verify.facets.senses import are_alike

ENDING = 2  # content words at the end of a question, of which one must be told
LEAST_TOLD = 2  # content words of a question make a sentence tell of it
NEAR = 4  # words around a degree in which an "or" makes it one of several
OWN_ANSWER = re.compile(r"\s*(?:yes|no)\s*[:,]", re.IGNORECASE)
AND = re.compile(r" and (?!.* and )")
COUNTED_TOGETHER = re.compile(r"\(that is, ([^)]*)\)")
CONSEQUENCE = re.compile(r"[,;]\s+(?:and\s+)?so\s+(?!did|do|does|that|far|too)", re.IGNORECASE)


def words_against(wording: Wording) -> Iterator[str]:
    """What the words of a wording say that its sources do not say, most telling first."""
    yield from _bound(wording)
    yield from _speaking(wording)
    yield from _turned(wording)
    yield from _dropped(wording)
    yield from _one_of_several(wording)
    yield from _part_of_net(wording)
    yield from _not_yet_so(wording)
    yield from _cut_short(wording)
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
    if word in directions() and tells_difference(wording):
        return True
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


def _part_of_net(wording: Wording) -> Iterator[str]:
    """An answer quoted that is only one of those that the figure counts together."""
    quoted = set(QUOTED.findall(wording.own))
    for answers in COUNTED_TOGETHER.findall(wording.plain):
        together = set(QUOTED.findall(answers))
        if quoted & together and not together <= quoted:
            yield "takes one of several answers for all of them"


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


def _cut_short(wording: Wording) -> Iterator[str]:
    """What was asked, told without the end of it, where a question says under which condition."""
    for measure in wording.measures:
        asked = _content(measure.question or measure.text)
        if measure.option in load("bound")["statistics"] or _has_option(wording, measure.option):
            continue
        is_told = sum(word in wording.stems for word in map(stem, asked)) >= LEAST_TOLD
        ends = [asked[-ENDING:]]
        if not measure.question and AND.search(measure.text):
            ends.append(_content(AND.split(measure.text)[0])[-ENDING:])
        if is_told and not any(wording.stems.intersection(map(stem, end)) for end in ends):
            yield f"leaves out what was asked: {' '.join(ends[0])}"


def _content(text: str) -> list[str]:
    return [w for w in words_of(text) if w not in stop_words() and not w[0].isdigit()]


def _has_option(wording: Wording, option: str) -> bool:
    """Whether a wording has an answer that tells what was asked, not just "yes" or "too much"."""
    words = words_of(option)
    kinds = load("bound")["words"]
    bare = {"yes", "no", *kinds["how many"], *kinds["how much"]}
    return bool(words) and not bare & set(words) and all(_has_one(wording, [w]) for w in words)


def _has_one(wording: Wording, words: Sequence[str]) -> bool:
    return any(are_alike(word, own) for word in words for own in wording.words)


def _new(wording: Wording) -> Iterator[str]:
    """Content words that no source has, nor one like them."""
    for word in dict.fromkeys(wording.words):
        is_content = word not in stop_words() and not word[0].isdigit()
        if not is_content or word in wording.known or word in load("bound")["telling"]:
            continue
        if word in load("bound")["words"]["a change"]:  # which is judged as such
            continue
        if not any(are_alike(word, known) for known in wording.known):
            yield f"says what no source says: {word}"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load("bound")[name], re.IGNORECASE)
