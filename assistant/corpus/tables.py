"""Published tables as grids of text: out of CSV files and workbooks, and out of documents' tables.

What the cells mean is not decided here; that is `assistant.findings.tables`.
"""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from assistant.corpus.document import Table
from assistant.corpus.prose import one_line
from assistant.errors import UnreadableFile

Grid = list[tuple[str, ...]]

DELIMITERS = ",;\t|"
ROWS_TRIED = 200  # to tell the delimiter from
MOST_CELLS = 5_000_000
MOST_UNHEADED = 0.2  # of the columns of figures, in a row that is to be their header

# such as "86%", "1,615", "<1%", "0.86", "86,5 %", "45B" and "45%[1]"
NUMBER = re.compile(
    r"[(<>~\u2264\u2265+\u2212-]*\s*[$\u20ac\u00a3]?[\d.,\u00a0 ]*\d\s*%?\)?(?:\s?[A-Z]{1,6})?"
    r"(?:\s*(?:[*\u2020\u2021\u00b9\u00b2\u00b3\u2070-\u2079]|\[\w{1,2}\]))*"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
DELIMITER_HINT = re.compile(r"\"?sep=(.)\"?[ ,;\t]*\r?\n", re.IGNORECASE)
# a workbook's number format: "0", "0.0", "#,##0.00"
_PLAIN_FORMAT = re.compile(r"[#,]*0(?:\.(0+))?")
_PERCENT_FORMAT = re.compile(r"[#,]*0(?:\.(0+))?\s*%")
_FORMULA = re.compile(rb"<f[ >/]")


def is_number(cell: str) -> bool:
    """Whether a cell's text is a number as tables write them, years apart.

    >>> [is_number(cell) for cell in ("86%", "1,615", "<1%", "18 - 34", "2018", "")]
    [True, True, True, False, False, False]
    """
    return bool(NUMBER.fullmatch(cell)) and not _YEAR.fullmatch(cell)


def read_delimited(text: str, *, source: str, suffix: str) -> tuple[Table, ...]:
    """The tables of a CSV or TSV file, whichever delimiter it uses.

    Raises:
        UnreadableFile: A quotation mark is left open, or a cell is too long.
    """
    hint = DELIMITER_HINT.match(text)
    delimiter = hint[1] if hint else "\t" if suffix == ".tsv" else delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        grid = [tuple(one_line(cell) for cell in row) for row in reader]
    except csv.Error as error:
        reason = f"line {reader.line_num}: {error}; look at its quotation marks"
        raise UnreadableFile(Path(source), reason) from error
    if hint:
        grid[0] = ()
    return tuple(tables_of_grid(grid, source=source, locator=Path(source).name))


def delimiter_of(text: str) -> str:
    r"""The delimiter that cuts most lines into the same number of cells, and into most of them.

    >>> delimiter_of("sex;age\nMan;34,5\nWoman;40,1\n")
    ';'
    """
    lines = text.split("\n", ROWS_TRIED)[:ROWS_TRIED]

    def agreement(delimiter: str) -> tuple[int, int]:
        try:
            rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return (0, 0)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, count = max(widths.items(), key=lambda item: item[::-1], default=(0, 0))
        return (count, width)

    return max(DELIMITERS, key=agreement)


def read_workbook(data: bytes, *, source: str) -> tuple[Table, ...]:
    """The tables of every visible sheet, numbers as the sheet shows them ("86%", not 0.857).

    Raises:
        UnreadableFile: It is broken, too large, or holds formulas with no stored value.
    """
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about charts and styles, which are not read
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, rich_text=True
            )
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            grids = {sheet.title: _grid_of(sheet, source=source) for sheet in shown}
            unstored = _first_unstored_formula(data, grids)
    except UnreadableFile:
        raise
    except BROKEN_WORKBOOK as error:
        reason = f"a broken workbook ({one_line(str(error))[:80]}); save it again"
        raise UnreadableFile(Path(source), reason) from error
    if unstored:
        reason = f"{unstored} holds a formula with no stored value; open it, save it, try again"
        raise UnreadableFile(Path(source), reason)
    name = Path(source).name
    return tuple(
        table
        for title, grid in grids.items()
        for table in _tables_of_sheet(grid, source=source, locator=f"{name}, sheet {title}")
    )


def _tables_of_sheet(grid: Grid, *, source: str, locator: str) -> list[Table]:
    """The tables of a sheet; one without any, such as a cover, is a table of its lines."""
    lines = tuple((cells[0],) for row in grid if (cells := [cell for cell in row if cell]))
    tables = tables_of_grid(grid, source=source, locator=locator)
    cover = [Table(source=source, locator=locator, title="", header=(), rows=lines)]
    return tables or (cover if lines else [])


BROKEN_WORKBOOK = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,  # what an XML parser raises
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


def _grid_of(sheet: Any, *, source: str) -> Grid:
    sheet.reset_dimensions()  # what the file says of its own size is often wrong
    grid: Grid = []
    cells = 0
    for row in sheet.iter_rows():
        grid.append(tuple(_shown(cell.value, cell.number_format or "") for cell in row))
        cells += len(row)
        if cells > MOST_CELLS:
            raise UnreadableFile(Path(source), f"sheet {sheet.title} has over {MOST_CELLS:,} cells")
    return grid


