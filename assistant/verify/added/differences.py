"""Whether a sentence tells a computed difference as it is: whose share is greater, and when."""

from collections.abc import Sequence
from functools import cache

from assistant.answer.draft import Slot
from assistant.figures import Unit
from assistant.findings.finding import Finding
from assistant.findings.lexicon import load
from assistant.findings.stems import stem, stop_words, words_of
from assistant.verify.added.source import Wording, own_words


def tells_difference(wording: Wording) -> bool:
    """Whether it has no figure but a difference of two shares, and tells its direction rightly.

    Both sides must be named in full, or neither with any word of theirs.
    """
    slots = wording.sentence.slots
    if len(slots) != 1 or slots[0].how != "derived" or slots[0].figure.unit is not Unit.POINTS:
        return False
    greater, smaller = _in_order(slots[0])
    if not _says_no_more(wording) or not _names_all(wording):
        return False
    if greater.statement.wave != smaller.statement.wave:
        return _tells_of_waves(wording.words, greater, smaller)
    return _tells_of_people(wording.words, greater, smaller)


def _in_order(slot: Slot) -> tuple[Finding, Finding]:
    """The finding with the greater share, and the other."""
    one, other = slot.findings
    if one.statement.figure.value >= other.statement.figure.value:
        return one, other
    return other, one


def _says_no_more(wording: Wording) -> bool:
    """Whether it says nothing but who differs, in which answer, by how much and which way."""
    said = [own_words(origin) for origin in wording.sentence.origins]
    for finding in wording.sentence.findings:
        statement = finding.statement
        said += [statement.population.text, statement.wave or "", statement.measure.option]
    known = {stem(w) for w in words_of(" ".join(said))}
    free = {*stop_words(), *load("bound")["telling"], *directions()}
    return all(w in free or stem(w) in known for w in wording.words)


def _names_all(wording: Wording) -> bool:
    """Whether it names all people that the sides share, or none of them."""
    one, *others = [_people(finding) for finding in wording.sentence.findings]
    shared = [w for w in one if all(w in other for other in others)]
    named = [any(_same(word, own) for own in wording.words) for word in shared]
    return all(named) or not any(named)


def _tells_of_people(words: Sequence[str], greater: Finding, smaller: Finding) -> bool:
    high = [w for w in _people(greater) if w not in _people(smaller)]
    low = [w for w in _people(smaller) if w not in _people(greater)]
    places = [_places(words, high), _places(words, low)]
    if not high or not low or not all(places) or _changes(words):
        return False
    return _is_told(words, *places)


def _tells_of_waves(words: Sequence[str], greater: Finding, smaller: Finding) -> bool:
    high, low = (str(f.statement.wave) for f in (greater, smaller))
    places = [_places(words, [wave]) for wave in (high, low)]
    if not all(places):
        return False
    if changes := _changes(words):
        is_rise = high > low
        earlier, later = (places[1], places[0]) if is_rise else (places[0], places[1])
        says = {w in _set("risen") for w in changes}
        return says == {is_rise} and max(earlier) < min(later)
    return _is_told(words, *places)


def _changes(words: Sequence[str]) -> list[str]:
    return [w for w in words if w in _set("risen") | _set("fallen")]


def _is_told(words: Sequence[str], high: Sequence[int], low: Sequence[int]) -> bool:
    """Whether words of direction, if there are any, stand between the sides as they should."""
    said = [w for w in words if w in _set("greater") | _set("smaller")]
    if not said:
        return True
    pivots = [at for at, w in enumerate(words) if w in _set("than")]
    if len(said) != 1 or not pivots:
        return False
    first, second = (high, low) if said[0] in _set("greater") else (low, high)
    return max(first) < pivots[-1] < min(second)


def _places(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Where any of the words stand; empty unless each stands somewhere."""
    found = [[at for at, w in enumerate(words) if _same(w, word)] for word in wanted]
    return [at for places in found for at in places] if all(found) else []


def _same(one: str, other: str) -> bool:
    return one == other or stem(one) == stem(other)


def _people(finding: Finding) -> list[str]:
    return _content(finding.statement.population.text)


def _content(text: str) -> list[str]:
    return [w for w in words_of(text) if w not in stop_words()]


@cache
def directions() -> frozenset[str]:
    """Words that say which way a difference goes."""
    return frozenset().union(*(_set(n) for n in ("greater", "smaller", "risen", "fallen", "than")))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(load("bound")[name])
