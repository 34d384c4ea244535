"""What a figure says of its people: the words of its clause that are its own.

A sentence is cut into stretches, one a figure; a stretch with words of its own is the figure's
measure. A stretch without any ("66% of women and 58% of men say …") shares the clause that the
parse gives.
"""

import re
from typing import TYPE_CHECKING

from assistant.figures import Unit
from assistant.findings.grammar.clauses import (
    CLAUSE_DEPS,
    SUBJECTS,
    clause_tokens,
    governor,
    has_subject,
)
from assistant.findings.grammar.phrases import MODIFIERS, printed
from assistant.findings.grammar.subjects import hidden_predicate
from assistant.findings.grammar.views import SentenceView
from assistant.findings.lexicon import load
from assistant.findings.measures import measure_of
from assistant.findings.prose.people import People, behind
from assistant.findings.waves import dates_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# Where one figure's stretch of a sentence ends and the next one's begins.
BOUNDARY = re.compile(
    r"[,;:\u2013\u2014]|\b(?:and|but|while|whereas|though|although|compared|versus|than|against|"
    r"including|with)\b",
    re.IGNORECASE,
)
JOINED = re.compile(r",\s+(?:and|but|while|whereas|though)\b", re.IGNORECASE)
FULL_BREAK = re.compile(r";|\s[\u2013\u2014]\s")


def measure_text(view: SentenceView, at: int, people: People, *, place: str = "") -> str:
    """The measure of a figure in words, without the people and without other figures' phrases."""
    head = view.heads[at]
    if head is None:
        return ""
    shared = printed(_clause(view, at, people.head))
    if view.asides[at] is not None:
        return shared
    stretch = _stretch(view, at, head)
    gone = view.own_tokens(at) | _people_tokens(view, people.head, head)
    gone |= {t.i for t in people.more}
    own = printed([t for t in stretch if t.i not in gone])
    if _says(view, own, place):
        return own
    ratios = [m.figure.text for m in view.mentions if m.figure.unit is Unit.RATIO]
    return _hidden(view, at) or ("" if shared in ratios else shared)


def _says(view: SentenceView, own: str, place: str) -> bool:
    """Whether words say anything besides where, when and how many: "in Bristol", "doubles to"."""
    rest = own.replace(place, " ") if place else own
    for mention in view.mentions:
        if mention.figure.unit is Unit.RATIO:
            rest = rest.replace(mention.figure.text, " ")
    for start, end, _ in reversed(dates_of(rest)):
        rest = f"{rest[:start]} {rest[end:]}"
    return bool(measure_of(rest).terms)


def _hidden(view: SentenceView, at: int) -> str:
    """The predicate that a list of figures shares, where a parse took its verb for a noun."""
    last = next((n for n in reversed(range(len(view.mentions))) if view.heads[n] is not None), at)
    people = next(behind(view, view.heads[last]), None) if view.heads[last] is not None else None
    cut = hidden_predicate(view, last, people) if people is not None and last > at else None
    return predicate_from(view, last, cut) if cut is not None else ""


def predicate_from(view: SentenceView, at: int, cut: int) -> str:
    """The words from a token on to the end of a figure's stretch."""
    head = view.heads[at]
    stretch = _stretch(view, at, head) if head is not None else []
    return printed([t for t in stretch if t.i >= cut])


def _people_tokens(view: SentenceView, people: "Token | None", head: "Token") -> frozenset[int]:
    if people is None or (people.is_ancestor(head) and people.dep_ not in SUBJECTS):
        return frozenset()
    return frozenset(t.i for t in clause_tokens(people, stop=set(view.figures - {people.i})))


def _stretch(view: SentenceView, at: int, head: "Token") -> list["Token"]:
    """The tokens between the boundaries to the figures beside this one.

    Words before a figure that is a subject belong to whoever reports it, not to the measure.
    """
    shares = [n for n in view.shares() if view.asides[n] is None]
    before = [n for n in shares if n < at]
    after = [n for n in shares if n > at]
    end = view.paragraph.span_of(view.sentence)[1]
    left = _boundary(view, before[-1], at) if before else view.start
    right = _boundary(view, at, after[0]) if after else end
    if _leads(head):
        left = view.mentions[at].start
    right = min(right, _full_break(view, at, right))
    right = min(right, _new_clause(view, at, right))
    origin = view.paragraph.origin
    return [t for t in view.sentence if left <= origin[t.idx] < right]


