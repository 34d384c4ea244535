r"""A question set as a table for spreadsheets: a row a case, a column a key.

The first row names the columns: the keys of a case, and `set_title` and `set_surveys` for the set
itself, which stand in one row. Columns may be in any order, and those that are not used left out.

| in a cell | is read as |
|---|---|
| `women \| men` | two items: turns, surveys, figures, answers, sources, words, reasons, tags |
| `86% or 87%` | alternatives, of figures and of must_say |
| `29.2% base=133 wave=2018 population=women under 30 tolerance=0.5` | a figure in full |
| `11.9 unit=other`, `13.2 unit=mean` | a figure of a unit that has no short form |
| `population=women population=females` | alternatives for the people |
| `\|` `\or` `\=` `\\`, `\ ` at either end | these characters themselves |
| `'=1+1` | `=1+1`: export puts an apostrophe before what a spreadsheet would compute |

Commas, semicolons or tabs part the cells, as the first row shows; the text is UTF-8.
"""

import csv
import difflib
import re
import reprlib
from collections.abc import Mapping, Sequence
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

from assistant.errors import BadQuestionSet
from assistant.evaluate.case import Case, QuestionSet
from assistant.evaluate.sets.cells import (
    cell_of_figures,
    cell_of_texts,
    cell_of_words,
    figures_in,
    texts_in,
    with_formula,
    without_formula,
    words_in,
)
from assistant.evaluate.sets.reading import Path_, Place, Places, checked, data_of, decoded
from assistant.evaluate.sets.writing import OF_FIGURES, number_written

MARK = "\ufeff"  # without it, Excel takes UTF-8 for another encoding
SEPARATORS = (",", ";", "\t")
OF_THE_SET = ("set_title", "set_surveys")
COLUMNS = (*Case.model_fields, *OF_THE_SET)
WORDS_IN_FULL = ("id", "verdict", "within_ms")  # spaces around them mean nothing

Row = Mapping[str, str]


def csv_text(questions: QuestionSet) -> str:
    """The set in CSV, with the columns that it needs. `parse_csv_set` reads an equal set of it."""
    rows = [_cells(case) for case in questions.cases]
    rows[0] |= {"set_title": questions.title, "set_surveys": cell_of_texts(questions.surveys)}
    columns = [name for name in COLUMNS if any(row.get(name) for row in rows)]
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([without_formula(row.get(name, "")) for name in columns] for row in rows)
    return MARK + out.getvalue()


def read_csv_set(path: Path) -> QuestionSet:
    """The set in a table.

    Raises:
        BadQuestionSet: It cannot be read, or has a fault; the row and column are named.
    """
    return parse_csv_set(decoded(data_of(path), path), where=str(path))


def parse_csv_set(text: str, *, where: str) -> QuestionSet:
    r"""The set that a table describes; its faults name the table as `where`.

    >>> parse_csv_set("id;question;figures\na;Who?;8% or 9%", where="a.csv").cases[0].id
    'a'
    """
    records = _records(text.removeprefix(MARK), where)
    header = _header(records[0], where)
    numbered = [(n, row) for n, row in enumerate(records[1:], start=2) if any(map(str.strip, row))]
    if not numbered:
        raise BadQuestionSet(f"{where}: has no cases; write one in each row below the first")
    place = _places(where, header, [n for n, _ in numbered])
    cases, of_the_set = [], dict.fromkeys(OF_THE_SET, "")
    for index, (n, record) in enumerate(numbered):
        row = _row(header, record, f"{where}, row {n}")
        for name in OF_THE_SET:
            said = row.pop(name, "")
            if said and of_the_set[name] not in ("", said):
                raise BadQuestionSet(
                    f"{where}, row {n}, column {name!r}: differs from a row above; keep one of them"
                )
            of_the_set[name] = said or of_the_set[name]
        cases.append(_case(row, index, place))
    surveys = texts_in(of_the_set["set_surveys"])
    return checked({"title": of_the_set["set_title"], "surveys": surveys, "cases": cases}, place)


