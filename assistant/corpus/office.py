"""PDF and Word files as prose and tables."""

import io
import logging
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.corpus.document import BlockKind, Table
from assistant.corpus.prose import (
    Content,
    Piece,
    clean,
    kind_of,
    looks_like_heading,
    one_line,
    pieces_of_lines,
    wrap_of,
)
from assistant.corpus.tables import superscript, tables_of_grid
from assistant.errors import UnreadableFile

EDGE_LINES = 3  # at the top and the bottom of a page, where running heads stand
LONGEST_TABLE_TITLE = 200

_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # nested too deeply, or in a way that the library does not know
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)
# "12  Trust in news", "Trust in news  12", "Trust in news  12 of 20"
_NUMBERED = re.compile(
    r"(?P<first>\d{1,4})\s+(?P<after>\D+)|(?P<before>.*?)\s+(?P<last>\d{1,4})(?:\s*(?:of|/)\s*\d+)?"
)
# "12", "- 12 -", "Page 3 of 10", "3/10"
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-\u2013\s]*\d{1,4}[-\u2013\s]*(?:(?:of|/)\s*\d{1,4})?", re.I
)
_HEADING_STYLE = re.compile(r"heading (\d)", re.IGNORECASE)


def check_archive(data: bytes, *, source: str, largest_bytes: int) -> None:
    """Refuse a Word file or workbook that is broken, or that unpacks to more than the limit.

    Raises:
        UnreadableFile: As said.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError, LookupError) as error:
        raise UnreadableFile(
            Path(source), "broken: it cannot be unpacked; save it again"
        ) from error
    if unpacked > largest_bytes:
        raise UnreadableFile(Path(source), f"unpacks to {unpacked / 1e6:,.0f} MB, over the limit")


def read_pdf(data: bytes, *, source: str) -> Content:
    """The prose of a PDF, page by page; running heads and page numbers are furniture.

    Raises:
        UnreadableFile: It is encrypted, broken, or a scan with no text.
    """
    pages = _pages_of(data, source=source)
    if not any(line.strip() for page in pages for line in page):
        raise UnreadableFile(
            Path(source), "no text in it, as in a scan; run it through text recognition (OCR) first"
        )
    running = _running_heads(pages)
    wrap = wrap_of([line for page in pages for line in page])
    pieces: list[Piece] = []
    for number, page in enumerate(pages, 1):
        kept, heads = _without_heads(page, number, running=running)
        found = pieces_of_lines(kept, wrap=wrap, page=number)
        last = max((n for n, p in enumerate(pieces) if p.kind != "furniture"), default=-1)
        if found and last >= 0 and _runs_on(pieces[last], found[0]):
            joined = wrap.join(pieces[last].text, found.pop(0).text)
            pieces[last] = replace(pieces[last], text=joined)
        pieces += found
        pieces += [Piece(kind="furniture", text=head, page=number) for head in heads]
    return Content(pieces=tuple(pieces))


def _pages_of(data: bytes, *, source: str) -> list[list[str]]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of what it works around
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(Path(source), "encrypted; save a copy with no password")
        return [clean(page.extract_text()).split("\n") for page in reader.pages]
    except DependencyError as error:
        raise UnreadableFile(Path(source), "encrypted; save a copy with no password") from error
    except (PyPdfError, *_BROKEN) as error:
        reason = f"a broken PDF ({one_line(str(error))[:80]}); print it to PDF again"
        raise UnreadableFile(Path(source), reason) from error


def _edges(page: Sequence[str]) -> list[str]:
    lines = [line.strip() for line in page if line.strip()]
    return [*lines[:EDGE_LINES], *lines[EDGE_LINES:][-EDGE_LINES:]]


def _head(line: str, page: int) -> tuple[str, int]:
    """A line apart from the page's number: what is left, and how far the number is ahead.

    >>> _head("Trust in news  12", 10), _head("No answer", 10)
    (('Trust in news', 2), ('No answer', 0))
    """
    numbered = _NUMBERED.fullmatch(line)
    if not numbered:
        return line, 0
    number = numbered["first"] or numbered["last"]
    return numbered["before"] or numbered["after"] or "", int(number) - page


def _running_heads(pages: Sequence[Sequence[str]]) -> frozenset[tuple[str, int]]:
    """Lines at the edge of every third page, and of two at least, alike but for its number."""
    seen = Counter(
        head
        for number, page in enumerate(pages, 1)
        for head in {_head(line, number) for line in _edges(page)}
    )
    return frozenset(head for head, count in seen.items() if count >= max(2, len(pages) // 3))


def _without_heads(
    page: Sequence[str], number: int, *, running: frozenset[tuple[str, int]]
) -> tuple[list[str], list[str]]:
    edges = frozenset(_edges(page))
    kept: list[str] = []
    heads: list[str] = []
    for line in page:
        bare = line.strip()
        is_head = bool(_PAGE_NUMBER.fullmatch(bare)) or _head(bare, number) in running
        (heads if bare in edges and is_head else kept).append(line)
    return kept, [head for head in heads if head.strip()]


def _runs_on(last: Piece, following: Piece) -> bool:
    """Whether a sentence goes on over a page break."""
    is_open = last.kind == "paragraph" and not re.search(r"[.!?:][\"'\u201d\u2019)]*$", last.text)
    return is_open and following.kind == "paragraph" and following.text[0].islower()


def read_docx(data: bytes, *, source: str) -> Content:
    """The paragraphs of a Word file in order, and its tables.

    Raises:
        UnreadableFile: It is broken, or no Word file.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table as WordTable
    from lxml import etree

    pieces: list[Piece] = []
    grids: list[tuple[list[list[str]], str]] = []
    try:
        for part in docx.Document(io.BytesIO(data)).iter_inner_content():
            if isinstance(part, WordTable):
                grids.append((_word_grid(part), _title_above(pieces)))
            else:
                pieces += _word_pieces(part)
    except (OpcError, etree.LxmlError, *_BROKEN) as error:
        reason = f"a broken Word file ({one_line(str(error))[:80]}); save it again"
        raise UnreadableFile(Path(source), reason) from error
    return Content(pieces=tuple(pieces), tables=tuple(_word_tables(grids, source=source)))


