"""Tables as grids of text, with the numbers as they are shown and the rows as they are numbered."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from assistant.corpus.document import Table
from assistant.corpus.tables import read_delimited, read_workbook, tables_of_grid
from assistant.errors import UnreadableFile
from tests.corpus.nasty import xlsx_of, zip_of


def read_csv(text: str, *, suffix: str = ".csv") -> tuple[Table, ...]:
    return read_delimited(text, source="corpus/s/toplines.csv", suffix=suffix)


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("option,value\n'Agree, fully',62\n".replace("'", '"'), ".csv"),
        ("option;value\nAgree, fully;62\n", ".csv"),
        ("option\tvalue\nAgree, fully\t62\n", ".tsv"),
        ("option|value\nAgree, fully|62\n", ".csv"),
        ("\r\noption;value\r\n\r\nAgree, fully;62\r\n".lstrip(), ".csv"),
    ],
    ids=["comma", "semicolon", "tab", "bar", "blank line"],
)
def test_the_delimiter_is_told_from_the_file(text: str, suffix: str) -> None:
    (table,) = read_csv(text, suffix=suffix)

    assert table.header == ("option", "value")
    assert [row for row in table.rows if any(row)] == [("Agree, fully", "62")]


def test_the_hint_that_spreadsheets_write_is_followed_and_counted_as_a_row() -> None:
    (table,) = read_csv("sep=;\na;b\n1;2\n")

    assert (table.header, table.first_row) == (("a", "b"), 2)


def test_lines_above_the_header_are_the_title_and_blank_rows_keep_the_numbering() -> None:
    (table,) = read_csv("Trust in news,,\nAll adults,,\n,Men,Women\nQ1,,\n\nAgree,40%,60%\n")

    assert table.title == "Trust in news\nAll adults"
    assert (table.header, table.first_row) == (("", "Men", "Women"), 3)
    assert table.rows[2] == ("Agree", "40%", "60%")  # row 6 of the file


def test_tables_one_below_another_are_told_apart() -> None:
    grid = [
        ["Table 1. Trust"],
        ["", "Men", "Women"],
        ["Agree", "40%", "60%"],
        [],
        ["Table 2. Use"],
        ["", "Young", "Old"],
        ["Daily", "10%", "20%"],
        ["Source: survey of adults"],
    ]

    tables = tables_of_grid(grid, source="a.csv", locator="a.csv")

    assert [(table.locator, table.title, table.first_row) for table in tables] == [
        ("a.csv, table 1", "Table 1. Trust", 2),
        ("a.csv, table 2", "Table 2. Use", 6),
    ]


def test_a_blank_row_between_questions_does_not_end_a_table() -> None:
    grid = [["", "Men", "Women"], ["Q1"], ["Yes", "40%", "60%"], [], ["Q2"], ["No", "1%", "2%"]]

    (table,) = tables_of_grid(grid, source="a.csv", locator="a.csv")

    assert table.rows[-1] == ("No", "1%", "2%")


def test_an_open_quotation_mark_is_named_with_its_line() -> None:
    with pytest.raises(UnreadableFile, match="line 3: unexpected end of data; look at its quot"):
        read_csv('a,b\n"1,2\n3,4')


def test_a_workbooks_numbers_are_read_as_the_sheet_shows_them() -> None:
    rows = (
        ["option", "share", "mean", "n", "date", "note"],
        ["Agree", 0.857, 2.345, 1615, datetime.datetime(2018, 5, 10), "x"],  # noqa: DTZ001
        ["Disagree", 0.1, 2, 30.0, None, True],
    )
    formats = {"B2": "0%", "B3": "0.0%", "C2": "0.0", "D2": "#,##0"}

    (table,) = read_workbook(xlsx_of(*rows, formats=formats), source="corpus/s/a.xlsx")

    assert table.locator == "a.xlsx, sheet Toplines"
    assert table.rows == (
        ("Agree", "86%", "2.3", "1615", "2018-05-10", "x"),
        ("Disagree", "10.0%", "2", "30", "", "True"),
    )


def test_hidden_sheets_are_not_published() -> None:
    book = openpyxl.Workbook()
    book.active.append(["option", "62%"])
    draft = book.create_sheet("Draft")
    draft.append(["option", "99%"])
    draft.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)

    tables = read_workbook(out.getvalue(), source="a.xlsx")

    assert [table.locator for table in tables] == ["a.xlsx, sheet Sheet"]


def test_a_formula_that_was_never_computed_is_named_with_its_cell() -> None:
    data = xlsx_of(["option", "value"], ["Agree", "=1/2"])

    with pytest.raises(UnreadableFile, match="sheet Toplines, cell B2 holds a formula"):
        read_workbook(data, source="a.xlsx")


def with_shared_string(workbook: bytes, string: bytes) -> bytes:
    """The workbook with "shared" in its cell B2 replaced, as Excel stores text in several fonts."""
    plain = zipfile.ZipFile(io.BytesIO(workbook))
    parts = {name: plain.read(name) for name in plain.namelist()}
    sheet, types = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
    inline = b't="inlineStr"><is><t>shared</t></is>'
    parts[sheet] = parts[sheet].replace(inline, b't="s"><v>0</v>')
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    parts[types] = parts[types].replace(b"</Types>", override)
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%s"><si>%s</si></sst>' % (space, string)
    return zip_of(**parts)


def test_a_raised_mark_in_a_workbook_does_not_run_into_the_figure() -> None:
    raised = b'<r><t>45</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>'
    data = with_shared_string(xlsx_of(["Answer", "Men"], ["Agree", "shared"]), raised)

    (table,) = read_workbook(data, source="a.xlsx")

    assert table.rows == (("Agree", "45\u00b9"),)
