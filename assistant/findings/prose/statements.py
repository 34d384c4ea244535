"""Prose → statements: every figure of a text with who, what and when."""

from collections.abc import Iterator, Sequence

from assistant.findings.finding import Statement
from assistant.findings.grammar.syntax import Paragraph, parse
from assistant.findings.prose.attribution import attribute
from assistant.findings.prose.context import keeps, resolve


def read_statements(texts: Sequence[str]) -> list[tuple[Statement, ...]]:
    """The statements of each text, in order; a text is a paragraph, which offsets count in."""
    return [statements_of(paragraph) for paragraph in parse(texts)]


def statements_of(paragraph: Paragraph) -> tuple[Statement, ...]:
    """The statements of a parsed paragraph."""
    return tuple(s for s in resolve(paragraph, attribute(paragraph)) if keeps(s))


def sentences_of(paragraph: Paragraph) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a parsed paragraph stand in its text."""
    return tuple(
        (paragraph.span_of(parts[0])[0], paragraph.span_of(parts[-1])[1])
        for parts in paragraph.sentences()
    )


def read_paragraphs(
    texts: Sequence[str],
) -> Iterator[tuple[tuple[tuple[int, int], ...], tuple[Statement, ...]]]:
    """The sentences and the statements of each text, in order."""
    for paragraph in parse(texts):
        yield sentences_of(paragraph), statements_of(paragraph)
