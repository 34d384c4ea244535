"""Whether a file holds one row a respondent, or figures that somebody has published."""

import csv
import warnings
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from assistant.corpus.folder import RESPONSES_SUFFIXES, TABLE_SUFFIXES
from assistant.corpus.prose import one_line
from assistant.corpus.responses.files.cells import text_of
from assistant.corpus.responses.files.layouts import HEADER_ROWS, layout_of
from assistant.corpus.responses.inference.lexicon import plain
from assistant.corpus.tables import delimiter_of
from assistant.errors import UnreadableFile

FEWEST_ROWS = 20  # a table of figures seldom has more
ROWS_LOOKED_AT = 300
BYTES_LOOKED_AT = 1 << 18
MOST_PERCENTAGES = 0.05  # of the cells
REPEATED = 0.5  # share of different answers in a column at most, where people chose from a list
FEWEST_REPEATED = 0.4  # of the columns
# Headers of the long form of published tables, of which responses have none.
OF_FIGURES = frozenset({"value", "figure", "percent", "percentage", "unit", "measure", "share"})


def looks_like_responses(path: Path) -> bool:
    """Whether a file is respondents' answers, by its ending and by the shape of its cells."""
    suffix = path.suffix.lower()
    if suffix not in RESPONSES_SUFFIXES:
        return False
    if suffix not in TABLE_SUFFIXES:
        return True
    try:
        rows = _sheet(path) if suffix in (".xlsx", ".xlsm") else _lines(path, suffix)
        return are_responses(rows)
    except (UnreadableFile, OSError, ValueError, KeyError, csv.Error):
        return False  # whatever it is, reading it will say what is wrong with it


def are_responses(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of cells, the header first, are one respondent each.

    >>> people = [["sex", "vote"]] + [["Man", "Yes"], ["Woman", "No"]] * 20
    >>> figures = [["", "Men", "Women"]] + [[f"Option {n}", f"{n}%", "4%"] for n in range(40)]
    >>> are_responses(people), are_responses(figures)
    (True, False)
    """
    layout = layout_of(rows[:HEADER_ROWS], source="the file")
    if layout.header_rows > 1:
        return True
    body = [row for row in rows[1:] if any(row)]
    heads = {plain(column.head or column.name) for column in layout.columns}
    if len(body) < FEWEST_ROWS or heads & OF_FIGURES:
        return False
    cells = [cell for row in body for cell in row if cell]
    if sum(cell.endswith("%") for cell in cells) > MOST_PERCENTAGES * len(cells):
        return False
    named = [n for n, head in enumerate(rows[0]) if head]
    answers = [[row[n] for row in body if n < len(row) and row[n]] for n in named]
    repeated = sum(bool(a) and len(set(a)) <= REPEATED * len(a) for a in answers)
    return repeated >= FEWEST_REPEATED * len(named)


def _lines(path: Path, suffix: str) -> list[list[str]]:
    with path.open("rb") as file:
        text = file.read(BYTES_LOOKED_AT).decode("utf-8-sig", "replace")
    delimiter = "\t" if suffix == ".tsv" else delimiter_of(text)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    return [[one_line(cell) for cell in row] for row in islice(reader, ROWS_LOOKED_AT)]


def _sheet(path: Path) -> list[list[str]]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about charts and styles, which are not read
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            sheet = next(s for s in book.worksheets if s.sheet_state == "visible")
            sheet.reset_dimensions()
            rows = islice(sheet.iter_rows(values_only=True), ROWS_LOOKED_AT)
            return [[one_line(text_of(value)) for value in row] for row in rows]
        finally:
            book.close()
