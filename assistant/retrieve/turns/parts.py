"""The parts of a question by its grammar: whom it is of, and what it puts in which place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.findings.grammar.clauses import governor
from assistant.findings.grammar.phrases import AGENTS, is_agent, is_people, is_share_noun
from assistant.findings.grammar.syntax import Paragraph, parse
from assistant.findings.lexicon import load
from assistant.findings.stems import stop_words
from assistant.period import YEAR

if TYPE_CHECKING:
    from spacy.tokens import Token

HYPHENED = "-\u2010\u2011abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
KEPT = 512  # parses of questions; each turn is read once for every turn that builds on it
ARGUMENTS = {"dobj", "pobj", "attr", "nsubj", "nsubjpass", "oprd", "dative", "npadvmod", "conj"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
RESTRICTING = {"with", "without", "in", "from", "of", "at", "under", "over", "outside", "among"}
LEADING = {"who", "that", "aged", "living", "born", "whose", "ages", "asked", "surveyed"}
PLACING = {"in", "from", "of"}
ASKING = {"what", "who", "which", "many", "much", "whom", "how", "most"}
MODIFYING = {"amod", "advmod", "neg", "compound", "quantmod", "npadvmod", "nmod"}
DETERMINERS = {"the", "a", "an", "their", "its", "his", "her", "this", "that", "these", "those"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A noun phrase of a question: where it stands, in what role, behind which words."""

    start: int
    end: int
    role: str
    preposition: str
    determiner: str
    head: str
    is_people: bool
    is_inner: bool


@lru_cache(maxsize=KEPT)
def _parsed(text: str) -> Paragraph:
    return next(parse([text]))


def has_subject(text: str) -> bool:
    """Whether a clause with a subject of its own is said, and no fragment.

    >>> has_subject("how many drive?"), has_subject("those who drive"), has_subject("the police?")
    (True, False, False)
    """
    return any(
        t.dep_ in SUBJECTS and not any(a.dep_ == "relcl" for a in t.ancestors)
        for t in _parsed(text).doc
    )


@lru_cache(maxsize=KEPT)
def parts(text: str) -> tuple[Part, ...]:
    """The noun phrases of a question, in order, without the words that ask."""
    paragraph = _parsed(text)
    return tuple(_part(paragraph, t) for t in paragraph.doc if _is_argument(t))


def people_in(text: str) -> tuple[int, int] | None:
    """Where the people of a question are named, with what restricts them.

    >>> question = "How satisfied are cyclists in France with their bikes?"
    >>> start, end = people_in(question)
    >>> question[start:end]
    'cyclists in France'
    """
    paragraph = _parsed(text)
    heads = [t for t in paragraph.doc if _is_argument(t) and is_people_head(t)]
    heads = heads or [t for t in paragraph.doc if _is_counted(t)]
    if not heads:
        return None
    return _span(paragraph, _restricted(min(heads, key=_rank)))


def thing_of(body: str, *, like: str = "") -> Part | None:
    """The thing that a question is about, beside its people; `like` another in its article."""
    people = people_in(body)
    found = [
        p
        for p in parts(body)
        if not (people and people[0] <= p.start < people[1])
        and not p.is_inner
        and p.role not in ("npadvmod", "conj")
        and not YEAR.search(body[p.start : p.end])
    ]
    own = [p for p in found if not p.is_people] or found
    alike = [p for p in own if like and shape(like) == p.determiner]
    objects = [p for p in own if p.role in ("dobj", "pobj", "attr")]
    best = [p for p in alike if p in objects] or alike or objects or own
    return best[-1] if best else None


def shape(words: str) -> str:
    """The article of a phrase, or none: what stands in one place is mostly of one shape."""
    first = words.split(maxsplit=1)[0].lower() if words.split() else ""
    return first if first in ("the", "a", "an", "their", "its", "this", "that") else ""


