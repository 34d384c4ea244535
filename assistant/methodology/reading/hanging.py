"""What words of a sentence hang on: whether on the making of a survey or the asking of people."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from assistant.findings.grammar.syntax import Paragraph, parse
from assistant.findings.lexicon import load
from assistant.findings.populations import is_people_word

if TYPE_CHECKING:
    from spacy.tokens import Token

# How a word may hang on what was done so: "interviewed by phone and online".
ADVERBIAL = frozenset(
    (
        *("advmod", "npadvmod", "prep", "pobj", "pcomp", "agent", "amod"),
        *("compound", "nmod", "conj", "appos", "oprd", "dep", "dobj", "attr"),
    )
)
SUBJECTS = ("nsubj", "nsubjpass")
MOST_STEPS = 5
PRONOUNS = ("it", "they", "which", "this")


def hangs_on_asking(
    text: str, start: int, end: int, *, or_on: frozenset[str] = frozenset()
) -> bool:
    """Whether a stretch of a sentence says how, by whom or for whom people were asked.

    `or_on` are words that stand for asking beside those of the lexicon.

    >>> text = "We interviewed adults by phone."
    >>> hangs_on_asking(text, text.index("phone"), len(text) - 1)
    True
    """
    paragraph = _parsed(text)
    first, last = (paragraph.parsed_offset(at) for at in (start, end - 1))
    span = paragraph.doc.char_span(first, last + 1, alignment_mode="expand")
    return span is not None and any(_leads_to_asking(t, or_on) for t in span)


def verb_of_agent(text: str, by: int) -> str:
    """What was done by somebody, in lower case; `by` is where the "by" stands.

    Empty where it was not done to a survey, an interview or those who were asked.

    >>> text = "The poll, which was run in May by Tide, deals with a bridge built by Harbour."
    >>> [verb_of_agent(text, at) for at in (text.index("by Tide"), text.index("by Harbour"))]
    ['run', '']
    """
    paragraph = _parsed(text)
    at = paragraph.parsed_offset(by)
    span = paragraph.doc.char_span(at, at + 1, alignment_mode="expand")
    if span is None or span[0].dep_ not in ("agent", "prep"):
        return ""
    verb = span[0].head
    return verb.lower_ if _is_done_to_a_survey(verb) else ""


@lru_cache(maxsize=64)
def _parsed(text: str) -> Paragraph:
    (paragraph,) = parse([text])
    return paragraph


def _leads_to_asking(token: "Token", or_on: frozenset[str]) -> bool:
    """Whether a word hangs, by nothing but adverbials, on asking people or making a survey."""
    for _ in range(MOST_STEPS):
        if token.dep_ not in ADVERBIAL or token.head is token:
            return False
        is_thing = token.dep_ == "dobj"  # "the survey found support for" hangs on no survey
        token = token.head
        if _is_asking(token) or token.lower_ in or_on:
            return True
        if not is_thing and any(_is_asking(t) for t in _subjects(token)):
            return True
    return False


def _is_done_to_a_survey(verb: "Token") -> bool:
    """Whether a survey or people asked are the subject of a verb, or the noun that it describes."""
    for _ in range(MOST_STEPS):
        subjects = _subjects(verb)
        if subjects:
            return any(
                _is_asking(t) or t.lower_ in PRONOUNS or is_people_word(t.text) for t in subjects
            )
        if verb.head is verb:
            return _is_asking(verb)
        is_of_a_noun = verb.dep_ in ("acl", "relcl")
        verb = verb.head
        if _is_asking(verb):
            return True
        # "by Tide, commissioned by Harbour" goes on, and "a survey of adults carried out by Tide"
        if is_of_a_noun and not (verb.text[:1].isupper() or is_people_word(verb.text)):
            return False
    return False


def _subjects(token: "Token") -> "list[Token]":
    return [child for child in token.children if child.dep_ in SUBJECTS]


def _is_asking(token: "Token") -> bool:
    return token.lower_ in _asking()


@cache
def _asking() -> frozenset[str]:
    facts = load("facts")
    lists = ("carried_out", "asked", "answered", "studies", "samples", "size_nouns", "filled")
    words = {word.split()[0].lower() for name in lists for word in facts[name]}
    return frozenset(words) - frozenset(facts["no_asking"])
