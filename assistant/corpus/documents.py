"""A file of the corpus read as a document, whatever its format, or the reason why it cannot be."""

import codecs
import re
from pathlib import Path

from assistant.corpus.document import Document
from assistant.corpus.folder import CorpusFile
from assistant.corpus.furniture import mark_furniture
from assistant.corpus.markup import declared_encoding, read_html, read_markdown
from assistant.corpus.office import check_archive, read_docx, read_pdf
from assistant.corpus.prose import Content, assemble, name_headings, pieces_of_text
from assistant.corpus.tables import read_delimited, read_workbook
from assistant.errors import UnreadableFile
from assistant.survey import Survey

# What a file begins with when it is no text, and what to call it.
SIGNATURES = {
    b"%PDF": "a PDF; give it the ending .pdf",
    b"PK\x03\x04": "a zip file, such as .docx or .xlsx; give it its own ending",
    b"\xd0\xcf\x11\xe0": "an old or encrypted Office file; save it as .docx or .xlsx, unlocked",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "compressed; unpack it",
    b"{\\rtf": "rich text; save it as .docx or .txt",
    b"\x7fELF": "a program",
}
MARKS = (  # the longer ones first, for they begin alike
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
MOST_UNPACKED = 5  # times the limit that a Word file or a workbook may unpack to
MOST_CONTROLS = 0.02  # of a text's characters; with more of them it is no text
MOST_UNUSUAL = 0.15  # of a text's characters; with more of them it is in another encoding
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f]")


def read_file(file: CorpusFile, *, survey: Survey, largest_bytes: int) -> Document:
    """The document that a file of the corpus holds; tables are read with no text beside them.

    Raises:
        UnreadableFile: It is empty, too large, encrypted, broken, or no text; the reason says so.
    """
    return read_document(
        file.path, survey=survey.id, source=file.source, largest_bytes=largest_bytes
    )


def read_document(path: Path, *, survey: str, source: str, largest_bytes: int) -> Document:
    """The document at `path`, cited as `source`.

    Raises:
        UnreadableFile: As for `read_file`.
    """
    data = bytes_of(path, source=source, largest_bytes=largest_bytes)
    if not data:
        raise UnreadableFile(Path(source), "empty: it holds no bytes at all")
    document = document_of(
        data,
        suffix=path.suffix.lower(),
        survey=survey,
        source=source,
        largest_bytes=largest_bytes,
    )
    if not document.text and not document.tables:
        raise UnreadableFile(Path(source), "empty: there is no text in it")
    return document


def document_of(
    data: bytes, *, suffix: str, survey: str, source: str, largest_bytes: int
) -> Document:
    """The document in some bytes of the kind that `suffix` names; there may be nothing in it.

    Raises:
        UnreadableFile: It is encrypted, broken, or no text.
    """
    content = _content_of(data, suffix=suffix, source=source, largest_bytes=largest_bytes)
    text, blocks = assemble(name_headings(mark_furniture(content.pieces)))
    title = next((text[b.start : b.end] for b in blocks if b.kind == "title"), content.title)
    return Document(
        survey=survey,
        source=source,
        title=title,
        text=text,
        blocks=blocks,
        tables=content.tables,
    )


def bytes_of(path: Path, *, source: str, largest_bytes: int) -> bytes:
    """What a file holds.

    Raises:
        UnreadableFile: It cannot be opened, or is over the limit.
    """
    try:
        size = path.stat().st_size
        if size > largest_bytes:
            raise UnreadableFile(
                Path(source),
                f"{_megabytes(size)} is over the limit of {_megabytes(largest_bytes)}; "
                "split it, or raise ASSISTANT_LARGEST_FILE_MB",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(Path(source), f"cannot be opened ({error.strerror})") from error


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"


def _content_of(data: bytes, *, suffix: str, source: str, largest_bytes: int) -> Content:
    match suffix:
        case ".pdf":
            return read_pdf(data, source=source)
        case ".docx":
            check_archive(data, source=source, largest_bytes=MOST_UNPACKED * largest_bytes)
            return read_docx(data, source=source)
        case ".xlsx" | ".xlsm":
            check_archive(data, source=source, largest_bytes=MOST_UNPACKED * largest_bytes)
            return Content(tables=read_workbook(data, source=source))
        case ".html" | ".htm" | ".xhtml":
            encoding = declared_encoding(data)
            return read_html(decode(data, source=source, declared=encoding), source=source)
        case _:
            text = decode(data, source=source)
            return _content_of_text(text, suffix=suffix, source=source)


def _content_of_text(text: str, *, suffix: str, source: str) -> Content:
    match suffix:
        case ".csv" | ".tsv":
            return Content(tables=read_delimited(text, source=source, suffix=suffix))
        case ".md" | ".markdown":
            return read_markdown(text, source=source)
        case _:
            return Content(pieces=tuple(pieces_of_text(text)))


def decode(data: bytes, *, source: str, declared: str | None = None) -> str:
    r"""Bytes as text: by their byte order mark, as UTF-8, or in Windows' Western code at last.

    What a page declares of itself is tried where there is no such mark.

    >>> decode("A caf\u00e9 in Lyon".encode("cp1252"), source="a.txt")
    'A café in Lyon'

    Raises:
        UnreadableFile: It is no text, or in an encoding that cannot be told.
    """
    for signature, name in SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableFile(Path(source), f"not text but {name}")
    marked = next((name for mark, name in MARKS if data.startswith(mark)), None)
    encoding = marked or _known(declared) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if marked:
            raise UnreadableFile(
                Path(source), f"begins as {encoding} text and is not; save it as UTF-8"
            ) from error
        text = _decode_western(data, source=source)
    if len(_CONTROL.findall(text)) > MOST_CONTROLS * len(text):
        raise UnreadableFile(Path(source), "not text: it holds binary data; remove it")
    return text


def _known(encoding: str | None) -> str | None:
    """An encoding of text that Python knows, by any of its names."""
    if encoding is None or encoding.lower() in ("iso-8859-1", "latin-1", "us-ascii", "ascii"):
        return None  # which pages declare whatever they are
    try:
        text = codecs.lookup(encoding)
    except LookupError:
        return None
    return text.name if getattr(text, "_is_text_encoding", True) else None


def _decode_western(data: bytes, *, source: str) -> str:
    """Text in cp1252, if that yields words with an accent or a quotation mark here and there."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    unusual = sum(character > "\x7f" for character in text)
    if not text or unusual > MOST_UNUSUAL * len(text):
        reason = "neither UTF-8 nor any encoding that can be told; save it as UTF-8"
        raise UnreadableFile(Path(source), reason)
    return text
