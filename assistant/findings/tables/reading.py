"""Published tables → findings: one figure a row (long form), or a banner and a stub (crosstabs)."""

from pathlib import Path

from assistant.corpus.document import Document
from assistant.corpus.documents import read_file
from assistant.corpus.folder import CorpusFile
from assistant.errors import BadTable, UnreadableFile
from assistant.findings.finding import Finding
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
    for table in document.tables:
        read = read_long_form if is_long_form(table) else read_crosstab
        try:
            found += read(table, survey, is_strict=is_file)
        except BadTable:
            if is_file:
                raise
    return tuple(found)


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
