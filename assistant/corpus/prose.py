"""Plain text put in order: cleaned characters, unwrapped lines, and the pieces they make.

A *piece* is a run of text that a reader of some format found; `assemble` puts pieces one after the
other and gives each its offsets, so that every format ends in the same kind of document.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.corpus.document import Block, BlockKind, Table

NARROWEST_WRAP, WIDEST_WRAP = 40, 160
FULL_LINE = 0.85  # of the width; ragged editing leaves lines a little shorter than a wrap would
MANY_BROKEN = 0.04  # of the lines end in a hyphen where a typesetter hyphenates
LONGEST_HEADING, LONGEST_TITLE = 120, 220
LONGEST_RUN_OF_HEADINGS = 2

# What ends a line or a paragraph in any system's text.
_PARAGRAPH_BREAK = re.compile("[\u2029\x0c]")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x1c-\x1e\x85\u2028]")
# Characters with no shape: controls, soft hyphen, zero widths, writing-direction marks, object
# replacement, and the tag characters that hide text from a reader's eye.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f]"
)
_DASH = re.compile("(?<=\\s)\xad(?=\\s)")  # a soft hyphen typed for a dash
# "fi" and the like as one character, which typeset PDFs are full of
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_SPACES = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
# such as "• an item", "- an item", "3. an item" and "(a) an item"
_BULLET = re.compile(
    r"(?:[\u2022\u2023\u25e6\u2043\u2219\u25aa\u25cf\u00b7\uf0b7]\s*|[*+\u2013\u2014-]\s+"
    r"|\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\S))"
)
_LONE_BULLET = re.compile(r"[\u2022\u2023\u25e6\u2043\u2219\u25aa\u25cf\u00b7\uf0b7*+-]\s*")
# such as "Figure 3: …", "Source: …" and "Note: …"
_CAPTION = re.compile(
    r"(?:(?:figure|fig\.|chart|table|exhibit|graph|graphic)\s+(?:\d+[a-z]?|(?-i:[IVX]+))\b"
    r"(?!\s+(?:shows?|gives?|lists?|presents?|summari[sz]es))|(?:sources?|notes?)\s*:)",
    re.IGNORECASE,
)
PERCENTAGE = re.compile(r"\d\s?%|\bper\s?cent\b|\bin (?:10|ten)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!;:,][\"'\u201d\u2019)\]]*$")
# "March 2, 2015", "Monday, 2 March 2015": a line of its own, and no heading
_DATE = re.compile(
    r"(?:[A-Z][a-z]+day,?\s+)?(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\.?\s+(?:\d{1,2},?\s+)?(?:19|20)\d\d"
)
_BYLINE = re.compile(r"By\s+[A-Z]")
# "strength-" at the end of a line, before "ens"
_BROKEN_WORD = re.compile(r"([^\W\d_]+)-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# a word before a hyphen that is its own and not the wrap's: "two-thirds", "self-employed"
_KEPT_HYPHENS = re.compile(
    r"self|non|well|long|full|part|high|low|mid|cross|co|ex|half|in|out|post|pre|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|(?:twen|thir|for|fif|six|seven|eigh|nine)ty",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of a document's text, on one line, before it has a place.

    `level` is the rank of a marked heading, and 0 for unmarked ones.
    """

    kind: BlockKind
    text: str
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a reader found in one file: its prose in order, its tables, and a title if it says."""

    pieces: tuple[Piece, ...] = ()
    tables: tuple[Table, ...] = ()
    title: str = ""


def clean(text: str) -> str:
    r"""Composed characters, plain line breaks, and nothing that cannot be seen.

    >>> clean("cafe\u0301 mi\xadcro\x00\r\nnext")
    'café micro\nnext'
    """
    text = _PARAGRAPH_BREAK.sub("\n\n", text)
    text = _LINE_BREAK.sub("\n", text)
    text = _DASH.sub("\u2013", text)
    text = _LIGATURE.sub(lambda one: unicodedata.normalize("NFKC", one[0]), text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def one_line(text: str) -> str:
    r"""The text on one line, each run of white space a single space.

    >>> one_line("  86%\xa0of\n students ")
    '86% of students'
    """
    return _SPACES.sub(" ", clean(text)).strip()


def looks_like_heading(text: str) -> bool:
    """Whether a line could be a heading by its looks: short, and no sentence ends it.

    A line with a percentage is none, lest a finding be passed over.

    >>> looks_like_heading("About the Author"), looks_like_heading("He can be reached by mail.")
    (True, False)
    """
    return (
        len(text) <= LONGEST_HEADING
        and any(letter.isalpha() for letter in text)
        and not text[0].islower()
        and not _SENTENCE_END.search(text)
        and not PERCENTAGE.search(text)
        and not _DATE.fullmatch(text)
    )


def pieces_of_text(text: str) -> list[Piece]:
    """The paragraphs, list items and captions of a plain text, its wrapped lines joined."""
    lines = clean(text).split("\n")
    return pieces_of_lines(lines, wrap=wrap_of(lines))


def pieces_of_lines(lines: Sequence[str], *, wrap: "Wrap", page: int | None = None) -> list[Piece]:
    """As `pieces_of_text`, for lines whose wrap is known."""
    pieces = []
    for chunk in _BLANK_LINES.split("\n".join(lines).strip()):
        for line in unwrap(chunk.split("\n"), wrap=wrap):
            bullet = _BULLET.match(line)
            words = one_line(line[bullet.end() :] if bullet else line)
            if words:
                kind = kind_of(words, is_item=bool(bullet))
                pieces.append(Piece(kind=kind, text=words, page=page))
    if len(pieces) == 1 and pieces[0].kind == "item":
        return [replace(pieces[0], kind="paragraph")]  # a list has more than one
    return pieces


def kind_of(words: str, *, is_item: bool) -> BlockKind:
    """What a piece is by its own words: a caption, an item, or a paragraph.

    >>> kind_of("Figure 2: Trust by age", is_item=False), kind_of("Figure it out.", is_item=False)
    ('caption', 'paragraph')
    """
    if _CAPTION.match(words):
        return "caption"
    return "item" if is_item else "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """How a text's lines were broken. `width` is 0 where each line is a paragraph of its own."""

    width: int = 0
    is_hyphenated: bool = False
    words: frozenset[str] = frozenset()

    def joins(self, line: str, following: str) -> bool:
        """Whether the break between two lines is only the wrap's.

        It is where the next line's first word would not have fitted.
        """
        if not self.width or _BULLET.match(following) or _BYLINE.match(following):
            return False
        if following[0].islower() and not _SENTENCE_END.search(line):
            return True
        return len(line) + 1 + len(following.split(maxsplit=1)[0]) > FULL_LINE * self.width

    def join(self, line: str, following: str) -> str:
        """Two lines as one: a word that the wrap broke is made whole, a compound stays.

        The text's own words decide; failing these, whether its lines end in many a broken word.

        >>> wrap = Wrap(width=30, is_hyphenated=True, words=frozenset({"entry-level"}))
        >>> wrap.join("it strength-", "ens a case"), wrap.join("an entry-", "level job")
        ('it strengthens a case', 'an entry-level job')
        """
        broken, first = _BROKEN_WORD.search(line), _FIRST_WORD.match(following)
        if not broken:
            return f"{line} {following}"
        if first is None or first[0][0].isupper() or _KEPT_HYPHENS.fullmatch(broken[1]):
            return line + following
        whole, compound = f"{broken[1]}{first[0]}".lower(), f"{broken[1]}-{first[0]}".lower()
        if compound in self.words or (whole not in self.words and not self.is_hyphenated):
            return line + following
        return line[:-1] + following


