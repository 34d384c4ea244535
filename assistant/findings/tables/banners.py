"""The head of a crosstab: its banner, group by group, and how its stub is to be read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from assistant.corpus.document import Table
from assistant.findings.lexicon import load
from assistant.findings.populations import population_of
from assistant.findings.tables.captions import (
    STATED_BASE,
    Caption,
    base_in,
    caption_of,
    is_question,
    people_in,
    unique_unit,
)
from assistant.findings.tables.cells import CellUnit, base_kind, names, plain, read_number, unit_of
from assistant.findings.tables.layout import is_row_of_letters, stub_width
from assistant.findings.tables.periods import is_wave, latest_of
from assistant.other_numbers import either

DEEPEST_BANNER = 3  # rows below the first

ColumnKind = Literal["group", "change", "base", "skipped"]
RowKind = Literal["answers", "statements", "people", "waves"]

# such as "Men (%)", "Men %" and "Men (n)"
_UNIT_BEHIND = re.compile(r"(?P<label>.*\S)\s*(?:[(\[](?P<unit>[^()\[\]]+)[)\]]|(?<=\s)%)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the banner. `path` is its label under all that reaches over it: Age, 18 - 34."""

    index: int
    path: tuple[str, ...]
    kind: ColumnKind = "group"
    unit: CellUnit | None = None
    base: int | None = None
    wave: str | None = None
    people: tuple[str, ...] = ()  # as much of the path's end as tells it from the other columns

    @property
    def label(self) -> str:
        """What stands right over the figures."""
        return self.path[-1] if self.path else ""

    @property
    def name(self) -> str:
        """How a reader finds the column."""
        return ": ".join(dict.fromkeys(self.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """A crosstab's head. Rows of figures begin `depth` rows below the table's header."""

    columns: tuple[Column, ...]
    stub: int  # how many columns the stub has
    depth: int
    caption: Caption  # what the title and the corner say of the whole table
    rows: RowKind
    unit: CellUnit | None

    @property
    def latest(self) -> str | None:
        """The last of the waves across the top, which is what the title's base is of."""
        return latest_of({column.wave for column in self.columns if column.wave})


def banner_of(table: Table) -> Banner:
    """How a crosstab is to be read.

    >>> table = Table(source="a.csv", locator="a.csv", title="Trust, % among adults",
    ...               header=("", "Men", "Women"), rows=(("A lot", "40", "60"),))
    >>> banner = banner_of(table)
    >>> banner.unit, banner.caption.people, [column.name for column in banner.columns]
    ('percent', 'adults', ['Men', 'Women'])
    """
    stub = stub_width(table)
    depth = _depth(table, stub)
    heads = [table.header, *table.rows[:depth]]
    corner = [cell for head in heads for cell in head[:stub] if cell]
    columns = _columns(heads, stub)
    caption = _caption(table.title, corner)
    units = (unique_unit(text) for text in (*corner, table.title, *_units_below(table.rows, stub)))
    labels = [row[stub - 1] for row in table.rows[depth:] if any(row[stub:])]
    return Banner(
        columns=columns,
        stub=stub,
        depth=depth,
        caption=caption,
        rows=_row_kind([] if _is_asked(corner, caption.subject) else corner, labels, columns),
        unit=next((unit for unit in units if unit), None),
    )


def _caption(title: str, corner: Sequence[str]) -> Caption:
    """What the title says, and a heading in the corner, where that is more than "Answer"."""
    caption = caption_of(title)
    for text in corner:
        said = caption_of(text)
        is_heading = said.subject and plain(text) not in _known_stubs()
        own = caption_of(title.rpartition("\n\n")[2]).subject
        is_better = is_question(text) or unique_unit(text) or not own
        caption = replace(
            caption,
            people=people_in(text) or said.people or caption.people,
            base=said.base or caption.base,
            subject=said.subject if is_heading and is_better else caption.subject,
        )
    return caption


def _known_stubs() -> frozenset[str]:
    return names("stubs_of_answers") | names("stubs_of_people") | names("stubs_of_waves")


def _units_below(rows: Iterable[Sequence[str]], stub: int) -> Iterable[str]:
    """The cells of rows that hold nothing but the signs of a unit."""
    for row in rows:
        if not any(row[:stub]) and any(row) and all(plain(cell) in ("", "%") for cell in row):
            yield "%"


def _depth(table: Table, stub: int) -> int:
    """How many rows below the header still belong to the banner."""
    for depth, row in enumerate(table.rows[:DEEPEST_BANNER]):
        is_named = any(cell and plain(cell) not in _known_stubs() for cell in row[:stub])
        if is_named or not any(row[stub:]):
            return depth
        if any(read_number(cell) is not None and not is_wave(cell) for cell in row[stub:] if cell):
            return depth
    return min(DEEPEST_BANNER, len(table.rows))


def _is_asked(corner: Sequence[str], question: str) -> bool:
    """Whether the answers are what the corner says: "Party" below "Which party do you like?"."""
    nouns = either(plain(text) for text in corner if plain(text) in names("stubs_of_people"))
    asked = rf"\b(?:which|what)\s+(?:\w+\s+)?(?:{nouns})\b"
    return bool(nouns and re.search(asked, question, re.IGNORECASE))


def _row_kind(corner: Sequence[str], labels: Sequence[str], columns: Sequence[Column]) -> RowKind:
    heads = {plain(text) for text in corner}
    if heads & names("stubs_of_people"):
        return "people"
    answers = [label for label in labels if plain(label) not in names("base")]
    if heads & names("stubs_of_waves") or (answers and all(map(is_wave, answers))):
        return "waves"
    if not _are_answers(columns):
        return "answers"
    return "people" if any(map(_is_of_people, labels)) else "statements"


def _is_of_people(label: str) -> bool:
    """Whether a row is surely of a group: by its base, as everybody, or by sex or age."""
    if STATED_BASE.search(label) or plain(label) in names("total"):
        return True
    kinds = {facet.kind for facet in population_of(label).facets}
    return bool(kinds) and kinds <= {"gender", "age", "generation", "income", "education"}


def _are_answers(columns: Sequence[Column]) -> bool:
    """Whether most columns are of a scale, from end to end, or the last is "Don't know"."""
    if any(_is_of_people(column.label) for column in columns):
        return False
    labels = [plain(column.label).replace("'", "").replace("\u2019", "") for column in columns]
    declining = {*load("responses")["dont_know"], *load("responses")["no_answer"]}
    return bool(declining & set(labels)) or any(
        _are_poles(labels, *scale) for scale in load("words")["poles"].values()
    )


def _are_poles(labels: Sequence[str], one: Sequence[str], other: Sequence[str]) -> bool:
    said = [set(label.split()) for label in labels]
    ends = [sum(bool(words & set(end)) for words in said) for end in (one, other)]
    return min(ends) > 0 and sum(ends) * 2 > len(labels)


def _columns(heads: Sequence[Sequence[str]], stub: int) -> tuple[Column, ...]:
    levels = [head for n, head in enumerate(heads) if not (n and is_row_of_letters(head))]
    columns = [
        _column(index, _reaching(levels, index, stub)) for index in range(stub, len(heads[0]))
    ]
    return tuple(replace(column, people=_telling(column, columns)) for column in columns)


def _reaching(levels: Sequence[Sequence[str]], index: int, stub: int) -> list[str]:
    """The cells over a column, with those that reach over it from the left."""
    found = []
    for n, level in enumerate(levels):
        at = index
        is_continued = any(below[index] for below in levels[n + 1 :])
        while is_continued and at > stub and not any(above[at] for above in levels[: n + 1]):
            at -= 1
        found.append(level[at] if is_continued else level[index])
    return found


def _column(index: int, cells: Sequence[str]) -> Column:
    path: list[str] = []
    unit: CellUnit | None = None
    base: int | None = None
    wave: str | None = None
    for level, cell in enumerate(_with_units(cells)):
        base = base_in(cell) or base
        label = STATED_BASE.sub("", cell).strip()
        wave = label if is_wave(label) else wave
        is_unit = plain(label) in names("units.percent") and (level or plain(label) == "%")
        unit = "percent" if is_unit else unit
        path += [label] if label and not is_unit else []
    if unit and not path:
        path = ["%"]
    label = path[-1] if path else ""
    kind = _column_kind(label)
    own = "points" if kind == "change" else unit or unit_of(label) or unique_unit(label)
    return Column(index=index, path=tuple(path), kind=kind, unit=own, base=base, wave=wave)


def _with_units(cells: Iterable[str]) -> Iterator[str]:
    """The cells over a column, with a unit in brackets as a cell of its own."""
    for cell in cells:
        behind = _UNIT_BEHIND.fullmatch(cell)
        unit = unit_of(behind["unit"] or "%") if behind else None
        if behind and unit in ("percent", "count"):
            yield from (behind["label"], "%" if unit == "percent" else "count")
        else:
            yield cell


def _column_kind(label: str) -> ColumnKind:
    words = plain(label)
    kind = base_kind(label)
    if not words or kind == "weighted" or words in names("statistics"):
        return "skipped"
    if words in names("change") or _changes().match(label):
        return "change"
    return "base" if kind else "group"


@cache
def _changes() -> re.Pattern[str]:
    """The head of a column of differences with what they are from: "Change since 2023"."""
    joints = either(names("change_joints"))
    return re.compile(
        rf"(?:{either(names('change'))})\s+(?:(?:{joints})\s|(?:19|20)\d\d)", re.IGNORECASE
    )


def _telling(column: Column, columns: Iterable[Column]) -> tuple[str, ...]:
    """The shortest end of a column's path that no other path ends in: Women, or France, Women."""
    others = {other.path for other in columns} - {column.path}
    for length in range(1, len(column.path)):
        end = column.path[-length:]
        if not any(other[-length:] == end for other in others):
            return end
    return column.path