def _cells(case: Case) -> dict[str, str]:
    """The cells of a case, of the keys that do not have their default."""
    cells: dict[str, str] = {}
    for key, field in Case.model_fields.items():
        value = getattr(case, key)
        if value == field.default:
            continue
        if key in OF_FIGURES:
            cells[key] = cell_of_figures(value)
        elif key == "must_say":
            cells[key] = cell_of_words(value)
        elif isinstance(value, tuple):
            cells[key] = cell_of_texts(value)
        else:
            cells[key] = number_written(value, thousands="") if key == "within_ms" else value
    return cells


def _case(row: Row, index: int, place: Places) -> dict[str, Any]:
    """The keys of a case, as `Case` takes them."""
    keys: dict[str, Any] = {}
    for key, cell in row.items():
        default = Case.model_fields[key].default
        if not cell or (not cell.strip(" \t\r\n\xa0") and key != "why"):
            continue
        try:
            if key in OF_FIGURES:
                keys[key] = figures_in(cell)
            elif key == "must_say":
                keys[key] = words_in(cell)
            elif isinstance(default, tuple):
                keys[key] = texts_in(cell)
            else:
                keys[key] = cell.strip() if key in WORDS_IN_FULL else cell
        except ValueError as error:
            raise BadQuestionSet(f"{place(('cases', index, key)).text}: {error}") from error
    return keys


def _records(text: str, where: str) -> list[list[str]]:
    """The rows, parted by whichever separator makes the first one name the most columns."""
    best = max(SEPARATORS, key=lambda separator: _known_in(text, separator))
    reader = csv.reader(StringIO(text, newline=""), delimiter=best, strict=True)
    try:
        records = list(reader)
    except csv.Error as error:
        problem = f"{error}; save the table as CSV again, or close the quotation marks"
        raise BadQuestionSet(f"{where}, line {reader.line_num}: {problem}") from error
    if not records:
        raise BadQuestionSet(f"{where}: is empty; write a first row such as id,question,figures")
    return records


def _known_in(text: str, separator: str) -> int:
    try:
        first = next(csv.reader(StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error:
        return 0
    return sum(_column(name) in COLUMNS for name in first)


def _column(written: str) -> str:
    """The name of a column, in whatever case and with spaces: "Must say"."""
    return re.sub(r"[\s-]+", "_", with_formula(written).strip().lower())


def _header(written: Sequence[str], where: str) -> list[str]:
    header = [_column(name) for name in written]
    for n, name in enumerate(header):
        place = f"{where}, row 1, column {reprlib.repr(written[n].strip())}"
        if name and name not in COLUMNS:
            near = difflib.get_close_matches(name, COLUMNS, n=1)
            instead = (
                f"Did you mean {near[0]!r}?" if near else f"Write one of {', '.join(COLUMNS)}."
            )
            raise BadQuestionSet(f"{place}: not a known column. {instead}")
        if name and name in header[:n]:
            raise BadQuestionSet(f"{place}: is there twice; put both into one column")
    if "id" not in header:
        raise BadQuestionSet(f"{where}, row 1: has no column 'id'; every case needs one")
    return header


def _row(header: Sequence[str], record: Sequence[str], where: str) -> dict[str, str]:
    """The cells of a row under the names of their columns."""
    cells = list(zip_longest(header, record, fillvalue=""))
    if any(cell.strip() for name, cell in cells if not name):
        problem = "has a cell in no column; quote cells that have the separator in them"
        raise BadQuestionSet(f"{where}: {problem}")
    return {name: with_formula(cell) for name, cell in cells if name}


def _places(where: str, header: Sequence[str], rows: Sequence[int]) -> Places:
    """What finds the row and the column of a set's values."""

    def place(path: Path_) -> Place:
        name = f"set_{path[0]}" if path and path[0] in ("title", "surveys") else ""
        row = rows[int(path[1])] if len(path) > 1 and path[0] == "cases" else rows[0]
        if len(path) > 2 and path[0] == "cases":
            name = str(path[2])
        order = header.index(name) if name in header else -1
        column = f", column {name!r}" if name else ""
        return Place(text=f"{where}, row {row}{column}", line=f"row {row}", order=(row, order))

    return place
