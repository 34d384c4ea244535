"""Where the people of a figure end and what is said of them begins.

"35% of workers worried about their pension have …": parsers hang the worry on the figure, and it
is the workers'. "Nearly a quarter of owners not expanding blame taxes": parsers take the verb for a
noun, and the sentence has none.
"""

from typing import TYPE_CHECKING

from assistant.findings.grammar.clauses import SUBJECTS, clause_tokens, governor
from assistant.findings.grammar.views import SentenceView
from assistant.findings.lexicon import load
from assistant.findings.populations import is_people_word
from assistant.findings.waves import dates_of

if TYPE_CHECKING:
    from spacy.tokens import Token

RESTRICTIONS = {"acl", "relcl", "prep", "amod"}
RESTRICTING = {"with", "without", "from", "under", "over", "on", "at", "in"}
LEADS = {
    "det",
    "amod",
    "poss",
    "prep",
    "case",
    "nummod",
    "mark",
    "aux",
    "cc",
    "advmod",
    "punct",
}


def restrictions(view: SentenceView, at: int, people: "Token") -> list["Token"]:
    """Words between the people of a figure and their verb that a parse hangs on the figure."""
    head = view.heads[at]
    if head is None or people.i <= head.i:
        return []
    if head.dep_ not in SUBJECTS:
        return _who(people)
    verb = governor(head)
    if verb.i <= people.i or is_participle(verb):
        return []
    more: list[Token] = []
    for child in head.children:
        if child.dep_ not in RESTRICTIONS or not people.i < child.i < verb.i:
            continue
        if child.dep_ == "prep" and child.lower_ not in RESTRICTING:
            continue
        phrase = clause_tokens(child, stop=set())
        said = " ".join(t.text for t in phrase)
        if not view.figures & {t.i for t in phrase} and not dates_of(f"{said} "):
            more += phrase
    return more


def _who(people: "Token") -> list["Token"]:
    """The clause of "those who have none", where a parse hangs it on what stands before."""
    doc = people.doc
    following = doc[people.i + 1] if people.i + 1 < len(doc) else None
    if following is None or following.lower_ != "who" or people.is_ancestor(following):
        return []
    verb = following.head
    return clause_tokens(verb, stop=set()) if verb.dep_ == "relcl" else []


def is_participle(verb: "Token") -> bool:
    """Whether a "verb" is a participle without an auxiliary, which governs no sentence."""
    return verb.lower_.endswith("ing") and not any(c.dep_.startswith("aux") for c in verb.children)


def hidden_predicate(view: SentenceView, at: int, people: "Token") -> int | None:
    """The index of the verb that a parse took for a noun, where the clause has no other."""
    head = view.heads[at]
    if head is None or people.i <= head.i:
        return None
    verb = governor(head)
    is_hidden = verb.i <= people.i or verb == people or is_participle(verb)
    if not is_hidden or _has_verb(view, at, people):
        return None
    if _is_verb_behind_people(people):
        return int(people.i)
    first = verb.i if is_participle(verb) and verb.i > people.i else people.i
    for token in _until_next(view, at, first):
        is_said = token.dep_ == "acl" and token.head == people and token.lower_.endswith("ed")
        if is_said and token.lower_ not in load("words")["surveying"]:
            return int(token.i)
        before = view.paragraph.doc[token.i - 1]
        is_noun = before.dep_ in LEADS and before.head.i >= token.i and before != people
        if token.lower_ in load("words")["noun_verbs"] and not is_noun:
            return int(token.i)
    return None


def _is_verb_behind_people(token: "Token") -> bool:
    """Whether a parse took a verb for the head of its subject: "the population surf the web"."""
    doc = token.doc
    if token.i == 0 or token.i + 1 >= len(doc) or is_people_word(token.text):
        return False
    before, after = doc[token.i - 1], doc[token.i + 1]
    is_last = before.dep_ == "compound" and is_people_word(before.text)
    return is_last and after.dep_ in ("det", "poss", "aux", "mark")


def _has_verb(view: SentenceView, at: int, people: "Token") -> bool:
    """Whether a clause with a subject of its own stands between the people and another figure."""
    return any(
        t.dep_ in ("nsubj", "nsubjpass") and t.head.i > people.i and not is_participle(t.head)
        for t in _until_next(view, at, people.i - 1)
        if t.dep_ in ("nsubj", "nsubjpass") and t.lower_ not in ("who", "that", "which")
    )


def _until_next(view: SentenceView, at: int, first: int) -> list["Token"]:
    """The tokens after one, up to the next figure outside brackets or the next full pause."""
    later = [min(own) for n in range(at + 1, len(view.mentions)) if (own := view.own_tokens(n))]
    end = later[0] if later else view.sentence.end
    found: list[Token] = []
    for token in view.paragraph.doc[first + 1 : end]:
        if token.text in (",", ";", ":", "-", "\u2013", "\u2014"):
            break
        found.append(token)
    return found