def wrap_of(lines: Sequence[str]) -> Wrap:
    """How the lines of a text were broken."""
    followed = [
        line.strip() for line, following in pairwise(lines) if line.strip() and following.strip()
    ]
    lengths = sorted(len(line) for line in followed)
    if not lengths or lengths[-1] > WIDEST_WRAP:
        return Wrap()
    width = lengths[int(len(lengths) * 0.9)]
    broken = sum(bool(_BROKEN_WORD.search(line)) for line in followed)
    return Wrap(
        width=width if width >= NARROWEST_WRAP else 0,
        is_hyphenated=broken >= MANY_BROKEN * len(followed),
        words=frozenset(word.lower() for line in lines for word in _WORD.findall(line)),
    )


def unwrap(lines: Iterable[str], *, wrap: Wrap) -> Iterator[str]:
    """Join each line to the one before it where the break is only the wrap's.

    >>> wrap = Wrap(width=30)
    >>> list(unwrap(["Eighty-six per cent of them", "agreed.", "By A. Writer"], wrap=wrap))
    ['Eighty-six per cent of them agreed.', 'By A. Writer']
    """
    joined, last = "", ""
    for line in (line.strip() for line in lines):
        if not line:
            continue
        if joined and (_LONE_BULLET.fullmatch(joined) or wrap.joins(last, line)):
            joined = wrap.join(joined, line)
        else:
            if joined:
                yield joined
            joined = line
        last = line
    if joined:
        yield joined


