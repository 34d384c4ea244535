"""The words of a Word file as its reader sees them."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
import pytest

from assistant.interfaces.word_draft import read_word_draft

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = (
    f'<w:footnotes xmlns:w="{W}"><w:footnote><w:p><w:r><w:t>Of those asked, </w:t></w:r>'
    "<w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:r><w:t>12% did not say.</w:t></w:r>"
    "</w:p></w:footnote></w:footnotes>"
)
BOX = (
    f'<w:r xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p><w:r>"
    "<w:t>92% agree</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback>"
    "<w:pict><w:txbxContent><w:p><w:r><w:t>92% agree</w:t></w:r></w:p></w:txbxContent></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
CHANGED = (
    f'<w:p xmlns:w="{W}"><w:r><w:t xml:space="preserve">Of all, </w:t></w:r><w:del><w:r>'
    "<w:delText>90%</w:delText></w:r></w:del><w:ins><w:r><w:t>92%</w:t></w:r></w:ins><w:moveFrom>"
    "<w:r><w:t>8%</w:t></w:r></w:moveFrom><w:r><w:tab/><w:t>agree.</w:t></w:r></w:p>"
)


def word(write: Callable[[Any], object]) -> bytes:
    document = docx.Document()
    write(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def add_xml(document: Any, xml: str) -> None:
    from lxml import etree

    element = etree.fromstring(xml)
    if element.tag.endswith("}p"):
        document.element.body.insert(0, element)
    else:
        document.add_paragraph("They said so.")._p.append(element)


def with_footnotes(data: bytes) -> bytes:
    """The Word file with one more part and what announces it, as Word itself writes them."""
    package = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    added = {
        "[Content_Types].xml": (
            f'<Override PartName="/word/footnotes.xml" ContentType="{package}.footnotes+xml"/>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationship Id="rIdNotes" Type="{relation}" Target="footnotes.xml"/>'
        ),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            head, end, tail = old.read(name).rpartition(b"</")
            new.writestr(name, head + added.get(name, "").encode() + end + tail)
        new.writestr("word/footnotes.xml", NOTES)
    return made.getvalue()


def test_headings_and_lists_come_in_order_and_footnotes_last() -> None:
    def write(document: Any) -> None:
        document.add_heading("Skills", level=1)
        document.add_paragraph("\u201c86%\u201d agree.")
        document.add_paragraph("74% of students agree.", style="List Bullet")

    paragraphs, _ = read_word_draft(with_footnotes(word(write)))

    assert paragraphs == [
        "Skills",
        "\u201c86%\u201d agree.",
        "74% of students agree.",
        "Of those asked, 12% did not say.",
    ]


def test_tracked_changes_count_as_accepted() -> None:
    assert read_word_draft(word(lambda d: add_xml(d, CHANGED)))[0] == ["Of all, 92% agree."]


def test_a_text_box_is_read_once_and_apart_from_the_paragraph_that_holds_it() -> None:
    assert read_word_draft(word(lambda d: add_xml(d, BOX)))[0] == ["They said so.", "92% agree"]


@pytest.mark.parametrize(
    ("rows", "paragraphs", "tables"),
    [
        ([["92% of employers agree."]], ["92% of employers agree."], 0),
        ([["Fact", "92% of employers agree."], ["Name", "Jo"]],
         ["Fact", "92% of employers agree.", "Name", "Jo"], 0),
        ([["Group", "Agree"], ["Employers", "86%"], ["Students", "74%"]], [], 1),
    ],
)  # fmt: skip
def test_a_table_for_the_layout_is_read_and_one_of_figures_is_counted(
    rows: list[list[str]], paragraphs: list[str], tables: int
) -> None:
    assert read_word_draft(word(lambda d: add_table(d, rows))) == (paragraphs, tables)
