"""What stands around the figures of a sentence in other words: bounds, typed numbers and years."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.answer.draft import DraftSentence, Slot
from assistant.figures import Unit
from assistant.findings.lexicon import load
from assistant.findings.stems import words_of
from assistant.verify.added.source import FIGURE, Wording, own_words

NUMBER = re.compile(r"\d[\d,.]*\d|\d")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def figures_against(wording: Wording) -> Iterator[str]:
    """What is said of figures that their sources do not say of them."""
    yield from _bounded(wording)
    yield from _typed(wording)
    yield from _misdated(wording.sentence)
    yield from _misread_ratio(wording.sentence)


def _bounded(wording: Wording) -> Iterator[str]:
    mark = FIGURE.strip()
    around = rf"(?:{_data('before a figure')})(?: the| a| about| some)? {mark}"
    plain = _plain(wording)
    for pattern in (
        rf"\b{around}",
        rf"{mark}\W{{0,2}} ?(?:of them )?(?:{_data('after a figure')})",
    ):
        for bound in re.findall(pattern, _spaced(wording.own)):
            if _spaced(bound) not in plain:
                yield f"bounds a figure as no source does: {bound.replace(mark, '').strip()}"
    for bound in re.findall(_data("bounds"), _spaced(wording.own)):
        if bound not in plain:
            yield f"says what no source says: {bound}"


def _plain(wording: Wording) -> str:
    return _spaced(wording.plain)


def _spaced(text: str) -> str:
    return " ".join(text.lower().split())


def _typed(wording: Wording) -> Iterator[str]:
    known = set(NUMBER.findall(wording.plain))
    for number in NUMBER.findall(wording.own):
        if number not in known:
            yield f"has a number that no source has there: {number}"


def _misdated(sentence: DraftSentence) -> Iterator[str]:
    """Years that are not those of the figures beside them.

    Each figure is dated by the year before it, or each by the year after it.
    """
    text = own_words(sentence)
    years = [(m.start(), m.group()) for m in YEAR.finditer(text)]
    dated = [
        (at, frozenset(YEAR.findall(" ".join(f.statement.wave or "" for f in slot.findings))))
        for at, slot in zip(_places(text), sentence.slots, strict=True)
        if slot.how != "derived"
    ]
    dated = [(at, waves) for at, waves in dated if waves]
    if not years and len({waves for _, waves in dated}) > 1:
        yield "leaves out the years of its figures"
    if not years or not dated:
        return
    if not (_fits(dated, years, is_after=False) or _fits(dated, years, is_after=True)):
        yield "gives a figure another year than its own"


def _misread_ratio(sentence: DraftSentence) -> Iterator[str]:
    """Ratios without what they compare: 76% more likely is not 76% of people."""
    plain = {(slot.text, after) for origin in sentence.origins for slot, after in _after(origin)}
    for slot, after in _after(sentence):
        if slot.figure.unit is Unit.RATIO and (slot.text, after) not in plain:
            yield "tells a ratio as a share"


def _after(sentence: DraftSentence) -> Iterator[tuple[Slot, tuple[str, ...]]]:
    """Each figure with the words right after it."""
    for part, following in zip(sentence.parts, (*sentence.parts[1:], ""), strict=True):
        if isinstance(part, Slot):
            words = words_of(following) if isinstance(following, str) else []
            yield part, tuple(words[:2])


def _places(text: str) -> list[int]:
    return [m.start() for m in re.finditer(FIGURE.strip(), text)]


def _fits(
    dated: list[tuple[int, frozenset[str]]], years: list[tuple[int, str]], *, is_after: bool
) -> bool:
    for at, waves in dated:
        beside = [y for place, y in years if (place > at) is is_after]
        if not beside or beside[0 if is_after else -1] not in waves:
            return False
    return True


@cache
def _data(name: str) -> str:
    pattern: str = load("bound")[name]
    return pattern
