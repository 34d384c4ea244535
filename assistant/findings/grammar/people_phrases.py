"""The noun phrases of a sentence that name people, with all that restricts them."""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from assistant.findings.grammar.phrases import noun_phrase
from assistant.findings.grammar.syntax import Paragraph, parse
from assistant.findings.populations import is_people_word
from assistant.findings.stems import stem

if TYPE_CHECKING:
    from spacy.tokens import Token

NO_HEAD = frozenset({"compound", "amod", "det", "poss", "nummod", "advmod", "aux", "ROOT"})

THINGS = frozenset({"dobj", "pobj", "compound"})
RELATIVE = frozenset({"who", "that", "which", "whose"})
# What share of …, how many …, do most …: what stands before those who are asked about.
ASKING = re.compile(
    r"^(?:.*?\b(?:share|percent|percentage|proportion|portion|fraction|majority)\s+of"
    r"|.*?\bhow\s+many(?:\s+of)?"
    r"|(?:.*,\s*)?(?:(?:what|how|who|where)\s+)?(?:do|does|did|are|were|have|would|will)\b(?:\s+most)?)\s+"
    r"(?:the\s+)?",
    re.IGNORECASE,
)
RESTRICTING = frozenset({"with", "without", "in", "from", "of", "at", "under", "over", "outside"})


def people_phrases(text: str) -> tuple[tuple[int, int], ...]:
    """Where people are named, as offsets into the text; overlapping phrases are one.

    >>> question = "What share of men with a degree say that taxes are too high?"
    >>> [question[start:end] for start, end in people_phrases(question)]
    ['men with a degree']
    """
    (paragraph,) = parse([text])
    heads = [token for token in paragraph.doc if _is_head(token)]
    spans = sorted(_span(paragraph, _restricted(head)) for head in heads)
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def asked_subject(text: str) -> tuple[int, int] | None:
    """Where those stand of whom a question asks for a share, or what they do; None where unclear.

    >>> question = "How many Parisians who cycle would vote for it?"
    >>> question[slice(*asked_subject(question))]
    'Parisians who cycle'
    """
    (paragraph,) = parse([text])
    for token in paragraph.doc:
        if token.dep_ not in ("nsubj", "nsubjpass") or token.lower_ in RELATIVE:
            continue
        end = _span(paragraph, list(token.subtree))[1]
        asking = ASKING.match(text[:end])
        if asking is None:
            return None
        named = [t.text for t in token.subtree if asking.end() <= paragraph.origin[t.idx] < end]
        is_people = any(word.endswith("s") or is_people_word(word) for word in named)
        return (asking.end(), end) if is_people else None
    return None


def things_named(text: str, stems: Collection[str]) -> tuple[str, ...]:
    """The words with some stems that name a thing which something is done to, or is of.

    >>> things_named("How many think we spend too little on fighting crime?", {"crime", "think"})
    ('crime',)
    """
    (paragraph,) = parse([text])
    named = (token for token in paragraph.doc if token.dep_ in THINGS)
    things = (token.text for token in named if stem(token.text) in stems)
    return tuple(thing for thing in things if not is_people_word(thing))


def _restricted(head: "Token") -> "list[Token]":
    """A noun phrase with the prepositional phrases right behind it, whatever a parse hangs them on.

    "What share of men with a degree" is a share of men, and the degree is theirs.
    """
    tokens = noun_phrase(head)
    while True:
        last = max(token.i for token in tokens)
        following = head.doc[last + 1] if last + 1 < len(head.doc) else None
        if following is None or following.dep_ != "prep" or following.lower_ not in RESTRICTING:
            return tokens
        phrase = list(following.subtree)
        if any(token.dep_ in ("nsubj", "nsubjpass", "ROOT") for token in phrase):
            return tokens
        tokens = [*tokens, *phrase]


def _is_head(token: "Token") -> bool:
    return token.dep_ not in NO_HEAD and is_people_word(token.text)


def _span(paragraph: Paragraph, tokens: "list[Token]") -> tuple[int, int]:
    first, last = min(t.idx for t in tokens), max(t.idx + len(t) - 1 for t in tokens)
    return paragraph.origin[first], paragraph.origin[last] + 1
