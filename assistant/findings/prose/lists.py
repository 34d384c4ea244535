"""Figures and phrases in step, in "respectively" lists.

"A, B and C were found in 27%, 48% and 18% of midwives, respectively": the first figure is A's.
"""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from assistant.figures import Unit
from assistant.findings.grammar.phrases import is_people, noun_phrase, printed
from assistant.findings.grammar.views import SentenceView
from assistant.findings.populations import names_people

if TYPE_CHECKING:
    from spacy.tokens import Token

    from assistant.findings.prose.attribution import Attribution

A = TypeVar("A", bound="Attribution")
RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)


def aligned(view: SentenceView, read: list[A]) -> list[A]:
    """Attributions in which listed figures have their own item of the list."""
    if RESPECTIVELY.search(view.sentence.text):
        return _respectively(view, read)
    return read


def _respectively(view: SentenceView, read: list[A]) -> list[A]:
    shares = [n for n, a in enumerate(read) if a.mention.figure.unit is not Unit.COUNT]
    items = next((c for c in _chains(view) if len(c) == len(shares) > 1), None)
    if items is None:
        return read
    result = list(read)
    everything = printed(noun_phrase(items[0]))
    for item, at in zip(items, shares, strict=True):
        stop = {i.i for i in items} - {item.i}
        own = printed(noun_phrase(item, stop=stop))
        if not _shared_people(read) and (is_people(item, stop=stop) or names_people(own)):
            result[at] = replace(result[at], population=own, twin=None)
        else:
            measure = read[shares[0]].measure.replace(everything, own)
            measure = measure if own in measure else f"{own} {measure}"
            result[at] = replace(
                result[at], measure=measure, population=_shared_people(read), twin=None
            )
    return result


def _shared_people(read: list[A]) -> str:
    return next((a.population for a in reversed(read) if a.population), "")


def _chains(view: SentenceView) -> list[list["Token"]]:
    """Lists of joined nouns without figures, longest first."""
    chains = []
    for token in view.sentence:
        if token.dep_ == "conj" or token.i in view.figures:
            continue
        chain = [token]
        while joined := [c for c in chain[-1].children if c.dep_ == "conj"]:
            chain.append(joined[0])
        if len(chain) > 1 and not any(t.i in view.figures for t in chain):
            chains.append(chain)
    return sorted(chains, key=len, reverse=True)