def pointers(text: str) -> tuple[tuple[int, int, str], ...]:
    """The pronouns of a question that point outside it: where, and whether as its subject."""
    found = []
    paragraph = _parsed(text)
    for token in paragraph.doc:
        after = text[paragraph.origin[token.idx + len(token) - 1] + 1 :].split(maxsplit=1)
        is_restricted = bool(after) and after[0].lower() in RESTRICTING | LEADING
        if token.lower_ in ("those", "these", "ones") and is_restricted:
            continue
        if token.lower_ in load("questions")["pointers"] and not _is_taken(token):
            role = "subject" if token.dep_ in SUBJECTS or _is_partitive(token) else "object"
            found.append((*_span(paragraph, [token]), role))
    return tuple(found)


def modified(text: str, word: str) -> tuple[int, int] | None:
    """Where a word stands last with the words that modify it: "not at all sure"."""
    paragraph = _parsed(text)
    for token in reversed(list(paragraph.doc)):
        if token.lower_ == word:
            left = [t for t in token.lefts if t.dep_ in MODIFYING and t.lower_ not in ASKING]
            tokens = list(token.doc[left[0].left_edge.i : token.i + 1]) if left else [token]
            before = token.doc[token.i - 1] if token.i else token
            if not left and before.dep_ in MODIFYING and before.lower_ not in ASKING:
                tokens = [before, token]  # a parse that hangs "somewhat" on the verb
            return _span(paragraph, tokens)
    return None


def is_people_fragment(text: str) -> bool:
    """Whether a fragment is whole a phrase for people that no list need know: "part-timers"."""
    doc = _parsed(text).doc
    ends = [t.i for t in doc if t.i and (t.lower_ in RESTRICTING or t.lower_ == "who")]
    last = doc[ends[0] - 1] if ends else doc[-1]
    hyphened = last.i > 1 and doc[last.i - 1].text == "-" and AGENTS.search(last.text)
    return bool(hyphened) or is_people_head(last) or is_agent(last)


def is_people_head(token: "Token") -> bool:
    """Whether a noun names people, of any kind."""
    return not is_share_noun(token) and is_people(token)


def _is_argument(token: "Token") -> bool:
    words = load("questions")["pointers"]
    return (
        token.dep_ in ARGUMENTS
        and token.lower_ not in ASKING
        and token.lower_ not in words
        and not is_share_noun(token)
        and any(letter.isalpha() for letter in token.text)
    )


def _is_counted(token: "Token") -> bool:
    """Whether a noun is whom a question counts, whatever it names: "how many pilots drink"."""
    if token.dep_ in ("nsubj", "nsubjpass"):
        return any(t.lower_ == "many" for t in token.lefts)
    of_share = token.dep_ == "pobj" and token.head.lower_ == "of" and is_share_noun(token.head.head)
    return of_share and token.head.head.dep_ in ("nsubj", "nsubjpass")


def _is_taken(token: "Token") -> bool:
    """Whether a pronoun has what it stands for beside it: "those with a degree", "say that"."""
    if token.dep_ in ("det", "mark", "expl", "poss") or _is_filler(token):
        return True
    return any(_may_mean(token, t) for t in token.doc[: token.i])


def _is_filler(token: "Token") -> bool:
    """Whether "it" stands for a clause that follows: "is it true that …"."""
    clauses = ("ccomp", "xcomp", "csubj", "advcl")
    governing = [c for t in (token.head, *token.head.children) for c in t.children]
    return (
        token.lower_ == "it"
        and token.dep_ in SUBJECTS
        and any(
            c.dep_ in clauses
            and c.i > token.i
            and any(g.dep_ in ("mark", "aux") for g in c.children)
            for c in governing
        )
    )


def _may_mean(pronoun: "Token", noun: "Token") -> bool:
    """Whether a noun before a pronoun is what it stands for, in the same sentence.

    The subject and the object of one clause are two: "How many students trust them?".
    """
    if not _is_argument(noun) or governor(noun) == governor(pronoun):
        return False
    return is_people_head(noun) == (pronoun.lower_ not in ("it", "this", "that"))


