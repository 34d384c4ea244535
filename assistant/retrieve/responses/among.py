"""Among whom a question asks, in the groups that a survey's answers tell apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.lexicon import load
from assistant.findings.stems import WORD, content_stems, negations, stem
from assistant.retrieve.people import named_people
from assistant.retrieve.query import Query
from assistant.retrieve.responses.groups import Group, Groups
from assistant.retrieve.responses.plan import Among, Condition

LAID_BESIDE: frozenset[str] = frozenset({"compare", "difference", "rank"})
BESIDE = re.compile(r"\b(?:and|than|vs|versus|with|to|from|against)\b|,", re.IGNORECASE)
# "among those who …", "of people who …": what follows names people by an answer that they gave
CLAUSE = re.compile(
    r"\b(?:among(?:st)?|of|for|by|do|are|with|in)\s+(?:(?:all|the|only)\s+)*(?:those|people|adults|respondents"
    r"|americans|\w+s|men|women)\s+(?:who|that|whose|with|without)\b(?P<clause>[^,?;]*)"
    r"|\bamong(?:st)?\b(?P<among>[^,?;]*)",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A stretch of the question that names a group, or people whom no answer tells apart."""

    start: int
    end: int
    condition: Condition | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question's people in one survey's terms, and the stems of all that is left of it.

    `unknown` are the words for people whom the survey cannot tell apart. `own` are labels of the
    question itself that were named as people: "What share of women are Republicans?"
    """

    among: tuple[Among, ...]
    unknown: tuple[str, ...]
    own: tuple[str, ...]
    rest: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    stem: str


def read_people(query: Query, groups: Groups, question: Question) -> Asked:
    """Take the people out of a question that is put to `question`."""
    words = [_Word(m.start(), m.end(), stem(m.group())) for m in WORD.finditer(query.text)]
    faceted = _by_facets(query.text, groups, question)
    found = [*faceted, *_by_labels(words, groups, question, taken=faceted, text=query.text)]
    found.sort(key=lambda n: n.start)
    kept = [
        _turned(n, groups, words) if n.condition else n
        for n in found
        if n.condition is None or n.condition.question != question.id
    ]
    own = [n.condition.labels for n in found if n.condition and n.condition.question == question.id]
    taken = "".join(
        " " if any(n.start <= at < n.end for n in found) else letter
        for at, letter in enumerate(query.text)
    )
    return Asked(
        among=_combined([n for n in kept if n.condition], query),
        unknown=tuple(n.words for n in kept if n.condition is None),
        own=tuple(label for labels in own for label in labels),
        rest=content_stems(YEAR.sub(" ", taken)) - _idle(),
    )


@cache
def _idle() -> frozenset[str]:
    """Stems that say how a question is put and not what it is about."""
    asking = load("questions")
    return frozenset(stem(word) for word in (*asking["asking"], *asking["computing"]))


@cache
def _reporting() -> frozenset[str]:
    return frozenset(stem(word) for word in load("words")["reporting"])


def _by_facets(text: str, groups: Groups, question: Question) -> list[Named]:
    """People named by words of general English: "women under 30"."""
    found = []
    for named in named_people(text):
        words = text[named.start : named.end]
        if _is_matter_of(question, text[: named.start], words):
            continue
        for facet in sorted(named.facets - groups.everyone):
            condition = groups.with_facet(facet)
            if condition is None and facet.kind == "role" and _names_all(words, groups):
                continue
            found.append(Named(start=named.start, end=named.end, condition=condition, words=words))
    return found


def _is_matter_of(question: Question, before: str, words: str) -> bool:
    """Whether words for people belong to what was asked: "think a woman should be able to …"."""
    verbs = any(stem(m.group()) in _reporting() for m in WORD.finditer(before))
    return verbs and content_stems(words) <= content_stems(question.text)


def _names_all(words: str, groups: Groups) -> bool:
    """Whether words are a name of everybody asked, such as a survey of developers' developers."""
    asked = content_stems(words)
    return any(asked <= content_stems(name) for name in groups.names_of_everybody())


def _by_labels(
    words: Sequence[_Word], groups: Groups, question: Question, *, taken: list[Named], text: str
) -> list[Named]:
    """People named by an option's own label: "in the South"; of several runs the longest."""
    clauses = [m.span("clause") if m["clause"] else m.span("among") for m in CLAUSE.finditer(text)]
    found: list[Named] = []
    for group, form in sorted(_forms(groups, question), key=lambda pair: -len(pair[1])):
        for at in range(len(words) - len(form) + 1):
            run = words[at : at + len(form)]
            start, end = run[0].start, run[-1].end
            if tuple(w.stem for w in run) != form or _is_taken(start, end, [*taken, *found]):
                continue
            is_in_clause = any(a <= start < b for a, b in clauses)
            if group.is_banner or is_in_clause:
                condition = Condition(question=group.question, labels=(group.label,))
                found.append(
                    Named(start=start, end=end, condition=condition, words=text[start:end])
                )
    return found


def _forms(groups: Groups, question: Question) -> list[tuple[Group, tuple[str, ...]]]:
    return [(g, f) for g in groups.all for f in g.forms if g.question != question.id]


def _is_taken(start: int, end: int, found: Sequence[Named]) -> bool:
    return any(n.start < end and start < n.end for n in found)


def _turned(named: Named, groups: Groups, words: Sequence[_Word]) -> Named:
    """A group that is denied ("not married") as all the others of its question."""
    before = [w for w in words if w.end <= named.start][-1:]
    denied = {*(stem(word) for word in negations()), "non", "without", "except"}
    if named.condition is None or not before or before[0].stem not in denied:
        return named
    return Named(
        start=before[0].start,
        end=named.end,
        condition=groups.others(named.condition),
        words=named.words,
    )


def _combined(found: Sequence[Named], query: Query) -> tuple[Among, ...]:
    """Conditions on different questions hold together; of one question, beside or as one group."""
    by_question: dict[str, list[Named]] = {}
    for named in found:
        if named.condition is not None:
            by_question.setdefault(named.condition.question, []).append(named)
    combined: list[Among] = [()]
    is_split = False
    for members in by_question.values():
        conditions = list(dict.fromkeys(n.condition for n in members if n.condition))
        if len(conditions) > 1 and not is_split and _are_beside(members, query):
            is_split = True
            combined = [(*among, c) for among in combined for c in conditions]
        else:
            combined = [(*among, _joined(conditions)) for among in combined]
    return tuple(combined)


def _are_beside(members: Sequence[Named], query: Query) -> bool:
    """Whether groups of one question are laid beside each other and not counted together."""
    between = query.text[members[0].end : members[-1].start]
    return query.operation in LAID_BESIDE or bool(BESIDE.search(between))


def _joined(conditions: Sequence[Condition]) -> Condition:
    first = conditions[0]
    if not all(c.labels for c in conditions):
        return first
    labels = tuple(dict.fromkeys(label for c in conditions for label in c.labels))
    return Condition(question=first.question, labels=labels)
