"""A table without what only helps its reader: marks of footnotes, letters of tests, double rows.

Every row keeps its number; one that says nothing of its own becomes a blank row.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.corpus.document import Table
from assistant.findings.tables.cells import is_blank, names, plain, read_number, unmarked

MOST_WORDS_IN_STUB = 0.5  # of a stub column's filled cells are figures, at most

Row = tuple[str, ...]

_COLUMN_LETTER = re.compile(r"[a-z]{1,2}")
_SIGNIFICANCE = re.compile(r"(?:[a-z](?:[\s,/]*[a-z]){0,9}|[\s*\u2013-]*)", re.IGNORECASE)
# such as "45 bc", "44b", "45% b,c"
_LETTERED = re.compile(r"(?P<figure>.*\d\s?%?)\s*(?P<letters>[a-z](?:[\s,/]*[a-z]){0,9})", re.I)


def laid_out(table: Table) -> Table:
    """A crosstab with a row for each answer, and labels and figures without marks.

    >>> table = Table(source="a.csv", locator="a.csv", title="", header=("", "Men*", "Women"),
    ...               rows=(("", "a", "b"), ("Yes", "40", "61"), ("", "40%", "60% a")))
    >>> laid_out(table).header, laid_out(table).rows[1:]
    (('', 'Men', 'Women'), (('', '', ''), ('Yes', '40%', '60%')))
    """
    rows = [tuple(map(unmarked, row)) for row in (table.header, *table.rows)]
    letters = "".join(cell for row in rows if is_row_of_letters(row) for cell in row)
    rows = [tuple(_without_letters(cell, letters.casefold()) for cell in row) for row in rows]
    stub = stub_width(replace(table, header=rows[0], rows=tuple(rows[1:])))
    return replace(table, header=rows[0], rows=tuple(_single(rows[1:], stub)))


def stub_width(table: Table) -> int:
    """Leading columns that hold words; the first always does."""
    for n in range(1, len(table.header)):
        cells = [row[n] for row in table.rows if row[n]]
        figures = sum(read_number(cell) is not None for cell in cells)
        is_named = plain(table.header[n]) in names("stubs_of_answers")
        is_spacer = not cells and not table.header[n]
        if not is_named and not is_spacer and figures >= MOST_WORDS_IN_STUB * len(cells):
            return n
    return len(table.header)


def is_row_of_letters(row: Sequence[str]) -> bool:
    """Whether a row only names the columns, so that tests can refer to them.

    >>> is_row_of_letters(("", "", "(A)", "(B)")), is_row_of_letters(("", "UK", "US"))
    (True, False)
    """
    cells = [cell.strip("()").casefold() for cell in row if cell]
    return cells[:1] == ["a"] and all(map(_COLUMN_LETTER.fullmatch, cells))


def _without_letters(cell: str, letters: str) -> str:
    """A figure without the letters of the columns that it differs from."""
    found = _LETTERED.fullmatch(cell) if letters else None
    marks = re.sub(r"[\s,/]", "", found["letters"].casefold()) if found else ""
    is_lettered = found and set(marks) <= set(letters) and read_number(found["figure"])
    return found["figure"].strip() if found and is_lettered else cell


def _single(rows: Sequence[Row], stub: int) -> list[Row]:
    """Of an answer's two rows, counts and per cents, the per cents under the answer's name."""
    single = list(rows)
    named = -1  # the last row with a name and figures
    for n, row in enumerate(rows):
        cells = row[stub:]
        if any(row[:stub]):
            named = n if _has_figures(cells) else -1
        elif named >= 0 and any(cells):
            single[named], single[n] = _of_pair(single[named], row, stub)
            named = n if any(single[n]) else named
    return single


def _of_pair(above: Row, below: Row, stub: int) -> tuple[Row, Row]:
    blank = ("",) * len(above)
    if not _has_figures(below[stub:]):
        return above, blank if all(_SIGNIFICANCE.fullmatch(cell) for cell in below) else below
    if _counts(above[:stub]):
        return above, blank
    upper, lower = above[stub:], below[stub:]
    are_percentages = _are_percentages(upper, lower), _are_percentages(lower, upper)
    if are_percentages == (False, True):
        return blank, (*above[:stub], *lower)
    return above, blank if are_percentages == (True, False) else below


def _counts(labels: Sequence[str]) -> bool:
    """Whether a row is called a base or a sum, so that a second row of it is no answer either."""
    kinds = names("base") | names("weighted_base") | names("total")
    return any(plain(label.partition(":")[0]) in kinds for label in labels if label)


def _has_figures(cells: Sequence[str]) -> bool:
    return any(read_number(cell) for cell in cells)


def _are_percentages(cells: Sequence[str], others: Sequence[str]) -> bool:
    """Whether cells are printed as per cents, or can be per cents where others cannot."""
    numbers = [number for cell in cells if not is_blank(cell) and (number := read_number(cell))]
    beside = [number for cell in others if (number := read_number(cell))]
    if any(number.sign == "percent" for number in (*numbers, *beside)):
        return any(number.sign == "percent" for number in numbers)
    return all(n.value <= 100 for n in numbers) and any(n.value > 100 for n in beside)
