"""A generated claim, and how a true one is turned into false ones, each by one changed facet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tests.measure.claims.generated.draws import Cell, Draw, Facet, Style
from tests.measure.claims.generated.said import Said
from tests.measure.claims.generated.telling import Slots, voice
from tests.measure.claims.generated.truth import MINIMUM_BASE

Values = Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence with what it comes to; `changed` is the facet that makes it false.

    `cells` are what it speaks of.
    """

    text: str
    kind: str
    style: Style
    survey: str
    question: str
    changed: Facet | None = None
    cells: tuple[Cell, ...] = field(default=(), compare=False, repr=False)

    @property
    def is_shown(self) -> bool:
        """Whether the product may show all that it speaks of."""
        return all(cell.is_shown for cell in self.cells)

    @property
    def people(self) -> str:
        """How its people are told apart."""
        conditions = max(len(cell.group) for cell in self.cells)
        return ("everybody", "one group", "crossed groups")[conditions]

    @property
    def is_true(self) -> bool:
        """Whether nothing was changed."""
        return self.changed is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What is said of cells: the figures and words, and when it is plainly not so."""

    frames: str
    fails: Callable[[Values], bool]
    slots: Slots = field(default_factory=dict)


def fails_all(said: Sequence[Said]) -> Callable[[Values], bool]:
    """Not so when any one figure is not so."""

    def fails(values: Values) -> bool:
        return any(one.excludes(value) for one, value in zip(said, values, strict=True))

    return fails


def tell(
    draw: Draw,
    cells: tuple[Cell, ...],
    saying: Saying,
    *,
    kind: str,
    wrong: Sequence[tuple[Facet, Saying]] = (),
) -> Iterator[Claim]:
    """The true claim first, then false ones: in other words of the same cells, or of others."""
    writer = voice(draw, draw.ask)
    values = [cell.value for cell in cells]

    def claim(of: Sequence[Cell], said: Saying, changed: Facet | None) -> Claim:
        return Claim(
            text=writer.says(writer.frame_of(said.frames), of, said.slots),
            kind=kind,
            style=draw.style,
            survey=of[0].poll.survey,
            question=of[0].question.id,
            changed=changed,
            cells=tuple(of),
        )

    yield claim(cells, saying, None)
    for facet, other in wrong:
        if other.fails(values):
            yield claim(cells, other, facet)
    for facet, others in changed_cells(draw, cells):
        if saying.fails([cell.value for cell in others]):
            yield claim(others, saying, facet)


def changed_cells(draw: Draw, cells: tuple[Cell, ...]) -> Iterator[tuple[Facet, tuple[Cell, ...]]]:
    """One facet changed: of the first cell, and of others in so far as they share it."""
    first, *others = cells
    for facet, other in draw.changes(first):
        moved = [other, *(_follow(cell, first, other) for cell in others)]
        found = tuple(cell for cell in moved if cell is not None and cell.base >= MINIMUM_BASE)
        if len(found) == len(cells) and _are_apart(found) and _are_of_a_kind(cells, found):
            yield facet, found


def _follow(cell: Cell, first: Cell, changed: Cell) -> Cell | None:
    """A cell with the change that the first of its claim went through; None where it cannot be."""
    poll = changed.poll if cell.poll is first.poll else cell.poll
    group = changed.group if cell.group == first.group else cell.group
    asked = {question for question, _ in group}
    question = poll.questions.get(changed.question.id)
    if question is None or question.id in asked or not asked <= set(poll.questions):
        return None
    options = cell.options if changed.options == first.options else changed.options
    return replace(cell, poll=poll, group=group, question=question, options=options)


def _are_of_a_kind(before: Sequence[Cell], after: Sequence[Cell]) -> bool:
    """Whether groups that were compared are still groups of the same questions."""
    if len({cell.group for cell in before}) < 2:
        return True
    breaks = [[question for question, _ in cell.group] for cell in (*before, *after)]
    return all(one == breaks[0] for one in breaks)


def _are_apart(cells: Sequence[Cell]) -> bool:
    """Whether cells are still of different people, or of waves in their order."""
    places = [(cell.poll.year, cell.group, cell.question.id, cell.options) for cell in cells]
    years = [year for year, *_ in places]
    return len(set(places)) == len(places) and years == sorted(years)