def _word_pieces(paragraph: Any) -> Iterator[Piece]:
    text = one_line(_word_text(paragraph._p))
    if not text:
        return
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    heading = _HEADING_STYLE.fullmatch(style)
    if heading:
        yield Piece(kind="heading", text=text, level=int(heading[1]))
    elif style == "Title":
        yield Piece(kind="title", text=text, level=1)
    elif style == "Caption":
        yield Piece(kind="caption", text=text)
    else:
        is_item = style.startswith("List") or bool(paragraph._p.xpath("./w:pPr/w:numPr"))
        kind: BlockKind = kind_of(text, is_item=is_item)
        yield Piece(kind=kind, text=text)


def _word_text(element: Any) -> str:
    """What a paragraph says with tracked changes accepted: insertions in, deletions out."""
    texts = element.xpath(
        ".//*[self::w:t or self::w:tab or self::w:br or self::w:noBreakHyphen]"
        "[not(ancestor::w:del) and not(ancestor::w:txbxContent)]"
    )
    plain = {"t": None, "tab": " ", "br": "\n", "noBreakHyphen": "-"}
    return "".join(plain[text.tag.rpartition("}")[2]] or text.text or "" for text in texts)


def _marked_text(paragraph: Any) -> str:
    """What a paragraph of a table says, with its raised marks as such."""
    raised = paragraph._p.xpath(".//w:r[w:rPr/w:vertAlign/@w:val='superscript']/w:t")
    for text in raised:
        text.text = superscript(text.text or "")
    return _word_text(paragraph._p)


def _word_grid(table: Any) -> list[list[str]]:
    """The cells row by row; a merged cell fills its first place and leaves the others blank."""
    seen: set[Any] = set()
    grid = []
    for row in table.rows:
        cells = []
        for cell in row.cells:
            is_first = cell._tc not in seen
            seen.add(cell._tc)
            text = " ".join(map(_marked_text, cell.paragraphs))
            cells.append(one_line(text) if is_first else "")
        grid.append(cells)
    return grid


def _title_above(pieces: Sequence[Piece]) -> str:
    """The caption or heading that stands directly above a table."""
    if not pieces:
        return ""
    nearest = pieces[-1]
    is_title = nearest.kind in ("caption", "heading") or looks_like_heading(nearest.text)
    return nearest.text if is_title and len(nearest.text) <= LONGEST_TABLE_TITLE else ""


def _word_tables(grids: Sequence[tuple[list[list[str]], str]], *, source: str) -> Iterator[Table]:
    name = Path(source).name
    for n, (grid, title) in enumerate(grids, 1):
        yield from tables_of_grid(grid, source=source, locator=f"{name}, table {n}", title=title)
