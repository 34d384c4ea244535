"""Claims about two groups: which is ahead, by how much, or that they are alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tests.measure.claims.generated.claim import Claim, Saying, fails_all, tell
from tests.measure.claims.generated.draws import Cell, Draw, Facet
from tests.measure.claims.generated.said import Said, exact, exactly
from tests.measure.claims.generated.telling import Slots

APART, REVERSED = 4.0, -4.0
MORE = {
    "more": "more",
    "higher": "higher",
    "a_larger": "a larger",
    "ahead": "ahead",
    "ahead_of": "ahead of",
}
LESS = {
    "more": "less",
    "higher": "lower",
    "a_larger": "a smaller",
    "ahead": "behind",
    "ahead_of": "behind",
}
TIMES = {  # what is said of a ratio between these bounds
    "twice": (1.9, 2.1),
    "about twice": (1.8, 2.25),
    "two times": (1.9, 2.1),
    "three times": (2.85, 3.15),
    "about three times": (2.75, 3.3),
    "four times": (3.85, 4.15),
    "half": (0.475, 0.525),
    "about half": (0.45, 0.55),
    "more than twice": (2.1, 2.9),
    "1.5 times": (1.46, 1.54),
}
TIMES_APART = 1.25  # factor by which a false ratio is beyond the bounds
Pair = tuple[Cell, Cell]


class Told(NamedTuple):
    """How a pair of figures is told: the words of its direction, and those that turn it round."""

    frames: str
    kind: str
    words: tuple[Mapping[str, str], Mapping[str, str]]
    exchanged: Facet = "population"
    has_direction: bool = True


def with_figures(draw: Draw) -> Iterator[Claim]:
    """ "Women are more likely than men to … (58% vs. 41%)"."""
    pair = pair_of(draw)
    if not pair or abs(_difference(pair)) < 2:
        return
    a, b = (exact(cell.value) for cell in pair)
    if not a or not b:
        return
    told = Told("compare_figures", "comparison, figures", _words(pair))
    yield from both_figures(draw, pair, (a, b), told=told)


def each_with_its_own(draw: Draw) -> Iterator[Claim]:
    """ "43% of men and 51% of women …", "respectively"."""
    pair = pair_of(draw)
    if not pair:
        return
    a, b = (exact(cell.value) for cell in pair)
    if a and b:
        told = Told("two_groups", "two groups", _words(pair), has_direction=False)
        yield from both_figures(draw, pair, (a, b), told=told)


def both_figures(draw: Draw, pair: Pair, said: tuple[Said, Said], *, told: Told) -> Iterator[Claim]:
    """A pair with both its figures; false with either moved, exchanged, or the words turned."""
    way, back = told.words
    a, b = said

    def saying(one: Said, other: Said, words: Mapping[str, str] = way) -> Saying:
        slots: Slots = {"p_a": one, "p_b": other, **words}
        return Saying(frames=told.frames, slots=slots, fails=fails_all([one, other]))

    wrong: list[tuple[Facet, Saying]] = [
        ("value", saying(*moved)) for moved in one_moved(draw, a, b)
    ]
    wrong.append((told.exchanged, saying(b, a)))
    points = [replace(one, text=one.text.replace("%", " points")) for one in said]
    wrong.append(("unit", replace(saying(points[0], points[1]), fails=_always)))
    if told.has_direction:
        wrong.append(("direction", replace(saying(a, b, back), fails=_always)))
    yield from tell(draw, pair, saying(a, b), kind=told.kind, wrong=wrong)


def without_figures(draw: Draw) -> Iterator[Claim]:
    """ "Women are more likely than men to …"."""
    pair = pair_of(draw)
    if not pair or abs(_difference(pair)) < APART:
        return
    way, back = _words(pair)
    sign = 1 if _difference(pair) > 0 else -1

    def fails(values: Sequence[float]) -> bool:
        return sign * (values[0] - values[1]) <= REVERSED

    saying = Saying(frames="compare", slots=way, fails=fails)
    turned = Saying(frames="compare", slots=back, fails=_always)
    wrong: list[tuple[Facet, Saying]] = [("direction", turned)]
    yield from tell(draw, pair, saying, kind="comparison, words", wrong=wrong)


def equal(draw: Draw) -> Iterator[Claim]:
    """ "Women are about as likely as men to …"."""
    pair = pair_of(draw)
    if not pair or abs(_difference(pair)) > 1.5:
        return

    def fails(values: Sequence[float]) -> bool:
        return abs(values[0] - values[1]) >= 8

    saying = Saying(frames="equal", fails=fails)
    for way in (MORE, LESS):
        unequal = Saying(
            frames="difference", slots={"d": "8 percentage points", **way}, fails=_always
        )
        yield from tell(draw, pair, saying, kind="equality", wrong=[("value", unequal)])


def differences(draw: Draw) -> Iterator[Claim]:
    """ "17 points higher among women than among men"."""
    pair = pair_of(draw)
    if not pair or abs(_difference(pair)) < 3:
        return
    way, back = _words(pair)
    gap = _difference(pair)
    said = exact(abs(gap), style=draw.ask.choice((" percentage points", " points")))
    if not said or _rounds_apart(pair, said):
        return
    sign = 1 if gap > 0 else -1

    def saying(d: Said, words: Mapping[str, str] = way, frames: str = "difference") -> Saying:
        def fails(values: Sequence[float]) -> bool:
            return d.excludes(sign * (values[0] - values[1]))

        return Saying(frames=frames, slots={"d": d, **words}, fails=fails)

    printed = round(abs(gap))
    unit = said.text.lstrip("0123456789")
    moves = [m for m in (-6, -4, -3, 3, 4, 6, 9) if printed + m > 1]
    wrong: list[tuple[Facet, Saying]] = [
        ("value", saying(exactly(printed + m, style=unit))) for m in moves
    ]
    wrong.append(("direction", replace(saying(said, back), fails=_always)))
    ratio = 100 * abs(pair[0].value / pair[1].value - 1)
    if abs(ratio - printed) > 6:
        percent = replace(said, text=f"{printed}%")
        wrong.append(("unit", replace(saying(percent), fails=_always)))
    yield from tell(draw, pair, saying(said), kind="difference", wrong=wrong)


def multiples(draw: Draw) -> Iterator[Claim]:
    """ "Women are twice as likely as men to …"."""
    pair = pair_of(draw)
    if not pair or min(cell.value for cell in pair) < 5:
        return
    ratio = pair[0].value / pair[1].value
    fitting = [text for text, (low, high) in TIMES.items() if low <= ratio <= high]
    if not fitting:
        return

    def saying(times: str) -> Saying:
        low, high = TIMES[times]

        def fails(values: Sequence[float]) -> bool:
            told = values[0] / values[1] if values[1] else 100.0
            return told < low / TIMES_APART or told > high * TIMES_APART

        return Saying(frames="multiple", slots={"times": times}, fails=fails)

    wrong: list[tuple[Facet, Saying]] = [("value", saying(text)) for text in TIMES]
    draw.ask.shuffle(wrong)
    said = saying(draw.ask.choice(fitting))
    yield from tell(draw, pair, said, kind="multiple", wrong=wrong)
    if abs(ratio - 1) > 0.3:
        turned = (pair[1], pair[0])
        first, *_ = tell(draw, turned, said, kind="multiple")
        yield replace(first, changed="direction")


def pair_of(draw: Draw) -> Pair | None:
    """The same share in two groups of one question."""
    cell = draw.cell()
    if not cell or not cell.group:
        return None
    *same, (question, label) = cell.group
    others = [
        group
        for group in draw.groups(cell.poll, cell.question)
        if group[:-1] == tuple(same) and group[-1][0] == question and group[-1][1] != label
    ]
    if not others:
        return None
    other = draw.checked(replace(cell, group=draw.ask.choice(others)))
    return (cell, other) if other else None


def _difference(pair: Pair) -> float:
    return pair[0].value - pair[1].value


def _words(pair: Pair) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What is said of the first, and what would be the contrary."""
    return (MORE, LESS) if _difference(pair) > 0 else (LESS, MORE)


def one_moved(draw: Draw, a: Said, b: Said) -> list[tuple[Said, Said]]:
    """Both figures with one of them wrong."""
    found = []
    for _ in range(4):
        move = draw.ask.choice((-9, -7, -5, -3, -1, 1, 3, 5, 7, 9))
        which = draw.ask.randrange(2)
        printed = round(((a, b)[which].low + (a, b)[which].high) / 2) + move
        if 1 < printed < 99:
            moved = replace(exactly(printed), margin=0.4)
            found.append((moved, b) if which == 0 else (a, moved))
    return found


def _rounds_apart(pair: Pair, said: Said) -> bool:
    """Whether a reader of the rounded shares would get another difference."""
    shown = abs(round(pair[0].value) - round(pair[1].value))
    return not said.fits(shown)


def _always(values: Sequence[float]) -> bool:
    return True
