"""Who a figure is about, in its own sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from assistant.figures import Form, Unit
from assistant.findings.grammar.clauses import (
    governor,
    has_subject,
    outer_verbs,
    prepositions,
    subject,
)
from assistant.findings.grammar.phrases import (
    MODIFIERS,
    OF,
    is_people,
    is_same_people,
    is_share_noun,
    is_survey_noun,
    noun_phrase,
    people_and_rest,
    printed,
)
from assistant.findings.grammar.subjects import restrictions
from assistant.findings.grammar.views import SentenceView
from assistant.findings.lexicon import load
from assistant.findings.populations import is_people_word, names_people, population_of
from assistant.other_numbers import words

if TYPE_CHECKING:
    from spacy.tokens import Token

ON_VERB = OF | {"in", "by", "for", "across", "within", "out", "throughout", "from", "at"}
PLACED = {"in", "at", "across", "within", "throughout", "inside", "outside"}
ASKED = re.compile(
    r"\b(?:survey\w*|poll\w*|interview\w*|question\w*|asked|respond\w*|participa\w*|sampl\w+|"
    r"answer\w*|return\w*|stud(?:y|ied)|took\s+part|panel\w*|n\s?=)\b",
    re.IGNORECASE,
)
NOUNS = {"pobj", "dobj", "nsubj", "nsubjpass", "attr", "conj", "appos"}
WHERE = re.compile(r"\b(?:in|across)\s+(?P<place>[^,;.]{2,40}),\s+where\s+[^,;.]*$", re.IGNORECASE)
OF_THE = re.compile(r"\b(?:of|among|out\s+of)\s+(?:the\s+|these\s+|those\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The noun for the people, if there is one.

    `rest` are words at it that restrict what was measured; `more` are words that restrict the
    people and hang elsewhere in the parse.
    """

    head: "Token | None" = None
    rest: Sequence["Token"] = ()
    more: Sequence["Token"] = ()


NOBODY = People()
# "nine in ten apprentices", "most charities": the noun after a spoken share is always its people.
SPOKEN = (Form.IN_N, Form.VAGUE)


def people_of(view: SentenceView, at: int) -> People:
    """The people a figure outside brackets is about."""
    head = view.heads[at]
    if head is None:
        return NOBODY
    noun = _following_noun(view, at, head)
    if view.mentions[at].figure.unit is Unit.COUNT:
        counted = _predicate_noun(head) or noun or head
        return (
            People(head=counted) if is_people(counted, stop=view.figures - {counted.i}) else NOBODY
        )
    found = next(chain(_right_behind(view, at), behind(view, head)), None)
    if found is not None:
        return _behind(view, at, found)
    return _before_noun(view, at, head, noun)


def _all_of(view: SentenceView, found: "Token") -> "Token":
    """The people of "a third of all voters" where a parse stops at "all"."""
    if found.lower_ != "all" or found.i + 1 >= len(view.paragraph.doc):
        return found
    token = view.paragraph.doc[found.i + 1]
    while token.dep_ in MODIFIERS and token.head.i > token.i:
        token = token.head
    return token if is_people(token, stop=view.figures) else found


def _behind(view: SentenceView, at: int, found: "Token") -> People:
    """People in a phrase right behind a figure, with all that restricts them."""
    if found.lower_ in ("which", "whom"):
        return People(head=_antecedent(view, found))
    if found.i in view.spoken:  # "a majority of 72% of pet owners"
        inner = next(behind(view, found), None)
        return People(head=inner) if inner is not None else clause_people(view, found)
    people = _all_of(view, found)
    more = [found] if people != found else restrictions(view, at, people)
    return People(head=people, more=more)


def _before_noun(view: SentenceView, at: int, head: "Token", noun: "Token | None") -> People:
    """People whom a figure stands before ("nine in ten apprentices"), else those of its clause."""
    if noun is not None and is_share_noun(noun):  # "a 45% plurality of Germans"
        return People(head=next(prepositions(noun, OF), None))
    spoken = view.mentions[at].figure.form in SPOKEN
    spoken = spoken and not (noun is not None and noun.lower_ in load("words")["noun_verbs"])
    if noun is not None and (spoken or is_people(noun, stop=view.figures - {noun.i})):
        return People(head=noun)
    return clause_people(view, head)


