"""Delimited text as answers: CSV and TSV files of any size, in any encoding."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from assistant.corpus.prose import one_line
from assistant.corpus.responses.files.headers.dropping import drops_among
from assistant.corpus.responses.files.headers.layouts import LOOKED_AT, layout_of
from assistant.corpus.responses.files.headers.nouns import Layout
from assistant.corpus.responses.files.source import SourceTable
from assistant.corpus.responses.files.staging import Stager
from assistant.corpus.responses.files.values.encodings import KNOWN, guessed, marked
from assistant.corpus.tables import DELIMITER_HINT, delimiter_of
from assistant.errors import UnreadableFile

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 1 << 22
PARSED = 1 << 24  # bytes at a time; no row may be longer
SNIFFED = 1 << 18  # bytes to tell the delimiter from
LONGEST_HEADER = 1 << 24


def read_delimited_answers(
    path: Path, *, staged: Path, source: str, encoding: str = ""
) -> SourceTable:
    """The answers of a CSV or TSV file; without an `encoding` it is told from the bytes.

    Raises:
        UnreadableFile: It is no text, is cut up unevenly, or has no header.
    """
    text, notes = _as_utf8(path, scratch=staged.with_suffix(".txt"), source=source, told=encoding)
    with text.open("rb") as file:
        delimiter = _delimiter(file, suffix=path.suffix.lower())
        layout, start = _read_header(file, delimiter=delimiter, source=source)
        file.seek(start)
        names = [column.name for column in layout.columns]
        with Stager(staged, names, drops=drops_among(layout.columns)) as stager:
            if file.read(1):
                file.seek(start)
                rows = _Rows(source=source, first=layout.header_rows + 1)
                last = ""
                for batch in _batches(file, names, delimiter=delimiter, rows=rows):
                    stager.add(batch.columns)
                    last = batch.column(len(names) - 1)[-1].as_py() if batch.num_rows else last
                _refuse_open_quotation(text, last, source=source)
    if text != path:
        text.unlink()
    return stager.table(
        layout.columns,
        sets=layout.sets,
        notes=(*notes, *layout.notes),
        is_semicolon=delimiter == ";",
    )


def _as_utf8(path: Path, *, scratch: Path, source: str, told: str) -> tuple[Path, tuple[str, ...]]:
    """A file of the same text in UTF-8 (the file itself where it is that), and what was told."""
    try:
        encoding = codecs.lookup(told).name if told else marked(path) or "utf-8"
    except LookupError as error:
        reason = f"questions.yaml says it is in {told!r}, which is no encoding that is known"
        raise UnreadableFile(Path(source), reason) from error
    try:
        return _rewritten(path, scratch=scratch, source=source, encoding=encoding), ()
    except UnicodeError as error:
        if told or encoding != "utf-8":
            place = f" (byte {error.start:,})" if isinstance(error, UnicodeDecodeError) else ""
            reason = f"it is not in {encoding}{place}; say which in questions.yaml"
            raise UnreadableFile(Path(source), reason) from error
    likely = guessed(path)
    if not likely:
        reason = "neither UTF-8 nor any encoding that can be told; save it as UTF-8"
        raise UnreadableFile(Path(source), reason)
    notes = (f"it is not in UTF-8 and is read as {KNOWN[likely]}",)
    text = _rewritten(path, scratch=scratch, source=source, encoding=likely, is_guessed=True)
    return text, notes


def _refuse_open_quotation(text: Path, last: str, *, source: str) -> None:
    """Refuse a file whose last cell runs on to its end, for it swallows the rows in between."""
    if "\n" not in last:
        return
    with text.open("rb") as file:
        file.seek(max(0, text.stat().st_size - 100))
        ends_quoted = file.read().rstrip().endswith(b'"')
    if not ends_quoted:
        reason = (
            f"a quotation mark is left open before {one_line(last)[:40]!r}; "
            "close it, for all after it is read as one cell"
        )
        raise UnreadableFile(Path(source), reason)


def _rewritten(
    path: Path, *, scratch: Path, source: str, encoding: str, is_guessed: bool = False
) -> Path:
    """A file of the same text in UTF-8, whose lines end in a line feed."""
    decoder = codecs.getincrementaldecoder(encoding)("replace" if is_guessed else "strict")
    lines, is_as_it_was, has_returns = 1, encoding == "utf-8", False
    with path.open("rb") as file, scratch.open("wb") as out:
        while block := file.read(BLOCK):
            text = decoder.decode(block)
            if "\0" in text:
                line = lines + text[: text.index("\0")].count("\n")
                reason = f"line {line:,} holds a NUL, which no text has; save it again as UTF-8"
                raise UnreadableFile(Path(source), reason)
            if file.tell() <= BLOCK:
                has_returns = "\r" in text and "\n" not in text
                is_as_it_was = is_as_it_was and not has_returns
            if has_returns:
                text = text.replace("\r", "\n")
            lines += text.count("\n")
            if not is_as_it_was:
                out.write(text.encode("utf-8", "replace"))
        decoder.decode(b"", final=True)
    return path if is_as_it_was else scratch


def _delimiter(file: BinaryIO, *, suffix: str) -> str:
    """The delimiter; the file is left where its header begins, after a line such as "sep=;"."""
    sample = file.read(SNIFFED).decode("utf-8", "ignore")
    hint = DELIMITER_HINT.match(sample)
    file.seek(len(hint[0].encode("utf-8")) if hint else 0)
    if hint:
        return hint[1]
    return "\t" if suffix == ".tsv" and "\t" in sample else delimiter_of(sample)


def _read_header(file: BinaryIO, *, delimiter: str, source: str) -> tuple[Layout, int]:
    """The layout, and the byte at which the answers begin."""
    places = [file.tell()]

    def lines() -> Iterator[str]:
        while line := file.readline(LONGEST_HEADER):
            places.append(file.tell())
            yield line.decode("utf-8", "replace")

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    ends: list[int] = []
    try:
        for row in reader:
            if row:
                rows.append(row)
                ends.append(places[-1])
            if len(rows) == LOOKED_AT:
                break
    except csv.Error as error:
        if not rows:
            reason = f"line {reader.line_num}: {error}; look at its quotation marks"
            raise UnreadableFile(Path(source), reason) from error
    layout = layout_of(rows, source=source)
    return layout, ends[layout.header_rows - 1]


@dataclass(slots=True)
class _Rows:
    """Hears of a row that has too many or too few cells."""

    source: str
    first: int
    uneven: str = ""

    def refuse(self, row: Any) -> str:
        place = f"row {self.first + row.number - 1:,}" if row.number else "a row"
        self.uneven = (
            f"{place} has {row.actual_columns} cells where the header has "
            f"{row.expected_columns}: {one_line(row.text)[:60]!r}; look at its quotation marks"
        )
        return "error"


def _batches(
    file: BinaryIO, names: list[str], *, delimiter: str, rows: _Rows
) -> Iterator["pa.RecordBatch"]:
    import pyarrow as pa
    import pyarrow.csv as pacsv

    # Positions in place of names, for Arrow takes no two columns of one name.
    labels = [str(n) for n in range(len(names))]
    try:
        yield from pacsv.open_csv(
            file,
            read_options=pacsv.ReadOptions(
                column_names=labels, block_size=PARSED, use_threads=False
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, invalid_row_handler=rows.refuse
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(labels, pa.string()), strings_can_be_null=False
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowException) as error:
        reason = rows.uneven or f"{one_line(str(error))[:120]}; look at its quotation marks"
        raise UnreadableFile(Path(rows.source), reason) from error
