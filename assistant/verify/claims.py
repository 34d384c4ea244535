"""The sentences of a draft as they are checked: their words and their figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.corpus.prose import pieces_of_text
from assistant.figures import Figure, Unit
from assistant.findings.finding import Statement
from assistant.findings.prose import read_paragraphs
from assistant.survey import UNKNOWN_POPULATION
from assistant.verify.copies.alignment import Token, tokens_of
from assistant.verify.relations.reading import read_relations
from assistant.verify.relations.relation import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFigure:
    """A figure that must be borne out. `at` is its position among the sentence's tokens."""

    at: int
    figure: Figure
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSentence:
    """A sentence of a draft, of a paragraph of its; offsets of its tokens count in `text`."""

    text: str
    paragraph: int
    tokens: tuple[Token, ...]
    figures: tuple[SaidFigure, ...]
    relations: tuple[Relation, ...] = ()

    @property
    def is_claim(self) -> bool:
        """Whether anything in it must be borne out."""
        return bool(self.figures or self.relations)


def read_sentences(texts: Sequence[str]) -> list[tuple[SaidSentence, ...]]:
    """The sentences of each draft, in order. A paragraph's sentences are read together."""
    drafts = [[piece.text for piece in pieces_of_text(text)] for text in texts]
    read = read_paragraphs([paragraph for paragraphs in drafts for paragraph in paragraphs])
    return [
        tuple(
            sentence
            for number, paragraph in enumerate(paragraphs)
            for sentence in _sentences(number, paragraph, *next(read))
        )
        for paragraphs in drafts
    ]


def _sentences(
    number: int,
    paragraph: str,
    spans: Sequence[tuple[int, int]],
    statements: Sequence[Statement],
) -> Iterator[SaidSentence]:
    for first, last in spans:
        text = paragraph[first:last].strip()
        if not text:
            continue
        start = paragraph.index(text, first)
        end = start + len(text)
        tokens = tokens_of(text)
        own = {s.start - start: s for s in statements if start <= s.start < end}
        figures = tuple(_figures(tokens, own))
        yield SaidSentence(
            text=text,
            paragraph=number,
            tokens=tokens,
            figures=figures,
            relations=read_relations(text),
        )


def _figures(tokens: Sequence[Token], own: dict[int, Statement]) -> Iterator[SaidFigure]:
    """Every figure but bare numbers that count nobody, such as "two" in "two parties"."""
    for at, token in enumerate(tokens):
        if token.figure is None:
            continue
        statement = own.get(token.start)
        if statement is None and token.figure.unit is Unit.COUNT:
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