def _antecedent(view: SentenceView, which: "Token") -> "Token | None":
    """The people that "44% of whom" points back to: those named last before it."""
    before = view.paragraph.doc[view.sentence.start : which.i]
    nouns = [t for t in before if t.dep_ in NOUNS and t.i not in view.spoken]
    people = [t for t in nouns if is_people(t, stop=view.figures)]
    return next(reversed(people or nouns), None)


def _predicate_noun(head: "Token") -> "Token | None":
    """The people that a count is said to be: "306 were U.S. students"."""
    if head.dep_ not in ("nsubj", "nsubjpass") or head.head.lower_ not in ("was", "were", "are"):
        return None
    return next((c for c in head.head.children if c.dep_ == "attr"), None)


def _following_noun(view: SentenceView, at: int, head: "Token") -> "Token | None":
    """The noun a figure stands before: "nine in ten apprentices", "44% adults"."""
    own = view.own_tokens(at)
    if not own or max(own) + 1 >= len(view.paragraph.doc):
        return None
    token = view.paragraph.doc[max(own) + 1]
    if head.dep_ in MODIFIERS and head.head.i > head.i:
        return None if _is_verb(head.head) else head.head
    if token.dep_ in ("prep", "punct", "aux", "ROOT", "cc", "mark", "agent"):
        return None
    while token.dep_ in MODIFIERS and token.head.i > token.i:
        if token.dep_ == "advmod":
            return None
        token = token.head
    return None if _is_verb(token) else token


def _is_verb(token: "Token") -> bool:
    """Whether a token governs a clause, so far as its dependents show."""
    has_verbal = any(c.dep_ in ("aux", "auxpass", "dobj", "ccomp", "mark") for c in token.children)
    return has_subject(token) or has_verbal or token.dep_ in ("ccomp", "advcl", "relcl", "npadvmod")


def _right_behind(view: SentenceView, at: int) -> Iterator["Token"]:
    """People named by the words right after a figure, wherever the parse hangs them."""
    own = view.own_tokens(at)
    if not own or max(own) + 1 >= len(view.paragraph.doc):
        return
    token = view.paragraph.doc[max(own) + 1]
    if token.dep_ not in ("prep", "agent"):
        return
    for found in prepositions(token.head, {token.lower_}):
        is_next = found.left_edge.i == token.i + 1 and found.i not in view.figures
        if is_next and (token.lower_ in OF or is_people(found, stop=view.figures)):
            yield found


def behind(view: SentenceView, head: "Token") -> Iterator["Token"]:
    """People right behind a figure: "86% of U.S. employers", "40% among women"."""
    yield from prepositions(head, OF | {"across"})
    for found in prepositions(head, {"in", "for", "from", "by", "with"}):
        if is_people(found, stop=view.figures):
            yield found


def clause_people(view: SentenceView, head: "Token") -> People:
    """The people of a clause: its subject, or a phrase that stands on its verb."""
    verb = governor(head)
    verbs = [verb, *outer_verbs(verb)]
    first = subject(verb)
    if first is not None and (first.i == head.i or head in first.children):
        return People(head=_on_verbs(view, verbs, head))
    order = verbs[::-1] if verb.dep_ == "ccomp" else verbs
    for at in order:
        if at != verb and at.lower_ in load("words")["finding_verbs"]:
            continue
        found = subject(at)
        if found is None or found.i == head.i or _is_of_survey(found):
            continue
        people = _of_subject(view, found)
        if people is not None:
            return people
    return People(head=_on_verbs(view, verbs, head))


def _is_of_survey(found: "Token") -> bool:
    """Whether a subject is the study; "the number of nurses" is a share of them."""
    counts = is_share_noun(found) and next(prepositions(found, OF), None) is not None
    return is_survey_noun(found) and not counts