def _shown(value: Any, number_format: str) -> str:
    """A cell's value as the sheet shows it."""
    match value:
        case None:
            return ""
        case list():
            return one_line("".join(map(_shown_run, value)))
        case bool() | str():
            return one_line(str(value))
        case int() | float():
            return _shown_number(Decimal(repr(value)), number_format)
        case date():
            return value.isoformat()[: len("2018-05-10")]
        case _:
            return one_line(str(value))


def _shown_run(run: Any) -> str:
    """A run of a cell's text in one font; marks of footnotes are raised."""
    is_raised = getattr(getattr(run, "font", None), "vertAlign", None) == "superscript"
    return superscript(run.text) if is_raised else str(run)


def _shown_number(value: Decimal, number_format: str) -> str:
    percent = _PERCENT_FORMAT.fullmatch(number_format)
    plain = _PLAIN_FORMAT.fullmatch(number_format)
    shown = percent or plain
    if shown is None:
        return f"{value.normalize():f}"
    places = Decimal(1).scaleb(-len(shown[1] or ""))
    scaled = value * 100 if percent else value
    return f"{scaled.quantize(places, rounding=ROUND_HALF_UP)}{'%' if percent else ''}"


def _first_unstored_formula(data: bytes, grids: dict[str, Grid]) -> str:
    """Where the first formula stands whose value was never stored, as "sheet A, cell B2"."""
    import openpyxl

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if not any(_FORMULA.search(archive.read(name)) for name in sheets):
            return ""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    for title, grid in grids.items():
        sheet = book[title]
        sheet.reset_dimensions()
        for row, shown in zip(sheet.iter_rows(), grid, strict=False):
            for cell, text in zip(row, shown, strict=False):
                if cell.data_type == "f" and not text:
                    return f"sheet {title}, cell {cell.coordinate}"
    return ""


@dataclass(slots=True)
class _Part:
    """A table in the making: rows `start` to `end` of the grid, the first of them its header."""

    title: str
    start: int
    end: int


def tables_of_grid(
    grid: Sequence[Sequence[str]], *, source: str, locator: str, title: str = ""
) -> list[Table]:
    """The tables that stand in a grid of cells, one below another.

    A blank row ends a table only where what follows begins with a header of its own. Lines with a
    single cell above a header are the lines of the table's title. Those with a blank row below them
    belong to all tables if no table stands above them; a blank line divides them from the others.

    >>> grid = [["Views of work"], ["", "Men", "Women"], ["Agree", "40%", "60%"]]
    >>> [(table.title, table.header, table.first_row) for table in
    ...  tables_of_grid(grid, source="a.csv", locator="a.csv")]
    [('Views of work', ('', 'Men', 'Women'), 2)]
    """
    width = max((_width(row) for row in grid), default=0)
    rows = [tuple([*row, *[""] * width][:width]) for row in grid]
    parts = _parts_of(rows, title)
    several = len(parts) > 1
    return [
        Table(
            source=source,
            locator=f"{locator}, table {n}" if several else locator,
            title=part.title,
            header=rows[part.start],
            rows=tuple(rows[part.start + 1 : part.end]),
            first_row=part.start + 1,
        )
        for n, part in enumerate(parts, 1)
    ]


def _parts_of(rows: Sequence[Sequence[str]], title: str) -> list[_Part]:
    parts: list[_Part] = []
    shared, pending = title, ""
    for start, end in _chunks(rows):
        first = next((n for n in range(start, end) if any(rows[n][1:])), end)
        lines = "\n".join(rows[n][0] for n in range(start, first) if rows[n][0])
        if first == end and not parts:
            shared = _paragraphs(shared, lines)
        elif first == end:
            pending = _paragraphs(pending, lines)
        elif not parts or rows[first] == rows[parts[-1].start] or _is_header(rows[first:end]):
            whole = _paragraphs(shared, pending, lines)
            parts.append(_Part(title=whole, start=first, end=end))
            pending = ""
        else:
            parts[-1].end, pending = end, ""
    return parts


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)


def superscript(text: str) -> str:
    """A raised mark as text that no figure or word before it runs into.

    >>> "45%" + superscript("1"), "Other" + superscript("a"), "1" + superscript("st")
    ('45%\u00b9', 'Other[a]', '1st')
    """
    mark = text.strip()
    if re.fullmatch(r"\d(?:[\s,]*\d)*", mark):
        return "".join(_RAISED[int(digit)] for digit in mark if digit.isdecimal())
    return f"[{mark}]" if re.fullmatch(r"[A-Za-z]", mark) else text


def _width(row: Sequence[str]) -> int:
    return max((n for n, cell in enumerate(row, 1) if cell), default=0)


def _cells(row: Iterable[str]) -> int:
    return sum(bool(cell) for cell in row)


def _chunks(rows: Sequence[Sequence[str]]) -> Iterable[tuple[int, int]]:
    start = None
    for n, row in enumerate([*rows, ()]):
        if _cells(row) and start is None:
            start = n
        elif not _cells(row) and start is not None:
            yield start, n
            start = None


def _is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row (or the first two) heads the columns of figures below it."""
    if any(is_number(cell) for cell in rows[0][1:]):
        return False
    figures = {n for row in rows[1:] for n, cell in enumerate(row) if n and is_number(cell)}
    headed = {n for row in rows[:2] for n, cell in enumerate(row) if cell and not is_number(cell)}
    return bool(figures) and len(figures - headed) <= MOST_UNHEADED * len(figures)
