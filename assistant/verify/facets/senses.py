"""How two words stand to each other: the same in meaning, opposite, or neither.

Two word lists of WordNet and our own lists of the trade decide; no model does.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import product

from assistant.findings.lexicon import load
from assistant.findings.stems import stem, stop_words

SHORTEST_AFTER_PREFIX = 4  # letters: "able" after "un", but not "it" after "un"


@cache
def root_of(word: str) -> str:
    """The stem of a word, or of the verb that it is an irregular form of: "lost", "lose".

    >>> root_of("lost"), root_of("gaining")
    ('lose', 'gain')
    """
    return stem(_irregular().get(word.lower(), word))


@cache
def _irregular() -> dict[str, str]:
    forms: dict[str, list[str]] = load("claims")["irregular"]
    return {form: verb for verb, others in forms.items() for form in others}


@cache
def are_alike(one: str, other: str) -> bool:
    """Whether two words may stand for each other in a claim.

    >>> are_alike("strengthens", "boosted"), are_alike("says", "reported")
    (True, True)
    >>> are_alike("employers", "students"), are_alike("approve", "disapprove")
    (False, False)
    """
    if root_of(one) == root_of(other):
        return True
    if are_opposite(one, other):
        return False
    return bool(_groups_of(root_of(one)) & _groups_of(root_of(other)))


@cache
def are_opposite(one: str, other: str) -> bool:
    """Whether two words are opposite ends of something.

    >>> are_opposite("rose", "fell"), are_opposite("appropriate", "inappropriate")
    (True, True)
    >>> are_opposite("gaining", "losing"), are_opposite("rose", "grew")
    (True, False)
    """
    a, b = one.lower(), other.lower()
    if frozenset((a, b)) in _opposites():
        return True
    if root_of(a) != root_of(b) and frozenset((root_of(a), root_of(b))) in _opposite_stems():
        return True
    if _is_prefixed(a, b) or _is_prefixed(b, a):
        return True
    return any(
        frozenset((one, other)) in _opposite_groups()
        for one in _own_groups_of(root_of(a))
        for other in _own_groups_of(root_of(b))
    )


def _is_prefixed(plain: str, prefixed: str) -> bool:
    if len(prefixed) <= len(plain) - 2 or len(plain) < SHORTEST_AFTER_PREFIX:
        return False
    prefixes = load("claims")["opposite_prefixes"]
    return any(
        prefixed.startswith(p) and root_of(prefixed.removeprefix(p)) == root_of(plain)
        for p in prefixes
    )


@cache
def is_light(word: str) -> bool:
    """Whether a word reports, hedges or points, and so says nothing that must be borne out."""
    return word.lower() in stop_words() or root_of(word) in _light()


@cache
def _light() -> frozenset[str]:
    return frozenset(root_of(w) for w in load("claims")["light"])


@cache
def _groups() -> dict[str, frozenset[int]]:
    """Stem → the numbers of the groups of like words that it belongs to."""
    groups: dict[str, set[int]] = {}
    lines: Iterable[list[str]] = (*load("claims")["rewordings"], *_lines("synonyms"))
    for number, words in enumerate(lines):
        for word in words:
            groups.setdefault(root_of(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


def _groups_of(stemmed: str) -> frozenset[int]:
    return _groups().get(stemmed, frozenset())


@cache
def _own_groups() -> dict[str, frozenset[int]]:
    """As `_groups`, of our own list only, whose groups have opposites as a whole."""
    groups: dict[str, set[int]] = {}
    for number, words in enumerate(load("claims")["rewordings"]):
        for word in words:
            groups.setdefault(root_of(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


def _own_groups_of(stemmed: str) -> frozenset[int]:
    return _own_groups().get(stemmed, frozenset())


@cache
def _opposite_groups() -> frozenset[frozenset[int]]:
    """Groups of which two words are opposites: all of one are opposites of all of the other."""
    return frozenset(
        frozenset((one, other))
        for pair in _opposite_stems()
        for a, b in (sorted(pair),)
        for one in _own_groups_of(a)
        for other in _own_groups_of(b)
        if one != other
    )


@cache
def _opposites() -> frozenset[frozenset[str]]:
    pairs = {frozenset(pair) for pair in load("claims")["opposites"]}
    for positive, negative in load("words")["poles"].values():
        pairs.update(frozenset(pair) for pair in product(positive, negative))
    return frozenset(pairs)


@cache
def _opposite_stems() -> frozenset[frozenset[str]]:
    pairs = {frozenset(map(root_of, pair)) for pair in _lines("opposites")}
    pairs.update(frozenset(map(root_of, pair)) for pair in _opposites())
    return frozenset(pair for pair in pairs if len(pair) == 2)


def _lines(name: str) -> list[list[str]]:
    path = files("assistant") / "data" / f"{name}.txt"
    text = path.read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]
