"""Each figure of a parsed sentence with the words for who it is about and what it says.

Own words only: what a sentence leaves unsaid is filled in by `context`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.figures import Unit
from assistant.findings.finding import Role
from assistant.findings.grammar.asides import is_base, is_twin, side_of, words_beside
from assistant.findings.grammar.clauses import CLAUSE_DEPS, clause_tokens, governor, subject
from assistant.findings.grammar.comparisons import Side, sides
from assistant.findings.grammar.phrases import is_agent, is_people, noun_phrase, printed
from assistant.findings.grammar.subjects import hidden_predicate
from assistant.findings.grammar.syntax import Aside, Paragraph
from assistant.findings.grammar.views import SentenceView, view_of
from assistant.findings.measures import measure_of
from assistant.findings.populations import is_people_word, names_people, population_of
from assistant.findings.prose.fronts import asked_of, condition_of, people_before
from assistant.findings.prose.lists import aligned
from assistant.findings.prose.people import (
    NOBODY,
    People,
    base_of,
    behind,
    clause_people,
    people_of,
    place_of,
)
from assistant.findings.prose.predicates import measure_text, predicate_from
from assistant.findings.roles import THEN, role_of
from assistant.findings.waves import dates_of
from assistant.numerals import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEAKING = {"about", "from", "toward", "towards", "on", "of", "with"}
SIDES = {"than", "as", "with", "to"}
LISTED = re.compile(r"^[^,;.]{0,40}(?:\band|,)\s+$", re.IGNORECASE)
LONGEST_NAME = 5  # words: "(82% among women)" names people, a longer remark in brackets does not


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A figure's own words: `population`, `place` and `measure` are phrases, empty where unsaid.

    `condition` is what must hold for the answer: "if the fare rose". `twin` is the position of the
    mention that says the same figure in other words; `base` the number of people asked where the
    population's phrase counts them.
    """

    mention: Mention
    sentence: int
    role: Role = "finding"
    population: str = ""
    place: str = ""
    measure: str = ""
    condition: str = ""
    twin: int | None = None
    base: int | None = None


def attribute(paragraph: Paragraph) -> list[Attribution]:
    """Attributions of a paragraph's figures, in order."""
    found: list[Attribution] = []
    for number, sentence in enumerate(paragraph.doc.sents):
        view = view_of(paragraph, sentence)
        first = len(found)
        compared = sides(view)
        read = aligned(view, [_read(view, at, compared) for at in range(len(view.mentions))])
        for a in read:
            twin = None if a.twin is None else a.twin + first
            role = _role_in_list(view, a, found[first:])
            found.append(replace(a, twin=twin, sentence=number, role=role))
    return found


def _role_in_list(view: SentenceView, a: Attribution, before: list[Attribution]) -> Role:
    """Earlier values come in lists: "up from 60% in April 2021 and 54% in October 2020"."""
    if not before or before[-1].role != "earlier" or a.role != "finding":
        return a.role
    between = view.text[before[-1].mention.end : a.mention.start]
    after = view.text[a.mention.end : a.mention.end + 40]
    is_dated = THEN.match(after) and dates_of(between)
    return "earlier" if is_dated and LISTED.search(between) else "finding"


def _read(view: SentenceView, at: int, compared: Mapping[int, Side]) -> Attribution:
    mention, aside, head = view.mentions[at], view.asides[at], view.heads[at]
    role = role_of(
        view.text[view.start : mention.start],
        view.text[mention.end : mention.end + 80],
        unit=mention.figure.unit,
        said=mention.figure.text,
    )
    own = Attribution(mention=mention, sentence=0, role=role, condition=condition_of(view, at))
    if head is None:
        return own
    if at in compared:
        return _compared(view, own, at=at, side=compared[at])
    own = replace(own, place=place_of(view, at, head))
    if aside is not None:
        return _in_brackets(view, own, at=at, aside=aside)
    read = _complete(view, own, at=at, people=people_of(view, at))
    before = people_before(view, at)
    return (
        replace(read, population=before, base=read.base or asked_of(view, at)) if before else read
    )


