"""Workbooks and parquet files as answers."""

import warnings
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from assistant.corpus.office import check_archive
from assistant.corpus.prose import one_line
from assistant.corpus.responses.files.cells import text_of
from assistant.corpus.responses.files.layouts import HEADER_ROWS, layout_of
from assistant.corpus.responses.files.source import Column, SourceTable
from assistant.corpus.responses.files.staging import Stager, rows_at_once
from assistant.corpus.tables import BROKEN_WORKBOOK
from assistant.errors import UnreadableFile

MOST_UNPACKED = 20  # times its size that a workbook may unpack to: answers repeat themselves


def read_workbook_answers(path: Path, *, staged: Path, source: str) -> SourceTable:
    """The answers on the first visible sheet of a workbook that has any.

    Raises:
        UnreadableFile: It is broken, unpacks to too much, or has no header.
    """
    import openpyxl

    size = path.stat().st_size
    check_archive(path.read_bytes(), source=source, largest_bytes=MOST_UNPACKED * size + 10_000_000)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about charts and styles, which are not read
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
                return _read_sheets(sheets, staged=staged, source=source)
            finally:
                book.close()
    except UnreadableFile:
        raise
    except BROKEN_WORKBOOK as error:
        reason = f"a broken workbook ({one_line(str(error))[:80]}); save it again"
        raise UnreadableFile(Path(source), reason) from error


def _read_sheets(sheets: Sequence[Any], *, staged: Path, source: str) -> SourceTable:
    filled = []
    for sheet in sheets:
        sheet.reset_dimensions()  # what the file says of its own size is often wrong
        if next(_rows_of(sheet), None) is not None:
            filled.append(sheet)
    if not filled:
        raise UnreadableFile(Path(source), "empty: there is nothing on its sheets")
    notes: tuple[str, ...] = ()
    if len(filled) > 1:
        notes = (f"only its first sheet, {filled[0].title!r}, is read",)
    rows = _rows_of(filled[0])
    table = _stage(rows, staged=staged, source=source)
    return SourceTable(
        path=staged,
        rows=table.rows,
        columns=table.columns,
        sets=table.sets,
        notes=(*notes, *table.notes),
    )


def _rows_of(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows(values_only=True):
        cells = [text_of(value) for value in row]
        if any(cells):
            yield cells


def _stage(rows: Iterator[list[str]], *, staged: Path, source: str) -> SourceTable:
    first = list(islice(rows, HEADER_ROWS))
    while first[0] and not first[0][-1].strip():
        first[0].pop()
    layout = layout_of(first, source=source)
    width = len(layout.columns)
    left = chain(first[layout.header_rows :], rows)
    with Stager(staged, [column.name for column in layout.columns]) as stager:
        while some := list(islice(left, rows_at_once(width))):
            padded = [_of_width(row, width, source=source) for row in some]
            stager.add([list(column) for column in zip(*padded, strict=True)])
    return SourceTable(
        path=staged,
        rows=stager.rows,
        columns=stager.counted(layout.columns),
        sets=layout.sets,
        notes=layout.notes,
    )


def _of_width(row: list[str], width: int, *, source: str) -> list[str]:
    over = next((cell for cell in row[width:] if cell.strip()), "")
    if over:
        reason = f"{one_line(over)[:40]!r} stands right of the last header; give it one"
        raise UnreadableFile(Path(source), reason)
    return [*row[:width], *[""] * (width - len(row))]


def read_parquet_answers(path: Path, *, staged: Path, source: str) -> SourceTable:
    """The answers of a parquet file, whose columns have one name each and hold plain values.

    Raises:
        UnreadableFile: It is broken, or a column holds lists or other nested values.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            schema = file.schema_arrow
            nested = [field.name for field in schema if pa.types.is_nested(field.type)]
            if nested:
                reason = f"the column {nested[0]!r} holds lists; write them as text with a ';'"
                raise UnreadableFile(Path(source), reason)
            names = [column.name for column in layout_of([schema.names], source=source).columns]
            with Stager(staged, names) as stager:
                for batch in file.iter_batches(batch_size=rows_at_once(len(names))):
                    stager.add([_texts(column) for column in batch.columns])
    except (pa.ArrowException, OSError) as error:
        reason = f"a broken parquet file ({one_line(str(error))[:80]}); write it again"
        raise UnreadableFile(Path(source), reason) from error
    columns = tuple(Column(name=name) for name in names)
    return SourceTable(path=staged, rows=stager.rows, columns=stager.counted(columns))


def _texts(values: Any) -> Any:
    import pyarrow as pa

    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_string(values.type) or pa.types.is_integer(values.type):
        return values.cast(pa.string())
    return [text_of(value) for value in values.to_pylist()]
