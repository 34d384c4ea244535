"""Tables as pollsters lay them out: every figure with its question, people, base and date."""

import io
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml

from assistant.corpus.documents import read_file
from assistant.corpus.folder import scan_corpus
from assistant.findings.finding import Finding
from assistant.findings.tables import read_tables

LAYOUTS = yaml.safe_load((Path(__file__).parent / "layouts.yaml").read_text(encoding="utf-8"))

Told = tuple[str, str, str, str, int | None, str | None]


def workbook_of(sheets: dict[str, list[list[object]]], number_format: str) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, float):
                cell.number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word_file_of(rows: list[list[str]]) -> bytes:
    document = docx.Document()
    document.add_paragraph("A note with a table.")
    width = max(map(len, rows))
    table = document.add_table(rows=len(rows), cols=width)
    for n, row in enumerate(rows):
        if len(row) == 1:
            table.cell(n, 0).merge(table.cell(n, width - 1))
        for m, text in enumerate(row):
            said, _, raised = text.partition("^")
            paragraph = table.cell(n, m).paragraphs[0]
            paragraph.add_run(said)
            paragraph.add_run(raised).font.superscript = True
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def file_of(layout: dict[str, Any]) -> tuple[str, bytes]:
    if "csv" in layout:
        return "toplines.csv", layout["csv"].encode()
    if "html" in layout:
        return "article.html", layout["html"].encode()
    if "word" in layout:
        return "report.docx", word_file_of(layout["word"])
    return "tables.xlsx", workbook_of(layout["sheets"], layout.get("format", "General"))


def expected_of(layout: dict[str, Any]) -> list[Told]:
    return [
        (
            figure if isinstance(figure, str) else f"{figure}%",
            block["question"],
            option,
            people,
            base,
            block.get("wave"),
        )
        for block in layout["expected"]
        for option, figures in block["figures"].items()
        for figure, (people, base) in zip(figures, block["columns"], strict=False)
    ]


def told(finding: Finding) -> Told:
    said = finding.statement
    return (
        said.figure.text,
        said.measure.question or said.measure.text,
        said.measure.option,
        said.population.text,
        said.base.unweighted_n if said.base else None,
        said.wave,
    )


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_figure_of_a_layout_is_read_and_nothing_else(name: str, tmp_path: Path) -> None:
    layout = LAYOUTS[name]
    filename, data = file_of(layout)
    (tmp_path / "poll").mkdir()
    (tmp_path / "poll" / filename).write_bytes(data)
    (folder,) = scan_corpus(tmp_path).folders

    document = read_file(folder.files[0], survey=folder.survey, largest_bytes=1_000_000)
    found = [told(finding) for finding in read_tables(document, folder.survey)]

    assert sorted(map(str, found)) == sorted(map(str, expected_of(layout)))