def _compared(view: SentenceView, own: Attribution, *, at: int, side: Side) -> Attribution:
    """A figure of two groups set side by side, whose words say what both are compared in."""
    measure = side.measure
    if not measure_of(measure).terms:
        measure = measure_text(view, at, NOBODY)
    role: Role = "compared" if side.is_second and own.role == "finding" else own.role
    return replace(own, role=role, population=side.people, measure=measure)


def _complete(view: SentenceView, own: Attribution, *, at: int, people: People) -> Attribution:
    cut = hidden_predicate(view, at, people.head) if people.head is not None else None
    if people.head is not None and cut is not None:
        first = max(people.head.left_edge.i, max(view.own_tokens(at), default=-1) + 1)
        named = view.printed_between(first, cut)
        return replace(own, population=named, measure=predicate_from(view, at, cut))
    measure = measure_text(view, at, people, place=own.place)
    if people.head is not None and not measure_of(measure).terms:
        people_words, predicate = _split(view, people.head)
        if predicate:
            return replace(
                own,
                population=people_words,
                measure=f"{measure} {predicate}".strip(),
                base=base_of(view, people.head),
            )
    more = printed(people.rest)
    if more and more not in measure:
        measure = f"{measure} {more}".strip()
    return replace(
        own,
        population=view.phrase(people.head, without=people.rest, more=people.more),
        measure=measure,
        base=base_of(view, people.head),
    )


def _split(view: SentenceView, head: "Token") -> tuple[str, str]:
    """A phrase that swallowed its predicate ("allotment holders share tools"), cut in two."""
    tokens = noun_phrase(head, stop=view.figures - {head.i})
    for n, token in enumerate(tokens[:-1], 1):
        following = tokens[n]
        if following.dep_ in ("prep", "relcl", "cc", "punct", "case") or following.lower_ == "who":
            continue
        if token.lower_ != "who" and _is_person(token) and not _is_person(following):
            return view.with_ages(tokens[:n]), printed(tokens[n:])
    return view.with_ages(tokens), ""


def _is_person(token: "Token") -> bool:
    return is_people_word(token.text) or is_agent(token)


def _in_brackets(view: SentenceView, own: Attribution, *, at: int, aside: Aside) -> Attribution:
    """A figure in brackets: about the people, or of the option, that the bracket follows."""
    mention, head = own.mention, view.heads[at]
    if head is None:
        return own
    if mention.figure.unit is Unit.COUNT and is_base(view.text, mention):
        return replace(own, population=view.phrase(head), base=int(mention.figure.value))
    side = side_of(view.text, mention, aside, list(view.mentions))
    if side != "alone":
        read = _pair(view, own, at=at, is_second=side == "second")
        words = words_beside(view.text, mention, aside, list(view.mentions))
        is_named = names_people(words) and len(words.split()) <= LONGEST_NAME
        return replace(read, population=words) if is_named else read
    twin = _twin(view, at, aside)
    if twin is not None:
        return replace(own, twin=twin)
    return _of_phrase_before(view, own, at=at, aside=aside)


def _of_phrase_before(
    view: SentenceView, own: Attribution, *, at: int, aside: Aside
) -> Attribution:
    head = view.heads[at]
    if head is None:
        return own
    words = words_beside(view.text, own.mention, aside, list(view.mentions))
    before = "" if head.dep_ in CLAUSE_DEPS else _before(view, at, head)
    if _is_counted(view, head):
        return _complete(view, own, at=at, people=People(head=next(behind(view, head), None)))
    is_topic = _is_topic(view, head)
    if is_people(head, stop=view.figures) and head.dep_ not in ("ROOT", "ccomp") and not is_topic:
        read = _complete(view, own, at=at, people=People(head=head))
        read = replace(read, population=before)
    else:
        read = _complete(view, own, at=at, people=clause_people(view, head))
        words = words if is_topic else f"{before} {words}".strip()
    if words and names_people(words) and len(words.split()) <= LONGEST_NAME:
        return replace(read, population=words)
    if words and words not in read.measure:
        read = replace(read, measure=f"{read.measure} {words}".strip())
    return read


