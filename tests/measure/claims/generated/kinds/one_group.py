"""Claims with one share: exact, in words, as a range, with its base, of those who did not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tests.measure.claims.generated.claim import Claim, Saying, fails_all, tell
from tests.measure.claims.generated.draws import Cell, Draw, Facet
from tests.measure.claims.generated.said import (
    Said,
    exact,
    exactly,
    range_of,
    ranges,
    rounded,
    spoken,
)

STYLES = ("%", "%", "%", " percent", " per cent", "words")
MOVES = (1, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15)
RATIO_APART = 10.0
TWICE_NEGATED = re.compile(r"\b(?:do|did|are|were) not\b[^“”]*\b(?:not|never|oppose|don't)\b")
SPOKEN, ROUNDED = tuple(spoken()), tuple(rounded())


def shares(draw: Draw) -> Iterator[Claim]:
    """ "50% of women say …"."""
    cell = draw.cell()
    said = _exact(draw, cell.value) if cell else None
    if not cell or not said:
        return
    wrong = [*_moved(draw, said, frames="share"), *_other_units(draw, cell, said)]
    yield from tell(draw, (cell,), _share(said), kind="share", wrong=wrong)


def in_words(draw: Draw) -> Iterator[Claim]:
    """ "Half of women say …", "nearly 60% of women say …"."""
    cell = draw.cell()
    if not cell:
        return
    ways = draw.ask.choice((SPOKEN, SPOKEN, ROUNDED))
    fitting = [said for said in ways if said.fits(cell.value)]
    if not fitting:
        return
    said = draw.ask.choice(fitting)
    wrong = _excluding(draw, ways, cell.value)
    yield from tell(draw, (cell,), _share(said, "spoken"), kind="spoken share", wrong=wrong)


def in_ranges(draw: Draw) -> Iterator[Claim]:
    """ "Between 45% and 50% of women say …"."""
    cell = draw.cell()
    if not cell:
        return
    said = ranges(cell.value, draw.ask)
    if not said.fits(cell.value):
        return
    form = "between {}% and {}%" if said.text.startswith("between") else "{} to {}%"
    width = round(said.high - said.low)
    lows = [low for low in range(2, 97 - width) if abs(low - said.low) < 25]
    others = [range_of(low, low + width, form) for low in lows]
    wrong = _excluding(draw, others, cell.value, frames="range")
    points = replace(said, text=said.text.replace("%", " points"))
    wrong.append(("unit", Saying(frames="range", slots={"p": points}, fails=_always)))
    yield from tell(draw, (cell,), _share(said, "range"), kind="range", wrong=wrong)


def with_bases(draw: Draw) -> Iterator[Claim]:
    """ "Of the 1,541 women who answered, 50% say …"."""
    cell = draw.cell()
    said = _exact(draw, cell.value) if cell else None
    if not cell or not said:
        return

    def saying(n: int, p: Said) -> Saying:
        def fails(values: Sequence[float]) -> bool:
            return n != cell.base or p.excludes(values[0])

        return Saying(frames="base", slots={"n": f"{n:,}", "p": p}, fails=fails)

    moves = [m for m in (-400, -90, -54, -10, 9, 18, 63, 100, 270) if cell.base + m > 30]
    wrong: list[tuple[Facet, Saying]] = [("value", saying(cell.base + m, said)) for m in moves]
    wrong += [("value", saying(cell.base, moved)) for moved in _moves(draw, said)]
    yield from tell(draw, (cell,), saying(cell.base, said), kind="base", wrong=wrong)


def of_the_rest(draw: Draw) -> Iterator[Claim]:
    """ "50% of women do not say …": all who answered, without those who did."""
    cell = draw.cell()
    said = _exact(draw, 100 - cell.value) if cell else None
    if not cell or not said or len(cell.options) > 1:
        return

    def saying(p: Said, frames: str = "negation") -> Saying:
        def fails(values: Sequence[float]) -> bool:
            told = values[0] if frames == "share" else 100 - values[0]
            return p.excludes(told)

        return Saying(frames=frames, slots={"p": p}, fails=fails)

    wrong: list[tuple[Facet, Saying]] = [("value", saying(p)) for p in _moves(draw, said)]
    wrong.append(("direction", saying(said, "share")))
    for claim in tell(draw, (cell,), saying(said), kind="negation", wrong=wrong):
        if not TWICE_NEGATED.search(claim.text):
            yield claim


def nets(draw: Draw) -> Iterator[Claim]:
    """ "60% of women answered “Very” or “Somewhat” …"."""
    cell = draw.cell()
    if not cell or cell.question.type == "multiple":
        return
    labels = [option.label for option in cell.question.options]
    if draw.style == "natural":
        labels = [net.label for net in cell.question.nets if draw.can_say(cell.question, net.label)]
        if not labels:
            return
        joined = replace(cell, options=(draw.ask.choice(labels),))
    else:
        if len(labels) < 3:
            return
        at = draw.ask.randrange(len(labels) - 1)
        joined = replace(cell, options=tuple(labels[at : at + 2]))
    said = _exact(draw, joined.value)
    if not draw.checked(joined) or not said:
        return
    wrong = _moved(draw, said, frames="share")
    yield from tell(draw, (joined,), _share(said), kind="net", wrong=wrong)
    if draw.style == "quoted":
        yield from _other_nets(draw, joined, said)


def _other_nets(draw: Draw, cell: Cell, said: Said) -> Iterator[Claim]:
    """The share said of another sum, or of one of its parts."""
    labels = [option.label for option in cell.question.options]
    pairs = [tuple(labels[at : at + 2]) for at in range(len(labels) - 1)]
    for options in [*pairs, *((label,) for label in cell.options)]:
        other = replace(cell, options=options)
        if options != cell.options and said.excludes(other.value):
            first, *_ = tell(draw, (other,), _share(said), kind="net")
            yield replace(first, changed="measure")


def _share(said: Said, frames: str = "share") -> Saying:
    return Saying(frames=frames, slots={"p": said}, fails=fails_all([said]))


def _exact(draw: Draw, value: float) -> Said | None:
    decimals = 1 if draw.ask.random() < 0.12 else 0
    style = "%" if decimals else draw.ask.choice(STYLES)
    return exact(value, decimals=decimals, style=style)


def _moves(draw: Draw, said: Said) -> list[Said]:
    """The same way of saying another number, off by one up to fifteen."""
    printed = (said.low + said.high) / 2
    decimals = 0 if said.high - said.low > 0.5 else 1
    style = "words" if said.text[0].isalpha() else said.text.lstrip("0123456789.")
    steps = [move * sign for move in MOVES for sign in (-1, 1)]
    draw.ask.shuffle(steps)
    return [
        replace(exactly(printed + step, decimals=decimals, style=style), margin=0.4)
        for step in steps
        if 1 < printed + step < 99
    ][:6]


def _moved(draw: Draw, said: Said, *, frames: str) -> list[tuple[Facet, Saying]]:
    return [("value", _share(moved, frames)) for moved in _moves(draw, said)]


def _excluding(
    draw: Draw, ways: Sequence[Said], value: float, *, frames: str = "spoken"
) -> list[tuple[Facet, Saying]]:
    """Other ways to say a share that are plainly not so of this one."""
    wrong = [said for said in ways if said.excludes(value)]
    chosen = draw.ask.sample(wrong, min(6, len(wrong)))
    return [("value", _share(said, frames)) for said in chosen]


def _other_units(draw: Draw, cell: Cell, said: Said) -> list[tuple[Facet, Saying]]:
    """Points for per cent, times for per cent, and a ratio for a share."""
    number = said.text.removesuffix(" percent").removesuffix(" per cent").removesuffix("%")
    found = []
    for unit in (" points", " percentage points"):
        slots = {"p": replace(said, text=number + unit)}
        found.append(("unit", Saying(frames="share", slots=slots, fails=_always)))
    everybody = replace(cell, group=())
    ratio = 100 * (cell.value / everybody.value - 1)
    if cell.group and abs(ratio - (said.low + said.high) / 2) > RATIO_APART:
        told = Saying(frames="ratio_for_share", slots={"p": said.text}, fails=_always)
        found.append(("unit", told))
    draw.ask.shuffle(found)
    return found  # type: ignore[return-value]


def _always(values: Sequence[float]) -> bool:
    return True
