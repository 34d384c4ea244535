"""Claims with a superlative: of the answers to a question, or of the groups of a break."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tests.measure.claims.generated.claim import Claim, Saying, tell
from tests.measure.claims.generated.draws import Cell, Draw, Facet
from tests.measure.claims.generated.phrases import quoted
from tests.measure.claims.generated.telling import Slots

AHEAD = 3.0  # points between the first and the second
MOST = {"most": "most", "largest": "largest", "highest": "highest", "more": "more"}
LEAST = {"most": "least", "largest": "smallest", "highest": "lowest", "more": "less"}


def of_answers(draw: Draw) -> Iterator[Claim]:
    """ "The most common answer was “Independent”"."""
    cell = draw.cell()
    if not cell or len(cell.question.options) < 3 or not _as_asked(cell):
        return
    way, back = (MOST, LEAST) if draw.ask.random() < 0.75 else (LEAST, MOST)
    ranked = _ranked([replace(cell, options=(o.label,)) for o in cell.question.options], way)
    first = ranked[0]
    if abs(first.value - ranked[1].value) < AHEAD or not draw.checked(first):
        return
    question = _as_asked(cell)

    def saying(option: str, words: Slots = way) -> Saying:
        slots = {"option": option, "the_question": question, **words}
        return Saying(frames="top_answer", slots=slots, fails=_always)

    others = [one for one in ranked if abs(first.value - one.value) >= AHEAD]
    wrong: list[tuple[Facet, Saying]] = [("measure", saying(one.options[0])) for one in others]
    wrong.append(("direction", saying(first.options[0], back)))
    style, draw.style = draw.style, "quoted"
    told = replace(saying(first.options[0]), fails=_never)
    yield from tell(draw, (first,), told, kind="superlative, answers", wrong=wrong)
    yield from _other_people(draw, first, told, way)
    draw.style = style


def of_groups(draw: Draw) -> Iterator[Claim]:
    """ "Of all age groups, people aged 18 to 29 are the most likely to …"."""
    cell = draw.cell(group=())
    names = [one for one in draw.phrases.sets if cell and one in cell.poll.questions]
    if not cell or not names:
        return
    by = draw.ask.choice(names)
    groups = [g for g in draw.groups(cell.poll, cell.question) if [q for q, _ in g] == [by]]
    ranked = [replace(cell, group=group) for group in groups]
    if len(ranked) != max(3, len(cell.poll.questions[by].options)) or not all(
        one.is_shown for one in ranked
    ):
        return
    way, back = (MOST, LEAST) if draw.ask.random() < 0.7 else (LEAST, MOST)
    ranked = _ranked(ranked, way)
    if abs(ranked[0].value - ranked[1].value) < AHEAD:
        return
    one, several = draw.phrases.sets[by]
    slots = {"set": one, "sets": several}
    saying = Saying(frames="top_group", slots={**slots, **way}, fails=_never)
    turned = Saying(frames="top_group", slots={**slots, **back}, fails=_always)
    told = list(
        tell(draw, (ranked[0],), saying, kind="superlative, groups", wrong=[("direction", turned)])
    )
    yield from told
    for other in ranked[1:]:
        if abs(other.value - ranked[0].value) >= AHEAD:
            first, *_ = tell(draw, (other,), saying, kind="superlative, groups")
            yield replace(first, changed="population")
    yield from _other_measures(draw, ranked, saying, way)


def _other_people(draw: Draw, first: Cell, told: Saying, way: Slots) -> Iterator[Claim]:
    """The same of people, or of a wave, whose first is another answer."""
    for facet, other in draw.changes(first):
        if facet not in ("population", "wave"):
            continue
        options = [replace(other, options=(o.label,)) for o in other.question.options]
        leader = _ranked(options, way)[0]
        if abs(leader.value - other.value) >= AHEAD:
            claim, *_ = tell(draw, (other,), told, kind="superlative, answers")
            yield replace(claim, changed=facet)


def _other_measures(
    draw: Draw, ranked: Sequence[Cell], told: Saying, way: Slots
) -> Iterator[Claim]:
    """The same of another answer, to which other groups come first."""
    for facet, other in draw.changes(ranked[0]):
        if facet not in ("measure", "direction", "wave"):
            continue
        same = {"options": other.options, "question": other.question, "poll": other.poll}
        groups = [replace(one, **same) for one in ranked]  # type: ignore[arg-type]
        if not all(one.is_shown for one in groups):
            continue
        leader = _ranked(groups, way)[0]
        if abs(leader.value - other.value) >= AHEAD:
            claim, *_ = tell(draw, (other,), told, kind="superlative, groups")
            yield replace(claim, changed=facet)


def _as_asked(cell: Cell) -> str:
    """The question in quotation marks, or how it is spoken of where its wording is no question."""
    named = quoted(cell.question)
    asked = [name for name in named if name.endswith("?”")]
    return next(iter(asked or [f"the question on {name}" for name in named]), "")


def _ranked(cells: Sequence[Cell], way: Slots) -> list[Cell]:
    """The first that is spoken of comes first."""
    return sorted(cells, key=lambda cell: cell.value, reverse=way is MOST)


def _always(values: Sequence[float]) -> bool:
    return True


def _never(values: Sequence[float]) -> bool:
    return False