def _is_partitive(token: "Token") -> bool:
    """Whether a pronoun is the whole that a share is of: "how many of them"."""
    return (
        token.dep_ == "pobj"
        and token.head.lower_ in ("of", "among")
        and (
            token.head.head.lower_ in ("many", "most", "half", "all", "some", "few")
            or is_share_noun(token.head.head)
            or token.head.i <= 3
            or token.head.head.text == "%"
        )
    )


def _part(paragraph: Paragraph, token: "Token") -> Part:
    start, end = _span(paragraph, [*_left(token), *_of(token)])
    while start and paragraph.text[start - 1] in HYPHENED:
        start -= 1
    before = token.head.lower_ if token.dep_ == "pobj" else ""
    first = _left(token)[0].lower_
    return Part(
        start=start,
        end=end,
        role=token.dep_,
        preposition=before,
        determiner=first if first in DETERMINERS else "",
        head=token.lower_,
        is_people=is_people_head(token),
        is_inner=any(a.dep_ in ("relcl", "advcl") for a in token.ancestors),
    )


def _left(token: "Token") -> "list[Token]":
    """A noun with the words before it that are its own."""
    tokens = list(token.doc[token.left_edge.i : token.i + 1])
    asking = [n for n, t in enumerate(tokens[:-1]) if t.lower_ in ASKING]
    return tokens[asking[-1] + 1 :] if asking else tokens


def _of(token: "Token") -> "Iterator[Token]":
    for child in token.children:
        if child.dep_ != "prep" or child.lower_ != "of" or child.i != token.i + 1:
            continue
        if not any(t.dep_ == "pobj" and is_people_head(t) for t in child.children):
            yield from child.subtree


def _rank(token: "Token") -> tuple[int, int]:
    """Those a share is of come first, then subjects, then whoever comes first."""
    if token.dep_ == "pobj" and token.head.lower_ in ("of", "among"):
        outer = token.head.head
        if is_share_noun(outer) or outer.lower_ in ("many", "most", "half", "all", "some"):
            return 0, token.i
    return (1 if token.dep_ in SUBJECTS else 2), token.i


def _restricted(head: "Token") -> "list[Token]":
    """A noun for people with the phrases behind it, if a verb still follows or they hang on it."""
    tokens, doc = _left(head), head.doc
    while tokens[-1].i + 1 < len(doc):
        following = doc[tokens[-1].i + 1]
        inside = {t.i for t in tokens}
        if following.dep_ in ("relcl", "acl") or (
            following.dep_ in SUBJECTS | {"punct"} and following.head.dep_ == "relcl"
        ):
            clause = following if following.dep_ in ("relcl", "acl") else following.head
            phrase = [t for t in clause.subtree if t.i >= following.i]
        elif following.dep_ == "prep" and following.lower_ in RESTRICTING:
            phrase = [t for t in following.subtree if t.i >= following.i]
            main = [t.i for t in doc if t.dep_ == "ROOT" and t.i > phrase[-1].i]
            hangs = following.head.i in inside and following.lower_ in PLACING
            if not (main or hangs) or any(t.dep_ in SUBJECTS for t in phrase):
                break
        else:
            break
        if not phrase or phrase[0].i != tokens[-1].i + 1:
            break
        tokens = [*tokens, *phrase]
    # A verb taken for a noun of the place: "commuters in Berlin cycle".
    named = [n for n, t in enumerate(tokens) if t.i > head.i and t.text[:1].isupper()]
    if named and not any(t.dep_ in ("prep", "relcl", "acl") for t in tokens[named[-1] :]):
        tokens = tokens[: named[-1] + 1]
    while tokens[-1].dep_ == "punct" or tokens[-1].lower_ in stop_words() & {"and", "or"}:
        tokens.pop()
    return tokens


def _span(paragraph: Paragraph, tokens: "list[Token]") -> tuple[int, int]:
    first, last = min(t.idx for t in tokens), max(t.idx + len(t) - 1 for t in tokens)
    start, end = paragraph.origin[first], paragraph.origin[last] + 1
    for age in paragraph.ages:
        if first < age.anchor <= last + 1:
            end = max(end, age.end)
    return start, end
