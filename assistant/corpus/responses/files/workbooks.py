"""Workbooks as answers: which sheet holds them, and its cells as people see them."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from assistant.corpus.office import check_archive
from assistant.corpus.prose import one_line
from assistant.corpus.responses.files.headers.dropping import drops_among
from assistant.corpus.responses.files.headers.layouts import LOOKED_AT, UNNAMED, layout_of
from assistant.corpus.responses.files.source import Column, SourceTable
from assistant.corpus.responses.files.staging import Stager, rows_at_once
from assistant.corpus.responses.files.values.cells import text_of
from assistant.corpus.tables import BROKEN_WORKBOOK
from assistant.errors import UnreadableFile

MOST_UNPACKED = 20  # times its size that a workbook may unpack to: answers repeat themselves
FEWEST_RESPONDENTS = 20  # on a second sheet that may be answers too
_PERCENT = re.compile(r"(?:[#,]*0(?:\.0+)?\s*%)")  # a cell's number format: "0%", "0.0 %"
_FORMULA = re.compile(rb"<f[ />]")
_STORED = re.compile(rb"(?:</f>|<f[^>]*/>)\s*<v>[^<]")
DIGITS = 12  # of a per cent: 0.07 * 100 is 7, not 7.000000000000001


def read_workbook_answers(path: Path, *, staged: Path, source: str) -> SourceTable:
    """The answers on the visible sheet of a workbook that has the most.

    Raises:
        UnreadableFile: It is broken, unpacks to too much, or has no header.
    """
    import openpyxl

    size = path.stat().st_size
    data = path.read_bytes()
    check_archive(data, source=source, largest_bytes=MOST_UNPACKED * size + 10_000_000)
    try:
        _refuse_unstored_formulas(data, source=source)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about charts and styles, which are not read
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                return _read_sheets(book.worksheets, staged=staged, source=source)
            finally:
                book.close()
    except UnreadableFile:
        raise
    except BROKEN_WORKBOOK as error:
        reason = f"a broken workbook ({one_line(str(error))[:80]}); save it again"
        raise UnreadableFile(Path(source), reason) from error


def _refuse_unstored_formulas(data: bytes, *, source: str) -> None:
    """Refuse a workbook with a sheet of formulas, of which none has a stored value."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            sheet = archive.read(name) if name.startswith("xl/worksheets/") else b""
            if _FORMULA.search(sheet) and not _STORED.search(sheet):
                reason = "its formulas have no stored values; open it, save it, try again"
                raise UnreadableFile(Path(source), reason)


def sheet_of_answers(sheets: Sequence[Any]) -> tuple[Any, list[Any]]:
    """The visible sheet with the most rows of several cells, and the others that have many too.

    None where there is nothing on any.
    """
    shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    sizes = {sheet.title: _rows_of_a_table(sheet) for sheet in shown}
    filled = [sheet for sheet in shown if sizes[sheet.title]]
    if not filled:
        single = (sheet for sheet in shown if next(rows_of(sheet), None) is not None)
        return next(single, None), []
    best = max(filled, key=lambda sheet: sizes[sheet.title])
    others = [s for s in filled if s is not best and sizes[s.title] >= FEWEST_RESPONDENTS]
    return best, others


def _rows_of_a_table(sheet: Any) -> int:
    sheet.reset_dimensions()  # what the file says of its own size is often wrong
    return sum(
        sum(value not in (None, "") for value in row) > 1
        for row in sheet.iter_rows(values_only=True)
    )


def _read_sheets(sheets: Sequence[Any], *, staged: Path, source: str) -> SourceTable:
    best, others = sheet_of_answers(sheets)
    if best is None:
        raise UnreadableFile(Path(source), "empty: there is nothing on its sheets")
    notes: tuple[str, ...] = ()
    if len(sheets) > 1:
        notes = (f"the answers are read from the sheet {best.title!r}",)
    if others:
        names = ", ".join(repr(sheet.title) for sheet in others)
        notes = (f"only the sheet {best.title!r} is read, which has the most rows, not {names}",)
    return _stage(rows_of(best), staged=staged, source=source, notes=notes)


def rows_of(sheet: Any) -> Iterator[list[str]]:
    """The rows of a sheet that are not empty, as text."""
    for row in sheet.iter_rows():
        cells = [_shown(cell) for cell in row]
        if any(cells):
            yield cells


def _shown(cell: Any) -> str:
    """A cell's value as text, a per cent as the sheet shows it: "45%", not 0.45."""
    value = cell.value
    if isinstance(value, int | float) and _PERCENT.fullmatch(cell.number_format or ""):
        return f"{text_of(round(value * 100, DIGITS))}%"
    return text_of(value)


def _stage(
    rows: Iterator[list[str]], *, staged: Path, source: str, notes: tuple[str, ...]
) -> SourceTable:
    first = list(islice(rows, LOOKED_AT))
    reach = max(len(row) for row in first)
    layout = layout_of([[*row, *[""] * (reach - len(row))] for row in first], source=source)
    columns = _without_unnamed_end(layout.columns)
    width = len(columns)
    left = chain(first[layout.header_rows :], rows)
    names = [column.name for column in columns]
    with Stager(staged, names, drops=drops_among(columns)) as stager:
        while some := list(islice(left, rows_at_once(width))):
            padded = [_of_width(row, width, source=source) for row in some]
            stager.add([list(column) for column in zip(*padded, strict=True)])
    return stager.table(columns, sets=layout.sets, notes=(*notes, *layout.notes))


def _without_unnamed_end(columns: Sequence[Column]) -> Sequence[Column]:
    named = (n for n, column in enumerate(columns, 1) if not column.name.startswith(UNNAMED))
    return columns[: max(named, default=len(columns))]


def _of_width(row: list[str], width: int, *, source: str) -> list[str]:
    over = next((cell for cell in row[width:] if cell.strip()), "")
    if over:
        reason = f"{one_line(over)[:40]!r} stands right of the last header; give it one"
        raise UnreadableFile(Path(source), reason)
    return [*row[:width], *[""] * (width - len(row))]
