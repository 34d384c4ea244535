"""Headers of two rows: SurveyMonkey's wordings and options, and merged cells above names."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.corpus.responses.files.headers.nouns import Layout
from assistant.corpus.responses.files.source import Column, KnownSet
from assistant.corpus.responses.files.values.numbers import is_number
from assistant.corpus.responses.inference.lexicon import names_column

SINGLE = frozenset({"response", "open-ended response"})
FEWEST_ROWS = 6  # from which it can be told that no name of a merged header is an answer


def is_surveymonkey(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the second row holds options below wordings that stand in the first cell of each.

    Every header of a question has something below it; columns of ids have nothing.
    """
    if len(rows) < 2:
        return False
    header, second = rows[0], rows[1]
    pairs = list(zip(header, [*second, *[""] * len(header)], strict=False))
    if not any(below.casefold() in SINGLE for _, below in pairs):
        return False
    return all(below or not head or _is_about_interview(head) for head, below in pairs) and not any(
        cell.casefold() in SINGLE for row in rows[2:] for cell in row
    )


def _is_about_interview(head: str) -> bool:
    kinds = ("ids", "times", "contacts", "paradata")
    return any(names_column(head, kind) for kind in kinds) or "custom" in head.casefold()


def surveymonkey(header: Sequence[str], second: Sequence[str]) -> Layout:
    """The columns of a SurveyMonkey export."""
    columns: list[Column] = []
    sets: list[KnownSet] = []
    number = 0
    for start, end in _spans(header):
        below = [*second, *[""] * end][start:end]
        if not any(below):
            columns += (
                Column(name=header[start] if n == 0 else f"{header[start]} {n + 1}")
                for n in range(end - start)
            )
            continue
        number += 1
        made = list(_asked(f"q{number}", header[start], below))
        columns += made
        if len(made) > 1 and below[0].casefold() not in SINGLE:
            names = tuple(column.name for column in made)
            sets.append(
                KnownSet(id=f"q{number}", text=header[start], columns=names, labels=tuple(below))
            )
    notes = (
        "read as a SurveyMonkey export: wordings and options in two header rows; "
        "the columns are named q1, q2_1, q2_2, … in their order",
    )
    return Layout(
        columns=tuple(columns), header_rows=2, sets=tuple(sets), notes=notes, is_export=True
    )


def _spans(header: Sequence[str]) -> list[tuple[int, int]]:
    """Where each header begins and ends, over the empty cells to its right."""
    return list(pairwise([n for n, name in enumerate(header) if name] + [len(header)]))


def _asked(id: str, wording: str, below: Sequence[str]) -> Iterator[Column]:
    is_single = below[0].casefold() in SINGLE
    for n, item in enumerate(below, 1):
        if n == 1 and is_single:
            yield Column(name=id, head=wording, text=wording)
        elif len(below) == 1:
            yield Column(name=id, head=wording, text=f"{wording}: {item}")
        else:
            yield Column(name=f"{id}_{n}", text=f"{wording} - {item}" if item else wording)


def is_merged(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row holds the heads of groups, merged over the names in the second.

    A name is no number, stands once in its group, and is no answer further down its column.

    >>> answers = [["Man", "34", "Yes"], ["Woman", "51", "No"]] * 3
    >>> is_merged([["You", "", "News"], ["sex", "age", "TV"], *answers])
    True
    >>> is_merged([["sex", "", "TV"], *answers])
    False
    """
    if len(rows) < FEWEST_ROWS:
        return False
    heads, names = _side_by_side(rows[0], rows[1])
    is_over_several = any(name and not head for head, name in zip(heads, names, strict=True))
    if not heads[0] or not is_over_several:
        return False
    if not all(head or name for head, name in zip(heads, names, strict=True)):
        return False
    if any(map(is_number, filter(None, names))) or _repeats(heads, names):
        return False
    return not any(
        cell == name for row in rows[2:] for cell, name in zip(row, names, strict=False) if name
    )


def is_worded(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the second row holds the wordings of the names in the first.

    A wording has several words, and is no answer further down its column.

    >>> answers = [["Yes", "34"], ["No", "51"]] * 3
    >>> is_worded([["Q1", "Q2"], ["Do you agree?", "Your age?"], *answers])
    True
    >>> is_worded([["Q1", "Q2"], ["No way", "34"], *answers])
    False
    """
    if len(rows) < FEWEST_ROWS:
        return False
    names, wordings = _side_by_side(rows[0], rows[1])
    if not all(names[1:]) or any(" " in name for name in names) or not all(wordings):
        return False
    several = sum(" " in wording for wording in wordings)
    if 2 * several < len(wordings) or any(map(is_number, wordings)):
        return False
    answers = (pair for row in rows[2:] for pair in zip(row, wordings, strict=False))
    return not any(cell == wording for cell, wording in answers) and _has_numbers_or_repeats(rows)


def _has_numbers_or_repeats(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows below two header rows hold answers, and no more wordings."""
    columns = list(zip(*(_side_by_side(row, rows[0])[0] for row in rows[2:]), strict=False))
    given = [[cell for cell in column if cell] for column in columns]
    return any(len(set(c)) < len(c) or all(map(is_number, c)) for c in given if len(c) > 1)


def worded(names: Sequence[str], wordings: Sequence[str]) -> Layout:
    """The columns of a header of names and of wordings below them."""
    pairs = enumerate(zip(*_side_by_side(names, wordings), strict=True), 1)
    columns = tuple(Column(name=name or f"column {n}", text=text) for n, (name, text) in pairs)
    notes = ("the header has two rows: names, and their wordings below",)
    return Layout(columns=columns, header_rows=2, notes=notes)


def _side_by_side(header: Sequence[str], names: Sequence[str]) -> tuple[list[str], list[str]]:
    width = max(len(header), len(names))
    return [*header, *[""] * (width - len(header))], [*names, *[""] * (width - len(names))]


def _repeats(heads: Sequence[str], names: Sequence[str]) -> bool:
    groups = [[name for name in names[start:end] if name] for start, end in _spans(heads)]
    return any(len(set(group)) < len(group) for group in groups)


def merged(header: Sequence[str], names: Sequence[str]) -> Layout:
    """The columns of a header of two rows, by the names in the second.

    A name that stands below two heads has its head before it.
    """
    heads, below = _side_by_side(header, names)
    columns: list[Column] = []
    sets: list[KnownSet] = []
    for start, end in _spans(heads):
        group, items = heads[start], below[start:end]
        made = [_headed(group, item, is_known=below.count(item) > 1) for item in items]
        columns += made
        if len(made) > 1:
            members = tuple(column.name for column in made)
            sets.append(KnownSet(id=group, text=group, columns=members, labels=tuple(items)))
    notes = ("the header has two rows: heads of groups, and the names of the columns below",)
    return Layout(columns=tuple(columns), header_rows=2, sets=tuple(sets), notes=notes)


def _headed(group: str, item: str, *, is_known: bool) -> Column:
    if not item:
        return Column(name=group)
    return Column(name=f"{group}: {item}" if is_known else item)
