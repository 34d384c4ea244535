"""The grammar of a clause: what governs a figure, who its subject is, what it says.

Dependency labels are those of spaCy's English models (ClearNLP's, after Choi and Palmer, 2012).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSE_DEPS = {"ROOT", "ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp", "csubj", "parataxis"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
OWN_CLAUSES = {"advcl", "parataxis", "ccomp", "conj", "relcl"}


def governor(token: "Token") -> "Token":
    """The verb (or other head) of the clause that a token stands in."""
    at = token
    while at.dep_ not in CLAUSE_DEPS and at.head != at:
        if at.dep_ == "conj" and has_subject(at):
            return at
        at = at.head
    return at


def has_subject(verb: "Token") -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in verb.children)


def subject(verb: "Token") -> "Token | None":
    """The subject of a verb; a verb without one shares the one it is joined to."""
    at = verb
    for _ in range(6):
        found = next((c for c in at.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if found is not None:
            return found
        if at.dep_ not in ("conj", "xcomp", "advcl") or at.head == at:
            return None
        at = at.head
    return None


def outer_verbs(verb: "Token") -> Iterator["Token"]:
    """The verbs that a clause is the object of, from the inside out ("they say it is …")."""
    at = verb
    while at.head != at and at.dep_ in ("ccomp", "xcomp"):
        at = at.head
        yield at


def prepositions(token: "Token", words: set[str]) -> Iterator["Token"]:
    """The objects of prepositional phrases that hang on a token, nearest first."""
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in words:
            yield from _objects(child)


def _objects(preposition: "Token") -> Iterator["Token"]:
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield child
        elif child.dep_ == "prep":  # "out of", "from among"
            yield from _objects(child)


def clause_tokens(verb: "Token", *, stop: set[int]) -> list["Token"]:
    """The tokens of a clause in order, without inner clauses and phrases headed at `stop`."""
    kept: list[Token] = []
    stack = [verb]
    while stack:
        token = stack.pop()
        kept.append(token)
        stack.extend(c for c in token.children if c.i not in stop)
    return sorted(kept, key=lambda token: token.i)