def name_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Mark the title and the headings that no markup marks, by their looks and their place.

    A heading stands before prose; a run of several lines that look like headings is a list.
    """
    shown = [n for n, piece in enumerate(pieces) if piece.kind != "furniture"]
    named = list(pieces)
    like = [
        n for n in shown if pieces[n].kind == "paragraph" and looks_like_heading(pieces[n].text)
    ]
    for run in _runs(like, shown):
        if len(run) <= LONGEST_RUN_OF_HEADINGS and run[-1] != shown[-1]:
            for n in run:
                named[n] = replace(pieces[n], kind="heading")
    if len(shown) > 1 and not any(piece.kind == "title" for piece in named):
        _name_title(named, shown[0])
    return named


def _runs(members: Sequence[int], order: Sequence[int]) -> Iterator[list[int]]:
    place = {n: position for position, n in enumerate(order)}
    run: list[int] = []
    for n in members:
        if run and place[n] != place[run[-1]] + 1:
            yield run
            run = []
        run.append(n)
    if run:
        yield run


def _name_title(pieces: list[Piece], first: int) -> None:
    piece = pieces[first]
    is_marked = piece.kind == "heading" and piece.level in (0, 1)
    is_unmarked = piece.kind == "paragraph" and len(piece.text) <= LONGEST_TITLE
    is_sentence = _SENTENCE_END.search(piece.text) or PERCENTAGE.search(piece.text)
    if is_marked or (is_unmarked and not is_sentence):
        pieces[first] = replace(piece, kind="title")


def assemble(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    r"""The whole text, a blank line between pieces, and each piece's place in it.

    >>> text, blocks = assemble([Piece(kind="title", text="T"), Piece(kind="paragraph", text="P.")])
    >>> text, [(b.kind, text[b.start:b.end], b.locator) for b in blocks]
    ('T\n\nP.', [('title', 'T', 'title'), ('paragraph', 'P.', 'paragraph 1')])
    """
    blocks, texts, start = [], [], 0
    counts: Counter[tuple[int | None, BlockKind]] = Counter()
    for piece in pieces:
        counts[piece.page, piece.kind] += 1
        locator = _locator(piece, counts[piece.page, piece.kind])
        end = start + len(piece.text)
        blocks.append(Block(kind=piece.kind, start=start, end=end, locator=locator))
        texts.append(piece.text)
        start = end + 2
    return "\n\n".join(texts), tuple(blocks)


def _locator(piece: Piece, number: int) -> str:
    names = {"title": "title", "item": f"list item {number}", "furniture": "site furniture"}
    place = names.get(piece.kind, f"{piece.kind} {number}")
    return place if piece.page is None else f"page {piece.page}, {place}"