def _of_subject(view: SentenceView, found: "Token") -> People | None:
    """The people that a subject names, nobody if it points back, None if it is a thing."""
    if found.i in view.figures:
        people = next(behind(view, found), None)
        is_pointing = people is not None and people.lower_ in ("which", "whom")
        return People(head=_antecedent(view, people) if people and is_pointing else people)
    if is_share_noun(found):
        return _of_share(view, found)
    if is_same_people(found) and not view.has_ages(found):
        return People(head=_on_verbs(view, [governor(found)], found))
    if is_people(found, stop=view.figures):
        return People(head=found)
    owners = [c for c in found.children if c.dep_ == "poss" and is_people(c)]
    if found.lower_ in load("words")["attitude_nouns"]:  # "rural approval", "public support"
        owners += [c for c in found.children if c.dep_ == "amod" and is_people_word(c.text)]
    inner = (
        p
        for p in prepositions(found, OF | {"in", "by", "for", "from"})
        if p.i not in view.figures and is_people(p, stop=view.figures)
    )
    people = next(iter((*owners, *inner)), None)
    return People(head=people) if people is not None else None


def _of_share(view: SentenceView, found: "Token") -> People:
    """The people of "the share of nurses who …", "a median of 54% across 22 countries"."""
    people, rest = people_and_rest(found, stop=view.figures)
    asked = prepositions(found, {"for"})
    people = people or next((p for p in asked if is_people(p, stop=view.figures)), None)
    if people is None:
        return People(head=_on_verbs(view, [governor(found)], found))
    if people.i in view.figures:
        around = {"across", "in", "among"}
        inner = [*prepositions(people, around), *prepositions(found, around)]
        return People(head=inner[0] if inner else None)
    return People(head=people, rest=rest)


def _on_verbs(view: SentenceView, verbs: Sequence["Token"], head: "Token") -> "Token | None":
    """People in a phrase on a verb: "Among women, 40% …", "… is backed by women"."""
    for at in verbs:
        for people in prepositions(at, ON_VERB):
            if people.i in view.figures or people.i == head.i:
                continue
            is_among = people.head.lower_ in ("among", "amongst")
            if is_among or is_people(people, stop=view.figures):
                return people
    return None


def place_of(view: SentenceView, at: int, head: "Token") -> str:
    """A place that a figure or its whole clause is said of: "22% in the south", "Globally, …"."""
    if where := _where(view, at):
        return where
    for found in prepositions(head, PLACED):
        if found.i not in view.figures and found.head.i not in view.spoken and _is_place(found):
            return view.phrase(found)
    verb = governor(head)
    for outer in (verb, *outer_verbs(verb)):
        for child in outer.children:
            if child.dep_ == "advmod" and population_of(child.text).values("place"):
                return str(child.text)
        for found in prepositions(outer, PLACED):
            is_fronted = found.i < outer.i and found.i < head.i
            if is_fronted and found.i not in view.figures and _is_place(found):
                return view.phrase(found)
    return ""


def _where(view: SentenceView, at: int) -> str:
    """The place that "where" points back to: "in rural areas, where 71% have a dog"."""
    found = WHERE.search(view.text[view.start : view.mentions[at].start])
    return re.split(r"\b(?:in|across|of)\s+", found.group("place"))[-1].strip() if found else ""


def _is_place(token: "Token") -> bool:
    if token.lower_ in words("months") or token.lower_ in load("words")["pointing"]:
        return False
    phrase = printed(noun_phrase(token))
    if names_people(phrase):
        return True
    is_name = token.text[:1].isupper() and not token.text.isupper()
    return (is_name or token.lower_ in load("words")["place_nouns"]) and not any(
        c.isdigit() for c in phrase
    )


def base_of(view: SentenceView, people: "Token | None") -> int | None:
    """How many were asked, where the phrase for the people counts them: "the 306 surveyed"."""
    if people is None:
        return None
    if people.lower_ in load("words")["not_asked"]:
        return None
    inside = {t.i for t in noun_phrase(people)}
    for mention, head in zip(view.mentions, view.heads, strict=True):
        if head is None or mention.figure.unit is not Unit.COUNT or head.i not in inside:
            continue
        if people not in (head, head.head):
            continue
        before = view.text[view.start : mention.start]
        after = view.text[mention.end : mention.end + 80]
        if OF_THE.search(before) or ASKED.search(after) or ASKED.search(before[-40:]):
            return int(mention.figure.value)
    return None
