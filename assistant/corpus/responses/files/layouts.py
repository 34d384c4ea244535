"""How a file heads its columns: one row of names, or the rows that survey services export."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from assistant.corpus.prose import one_line
from assistant.corpus.responses.files.source import Column, KnownSet
from assistant.corpus.responses.inference.lexicon import is_called, names_column
from assistant.errors import UnreadableFile

HEADER_ROWS = 3  # the most that any layout has
MOST_COLUMNS = 20_000
LONGEST_NAME = 40  # a longer header is a wording
_SINGLE = frozenset({"response", "open-ended response"})
_ITEM = re.compile(r"(?P<text>.+?)\s*(?:\[(?P<row>[^\[\]]+)\]|\s[-\u2013:]\s(?P<last>.+))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the rows above the answers say; `header_rows` is how many there are."""

    columns: tuple[Column, ...]
    header_rows: int = 1
    sets: tuple[KnownSet, ...] = ()
    notes: tuple[str, ...] = ()


def layout_of(rows: Sequence[Sequence[str]], *, source: str) -> Layout:
    """The columns of a file by its first rows.

    Raises:
        UnreadableFile: There is no header, or a column's name stands twice in it.
    """
    header = [one_line(cell) for cell in rows[0]] if rows else []
    if not any(header):
        raise UnreadableFile(Path(source), "empty: there is no header row in it")
    if len(header) > MOST_COLUMNS:
        raise UnreadableFile(Path(source), f"over {MOST_COLUMNS:,} columns; leave some out")
    if len(rows) > 2 and _is_qualtrics(rows[2]):
        layout = _qualtrics(header, [one_line(cell) for cell in rows[1]])
    elif len(rows) > 1 and _is_surveymonkey(header, rows[1]):
        layout = _surveymonkey(header, [one_line(cell) for cell in rows[1]])
    else:
        layout = _named(header)
    twice = [name for name, n in Counter(c.name for c in layout.columns).items() if n > 1]
    if twice:
        reason = f"the column {twice[0]!r} stands twice in its header; rename one of them"
        raise UnreadableFile(Path(source), reason)
    return layout


def _is_qualtrics(row: Sequence[str]) -> bool:
    """Whether a third row holds the ids that Qualtrics gives: {"ImportId":"QID1"}."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return bool(cells) and all(cell.startswith("{") and "ImportId" in cell for cell in cells)


def _qualtrics(header: Sequence[str], wordings: Sequence[str]) -> Layout:
    padded = [*wordings, *[""] * len(header)]
    columns = tuple(
        Column(name=name or f"column {n}", text=text)
        for n, (name, text) in enumerate(zip(header, padded, strict=False), 1)
    )
    notes = ("read as a Qualtrics export: column names, wordings and ids in three header rows",)
    return Layout(columns=columns, header_rows=3, notes=notes)


def _is_surveymonkey(header: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the second row holds options below wordings that stand in the first cell of each."""
    below = [one_line(cell).casefold() for cell in second]
    names = [name for name in header if name]
    has_ids = any(names_column(name, "ids") for name in names[:2])
    return has_ids and not below[0] and any(cell in _SINGLE for cell in below)


def _surveymonkey(header: Sequence[str], second: Sequence[str]) -> Layout:
    columns: list[Column] = []
    sets: list[KnownSet] = []
    number = 0
    padded = [*second, *[""] * len(header)]
    starts = [n for n, name in enumerate(header) if name] + [len(header)]
    for start, end in pairwise(starts):
        below = padded[start:end]
        if not any(below):
            columns += (
                Column(name=header[start] if n == 0 else f"{header[start]} {n + 1}")
                for n in range(end - start)
            )
            continue
        number += 1
        made = _question(f"q{number}", header[start], below)
        columns += made
        if len(made) > 1:
            names = tuple(column.name for column in made)
            sets.append(
                KnownSet(id=f"q{number}", text=header[start], columns=names, labels=tuple(below))
            )
    notes = (
        "read as a SurveyMonkey export: wordings and options in two header rows; "
        "the columns are named q1, q2_1, q2_2, … in their order",
    )
    return Layout(columns=tuple(columns), header_rows=2, sets=tuple(sets), notes=notes)


def _question(id: str, wording: str, below: Sequence[str]) -> list[Column]:
    if len(below) == 1:
        item = "" if below[0].casefold() in _SINGLE else f": {below[0]}"
        return [Column(name=id, head=wording, text=f"{wording}{item}")]
    return [
        Column(name=f"{id}_{n}", text=f"{wording} - {item}" if item else wording)
        for n, item in enumerate(below, 1)
    ]


def _named(header: Sequence[str]) -> Layout:
    """One header row: names, or wordings that get short names, as Google Forms needs it."""
    wordings = [name for name in header if looks_like_wording(name)]
    are_wordings = is_called(header[0], "times") or 2 * len(wordings) > len(header)
    columns = []
    for n, head in enumerate(header, 1):
        if not head:
            columns.append(Column(name=f"column {n}"))
        elif are_wordings and n > 1 and (looks_like_wording(head) or " " in head):
            columns.append(Column(name=f"q{n - 1}", head=head, text=head))
        else:
            columns.append(Column(name=head))
    renamed = any(column.head for column in columns)
    notes = ("the columns are headed by wordings and are named q1, q2, … in their order",)
    return Layout(columns=tuple(columns), notes=notes if renamed else ())


def looks_like_wording(head: str) -> bool:
    """Whether a header is a question's wording and no name.

    >>> [looks_like_wording(head) for head in ("q0001", "Age group", "How old are you?")]
    [False, False, True]
    """
    return " " in head and (head.endswith(("?", ":", "]", ".")) or len(head) > LONGEST_NAME)


def split_item(text: str) -> tuple[str, str]:
    """A wording and the option or item that follows it.

    >>> split_item("Which do you own? - Selected Choice - A car")
    ('Which do you own?', 'A car')
    >>> split_item("How often do you: [Read]")
    ('How often do you:', 'Read')
    """
    found = _ITEM.fullmatch(text)
    if found is None:
        return text, ""
    item = found["row"] or found["last"]
    for lead in ("Selected Choice - ", "Selected Choice \u2013 "):
        item = item.removeprefix(lead)
    return found["text"], item
