"""Published tables → findings: one figure a row (long form), or a banner and a stub (crosstabs)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.corpus.document import Document, Table
from assistant.corpus.documents import read_file
from assistant.corpus.folder import CorpusFile
from assistant.errors import BadTable, UnreadableFile
from assistant.findings.finding import Finding
from assistant.findings.tables.captions import caption_of
from assistant.findings.tables.cells import names, plain, read_number
from assistant.findings.tables.crosstabs import read_crosstab
from assistant.findings.tables.longform import is_long_form, read_long_form
from assistant.survey import Survey


def read_tables(document: Document, survey: Survey) -> tuple[Finding, ...]:
    """The findings in a document's tables, in the order of their cells.

    A file of tables must be understood whole; of a table in a document, what is no figure is passed
    over.

    Raises:
        BadTable: A cell of a table file is no figure of its unit, or the table has neither layout;
            the message names file, row and column.
    """
    is_file = not document.text
    found: list[Finding] = []
    for table in _of_figures(document.tables) if is_file else document.tables:
        read = read_long_form if is_long_form(table) else read_crosstab
        try:
            found += read(table, survey, is_strict=is_file)
        except BadTable:
            if is_file:
                raise
    return tuple(found)


def _of_figures(tables: Sequence[Table]) -> Iterator[Table]:
    """The tables that hold findings, and the dates that a cover or a list of them gives.

    A sheet of notes holds none. If a file has nothing else, it is read all the same, and named.
    """
    dates = ""
    have_findings = [_has_figures(table) and not _lists_tables(table) for table in tables]
    for table, has_findings in zip(tables, have_findings, strict=True):
        if not has_findings and any(have_findings):
            rows = (": ".join(filter(None, row)) for row in (table.header, *table.rows))
            dates = dates or caption_of("\n".join((table.title, *rows))).dates
        else:
            yield replace(table, title="\n\n".join(filter(None, (dates, table.title))))


def _has_figures(table: Table) -> bool:
    return any(read_number(cell) for row in table.rows for cell in row[1:])


def _lists_tables(table: Table) -> bool:
    """Whether a sheet lists a workbook's tables: their numbers, titles and bases."""
    labels = [plain(label) for label in table.header if label]
    has_percentages = any("%" in cell for row in table.rows for cell in row)
    return len(labels) > 1 and set(labels) <= names("contents") and not has_percentages


def read_checked(file: CorpusFile, *, survey: Survey, largest_bytes: int) -> Document:
    """As `read_file`, for who wants to know now whether the tables of the file are understood.

    Raises:
        UnreadableFile: As for `read_file`, or a cell of a table file is no figure; the reason says
            where it is and what to do.
    """
    document = read_file(file, survey=survey, largest_bytes=largest_bytes)
    try:
        if file.kind == "tables":
            read_tables(document, survey)
    except BadTable as problem:
        reason = str(problem).removeprefix(f"{document.source}: ")
        raise UnreadableFile(Path(document.source), reason) from problem
    return document
