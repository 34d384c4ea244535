"""One sentence as the attribution sees it: its figures and the tokens that stand for them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.figures import Unit
from assistant.findings.grammar.clauses import clause_tokens
from assistant.findings.grammar.phrases import MODIFIERS, printed
from assistant.findings.grammar.syntax import Aside, Paragraph
from assistant.findings.lexicon import load
from assistant.numerals import Mention

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

YEARS_OLD = re.compile(r"\d\d-?\s?(?:to|[-\u2013])\s?\d\d[-\s]years?[-\s]olds?")
SHARES = (Unit.PERCENT, Unit.POINTS, Unit.RATIO)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceView:
    """A sentence's mentions in order; `heads[i]` stands for mention i in the parse.

    A figure outside brackets is headed by its own token, one in brackets by the phrase before it.
    `figures` are the indices of the heads of shares outside brackets.
    """

    paragraph: Paragraph
    sentence: "Span"
    start: int
    mentions: tuple[Mention, ...]
    asides: tuple[Aside | None, ...]
    heads: tuple["Token | None", ...]
    figures: frozenset[int]

    @property
    def text(self) -> str:
        """The whole paragraph's text, which offsets count in."""
        return self.paragraph.text

    def own_tokens(self, at: int) -> frozenset[int]:
        """The tokens of a figure outside brackets."""
        if self.asides[at] is not None:
            return frozenset()
        span = self.paragraph.tokens_of(self.mentions[at])
        return frozenset(t.i for t in span) if span is not None else frozenset()

    def shares(self) -> Iterator[int]:
        """The positions of the mentions that are shares, differences or ratios."""
        return (n for n, m in enumerate(self.mentions) if m.figure.unit in SHARES)

    @property
    def spoken(self) -> frozenset[int]:
        """The tokens of all figures: the "in" of "three in four" stands before no place."""
        return frozenset[int]().union(*(self.own_tokens(n) for n in range(len(self.mentions))))

    def has_ages(self, token: "Token") -> bool:
        """Whether ages were cut out right after a word: "those aged 18 to 24"."""
        return any(age.anchor == token.idx + len(token.text) for age in self.paragraph.ages)

    def printed_between(self, first: int, end: int) -> str:
        """The text from one token up to another as it stands, without its brackets."""
        doc, origin = self.paragraph.doc, self.paragraph.origin
        start, stop = origin[doc[first].idx], origin[doc[end].idx]
        cut = [a for a in self.paragraph.asides if start <= a.start < stop]
        kept = []
        for aside in cut:
            kept.append(self.text[start : aside.start])
            start = aside.end
        return " ".join("".join([*kept, self.text[start:stop]]).split()).strip(" ,;:")

    def phrase(
        self,
        head: "Token | None",
        *,
        without: Sequence["Token"] = (),
        more: Sequence["Token"] = (),
    ) -> str:
        """A noun phrase as printed, its ages put back, joined phrases of other figures left out.

        `more` are words of it that a parse hangs elsewhere.
        """
        if head is None:
            return ""
        heads = [h for h in self.heads if h is not None]
        nouns = [h.head for h in heads if h.dep_ == "nummod"]  # "and 250 employers"
        rivals = {h.i for h in (*heads, *nouns) if h != head and h.dep_ in ("conj", "appos")}
        stop = (self.figures | rivals | {t.i for t in without}) - {head.i}
        spoken = frozenset[int]().union(*(self.own_tokens(n) for n in self.shares()))
        tokens = sorted({*clause_tokens(head, stop=set(stop)), *more}, key=lambda t: t.i)
        said = self.with_ages([t for t in tokens if t.i not in spoken or t.i == head.i])
        if re.search(r"[^\W\d]", said):
            return said
        old = YEARS_OLD.match(self.text, self.paragraph.origin[head.idx])
        return old.group() if old else said

    def with_ages(self, tokens: Sequence["Token"]) -> str:
        """Tokens as printed, with the ages that were cut out after any of them."""
        said = printed(_unquantified(tokens))
        for age in self.paragraph.ages:
            ends = [t for t in tokens if t.idx + len(t.text) == age.anchor]
            if ends:
                before, word, after = said.rpartition(ends[-1].text)
                said = f"{before}{word}{self.text[age.start : age.end]}{after}"
        return said


def _unquantified(tokens: Sequence["Token"]) -> Sequence["Token"]:
    """A phrase for people without the words for how many of them: "relatively few Americans"."""
    quantities = load("words")["quantities"]
    first = next((n for n, t in enumerate(tokens) if t.lower_ not in quantities), 0)
    return tokens[first:]


def view_of(paragraph: Paragraph, sentence: "Span") -> SentenceView:
    """The view of one sentence of a parsed paragraph."""
    start, end = paragraph.span_of(sentence)
    mentions = tuple(m for m in paragraph.mentions if start <= m.start < end)
    asides = tuple(paragraph.aside_of(m) for m in mentions)
    heads = tuple(_head(paragraph, m, a) for m, a in zip(mentions, asides, strict=True))
    figures = frozenset(
        h.i
        for m, h, a in zip(mentions, heads, asides, strict=True)
        if h is not None and a is None and m.figure.unit in SHARES
    )
    return SentenceView(
        paragraph=paragraph,
        sentence=sentence,
        start=start,
        mentions=mentions,
        asides=asides,
        heads=heads,
        figures=figures,
    )


def _head(paragraph: Paragraph, mention: Mention, aside: Aside | None) -> "Token | None":
    if aside is None:
        span = paragraph.tokens_of(mention)
        return span.root if span is not None and len(span) else None
    token = paragraph.token_before(aside)
    while token is not None and token.dep_ in MODIFIERS and token.head.i < token.i:
        token = token.head
    return token