def _full_break(view: SentenceView, at: int, right: int) -> int:
    """Where a dash ends what a figure says, once it has said something."""
    start = view.mentions[at].end
    found = FULL_BREAK.search(view.text, start, right)
    says = found is not None and measure_of(view.text[start : found.start()]).terms
    return found.start() if found is not None and says else right


def _new_clause(view: SentenceView, at: int, right: int) -> int:
    """Where a clause with a subject of its own and a figure in brackets begins, if before right."""
    for found in JOINED.finditer(view.text, view.mentions[at].end, right):
        ends = [a.start for a in view.asides if a is not None and found.end() < a.start < right]
        if ends and _has_subject_between(view, found.end(), ends[0]):
            return found.start()
    return right


def _has_subject_between(view: SentenceView, start: int, end: int) -> bool:
    origin = view.paragraph.origin
    return any(t.dep_ in SUBJECTS and start <= origin[t.idx] < end for t in view.sentence)


def _boundary(view: SentenceView, left: int, right: int) -> int:
    """The offset where the stretch of one figure ends and that of the next begins."""
    start, end = view.mentions[left].end, view.mentions[right].start
    joined = list(JOINED.finditer(view.text, start, end))
    found = joined or list(BOUNDARY.finditer(view.text, start, end))
    return found[-1].start() if found else end


def _leads(head: "Token") -> bool:
    """Whether a figure is, or stands in, the subject of its clause."""
    at = head
    while at.dep_ in (*MODIFIERS, "conj", "appos", "pobj", "prep") and at.head != at:
        at = at.head
    return at.dep_ in SUBJECTS


def _clause(view: SentenceView, at: int, people: "Token | None") -> list["Token"]:
    """The tokens of a figure's clause by the parse, other figures' phrases left out."""
    head = view.heads[at]
    if head is None:
        return []
    verb = governor(head)
    outer = _reporting(verb)
    stop = _rivals(view, at)
    if people is not None and not people.is_ancestor(head):
        stop.add(people.i)
    path = {outer.i, verb.i, *(t.i for t in head.ancestors)}
    skip = view.own_tokens(at) | ((stop & path) - {outer.i, verb.i})
    return [t for t in clause_tokens(outer, stop=stop - path) if t.i not in skip]


def _reporting(verb: "Token") -> "Token":
    """The verb of what people answered: "say" of "they say it is tough (69%)"."""
    at = verb
    while at.dep_ in ("ccomp", "xcomp") and at.head != at:
        if at.head.lower_ in load("words")["finding_verbs"]:
            break
        at = at.head
    return at


def _rivals(view: SentenceView, at: int) -> set[int]:
    """Phrases and inner clauses that belong to the sentence's other figures."""
    own = view.heads[at]
    stop: set[int] = set()
    if own is None:
        return stop
    above = {t.i for t in own.ancestors}
    for other in view.shares():
        head = view.heads[other]
        if head is None or head == own:
            continue
        if view.asides[at] is None and view.asides[other] is not None:
            continue  # what brackets follow are words of the clause that a figure is subject of
        if head.i in above:  # "50% in Italy, 47% in Germany": the second hangs on the first
            stop.add(head.i)
            stop.update(c.i for c in head.children if c != own and c.i not in above)
            continue
        stop.add(_widest(head, above | {own.i}).i)
    return stop


def _widest(head: "Token", apart: set[int]) -> "Token":
    """The largest phrase or clause round a rival figure that leaves out some tokens."""
    at = head
    while at.head != at and at.head.i not in apart:
        if at.dep_ in (*CLAUSE_DEPS, "conj") and has_subject(at):
            break
        at = at.head
    return at
