"""The groups of people that a survey's answers tell apart, and the words that name them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from math import inf

from assistant.corpus.responses.questionnaire import Question, Responses
from assistant.findings.computed.people import group_of
from assistant.findings.lexicon import lexicon, load
from assistant.findings.populations import population_of
from assistant.findings.stems import content_stems, negations, stem, words_of
from assistant.retrieve.responses.plan import NET_MARK, Condition
from assistant.survey import Facet, Survey

MOST_OPTIONS = 40  # of a question whose options are taken for groups
# Options that name nobody by themselves.
NO_NAME = frozenset(
    {"yes", "no", "other", "none", "dk", "na", "agree", "disagree", "male", "female"}
)
RANGE = re.compile(r"(?P<low>\d+)-(?P<high>\d+)|(?P<from>\d+)\+|(?P<age>\d+)")
# Who is counted among whom, as surveys use the words: a college graduate may have gone on.
AMONG_THEM: dict[Facet, frozenset[Facet]] = {
    Facet("education", "college graduate"): frozenset({Facet("education", "postgraduate")}),
    Facet("education", "high school or less"): frozenset(
        {
            Facet("education", "less than high school"),
            Facet("education", "high school graduate"),
        }
    ),
    Facet("employment", "employed"): frozenset({Facet("employment", "self-employed")}),
}
SHORT = 3  # words of a wording that is a name: "Age group"
YOUNGEST_ASKED = 18  # "under 30" says nothing of where adults begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Whole years from `low` to `high`, both included; `high` may be infinite."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People who chose one option, or any of a net's.

    `forms` are runs of stems by which a text may name them. `is_declared` where the questionnaire
    says in words who they are.
    """

    question: str
    labels: tuple[str, ...]
    facets: frozenset[Facet]
    forms: tuple[tuple[str, ...], ...]
    is_banner: bool
    is_declared: bool = False
    ages: Span | None = None


class Groups:
    """Every group of one responses file."""

    def __init__(self, responses: Responses, survey: Survey) -> None:
        self.responses = responses
        self.survey = survey

    @cached_property
    def all(self) -> tuple[Group, ...]:
        """The groups, those of banner questions first."""
        questionnaire = self.responses.questionnaire
        banner = set(questionnaire.banner)
        ordered = sorted(questionnaire.questions, key=lambda q: q.id not in banner)
        everybody = _plain_people() | content_stems(" ".join(self._names()))
        return tuple(
            group
            for question in ordered
            for group in _groups_of(question, everybody, is_banner=question.id in banner)
        )

    @cached_property
    def everyone(self) -> frozenset[Facet]:
        """What is true of everybody who was asked."""
        named = [(p.name, *p.other_names) for p in self.survey.populations]
        shared = [
            frozenset(f for name in names for f in population_of(name).facets) for names in named
        ]
        facets = frozenset[Facet].intersection(*shared) if shared else frozenset[Facet]()
        places = [f for c in self.survey.countries for f in population_of(c).facets]
        facets |= frozenset(places) if len(self.survey.countries) == 1 else frozenset()
        return facets | self._shared

    @cached_property
    def _shared(self) -> frozenset[Facet]:
        """What every group of a question has, as "men with children" and "men without" have men."""
        by_question: dict[str, list[frozenset[Facet]]] = {}
        for group in self.all:
            facets = frozenset[Facet]() if _is_denied(group.facets) else group.facets
            by_question.setdefault(group.question, []).append(facets)
        shared = [frozenset[Facet].intersection(*of) for of in by_question.values() if len(of) > 1]
        found = frozenset(facet for facets in shared for facet in facets)
        return frozenset(facet for facet in found if facet.kind != "quality")

    @cached_property
    def age(self) -> Question | None:
        """The numeric question of people's age, if there is one."""
        for question in self.responses.questionnaire.questions:
            if question.type == "numeric" and _is_age(question):
                return question
        return None

    def names_of_everybody(self) -> tuple[str, ...]:
        """What all those asked are called, and the survey's title."""
        return (*self._names(), self.survey.title)

    def _names(self) -> tuple[str, ...]:
        return tuple(n for p in self.survey.populations for n in (p.name, *p.other_names))

    def with_facet(self, facet: Facet) -> Condition | None:
        """The condition under which people have a facet; None where the answers cannot tell."""
        if facet.kind == "age":
            return self._of_age(facet.value)
        for question in dict.fromkeys(g.question for g in self.all):
            fitting = [
                g
                for g in self.all
                if g.question == question and _is_of(facet, g.facets - self.everyone)
            ]
            if fitting:
                widest = max(fitting, key=lambda g: len(g.labels))
                chosen = [widest] if len(widest.labels) > 1 else fitting
                labels = tuple(label for g in chosen for label in g.labels)
                return Condition(question=question, labels=labels)
        return None

    def breaking_names(self) -> tuple[str, ...]:
        """What the survey can be broken down by, in words."""
        questionnaire = self.responses.questionnaire
        asked = [questionnaire.question(id) for id in questionnaire.banner]
        return tuple(q.wording for q in asked if q is not None)

    def others(self, condition: Condition) -> Condition | None:
        """Those who gave another answer to the same question; None where several are allowed."""
        question = self.responses.questionnaire.question(condition.question)
        if question is None or question.type == "multiple" or not condition.labels:
            return None
        unsaid = {*condition.labels, *question.dont_know}
        labels = tuple(o.label for o in question.options if o.label not in unsaid)
        return Condition(question=condition.question, labels=labels)

    def _of_age(self, said: str) -> Condition | None:
        wanted = ages_of(said)
        if wanted is None:
            return None
        exact = _tiled(wanted, [g for g in self.all if g.ages])
        if exact is not None:
            return exact
        if self.age is None:
            return None
        low = wanted.low if wanted.low > YOUNGEST_ASKED else None
        high = wanted.high if wanted.high < inf else None
        return Condition(question=self.age.id, low=low, high=high)


