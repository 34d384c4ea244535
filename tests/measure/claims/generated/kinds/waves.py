"""Claims about a series: what rose or fell from one wave to another, by how much, or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tests.measure.claims.generated.claim import Claim, Saying, tell
from tests.measure.claims.generated.draws import Draw, Facet
from tests.measure.claims.generated.kinds.two_groups import (
    APART,
    REVERSED,
    Pair,
    Told,
    both_figures,
)
from tests.measure.claims.generated.said import Said, exact, exactly

ROSE = {
    "rose": "rose",
    "up": "up",
    "risen": "risen",
    "a_larger": "a larger",
    "more": "more",
    "higher": "higher",
}
FELL = {
    "rose": "fell",
    "up": "down",
    "risen": "fallen",
    "a_larger": "a smaller",
    "more": "less",
    "higher": "lower",
}


def with_figures(draw: Draw) -> Iterator[Claim]:
    """ "The share … rose from 41% in 1978 to 58% in 2018"."""
    pair = pair_of(draw)
    if not pair or abs(_change(pair)) < 2:
        return
    a, b = (exact(cell.value) for cell in pair)
    if not a or not b:
        return
    way = words(pair)
    # What two groups exchange is whose figure it is; what two waves exchange is when it was so.
    yield from both_figures(
        draw, pair, (a, b), told=Told("trend_figures", "trend, figures", way, exchanged="wave")
    )


def without_figures(draw: Draw) -> Iterator[Claim]:
    """ "The share … rose between 1978 and 2018"."""
    pair = pair_of(draw)
    if not pair or abs(_change(pair)) < APART:
        return
    way, back = words(pair)
    sign = 1 if _change(pair) > 0 else -1

    def fails(values: Sequence[float]) -> bool:
        return sign * (values[1] - values[0]) <= REVERSED

    saying = Saying(frames="trend", slots=way, fails=fails)
    wrong: list[tuple[Facet, Saying]] = [
        ("direction", Saying(frames="trend", slots=back, fails=_always)),
        ("value", Saying(frames="trend_same", fails=lambda values: abs(_change(pair)) >= 6)),
    ]
    yield from tell(draw, pair, saying, kind="trend, words", wrong=wrong)


def by_points(draw: Draw) -> Iterator[Claim]:
    """ "Rose by 9 points between 1978 and 2018"."""
    pair = pair_of(draw)
    if not pair or abs(_change(pair)) < 3:
        return
    way, back = words(pair)
    sign = 1 if _change(pair) > 0 else -1
    said = exact(abs(_change(pair)), style=draw.ask.choice((" percentage points", " points")))
    shown = abs(round(pair[0].value) - round(pair[1].value))
    if not said or not said.fits(shown):
        return

    def saying(d: Said, told: Mapping[str, str] = way) -> Saying:
        def fails(values: Sequence[float]) -> bool:
            return d.excludes(sign * (values[1] - values[0]))

        return Saying(frames="trend_points", slots={"d": d, **told}, fails=fails)

    unit = said.text.lstrip("0123456789")
    wrong: list[tuple[Facet, Saying]] = [
        ("value", saying(exactly(shown + m, style=unit)))
        for m in (-5, -4, 4, 5, 7)
        if shown + m > 1
    ]
    wrong.append(("direction", replace(saying(said, back), fails=_always)))
    if abs(100 * abs(pair[1].value / pair[0].value - 1) - shown) > 6:
        percent = replace(said, text=f"{shown}%")
        wrong.append(("unit", replace(saying(percent), fails=_always)))
    yield from tell(draw, pair, saying(said), kind="trend, points", wrong=wrong)


def unchanged(draw: Draw) -> Iterator[Claim]:
    """ "Hardly changed between 1998 and 2008"."""
    pair = pair_of(draw)
    if not pair or abs(_change(pair)) > 1.0:
        return

    def fails(values: Sequence[float]) -> bool:
        return abs(values[0] - values[1]) >= 6

    yield from tell(draw, pair, Saying(frames="trend_same", fails=fails), kind="trend, unchanged")


def pair_of(draw: Draw) -> Pair | None:
    """The same share in two waves, the earlier first."""
    if len(draw.polls) < 2:
        return None
    cell = draw.cell()
    if not cell:
        return None
    asked = [question for question, _ in cell.group] + [cell.question.id]
    later = [
        poll
        for poll in draw.polls
        if poll.year > cell.poll.year and all(one in poll.questions for one in asked)
    ]
    if not later:
        return None
    poll = draw.ask.choice(later)
    other = draw.checked(replace(cell, poll=poll, question=poll.questions[cell.question.id]))
    return (cell, other) if other else None


def words(pair: Pair) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What is said of the change, and what would be the contrary."""
    return (ROSE, FELL) if _change(pair) > 0 else (FELL, ROSE)


def _change(pair: Pair) -> float:
    return pair[1].value - pair[0].value


def _always(values: Sequence[float]) -> bool:
    return True
