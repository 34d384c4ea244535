"""The sentences of a draft as they are checked: their words and their figures."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.corpus.prose import pieces_of_text
from assistant.figures import Figure, Unit
from assistant.findings.finding import Statement
from assistant.findings.measures import measure_of
from assistant.findings.populations import population_of
from assistant.findings.prose import read_paragraphs
from assistant.period import YEAR
from assistant.survey import UNKNOWN_POPULATION
from assistant.verify.copies.alignment import Token, tokens_of
from assistant.verify.counted.labels import Labels, Mention, hide
from assistant.verify.relations.reading import read_relations
from assistant.verify.relations.relation import Relation, Side

BASE = re.compile(r"\b(?:base|n)\s*(?:of|[:=])\s*$", re.IGNORECASE)  # (base: 169), n = 169


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFigure:
    """A figure that must be borne out. `at` is its position among the sentence's tokens."""

    at: int
    figure: Figure
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSentence:
    """A sentence of a draft, of a paragraph of its; all offsets count in `text`.

    `mentions` are the labels of questionnaires that it quotes; `plain` is the text without them, of
    the same length, as the figures and relations were read out of it. `years_before` are the years
    that the draft has named shortly before, where the sentence names none itself.
    """

    text: str
    paragraph: int
    tokens: tuple[Token, ...]
    figures: tuple[SaidFigure, ...]
    relations: tuple[Relation, ...] = ()
    plain: str = ""
    mentions: tuple[Mention, ...] = ()
    years_before: tuple[str, ...] = ()

    @property
    def is_claim(self) -> bool:
        """Whether anything in it must be borne out."""
        return bool(self.figures or self.relations)


def read_sentences(
    texts: Sequence[str], labels: Labels | None = None
) -> list[tuple[SaidSentence, ...]]:
    """The sentences of each draft, in order. A paragraph's sentences are read together."""
    known = labels or Labels(())
    drafts = [[_Paragraph.of(p.text, known) for p in pieces_of_text(text)] for text in texts]
    read = read_paragraphs([paragraph.plain for paragraphs in drafts for paragraph in paragraphs])
    return [
        tuple(
            _dated(
                sentence
                for number, paragraph in enumerate(paragraphs)
                for sentence in _sentences(number, paragraph, *next(read))
            )
        )
        for paragraphs in drafts
    ]


def _dated(sentences: Iterable[SaidSentence]) -> Iterator[SaidSentence]:
    """Sentences without a year, with those that stand before them, up to a paragraph back.

    A paragraph that names no year is about those of the last one that does.
    """
    before: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    paragraph = -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            before, here, paragraph = here or before, (), sentence.paragraph
        own = YEAR.findall(sentence.plain)
        here = tuple(dict.fromkeys((*here, *own)))
        near = tuple(dict.fromkeys((*here, *before)))
        yield sentence if own else replace(sentence, years_before=near)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """A paragraph with the labels that it quotes, and without their words."""

    text: str
    plain: str
    mentions: tuple[Mention, ...]

    @classmethod
    def of(cls, text: str, labels: Labels) -> "_Paragraph":
        mentions = labels.mentions(text)
        return cls(text=text, plain=hide(text, mentions), mentions=mentions)


def _sentences(
    number: int,
    paragraph: _Paragraph,
    spans: Sequence[tuple[int, int]],
    statements: Sequence[Statement],
) -> Iterator[SaidSentence]:
    for first, last in spans:
        text = paragraph.text[first:last].strip()
        if not text:
            continue
        start = paragraph.text.index(text, first)
        end = start + len(text)
        plain = paragraph.plain[start:end]
        tokens, relations = tokens_of(text), read_relations(plain)
        own = {s.start - start: s for s in statements if start <= s.start < end}
        mentions = tuple(
            replace(m, start=m.start - start, end=m.end - start)
            for m in paragraph.mentions
            if start <= m.start < end
        )
        said = [t for t in tokens if not any(m.start <= t.start < m.end for m in mentions)]
        figures = tuple(_figures(text, tokens, said, own))
        yield SaidSentence(
            text=text,
            paragraph=number,
            tokens=tokens,
            figures=tuple(_with_sides(figures, relations)),
            relations=relations,
            plain=plain,
            mentions=mentions,
        )


def _figures(
    text: str, tokens: Sequence[Token], said: Sequence[Token], own: dict[int, Statement]
) -> Iterator[SaidFigure]:
    """Every figure that is said, but bare numbers that count nobody: "two" in "two parties"."""
    for at, token in enumerate(tokens):
        if token.figure is None or token not in said:
            continue
        statement = own.get(token.start)
        is_base = BASE.search(text, 0, token.start) is not None
        if statement is None and token.figure.unit is Unit.COUNT and not is_base:
            continue
        yield SaidFigure(
            at=at,
            figure=token.figure,
            statement=statement or _unread(token, token.figure),
        )


def _unread(token: Token, figure: Figure) -> Statement:
    """A figure of which the reader could say nothing but where it stands."""
    return Statement(
        figure=figure,
        start=token.start,
        end=token.end,
        sentence_start=0,
        sentence_end=token.end,
        population=UNKNOWN_POPULATION,
    )


def _with_sides(
    figures: Sequence[SaidFigure], relations: Sequence[Relation]
) -> Iterator[SaidFigure]:
    """Shares with the people and the measure of the side of a comparison that they are of.

    "Women are more likely than men to agree (58% vs. 41%)", and "Support rose from 41% in 2008 to
    58% in 2018": what is compared is said once, and away from either figure.
    """
    shares = [f for f in figures if f.figure.unit is Unit.PERCENT and f.figure.is_exact]
    pairs = [r for r in relations if len(r.sides) == 2 and r.is_read]
    if len(shares) != 2 or len(pairs) != 1:
        yield from figures
        return
    sides = list(pairs[0].sides)
    is_then_first = pairs[0].is_then_first or shares[0].statement.role == "earlier"
    if pairs[0].of == "times" and is_then_first:
        sides.reverse()
    told = dict(zip(shares, sides, strict=True))
    for figure in figures:
        yield _of_side(figure, told[figure]) if figure in told else figure


def _of_side(figure: SaidFigure, side: Side) -> SaidFigure:
    there = figure.statement
    statement = replace(
        there,
        measure=measure_of(side.measure),
        population=population_of(side.people) if side.people else there.population,
        wave=there.wave or side.year or None,
    )
    return replace(figure, statement=statement)
