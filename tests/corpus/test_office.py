"""PDF and Word files: paragraphs in order, page by page, and tables."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.corpus.document import Document
from assistant.corpus.documents import read_document
from tests.corpus.nasty import docx_of, pdf_of


def read(tmp_path: Path, name: str, data: bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return read_document(path, survey="s", source=f"corpus/s/{name}", largest_bytes=10**6)


def blocks_of(document: Document) -> list[tuple[str, str]]:
    return [(block.locator, document.text[block.start : block.end]) for block in document.blocks]


def test_the_lines_of_a_pdf_are_joined_and_its_running_heads_are_furniture(tmp_path: Path) -> None:
    first = [
        "Trust in news 1",
        "Out of the 306 students surveyed, 86% agreed that earning a",
        "credential will help them stand out to employers and get a",
        "job after graduation, and 81% said it will help them to be",
    ]
    second = [
        "Trust in news 2",
        "good at that job once they have it. Few teachers who were",
        "asked about it said so.",
    ]

    document = read(tmp_path, "report.pdf", pdf_of(first, second))

    assert blocks_of(document) == [
        (
            "page 1, paragraph 1",
            "Out of the 306 students surveyed, 86% agreed that earning a credential will help "
            "them stand out to employers and get a job after graduation, and 81% said it will "
            "help them to be good at that job once they have it. Few teachers who were asked "
            "about it said so.",
        ),
        ("page 1, site furniture", "Trust in news 1"),
        ("page 2, site furniture", "Trust in news 2"),
    ]


def test_a_line_of_figures_at_the_foot_of_each_page_is_no_running_head(tmp_path: Path) -> None:
    pages = [[f"Question {n} was put to all.", f"No answer {3 + n % 2}"] for n in range(1, 5)]

    document = read(tmp_path, "toplines.pdf", pdf_of(*pages))

    assert "No answer 3" in [text for place, text in blocks_of(document) if "para" in place]


def test_page_numbers_are_furniture(tmp_path: Path) -> None:
    document = read(tmp_path, "report.pdf", pdf_of(["62% agree.", "12"], ["38% do not.", "13"]))

    assert [block.kind for block in document.blocks] == [
        "paragraph",
        "furniture",
        "paragraph",
        "furniture",
    ]


def test_a_word_file_is_read_in_order_with_its_styles(tmp_path: Path) -> None:
    data = docx_of(
        ("Title", "Trust in news"),
        ("Heading 1", "Findings"),
        ("Normal", "Most adults (62%) trust\nlocal news."),
        ("List Bullet", "71% of Democrats do"),
        ("Caption", "Table 1: Trust by party, %"),
        table=[["Party", "Trust"], ["Democrats", "71"], ["Republicans", "53"]],
    )

    document = read(tmp_path, "report.docx", data)

    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        ("title", "Trust in news"),
        ("heading", "Findings"),
        ("paragraph", "Most adults (62%) trust local news."),
        ("item", "71% of Democrats do"),
        ("caption", "Table 1: Trust by party, %"),
    ]
    (table,) = document.tables
    assert table.title == "Table 1: Trust by party, %"
    assert table.rows == (("Democrats", "71"), ("Republicans", "53"))


def test_a_merged_cell_fills_its_first_place_only(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    rows = [["", "Age", ""], ["", "18-34", "35+"], ["Agree", "40%", "60%"]]
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            table.cell(n, m).text = cell
    table.cell(0, 1).merge(table.cell(0, 2))
    out = io.BytesIO()
    document.save(out)

    (read_table,) = read(tmp_path, "a.docx", out.getvalue()).tables

    assert (read_table.header, *read_table.rows) == tuple(tuple(row) for row in rows)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ("<w:ins w:id='1'><w:r><w:t>not </w:t></w:r></w:ins>", "62% do not agree"),
        ("<w:del w:id='1'><w:r><w:delText>not </w:delText></w:r></w:del>", "62% do agree"),
    ],
)
def test_tracked_changes_are_read_as_accepted(tmp_path: Path, change: str, text: str) -> None:
    document = docx.Document()
    xml = (
        f"<w:p {nsdecls('w')}><w:r><w:t xml:space='preserve'>62% do </w:t></w:r>{change}"
        "<w:r><w:t>agree</w:t></w:r></w:p>"
    )
    xml = xml.replace("<w:t>not ", "<w:t xml:space='preserve'>not ")
    document.element.body.insert(0, parse_xml(xml))
    out = io.BytesIO()
    document.save(out)

    assert read(tmp_path, "a.docx", out.getvalue()).text == text
