"""The words of a Word file as its reader sees them: text boxes and footnotes, too."""

import io
from collections.abc import Iterator
from typing import Any

from assistant.corpus.prose import one_line
from assistant.corpus.tables import is_number

LEAST_FIGURES = 0.2  # of a table's filled cells; with fewer it is there for the layout

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _TABLE, _ROW, _CELL = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc"))
_SAID = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}noBreakHyphen": "-", f"{_W}t": ""}
# Words that were struck out or moved away, and what is there a second time for an older Word.
_UNSEEN = frozenset((f"{_W}del", f"{_W}moveFrom", _FALLBACK))
_NOTES = ("footnotes+xml", "endnotes+xml")


def read_word_draft(data: bytes) -> tuple[list[str], int]:
    """The paragraphs of a Word file that can be read, and how many tables of figures it has.

    Tracked changes count as accepted. A table of figures is none of the paragraphs; one that is
    there for the layout is. Foot- and endnotes come last.
    """
    import docx
    from lxml import etree

    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    tables = {table for table in body.iter(_TABLE) if _is_of_figures(table)}
    paragraphs = list(_paragraphs(body, without=tables))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    for part in document.part.package.iter_parts():
        if part.content_type.endswith(_NOTES):
            notes = etree.fromstring(part.blob, parser)
            paragraphs += [] if notes is None else _paragraphs(notes, without=set())
    return paragraphs, len(tables)


def _paragraphs(root: Any, *, without: set[Any]) -> Iterator[str]:
    for paragraph in root.iter(_PARAGRAPH):
        if without.isdisjoint(paragraph.iterancestors(_TABLE)):
            text = _text(paragraph)
            if text:
                yield text


def _text(paragraph: Any) -> str:
    """A paragraph's own words, without those of a text box that is fastened to it."""
    said = []
    for element in paragraph.iter(*_SAID):
        above = list(element.iterancestors())
        own = next(one for one in above if one.tag == _PARAGRAPH) is paragraph
        if own and _UNSEEN.isdisjoint(one.tag for one in above):
            said.append(_SAID[element.tag] or element.text or "")
    return one_line("".join(said))


def _is_of_figures(table: Any) -> bool:
    rows = [row.findall(_CELL) for row in table.iterchildren(_ROW)]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    cells = [" ".join(_text(p) for p in cell.iter(_PARAGRAPH)) for row in rows for cell in row]
    filled = [cell for cell in cells if cell]
    return sum(map(is_number, filled)) >= LEAST_FIGURES * len(filled) > 0
