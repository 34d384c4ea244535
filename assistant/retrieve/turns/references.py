"""Turns that go back to what was asked before the last turn: "back to employers"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.retrieve.query import parse_question
from assistant.retrieve.turns.fragments import placed
from assistant.retrieve.turns.whole import Whole, content, cue

ORDINALS = ("first", "second", "third", "fourth", "fifth")
FIRST = re.compile(r"\b(?:original|initial)\b", re.IGNORECASE)
BEFORE = re.compile(r"\b(?:previous|earlier|one before)\b", re.IGNORECASE)
LAST = re.compile(r"\blast\b", re.IGNORECASE)
QUESTION = re.compile(r"\b(?:question|one|point|topic)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The question that a turn goes back to, and what it asks of it."""

    whole: Whole
    rest: str
    is_sure: bool = True


def reference(turn: str, before: Sequence[Whole]) -> Reference | None:
    """The question that a turn goes back to, if it does.

    >>> from assistant.retrieve.turns.whole import whole_of
    >>> before = [whole_of("Do nurses smoke?"), whole_of("Do pilots drink?")]
    >>> reference("back to smoking: and doctors?", before).whole.body
    'Do nurses smoke'
    >>> reference("As for the first question, and doctors?", before).rest
    'and doctors?'
    """
    match = cue("back").match(turn) or cue("back_question").match(turn)
    if match is None:
        return None
    what, rest = match["what"], match["rest"]
    if QUESTION.search(what) and (numbered := _numbered(what, before)) is not None:
        return Reference(whole=numbered, rest=rest)
    asked = parse_question(what)
    if asked.measure_terms:
        shared = [len(asked.measure_terms & parse_question(w.text).measure_terms) for w in before]
        if max(shared):
            found = max(range(len(before)), key=lambda n: (shared[n], n))
            whole = before[found].alone
            return Reference(whole=_among(whole, what) if asked.populations else whole, rest=rest)
    new = placed(content(before).alone, what)
    return Reference(whole=new.whole, rest=rest, is_sure=new.is_sure)


def _among(whole: Whole, what: str) -> Whole:
    return placed(whole, parse_question(what).population.text).whole


def _numbered(what: str, before: Sequence[Whole]) -> Whole | None:
    words = what.lower().split()
    for n, ordinal in enumerate(ORDINALS):
        if ordinal in words:
            return before[n].alone if n < len(before) else None
    if FIRST.search(what):
        return before[0].alone
    if BEFORE.search(what):
        return before[-2 if len(before) > 1 else -1].alone
    return before[-1].alone if LAST.search(what) else None
