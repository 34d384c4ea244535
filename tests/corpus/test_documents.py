"""Every file is a document, or is named with the reason why it is none."""

import io
from pathlib import Path

import pypdf
import pytest

from assistant.corpus.document import Document
from assistant.corpus.documents import decode, read_document, read_file
from assistant.corpus.folder import scan_corpus
from assistant.errors import UnreadableFile
from tests.corpus.nasty import docx_of, pdf_of, xlsx_of, zip_of

SENTENCE = "Most adults (62%) trust local news, caf\u00e9s and \u201cpapers\u201d."
MEGABYTE = 1_000_000


def read(tmp_path: Path, name: str, data: bytes, *, largest_bytes: int = MEGABYTE) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return read_document(path, survey="s", source=f"corpus/s/{name}", largest_bytes=largest_bytes)


def encrypted(pdf: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture_only_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=200, height=200)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode("utf-8"),
        SENTENCE.encode("utf-8-sig"),
        SENTENCE.encode("utf-16"),
        b"\xfe\xff" + SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("utf-32"),
        SENTENCE.encode("cp1252"),
        SENTENCE.replace(" ", "\r\n").replace("\r\n", " ").encode() + b"\r\n\r\n",
        SENTENCE.encode() + b"\x00",
    ],
    ids=["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "crlf", "nul"],
)
def test_text_is_read_whatever_its_encoding(tmp_path: Path, data: bytes) -> None:
    document = read(tmp_path, "article.txt", data)

    assert document.text == SENTENCE
    assert [block.kind for block in document.blocks] == ["paragraph"]


NASTY = {
    ("empty.txt", b""): "empty: it holds no bytes at all",
    ("blank.txt", b" \n\t\n\x0c"): "empty: there is no text in it",
    ("empty.pdf", b""): "empty",
    ("empty.csv", b"\n\n"): "empty: there is no text in it",
    ("junk.txt", bytes(range(256)) * 20): "neither UTF-8 nor",
    ("controls.txt", b"a\x01\x02\x03" * 50): "not text: it holds binary data",
    ("shift.txt", "\u8abf\u67fb\u306e\u7d50\u679c".encode("shift-jis") * 9): "save it as UTF-8",
    ("half.txt", b"\xff\xfea"): "begins as utf-16 text and is not",
    ("really.txt", pdf_of(["x"])): "not text but a PDF; give it the ending .pdf",
    ("really.csv", xlsx_of(["x"])): "not text but a zip file",
    ("photo.html", b"\x89PNG\r\n\x1a\n"): "not text but a picture",
    ("broken.pdf", b"%PDF-1.4\nnothing else"): "a broken PDF",
    ("nopdf.pdf", b"hello"): "a broken PDF",
    ("cut.pdf", pdf_of(["62% agree."])[:300]): "a broken PDF",
    ("locked.pdf", encrypted(pdf_of(["62%"]), "secret")): "encrypted; save a copy",
    ("scan.pdf", picture_only_pdf()): "no text in it, as in a scan; run it through",
    ("nozip.docx", b"hello"): "broken: it cannot be unpacked; save it again",
    ("cut.docx", docx_of(("Normal", "x"))[:2000]): "broken: it cannot be unpacked",
    ("other.docx", zip_of(a=b"b")): "a broken Word file",
    ("sheet.docx", xlsx_of(["x"])): "a broken Word file",
    ("blank.docx", docx_of()): "empty: there is no text in it",
    ("nozip.xlsx", b"\xd0\xcf\x11\xe0"): "broken: it cannot be unpacked",
    ("other.xlsx", zip_of(a=b"b")): "a broken workbook",
    ("blank.xlsx", xlsx_of()): "empty: there is no text in it",
    ("bomb.xlsx", zip_of(a=b"0" * 6 * MEGABYTE)): "unpacks to 6 MB, over the limit",
    ("quote.csv", b'a,b\n"1,2\n3,4\n'): "line 3: unexpected end of data",
    ("blank.html", b"<html><body><script>x</script></body></html>"): "there is no text in it",
    ("comment.html", b"<!-- nothing -->"): "there is no text in it",
}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [(name, data, reason) for (name, data), reason in NASTY.items()],
    ids=[name for name, _ in NASTY],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableFile) as problem:
        read(tmp_path, name, data)

    assert reason in problem.value.reason
    assert str(problem.value).startswith(f"corpus/s/{name}: ")
    assert "\n" not in str(problem.value)


def test_an_enormous_file_is_named_before_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"2.0 MB is over the limit of 1.0 MB"):
        read(tmp_path, "article.txt", b"x" * 2 * MEGABYTE)


def test_a_file_that_has_gone_since_the_scan_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read_document(tmp_path / "gone.txt", survey="s", source="s", largest_bytes=1)


def test_a_pdf_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    document = read(tmp_path, "article.pdf", encrypted(pdf_of(["62% agree."]), ""))

    assert document.text == "62% agree."


def test_a_file_of_tables_has_no_text(tmp_path: Path) -> None:
    document = read(tmp_path, "toplines.csv", b"value,unit,measure\n62,percent,agree\n")

    assert (document.text, document.blocks) == ("", ())
    assert document.tables[0].rows == (("62", "percent", "agree"),)


def test_a_scanned_file_is_read_with_its_survey_and_source(tmp_path: Path) -> None:
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "article.txt").write_text("62% agree.", encoding="utf-8")
    (folder,) = scan_corpus(tmp_path).folders

    document = read_file(folder.files[0], survey=folder.survey, largest_bytes=MEGABYTE)

    assert (document.survey, document.source) == ("trust", "corpus/trust/article.txt")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("windows-1251", "cp1251"), ("shift_jis", "shift-jis"), ("nonsense", "utf-8")],
)
def test_what_a_page_declares_of_its_encoding_is_believed(declared: str, encoding: str) -> None:
    text = "\u0414\u0430, 62%"

    assert decode(text.encode(encoding), source="a.html", declared=declared) == text


def test_an_encoding_that_is_no_texts_is_not_believed() -> None:
    assert decode(b"62%", source="a.html", declared="zip") == "62%"
