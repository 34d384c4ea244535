"""What a figure says of its people: the words of its clause that are its own."""

import re
from typing import TYPE_CHECKING

from assistant.findings.clauses import CLAUSE_DEPS, clause_tokens, governor, has_subject
from assistant.findings.lexicon import load
from assistant.findings.measures import measure_of
from assistant.findings.phrases import printed
from assistant.findings.views import SentenceView

if TYPE_CHECKING:
    from spacy.tokens import Token

# Where one figure's stretch of a sentence ends and the next one's begins.
BOUNDARY = re.compile(
    r"[,;:\u2013\u2014]|\b(?:and|but|while|whereas|though|although|compared|versus|than|against)\b",
    re.IGNORECASE,
)


def measure_text(view: SentenceView, at: int, people: "Token | None") -> str:
    """The measure of a figure in words, without the people and without other figures' phrases."""
    head = view.heads[at]
    if head is None:
        return ""
    verb = governor(head)
    outer = _reporting(verb)
    stop = _rivals(view, at)
    if people is not None and not people.is_ancestor(head):
        stop.add(people.i)
    path = {outer.i, verb.i, *(t.i for t in head.ancestors)}
    skip = view.own_tokens(at) | ((stop & path) - {outer.i, verb.i})
    tokens = [t for t in clause_tokens(outer, stop=stop - path) if t.i not in skip]
    own = [t for t in tokens if _in_stretch(view, at, t)]
    chosen = own if measure_of(printed(own)).terms else tokens
    return printed(chosen)


def _in_stretch(view: SentenceView, at: int, token: "Token") -> bool:
    """Whether a token stands between the boundaries to the figures beside this one."""
    if view.asides[at] is not None:
        return True
    offset = view.paragraph.origin[token.idx]
    shares = [n for n in view.shares() if view.asides[n] is None]
    before = [n for n in shares if n < at]
    after = [n for n in shares if n > at]
    if before and offset < _boundary(view, before[-1], at):
        return False
    return not (after and offset >= _boundary(view, at, after[0]))


def _boundary(view: SentenceView, left: int, right: int) -> int:
    """The offset where the stretch of one figure ends and that of the next begins."""
    start, end = view.mentions[left].end, view.mentions[right].start
    found = list(BOUNDARY.finditer(view.text, start, end))
    return found[-1].start() if found else end


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
    for other in view.shares():
        head = view.heads[other]
        if head is None or head == own:
            continue
        if view.asides[at] is None and view.asides[other] is not None:
            continue  # what brackets follow are words of the clause that a figure is subject of
        if head.is_ancestor(own):  # "50% in Italy, 47% in Germany": the second hangs on the first
            stop.add(head.i)
            stop.update(c.i for c in head.children if c != own and not c.is_ancestor(own))
            continue
        stop.add(_widest(head, own).i)
    return stop


def _widest(head: "Token", own: "Token") -> "Token":
    """The largest phrase or clause round a rival figure that leaves the figure itself out."""
    at = head
    while at.head != at and at.head != own and not at.head.is_ancestor(own):
        if at.dep_ in (*CLAUSE_DEPS, "conj") and has_subject(at):
            break
        at = at.head
    return at
