"""Claims about means and medians of numeric questions."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.measure.claims.generated.claim import Claim, Saying, tell
from tests.measure.claims.generated.draws import Cell, Draw, Facet
from tests.measure.claims.generated.phrases import frames, quoted
from tests.measure.claims.generated.telling import Slots

MOVES = (-0.3, -0.2, -0.12, 0.12, 0.2, 0.3)
APART = 0.06  # of the value, by which it differs from another that is said wrongly of it
OTHER_UNITS = {" years": " months", " pesos": " dollars", "$": "€"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """How the numbers of a question are written."""

    frame: str
    before: str
    unit: str
    decimals: int

    def slots(self, value: float, word: str) -> Slots:
        """A number with the name of what it is."""
        n = f"{self.before if self.before else ''}{value:,.{self.decimals}f}"
        article = "an" if word == "average" else "a"
        return {"n": n, "n_unit": n + self.unit, "mean": word, "a_mean": f"{article} {word}"}


def averages(draw: Draw) -> Iterator[Claim]:
    """ "The average age of Republicans was 51"."""
    cell = _cell(draw)
    number = _number(draw, cell) if cell else None
    if not cell or not number:
        return
    word = "median" if cell.statistic == "median" else draw.ask.choice(("average", "mean"))
    if "on average" in number.frame and word == "median":
        return
    value = round(cell.value, number.decimals)
    near = abs(cell.value * 10**number.decimals % 1 - 0.5)
    if near < 0.04 or value == 0:
        return

    def saying(said: float, how: Number = number, name: str = word) -> Saying:
        slots = {**how.slots(said, name), "question": _question(cell)}
        return Saying(frames=how.frame, slots=slots, fails=_far_from(said))

    wrong: list[tuple[Facet, Saying]] = [
        ("value", saying(round(value * (1 + move), number.decimals))) for move in MOVES
    ]
    draw.ask.shuffle(wrong)
    for unlike in _unlike(number):
        wrong.append(("unit", replace(saying(value, unlike), fails=_always)))
    if not cell.poll.is_weighted and "on average" not in number.frame:
        wrong += _other_statistic(cell, word, saying)
    kind = "median" if word == "median" else "mean"
    yield from tell(draw, (cell,), saying(value), kind=kind, wrong=wrong)


def _cell(draw: Draw) -> Cell | None:
    asked = draw.numeric
    if not asked:
        return None
    poll, question = draw.ask.choice(asked)
    cell = Cell(poll=poll, question=question, group=draw.group(poll, question), statistic="mean")
    if not draw.checked(cell) or poll.is_weighted or draw.ask.random() < 0.5:
        return draw.checked(cell)
    has_median = poll.has_one_middle(question.id, cell.group)
    return replace(cell, statistic="median") if has_median else None


def _number(draw: Draw, cell: Cell) -> Number | None:
    """How a number is told in the style of the draw."""
    phrase: dict[str, Any] = draw.phrases.numbers.get(cell.question.id, {})
    asked = _question(cell)
    quoting = frames()["mean_asked" if asked.endswith("?") else "mean"]
    choices = phrase.get("frames", []) if draw.style == "natural" else quoting
    if not choices or (draw.style == "quoted" and not asked):
        return None
    value = cell.value
    decimals = 0 if abs(value) >= 1000 else draw.ask.choice((0, 1)) if value > 25 else 1
    if cell.statistic == "median" and value == round(value):
        decimals = 0
    return Number(
        frame=draw.ask.choice(choices),
        before=phrase.get("before", ""),
        unit=phrase.get("unit", ""),
        decimals=decimals,
    )


def _unlike(number: Number) -> list[Number]:
    """The same number in another unit."""
    if number.before in OTHER_UNITS:
        return [replace(number, before=OTHER_UNITS[number.before])]
    if "{n_unit}" in number.frame and number.unit in OTHER_UNITS:
        return [replace(number, unit=OTHER_UNITS[number.unit])]
    frame = number.frame.replace("{n}", "{n}%").replace("%%", "%")
    return [replace(number, frame=frame.replace("{n_unit}", "{n}%"))]


def _other_statistic(
    cell: Cell, word: str, saying: Callable[..., Saying]
) -> list[tuple[Facet, Saying]]:
    """The mean called a median, or the median a mean."""
    other = "average" if word == "median" else "median"
    said = saying(_rounded(cell.value), name=other)
    told = replace(cell, statistic="mean" if word == "median" else "median").value
    return [("measure", replace(said, fails=_always))] if said.fails([told]) else []


def _rounded(value: float) -> float:
    return round(value, 0 if abs(value) >= 1000 else 1)


def _question(cell: Cell) -> str:
    asked = quoted(cell.question)
    return asked[0].strip("“”") if asked else ""


def _far_from(said: float) -> Callable[[Sequence[float]], bool]:
    return lambda values: abs(values[0] - said) > APART * abs(said)


def _always(values: Sequence[float]) -> bool:
    return True