def ages_of(text: str) -> Span | None:
    """The years that an age facet's value stands for.

    >>> ages_of("18-29"), ages_of("65+")
    (Span(low=18.0, high=29.0), Span(low=65.0, high=inf))
    """
    match = RANGE.fullmatch(text)
    if match is None:
        return None
    if match["from"]:
        return Span(low=float(match["from"]), high=inf)
    if match["age"]:
        return Span(low=float(match["age"]), high=float(match["age"]))
    return Span(low=float(match["low"]), high=float(match["high"]))


def _tiled(wanted: Span, groups: list[Group]) -> Condition | None:
    """The age groups of one question that make up just the years wanted."""
    for question in dict.fromkeys(g.question for g in groups):
        spans = [(g.labels, g.ages) for g in groups if g.question == question and g.ages]
        inside = [(labels, s) for labels, s in spans if _within(s, wanted)]
        cut = [s for _, s in spans if not _within(s, wanted) and _overlaps(s, wanted)]
        if inside and not cut and _reaches(wanted, [s for _, s in inside]):
            labels = tuple(dict.fromkeys(label for labels, _ in inside for label in labels))
            return Condition(question=question, labels=labels)
    return None


def _within(one: Span, other: Span) -> bool:
    low = other.low if other.low > YOUNGEST_ASKED else 0.0
    return low <= one.low and one.high <= other.high


def _overlaps(one: Span, other: Span) -> bool:
    low = other.low if other.low > YOUNGEST_ASKED else 0.0
    return one.low <= other.high and one.high >= low


def _reaches(wanted: Span, spans: list[Span]) -> bool:
    """Whether bands go from one end of the years wanted to the other."""
    starts = min(s.low for s in spans)
    ends = max(s.high for s in spans)
    return ends >= min(wanted.high, 200) and (wanted.low <= YOUNGEST_ASKED or starts == wanted.low)


def _is_of(facet: Facet, facets: frozenset[Facet]) -> bool:
    """Whether a group is those with a facet, or some of them."""
    meant = {facet, *AMONG_THEM.get(facet, ())}
    return any(_is_just(one, facets) for one in meant)


def _is_just(facet: Facet, facets: frozenset[Facet]) -> bool:
    """Whether a group is those with a facet and nothing else sets them apart."""
    return facet in facets and all(f.kind == facet.kind for f in facets)


def _is_denied(facets: frozenset[Facet]) -> bool:
    """Whether a group is of those who lack something: "people who are not Hispanic"."""
    return any(Facet("quality", word) in facets for word in negations())


def _is_age(question: Question) -> bool:
    words = set(words_of(f"{question.id} {question.text}"))
    return bool(words & {"age", "ages", "old"})


def _groups_of(
    question: Question, everybody: frozenset[str], *, is_banner: bool
) -> Iterator[Group]:
    """The groups of a question, nets before the options that may share their names."""
    if question.type in ("open", "numeric") or len(question.options) > MOST_OPTIONS:
        return
    named = [(NET_MARK.sub("", net.label), net.options) for net in question.nets]
    named += [(o.label, (o.label,)) for o in question.options if o.label not in question.dont_know]
    for name, labels in named:
        people = group_of(question, name)
        forms = {_run(name), _bare(_run(people.text), everybody)}
        forms |= {(*_run(name), stem(word)) for word in names_of_break(question) if " " not in word}
        yield Group(
            question=question.id,
            labels=labels,
            facets=people.facets,
            forms=tuple(sorted(f for f in forms if f and not _is_nameless(f))),
            is_banner=is_banner,
            is_declared=name in dict(question.people),
            ages=next((ages_of(f.value) for f in people.facets if f.kind == "age"), None),
        )


def names_of_break(question: Question) -> list[str]:
    """What people call a breaking question: its id, its short wording, the kind of its groups."""
    kinds = {f.kind for o in question.options for f in group_of(question, o.label).facets}
    by_kind = load("questions")["break_names"]
    names = [name for kind in sorted(kinds) for name in by_kind.get(kind, ())]
    short = [t for t in (question.text, question.label) if 0 < len(t.split()) <= SHORT]
    return [question.id, *names, *short]


def _run(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words_of(text))


def _bare(run: tuple[str, ...], everybody: frozenset[str]) -> tuple[str, ...]:
    """A phrase without the noun that only says they are people, or everybody who was asked.

    >>> _bare(("peopl", "in", "the", "south"), frozenset({"peopl"}))
    ('in', 'the', 'south')
    """
    at = 0
    while at < len(run) and run[at] in everybody:
        at += 1
    return run[at:]


@cache
def _plain_people() -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon().generic)


def _is_nameless(form: tuple[str, ...]) -> bool:
    return all(part in NO_NAME or part.isdigit() for part in form) or not content_stems(
        " ".join(form)
    )
