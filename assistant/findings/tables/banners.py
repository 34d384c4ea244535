"""The head of a crosstab: its banner, group by group, and how its stub is to be read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.corpus.document import Table
from assistant.findings.tables.captions import caption_of, people_in, unique_unit
from assistant.findings.tables.cells import CellUnit, names, plain, read_number, unit_of

DEEPEST_BANNER = 3  # rows below the first
MOST_WORDS_IN_STUB = 0.5  # of a stub column's filled cells are figures, at most

ColumnKind = Literal["group", "change", "base", "skipped"]
RowKind = Literal["answers", "people", "waves"]

# such as "Men (n=512)", "Total N = 1,615"
_STATED_BASE = re.compile(r"[(\[]?\s*\bn\s*=\s*(?P<n>\d[\d,]*)\s*[)\]]?", re.IGNORECASE)
_COLUMN_LETTER = re.compile(r"\(?[A-Z]{1,2}\)?")
# such as "2018", "March 2021", "Q1 2020", "2019-20", "Wave 3"
_WAVE = re.compile(
    r"(?:(?:[a-z]{3,9}\.?|q[1-4])\s+(?:\d{1,2},?\s+)?)?(?:19|20)\d\d(?:\s?[-\u2013/]\s?\d{2,4})?"
    r"|(?:wave|round)\s?\d{1,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the banner. `group` is what stands over its label: "Age" over "18 - 34"."""

    index: int
    label: str
    group: str = ""
    kind: ColumnKind = "group"
    unit: CellUnit | None = None
    base: int | None = None

    @property
    def name(self) -> str:
        """How a reader finds the column."""
        return f"{self.group}: {self.label}" if self.group else self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """A crosstab's head. Rows of figures begin `depth` rows below the table's header."""

    columns: tuple[Column, ...]
    stub: int  # how many columns the stub has
    depth: int
    people: str  # whom the whole table is about, if it says
    subject: str  # its title, without whom it is about
    rows: RowKind
    unit: CellUnit | None


def banner_of(table: Table) -> Banner:
    """How a crosstab is to be read.

    >>> table = Table(source="a.csv", locator="a.csv", title="Trust, % among adults",
    ...               header=("", "Men", "Women"), rows=(("A lot", "40", "60"),))
    >>> banner = banner_of(table)
    >>> banner.unit, banner.people, [column.name for column in banner.columns]
    ('percent', 'adults', ['Men', 'Women'])
    """
    stub = _stub_width(table)
    depth = _depth(table, stub)
    heads = [table.header, *table.rows[:depth]]
    corner = [cell for head in heads for cell in head[:stub] if cell]
    caption = caption_of(table.title)
    people = next((p for text in corner if (p := people_in(text))), caption.people)
    unit_rows = (cell for head in heads for cell in head[stub:] if plain(cell) == "%")
    units = (unique_unit(text) for text in (*corner, table.title, *unit_rows))
    return Banner(
        columns=tuple(_columns(heads, stub)),
        stub=stub,
        depth=depth,
        people=people,
        subject=caption.subject,
        rows=_row_kind(corner),
        unit=next((unit for unit in units if unit), None),
    )


def is_wave(label: str) -> bool:
    """Whether a label is a date or the name of a wave.

    >>> [is_wave(label) for label in ("2018", "March 2021", "Wave 2", "18 - 34")]
    [True, True, True, False]
    """
    return bool(_WAVE.fullmatch(label))


def _stub_width(table: Table) -> int:
    """Leading columns that hold words; the first always does."""
    for n in range(1, len(table.header)):
        cells = [row[n] for row in table.rows if row[n]]
        figures = sum(read_number(cell) is not None for cell in cells)
        is_named = plain(table.header[n]) in names("stubs_of_answers")
        is_spacer = not cells and not table.header[n]
        if not is_named and not is_spacer and figures >= MOST_WORDS_IN_STUB * len(cells):
            return n
    return len(table.header)


def _depth(table: Table, stub: int) -> int:
    """How many rows below the header still belong to the banner."""
    known = names("stubs_of_answers") | names("stubs_of_people") | names("stubs_of_waves")
    for depth, row in enumerate(table.rows[:DEEPEST_BANNER]):
        if not any(row[stub:]) or any(cell and plain(cell) not in known for cell in row[:stub]):
            return depth
        if any(read_number(cell) is not None and not is_wave(cell) for cell in row[stub:] if cell):
            return depth
    return min(DEEPEST_BANNER, len(table.rows))


def _row_kind(corner: Sequence[str]) -> RowKind:
    labels = {plain(text) for text in corner}
    if labels & names("stubs_of_people"):
        return "people"
    return "waves" if labels & names("stubs_of_waves") else "answers"


def _columns(heads: Sequence[Sequence[str]], stub: int) -> Iterator[Column]:
    over: dict[int, str] = {}  # row of the banner → the last group named in it
    for index in range(stub, len(heads[0])):
        own: list[str] = []
        unit: CellUnit | None = None
        base: int | None = None
        for level, head in enumerate(heads):
            stated = _STATED_BASE.search(head[index])
            base = int(stated["n"].replace(",", "")) if stated else base
            label = _STATED_BASE.sub("", head[index]).strip()
            over[level] = label or over.get(level, "")
            if plain(label) == "%":
                unit = "percent"
            elif label and not (level and _COLUMN_LETTER.fullmatch(label)):
                own.append(label)
        group = _group_over(heads, index, over) if len(own) < 2 else " ".join(own[:-1])
        label = own[-1] if own else ""
        kind = _column_kind(label)
        unit = "points" if kind == "change" else unit or unit_of(label) or unique_unit(label)
        yield Column(
            index=index,
            label=label,
            group="" if group == label else group,
            kind=kind,
            unit=unit,
            base=base,
        )


def _group_over(heads: Sequence[Sequence[str]], index: int, over: Mapping[int, str]) -> str:
    """The group that reaches over a column from its left, where only a lower row names it."""
    if heads[0][index] or not any(head[index] for head in heads[1:]):
        return ""
    return over[0]


def _column_kind(label: str) -> ColumnKind:
    words = plain(label)
    if not words or words in names("weighted_base") or words in names("statistics"):
        return "skipped"
    if words in names("change"):
        return "change"
    return "base" if words in names("base") else "group"
