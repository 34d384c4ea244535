"""A writer's draft, out of a file, an upload or standard input, as the text that is checked."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import BadInput
from assistant.interfaces.word_draft import read_word_draft

WORD = ".docx"
MARKDOWN = frozenset((".md", ".markdown"))
PAGES = frozenset((".html", ".htm", ".xhtml"))
UPLOADED = frozenset((".txt", WORD, *MARKDOWN, *PAGES))
MOST_NUMBERS = 3_000  # of a draft; some ten times what the longest report has on as many pages
MOST_NUMBERS_IN_A_SENTENCE = 150  # reading takes time by their square, and more
LARGEST_PLAIN_UPLOAD = 1_000_000  # bytes of text or markup; a Word file may have pictures in it
UPLOAD = "the file"  # what an upload is called in messages: its own name is the client's
_ZIP = b"PK\x03\x04"
_PAGE = re.compile(rb"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,]*")
_SENTENCE_END = re.compile(r"[.!?]\s")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\](?::\s*)?")  # "[^1]", "[^1]: See the report."
# a raised number, alone or with a link in it or around it: <a href="#fn1"><sup>1</sup></a>
_RAISED_MARK = re.compile(
    rb"""
    <a\b[^>]*>\s*<sup\b[^>]*>\s*\[?\d{1,3}\]?\s*</sup>\s*</a>
    | <sup\b[^>]*>\s*<a\b[^>]*>\s*\[?\d{1,3}\]?\s*</a>\s*</sup>
    | (?<![\d.]) <sup\b[^>]*>\s*\[?\d{1,3}\]?\s*</sup>   # not an exponent, as in 10<sup>6</sup>
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDraft:
    """The prose of a draft, and how many tables of figures stood in it that are not part of it.

    `name` is what a reader may call it; empty for one that has no name.
    """

    text: str
    name: str = ""
    tables: int = 0

    @property
    def notice(self) -> str:
        """What of the draft is not checked, in a sentence; empty if all of it is.

        >>> ReadDraft(text="", tables=1).notice
        'The draft has 1 table, which was not checked.'
        """
        if not self.tables:
            return ""
        one = self.tables == 1
        have = "1 table, which was" if one else f"{self.tables:,} tables, which were"
        return f"The draft has {have} not checked."


def draft_of_file(path: Path, *, largest_bytes: int) -> ReadDraft:
    """The draft in a file, told by its ending.

    Raises:
        UnreadableFile: It is too large, encrypted, broken, or no text.
    """
    from assistant.corpus.documents import bytes_of

    data = bytes_of(path, source=str(path), largest_bytes=largest_bytes)
    draft = draft_of_bytes(
        data, suffix=path.suffix.lower(), source=str(path), largest_bytes=largest_bytes
    )
    return replace(draft, name=path.name)


def draft_of_upload(name: str, data: bytes, *, largest_bytes: int) -> ReadDraft:
    """The draft that was uploaded; only the ending of its name, which the client chose, is used.

    Raises:
        BadInput: Its ending is none of those that can be read, or there is too much text in it.
        UnreadableFile: As for `draft_of_file`.
    """
    suffix = Path(name.replace("\\", "/")).suffix.lower()
    if suffix not in UPLOADED:
        raise BadInput(f"{UPLOAD} must end in .txt, .md, .html or .docx; or paste its text")
    if suffix != WORD and len(data) > LARGEST_PLAIN_UPLOAD:
        limit = f"{LARGEST_PLAIN_UPLOAD / 1e6:.0f} MB"
        raise BadInput(f"{UPLOAD} is larger than {limit}; check it in parts, or paste its text")
    return draft_of_bytes(data, suffix=suffix, source=UPLOAD, largest_bytes=largest_bytes)


def draft_of_stream(data: bytes, *, largest_bytes: int) -> ReadDraft:
    """The draft that standard input brought: a Word file, a web page or plain text.

    Raises:
        UnreadableFile: As for `draft_of_file`.
    """
    suffix = ".txt"
    if data.startswith(_ZIP):
        suffix = WORD
    elif _PAGE.match(data):
        suffix = ".html"
    return draft_of_bytes(data, suffix=suffix, source="standard input", largest_bytes=largest_bytes)


def draft_of_bytes(data: bytes, *, suffix: str, source: str, largest_bytes: int) -> ReadDraft:
    """The draft in some bytes of the kind that `suffix` names; marks of footnotes are left out.

    Raises:
        UnreadableFile: As for `draft_of_file`.
    """
    from assistant.corpus.documents import document_of

    if not data.strip():
        return ReadDraft(text="")
    if suffix in PAGES:
        data = _RAISED_MARK.sub(b"", data)
    document = document_of(
        data, suffix=suffix, survey="", source=source, largest_bytes=largest_bytes
    )
    if suffix == WORD:  # it could be read; but of a draft, more counts than of a source
        paragraphs, tables = read_word_draft(data)
        return ReadDraft(text="\n\n".join(paragraphs), tables=tables)
    text = document.text
    if suffix in MARKDOWN:
        text = _FOOTNOTE_MARK.sub("", text)
    return ReadDraft(text=text, tables=len(document.tables))


def refuse_endless(text: str) -> None:
    """Refuse a draft that would hold up everybody else on a server.

    >>> refuse_endless("92% agree. " * 2_000)

    Raises:
        BadInput: It has more numbers than can be checked in a reasonable time.
    """
    from assistant.corpus.prose import pieces_of_text

    if len(_NUMBER.findall(text)) > MOST_NUMBERS:
        raise BadInput(f"the draft has more than {MOST_NUMBERS:,} numbers; check it in parts")
    for piece in pieces_of_text(text):
        for sentence in _SENTENCE_END.split(piece.text):
            if len(_NUMBER.findall(sentence)) > MOST_NUMBERS_IN_A_SENTENCE:
                raise BadInput(
                    f"more than {MOST_NUMBERS_IN_A_SENTENCE} numbers stand in one sentence, which "
                    f"begins {sentence[:30]!r}; take tables out of the draft"
                )
