"""Whether a file holds one row a respondent, or figures that somebody has published."""

import csv
import warnings
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from assistant.corpus.folder import RESPONSES_SUFFIXES, TABLE_SUFFIXES
from assistant.corpus.prose import one_line
from assistant.corpus.responses.files.headers.layouts import LOOKED_AT, UNNAMED, layout_of
from assistant.corpus.responses.files.values.encodings import guessed, marked
from assistant.corpus.responses.files.workbooks import rows_of, sheet_of_answers
from assistant.corpus.responses.inference.lexicon import plain
from assistant.corpus.tables import BROKEN_WORKBOOK, DELIMITER_HINT, delimiter_of
from assistant.errors import UnreadableFile

FEWEST_ROWS = 20  # a table of figures seldom has more
ROWS_LOOKED_AT = 300
BYTES_LOOKED_AT = 1 << 18
MOST_SHARES = 0.4  # of the columns that hold per cents alone
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
    except (UnreadableFile, csv.Error, *BROKEN_WORKBOOK):
        return False  # whatever it is, reading it will say what is wrong with it


def are_responses(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of cells, the header first, are one respondent each.

    >>> people = [["sex", "vote"]] + [["Man", "Yes"], ["Woman", "No"]] * 20
    >>> figures = [["", "Men", "Women"]] + [[f"Option {n}", f"{n}%", "4%"] for n in range(40)]
    >>> are_responses(people), are_responses(figures)
    (True, False)
    """
    layout = layout_of(rows[:LOOKED_AT], source="the file")
    if layout.is_export:
        return True
    body = [row for row in rows[layout.header_rows :] if any(row)]
    heads = {plain(column.head or column.name) for column in layout.columns}
    if len(body) < FEWEST_ROWS or heads & OF_FIGURES:
        return False
    named = [n for n, column in enumerate(layout.columns) if not column.name.startswith(UNNAMED)]
    answers = [[row[n] for row in body if n < len(row) and row[n]] for n in named]
    shares = sum(bool(a) and all(cell.endswith("%") for cell in a) for a in answers)
    repeated = sum(bool(a) and len(set(a)) <= REPEATED * len(a) for a in answers)
    return shares <= MOST_SHARES * len(named) and repeated >= FEWEST_REPEATED * len(named)


def _lines(path: Path, suffix: str) -> list[list[str]]:
    encoding = marked(path) or "utf-8"
    with path.open("rb") as file:
        start = file.read(BYTES_LOOKED_AT)
    text = start.decode(encoding, "replace")
    if encoding == "utf-8" and "\ufffd" in text[:-1]:
        text = start.decode(guessed(path) or encoding, "replace")
    text = text.removeprefix("\ufeff")
    hint = DELIMITER_HINT.match(text)
    delimiter = (
        hint[1] if hint else "\t" if suffix == ".tsv" and "\t" in text else delimiter_of(text)
    )
    lines = text[hint.end() if hint else 0 :].splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=delimiter)
    return [[one_line(cell) for cell in row] for row in islice(reader, ROWS_LOOKED_AT)]


def _sheet(path: Path) -> list[list[str]]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about charts and styles, which are not read
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            sheet, _ = sheet_of_answers(book.worksheets)
            rows = islice(rows_of(sheet), ROWS_LOOKED_AT) if sheet else ()
            return [[one_line(cell) for cell in row] for row in rows]
        finally:
            book.close()
