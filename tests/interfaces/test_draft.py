"""A writer's draft, out of whatever it comes in."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from assistant.errors import BadInput, UnreadableFile
from assistant.interfaces.draft import (
    draft_of_bytes,
    draft_of_file,
    draft_of_stream,
    draft_of_upload,
    refuse_endless,
)

LIMIT = 1_000_000


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(text: str, suffix: str) -> str:
    return draft_of_bytes(text.encode(), suffix=suffix, source="d", largest_bytes=LIMIT).text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("**92%** of _all_ adults", "92% of all adults"),
        ("a [92% majority](https://example.org/75%25) of adults", "a 92% majority of adults"),
        ("# 92% agree\n\nThey do.", "92% agree\n\nThey do."),
        ("- 92% agree\n- 8% do not", "92% agree\n\n8% do not"),
        (
            "92% agree.[^1] So it is.\n\n[^1]: Of 306 asked.",
            "92% agree. So it is.\n\nOf 306 asked.",
        ),
        ("92%&nbsp;agree &amp; 8% don\u2019t", "92% agree & 8% don\u2019t"),
        ("\u201c92% agree\u201d, they said", "\u201c92% agree\u201d, they said"),
    ],
)
def test_of_markdown_the_words_are_checked_and_not_the_signs(written: str, said: str) -> None:
    assert read(written, ".md") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<p>92%<sup>1</sup> of adults</p>", "92% of adults"),
        ('<p>92% agree.<sup><a href="#fn1">[1]</a></sup></p>', "92% agree."),
        ('<p>92% agree.<a href="#fn1" id="r"><sup>1</sup></a></p>', "92% agree."),
        ("<p>10<sup>6</sup> people</p>", "106 people"),
        ("<p>&ldquo;92%&rdquo; &mdash; <b>9</b>2%</p>", "\u201c92%\u201d \u2014 92%"),
        ("<h1>T</h1><ul><li>92% agree<li>8% do not</ul>", "T\n\n92% agree\n\n8% do not"),
        ("<p>92% agree</p><script>alert('8%')</script>", "92% agree"),
    ],
)
def test_of_a_page_the_words_are_checked_and_not_the_markup(written: str, said: str) -> None:
    assert read(written, ".html") == said


def test_tables_are_not_checked_and_the_notice_says_so() -> None:
    table = "| a | b |\n|---|---|\n| c | 1% |\n"
    two = draft_of_bytes(
        f"Hello.\n\n{table}\nThen\n\n{table}".encode(),
        suffix=".md",
        source="d",
        largest_bytes=LIMIT,
    )

    assert two.notice == "The draft has 2 tables, which were not checked."
    assert "1%" not in two.text


@pytest.mark.parametrize("data", [b"", b" \n\t"])
def test_an_empty_draft_has_no_text_and_is_no_fault(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(data)

    assert draft_of_file(path, largest_bytes=LIMIT).text == ""


def test_standard_input_may_bring_a_word_file_a_page_or_text() -> None:
    drafts = [word("86% agree."), b"<!DOCTYPE html><p><b>86%</b> agree.", b"86% **agree**."]

    texts = [draft_of_stream(data, largest_bytes=LIMIT).text for data in drafts]

    assert texts == [
        "86% agree.",
        "86% agree.",
        "86% **agree**.",
    ]


def test_of_an_uploads_name_only_the_ending_matters() -> None:
    name = "C:\\drafts\\../../../etc/passwd\x00\n.MD"

    assert draft_of_upload(name, b"**86%** agree.", largest_bytes=LIMIT).text == "86% agree."


@pytest.mark.parametrize("name", ["", "draft", "draft.pdf", ".docx", "draft.txt.exe"])
def test_an_upload_of_another_kind_is_refused_without_its_name(name: str) -> None:
    with pytest.raises(BadInput, match=r"^the file must end in \.txt, \.md, \.html or \.docx"):
        draft_of_upload(name, b"86%", largest_bytes=LIMIT)


def test_an_upload_of_far_too_much_text_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadInput, match=r"the file is larger than 1 MB; check it in parts"):
        draft_of_upload("a.html", b"<p>" * 400_000, largest_bytes=10 * LIMIT)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"86% agree.", "the file: broken"),
        ("a.docx", b"PK\x03\x04" + b"x" * 50, "the file: broken"),
        ("a.txt", b"%PDF-1.7 86%", "the file: not text but a PDF"),
        ("a.txt", b"PK\x03\x04\x00", "the file: not text but a zip file"),
        ("a.md", b"\x00\x01\x02" * 9, "the file: not text"),
    ],
)
def test_an_upload_that_is_not_what_its_ending_says_is_told_in_one_line(
    name: str, data: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableFile) as raised:
        draft_of_upload(name, data, largest_bytes=LIMIT)

    assert str(raised.value).startswith(reason)


def test_a_word_file_that_unpacks_to_far_too_much_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (6 * LIMIT))

    with pytest.raises(UnreadableFile, match="over the limit"):
        draft_of_upload("a.docx", stream.getvalue(), largest_bytes=LIMIT)


def test_numbers_run_on_over_wrapped_lines_and_not_over_the_end_of_a_sentence() -> None:
    line = "9% of them, and 9% of others who were asked the same, and\n"

    refuse_endless(line * 75)
    refuse_endless(f"{line}9% of all.\n" * 100)
    with pytest.raises(BadInput, match=r"in one sentence, which begins '9% of them"):
        refuse_endless(line * 76)
