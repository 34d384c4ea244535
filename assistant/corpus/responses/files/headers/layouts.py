"""How a file heads its columns: one row of names, or the rows that survey services export."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.corpus.prose import one_line
from assistant.corpus.responses.files.headers.nouns import Layout
from assistant.corpus.responses.files.headers.titles import header_at
from assistant.corpus.responses.files.headers.two_rows import (
    is_merged,
    is_surveymonkey,
    is_worded,
    merged,
    surveymonkey,
    worded,
)
from assistant.corpus.responses.files.source import Column
from assistant.corpus.responses.inference.lexicon import is_called
from assistant.errors import UnreadableFile

LOOKED_AT = 30  # rows at a file's top among which its header is looked for
MOST_COLUMNS = 20_000
LONGEST_NAME = 40  # a longer header is a wording
UNNAMED = "column "  # and its number
MOSTLY = 0.8  # of the headers
_ITEM = re.compile(
    r"(?P<text>.+?)\s*(?:\[(?P<row>[^\[\]]+)\]|\(choice=(?P<choice>.+)\)|\s[-\u2013:]\s(?P<last>.+))"
)
# LimeSurvey's "G1Q2[SQ001]. Which of these do you use? [TV]"
_CODED = re.compile(r"(?P<code>[A-Za-z]\w*(?:\[\w+\])*)[.:]\s+(?P<text>.+)")


def layout_of(rows: Sequence[Sequence[str]], *, source: str) -> Layout:
    """The columns of a file by its first rows.

    Raises:
        UnreadableFile: There is no header.
    """
    tidy = [[one_line(cell) for cell in row] for row in rows]
    if not any(map(any, tidy)):
        raise UnreadableFile(Path(source), "empty: there is no header row in it")
    above = header_at(tidy)
    layout = _layout(tidy[above:])
    if len(layout.columns) > MOST_COLUMNS:
        raise UnreadableFile(Path(source), f"over {MOST_COLUMNS:,} columns; leave some out")
    columns, apart = kept_apart(layout.columns)
    titles = [" ".join(filter(None, row)) for row in tidy[:above] if any(row)]
    told = (f"the lines above the header are no answers: {' / '.join(titles)[:80]!r}",)
    return replace(
        layout,
        columns=columns,
        header_rows=above + layout.header_rows,
        notes=(*(told if titles else ()), *layout.notes, *apart),
    )


def kept_apart(columns: Sequence[Column]) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Columns of one name under names of their own, and what is to be said of it.

    The first keeps the name, in the file's order; letter case makes no other name of it.

    >>> columns, _ = kept_apart([Column(name="age"), Column(name="Age")])
    >>> [column.name for column in columns]
    ['age', 'Age (2)']
    """
    taken = {column.name.casefold() for column in columns}
    seen: dict[str, int] = {}
    found, notes = [], []
    for column in columns:
        name, key = column.name, column.name.casefold()
        seen[key] = seen.get(key, 0) + 1
        while seen[key] > 1 and (name == column.name or name.casefold() in taken):
            name = f"{column.name} ({seen[key]})"
            seen[key] += name.casefold() in taken
        if name != column.name:
            taken.add(name.casefold())
            notes.append(f"two columns are headed {column.name!r}; the later one is named {name!r}")
        found.append(replace(column, name=name))
    return tuple(found), tuple(notes)


def _layout(rows: Sequence[Sequence[str]]) -> Layout:
    header = rows[0]
    second = rows[1] if len(rows) > 1 else ()
    if len(rows) > 2 and _is_qualtrics(rows[2]):
        return _qualtrics(header, second)
    if is_surveymonkey(rows):
        return surveymonkey(header, second)
    if is_worded(rows):
        return worded(header, second)
    if is_merged(rows):
        return merged(header, second)
    return _named(header)


def _is_qualtrics(row: Sequence[str]) -> bool:
    """Whether a row holds the ids that Qualtrics gives: {"ImportId":"QID1"}."""
    cells = [cell for cell in row if cell]
    return bool(cells) and all(cell.startswith("{") and "ImportId" in cell for cell in cells)


def _qualtrics(header: Sequence[str], wordings: Sequence[str]) -> Layout:
    padded = [*wordings, *[""] * len(header)]
    columns = tuple(
        Column(name=name or f"{UNNAMED}{n}", text=text)
        for n, (name, text) in enumerate(zip(header, padded, strict=False), 1)
    )
    notes = ("read as a Qualtrics export: column names, wordings and ids in three header rows",)
    return Layout(columns=columns, header_rows=3, notes=notes, is_export=True)


def _named(header: Sequence[str]) -> Layout:
    """One header row: codes before wordings, names, or wordings that get short names."""
    coded = [_CODED.fullmatch(head) for head in header]
    if sum(map(bool, coded)) >= MOSTLY * sum(map(bool, header)):
        columns = [
            Column(name=m["code"], head=head, text=m["text"])
            if m
            else Column(name=head or f"{UNNAMED}{n}")
            for n, (head, m) in enumerate(zip(header, coded, strict=True), 1)
        ]
        notes = ("the headers hold a code and a wording each; the code is the question's name",)
        return Layout(columns=tuple(columns), notes=notes)
    wordings = [name for name in header if looks_like_wording(name)]
    are_wordings = is_called(header[0], "times") or 2 * len(wordings) > len(header)
    columns = []
    for n, head in enumerate(header, 1):
        if not head:
            columns.append(Column(name=f"{UNNAMED}{n}"))
        elif are_wordings and n > 1 and (looks_like_wording(head) or " " in head):
            columns.append(Column(name=f"q{n - 1}", head=head, text=head))
        else:
            columns.append(Column(name=head, text=head if looks_like_wording(head) else ""))
    renamed = any(column.head for column in columns)
    notes = ("the columns are headed by wordings and are named q1, q2, … in their order",)
    return Layout(columns=tuple(columns), notes=notes if renamed else ())


def looks_like_wording(head: str) -> bool:
    """Whether a header is a question's wording and no name.

    >>> [looks_like_wording(head) for head in ("q0001", "Age group", "How old are you?")]
    [False, False, True]
    """
    ends = ("?", ":", "]", ".", "\uff1f")
    is_long = head.endswith(ends) or len(head) > LONGEST_NAME or "(choice=" in head
    return " " in head and is_long


def split_item(text: str) -> tuple[str, str]:
    """A wording and the option or item that follows it.

    >>> split_item("Which do you own? - Selected Choice - A car")
    ('Which do you own?', 'A car')
    >>> split_item("How often do you: [Read]"), split_item("Own? (choice=A car)")
    (('How often do you:', 'Read'), ('Own?', 'A car'))
    """
    found = _ITEM.fullmatch(text)
    if found is None:
        return text, ""
    item = found["row"] or found["choice"] or found["last"]
    for lead in ("Selected Choice - ", "Selected Choice \u2013 "):
        item = item.removeprefix(lead)
    return found["text"], item
