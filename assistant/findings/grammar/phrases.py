"""Noun phrases of a parse: their words as printed, and whether they name people."""

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from assistant.findings.grammar.clauses import clause_tokens, prepositions
from assistant.findings.grammar.syntax import UNBREAKING
from assistant.findings.lexicon import load
from assistant.findings.populations import is_people_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

MODIFIERS = {"compound", "amod", "det", "nummod", "poss", "quantmod", "nmod", "advmod", "case"}
OF = {"of", "among", "amongst"}
# Plural nouns for people who do something: beekeepers, tenants, cyclists, librarians, trainees.
AGENTS = re.compile(r"[a-z]{2,}(?:ers|ors|ists|ians|ants|ees)$|^non\u2011[a-z]+s$", re.IGNORECASE)


def printed(tokens: Sequence["Token"]) -> str:
    """Tokens as they were printed; a gap between them is one space.

    Conjunctions, commas and prepositions that a cut left without their other half are dropped.
    """
    kept = _without_dangling(tokens)
    said = "".join(
        t.text + (t.whitespace_ if n + 1 < len(kept) and kept[n + 1].i == t.i + 1 else " ")
        for n, t in enumerate(kept)
    )
    said = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s+", " ", said)).replace(UNBREAKING, "-")
    return re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", said).strip(" ,;:.\u2013\u2014-")


def _without_dangling(tokens: Sequence["Token"]) -> list["Token"]:
    kept = {t.i: t for t in tokens}
    while loose := [t for t in kept.values() if _is_loose(t, kept)]:
        for token in loose:
            del kept[token.i]
    words = list(kept.values())
    while len(words) > 1 and words[0].dep_ in ("cc", "punct", "mark"):
        words.pop(0)
    while len(words) > 1 and words[-1].dep_ in ("cc", "punct", "mark"):
        words.pop()
    return words


def _is_loose(token: "Token", kept: Collection[int]) -> bool:
    """Whether a preposition has lost its object, or a conjunction its second half."""
    if token.dep_ in ("prep", "agent"):
        objects = [c for c in token.children if c.dep_ in ("pobj", "pcomp", "prep")]
        return bool(objects) and all(c.i not in kept for c in objects)
    if token.dep_ == "cc":
        joined = [c for c in token.head.children if c.dep_ == "conj" and c.i > token.i]
        return all(c.i not in kept for c in joined)
    return False


def noun_phrase(head: "Token", *, stop: Collection[int] = ()) -> list["Token"]:
    """A noun with all that restricts it, without the tokens in `stop` and what hangs on them."""
    return clause_tokens(head, stop=set(stop) - {head.i})


def is_share_noun(token: "Token") -> bool:
    """Whether a noun stands for a share of people: "the share of", "the proportion of"."""
    return token.lower_ in load("words")["share_nouns"]


def is_survey_noun(token: "Token") -> bool:
    """Whether a noun is the study itself or those who made it, not those who were asked."""
    return token.lower_ in load("words")["survey_nouns"]


def is_same_people(token: "Token") -> bool:
    """Whether a word stands for people named before: "they", "others", "many"."""
    return token.lower_ in load("words")["same_people"]


def is_people(head: "Token", *, stop: Collection[int] = ()) -> bool:
    """Whether a noun phrase names people (or a place whose people are meant)."""
    if is_survey_noun(head) or head.lower_ in load("words")["people_nouns_of_things"]:
        return False
    core = [
        t for t in noun_phrase(head, stop=stop) if t == head or (t.i < head.i and t.dep_ != "poss")
    ]
    if _is_people_noun(head, [t.text for t in core]):
        return True
    return any(c.dep_ == "conj" and is_people(c, stop=stop) for c in head.children)


def is_agent(token: "Token") -> bool:
    """Whether a plural noun names people by what they do: "beekeepers", "cyclists"."""
    return bool(AGENTS.search(token.text)) and token.lower_ not in load("words")["not_agents"]


def _is_people_noun(head: "Token", words: list[str]) -> bool:
    if is_agent(head):
        return True
    return any(is_people_phrase(" ".join(words[-n:])) for n in range(1, min(len(words), 4) + 1))


def people_and_rest(
    head: "Token", *, stop: Collection[int] = ()
) -> tuple["Token | None", list["Token"]]:
    """For "the share of nurses who say so": the nurses, and the words that restrict them.

    The restriction is what was measured, so it belongs to the measure and not to the people.
    """
    people = next(iter(prepositions(head, OF)), None)
    if people is None:
        return None, []
    rest: list[Token] = []
    for child in [*people.children, *head.children]:
        if child.dep_ in ("relcl", "acl") or (child.dep_ == "prep" and child.lower_ == "with"):
            rest.extend(clause_tokens(child, stop=set(stop)))
    return people, rest
