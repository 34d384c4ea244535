"""Claims about two answers of the same people: both shares, or which is the greater."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tests.measure.claims.generated.claim import Claim, Saying, fails_all, tell
from tests.measure.claims.generated.draws import Draw, Facet
from tests.measure.claims.generated.kinds.two_groups import APART, Pair, one_moved
from tests.measure.claims.generated.said import Said, exact

GREATER = {"more_people": "more", "larger": "larger"}
LESSER = {"more_people": "fewer", "larger": "smaller"}


def with_figures(draw: Draw) -> Iterator[Claim]:
    """ "41% of women say yes, and 50% say no"."""
    pair = _pair_of(draw)
    if not pair:
        return
    a, b = (exact(cell.value) for cell in pair)
    if not a or not b:
        return

    def saying(one: Said, other: Said) -> Saying:
        slots = {"p_a": one, "p_b": other}
        return Saying(frames="two_answers", slots=slots, fails=fails_all([one, other]))

    wrong: list[tuple[Facet, Saying]] = [
        ("value", saying(*moved)) for moved in one_moved(draw, a, b)
    ]
    wrong.append(("measure", saying(b, a)))
    yield from tell(draw, pair, saying(a, b), kind="two answers", wrong=wrong)


def without_figures(draw: Draw) -> Iterator[Claim]:
    """ "More women say yes than say no"."""
    pair = _pair_of(draw)
    if not pair or abs(pair[0].value - pair[1].value) < APART:
        return
    is_greater = pair[0].value > pair[1].value
    way, back = (GREATER, LESSER) if is_greater else (LESSER, GREATER)

    def saying(words: Mapping[str, str]) -> Saying:
        def fails(values: Sequence[float]) -> bool:
            ahead = values[0] - values[1]
            return ahead <= -APART if words is GREATER else ahead >= APART

        return Saying(frames="compare_answers", slots=words, fails=fails)

    wrong: list[tuple[Facet, Saying]] = [("direction", saying(back))]
    yield from tell(draw, pair, saying(way), kind="two answers, words", wrong=wrong)


def _pair_of(draw: Draw) -> Pair | None:
    """Two answers of one group to one question."""
    cell = draw.cell()
    if not cell:
        return None
    nets = {net.label for net in cell.question.nets}
    others = [o for o in draw.options_of(cell.question) if o not in (*cell.options, *nets)]
    if not others or cell.options[0] in nets:
        return None
    other = draw.checked(replace(cell, options=(draw.ask.choice(others),)))
    return (cell, other) if other else None
