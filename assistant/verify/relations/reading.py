"""Which comparisons, trends and ranks a sentence holds."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from assistant.verify.relations.constructions.likelihoods import is_told_by_people, likelihoods
from assistant.verify.relations.constructions.printed import printed
from assistant.verify.relations.constructions.ranks import ranks
from assistant.verify.relations.constructions.shares import shares
from assistant.verify.relations.constructions.standing import standings
from assistant.verify.relations.constructions.subjects import subjects
from assistant.verify.relations.constructions.trends import trends
from assistant.verify.relations.constructions.wording import words
from assistant.verify.relations.relation import Relation
from assistant.verify.relations.sentence import Sentence, clauses_of, sentence_of
from assistant.verify.relations.sides import Reader


def read_relations(text: str) -> tuple[Relation, ...]:
    """Every relation that a sentence says of shares, in the order in which they stand.

    >>> read_relations("Over a third agree.")
    ()
    >>> [one] = read_relations("In 2018, women were more likely than men to say they are happy.")
    >>> one.kind, [side.text for side in one.sides]
    ('greater', ['women say they are happy in 2018', 'men say they are happy in 2018'])
    """
    if not _comparing().search(text):
        return ()
    sentence = sentence_of(text)
    is_tested = re.search(rf"\b(?:{words('tested')})\b", text, re.IGNORECASE) is not None
    found = list(_found(sentence)) or list(_unread(sentence))
    return tuple(sorted((replace(r, is_tested=is_tested) for r in found), key=lambda r: r.start))


@cache
def _comparing() -> re.Pattern[str]:
    """Words without which no sentence compares: a cheap look before any reading."""
    return re.compile(rf"\b(?:{words('comparing')})\b|;", re.IGNORECASE)


def _found(sentence: Sentence) -> Iterator[Relation]:
    whole = Reader(sentence=sentence)
    found = list(trends(sentence.dated, whole)) or list(printed(sentence.text, whole))
    if found:
        yield from found
        return
    for start, end in clauses_of(sentence.text):
        clause = sentence.text[start:end].rstrip(" ,;")
        reader = Reader(sentence=sentence, start=start)
        for read in (ranks, subjects, likelihoods, shares, standings):
            found = list(read(clause, reader))
            if found:
                yield from found
                break


def _unread(sentence: Sentence) -> Iterator[Relation]:
    """What compares beyond doubt, though how could not be read."""
    found = _undoubted().search(sentence.text)
    if found and not is_told_by_people(sentence.text[: found.start()]):
        is_less = found["less"] is not None
        yield Reader(sentence=sentence).unread("smaller" if is_less else "greater", found.span())


@cache
def _undoubted() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\bbe )\b(?:(?P<less>less|fewer)\s+(?:{words('likely')})"
        rf"|(?:more|most|least|times\s+as|twice\s+as)\s+(?:{words('likely')})"
        rf"|(?:{words('greater')}|{words('smaller')})\s+(?:{words('shares')})\s+(?:of|than)"
        rf"|(?:more|less)\s+(?:common|widespread|prevalent)\s+(?:among|in|than)"
        rf"|outnumber(?:s|ed)?|(?:twice|\w+\s+times)\s+as\s+(?:many|common|high|large|often|widespread)"
        rf"|percentage\s+points?\s+(?:more|less|higher|lower|apart|ahead|behind)|points?\s+(?:more|less|higher|lower|apart|ahead|behind))\b",
        re.IGNORECASE,
    )