def _is_topic(view: SentenceView, head: "Token") -> bool:
    """Whether a bracket follows a place that people speak of: "Poles are glad of the EU (72%)"."""
    preposition = head.head
    if head.dep_ != "pobj" or preposition.lower_ not in SPEAKING:
        return False
    facets = population_of(view.phrase(head)).facets
    who = subject(governor(head))
    is_place = bool(facets) and all(facet.kind == "place" for facet in facets)
    return is_place and who is not None and who.i < head.i and is_people(who, stop=view.figures)


def _is_counted(view: SentenceView, head: "Token") -> bool:
    """Whether a bracket gives the share of a count: "47 (37.6%) of the 125 nurses"."""
    return any(
        h == head and m.figure.unit is Unit.COUNT and a is None
        for h, m, a in zip(view.heads, view.mentions, view.asides, strict=True)
    )


def _twin(view: SentenceView, at: int, aside: Aside) -> int | None:
    """The mention before a bracket that says the same in other words."""
    if any(a is aside for a in view.asides[:at]):
        return None
    for back in range(at - 1, -1, -1):
        if view.mentions[back].figure.unit is Unit.COUNT:
            continue
        if view.asides[back] is None:
            same = is_twin(view.text, view.mentions[at], view.mentions[back], aside)
            return back if same else None
        if view.asides[back] is not aside:
            return None
    return None


def _before(view: SentenceView, at: int, head: "Token") -> str:
    """The phrase that a bracket follows, from the last bracket on."""
    mine = view.asides[at]
    if mine is None:
        return ""
    earlier = [a.anchor for a in view.asides[:at] if a is not None and a.anchor < mine.anchor]
    tokens = [
        t
        for t in noun_phrase(head, stop=view.figures)
        if t.idx < mine.anchor and all(t.idx >= anchor for anchor in earlier)
    ]
    return view.with_ages(tokens)


def _pair(view: SentenceView, own: Attribution, *, at: int, is_second: bool) -> Attribution:
    """A side of "A are more likely than B to … (58% vs. 41%)"."""
    head = view.heads[at]
    if head is None:
        return own
    other = next(_sides(view), None)
    first = next((s for s in _subjects(view) if s != other), None)
    if other is None and first is not None:
        other = next((c for c in first.children if c.dep_ == "conj"), None)
    if other is None:
        return _complete(view, own, at=at, people=clause_people(view, head))
    people = other if is_second else first
    read = _complete(view, own, at=at, people=People(head=people))
    stop = view.figures | (set() if is_second else {other.i})
    phrase = view.with_ages(clause_tokens(people, stop=set(stop))) if people is not None else ""
    role: Role = own.role if own.role == "earlier" else "compared" if is_second else "finding"
    return replace(read, role=role, population=phrase)


def _sides(view: SentenceView) -> Iterator["Token"]:
    """The people after "than", "as likely as", "compared with"."""
    for token in view.sentence:
        left = token.left_edge.i
        if token.dep_ not in ("pobj", "nsubj") or left == 0:
            continue
        if view.paragraph.doc[left - 1].lower_ in SIDES and is_people(token, stop=view.figures):
            yield token


def _subjects(view: SentenceView) -> Iterator["Token"]:
    """Subjects of the sentence that are people, in order."""
    for token in view.sentence:
        found = subject(token) if any("subj" in c.dep_ for c in token.children) else None
        if found is not None and is_people(found, stop=view.figures):
            yield found
