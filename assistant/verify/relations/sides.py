"""Relations made of what was read: with both sides where they are sure, with none where not."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.verify.relations.constructions.people import people_in
from assistant.verify.relations.constructions.wording import SHARE, measure_in
from assistant.verify.relations.relation import Relation, RelationKind, Side
from assistant.verify.relations.sentence import Sentence

SO = re.compile(
    r"^(?:(?:say|do|think|feel|believe|did|said|agree)\s+)?(?:so|the\s+same|it|this|that|agree)$"
    r"|^\w+\s+so\b|^(?:the\s+)?(?:share|percentage|proportion|number|figure|rate)$",
    re.IGNORECASE,
)
HEAD = re.compile(
    r"\s(?:who|with|without|in|from|of|aged?|ages|that|at|under|over|born|living)\s|\s\d"
)
THOSE = re.compile(
    r"(?:(?:among|of|for|in)\s+)?those\s+(?=(?:in|from|of|aged?|ages|under|over|born|living|with|who|\d\d)\b)",
    re.IGNORECASE,
)
FROM_TO = re.compile(
    rf"\bfrom\s+(?:\w+\s+)?(?:{SHARE}|\d+)[^,;]*?\bto\s+(?:\w+\s+)?{SHARE}", re.IGNORECASE
)
AGE = re.compile(r"^(?:young|younger|older|elderly)\s+(?=\S)", re.IGNORECASE)
NOUN_FOR_PEOPLE = re.compile(r"\bones\b", re.IGNORECASE)
GENERIC = frozenset(
    ["adults", "people", "respondents", "americans", "those", "all", "everyone", "they"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Makes relations of a sentence's words; `start` is where its clause stands."""

    sentence: Sentence
    start: int = 0

    def pair(
        self,
        kind: RelationKind,
        span: tuple[int, int],
        people: tuple[str, str],
        measures: tuple[str, str],
    ) -> Relation:
        """A relation of two groups, or of two answers of one; unread where a side is not sure."""
        one = people_in(people[0])
        other = people_in(_with_noun(one, people[1]))
        said = tuple(measure_in(m) for m in measures)
        if not (one and other and all(said)) or any(SO.match(m) for m in said):
            return self.unread(kind, span)
        if one.lower() == other.lower() and said[0].lower() == said[1].lower():
            return self.unread(kind, span)
        year = self.sentence.year
        sides = tuple(
            Side(people=self.based(who), measure=what, year=year)
            for who, what in zip((one, other), said, strict=True)
        )
        return Relation(kind=kind, start=self._at(span[0]), end=self._at(span[1]), sides=sides)

    def answers(
        self,
        kind: RelationKind,
        span: tuple[int, int],
        people: str,
        measures: tuple[str, str],
    ) -> Relation:
        """A relation of two answers of one group; of everybody where none is named."""
        who = people_in(people)
        said = tuple(measure_in(m) for m in measures)
        is_told = said[0].lower() != said[1].lower() or "\u201c" in said[0]
        if (people and not who) or not all(said) or not is_told or any(SO.match(m) for m in said):
            return self.unread(kind, span)
        sides = tuple(
            Side(people=self.based(who), measure=what, year=self.sentence.year) for what in said
        )
        return Relation(kind=kind, start=self._at(span[0]), end=self._at(span[1]), sides=sides)

    def times(
        self,
        kind: RelationKind,
        span: tuple[int, int],
        of: tuple[str, str],
        years: tuple[str, str],
    ) -> Relation:
        """A relation of one share at two times, of which the first is said to be the greater."""
        who, what = of[0] and people_in(of[0]), measure_in(of[1])
        if (of[0] and not who) or not what or SO.match(what) or years[0] == years[1]:
            return self.unread(kind, span, is_trend=True)
        sides = tuple(Side(people=self.based(who), measure=what, year=year) for year in years)
        start, end = self._at(span[0]), self._at(span[1])
        is_then_first = FROM_TO.search(self.sentence.dated) is not None
        return Relation(
            kind=kind,
            start=start,
            end=end,
            sides=sides,
            of="times",
            is_then_first=is_then_first,
        )

    def rank(
        self,
        kind: RelationKind,
        span: tuple[int, int],
        *,
        side: Side,
        rank: int,
        of: Literal["groups", "answers"] = "groups",
    ) -> Relation:
        """A relation of one group to all groups of its kind, or of an answer to all answers."""
        told = replace(side, people=self.based(side.people), year=self.sentence.year)
        start, end = self._at(span[0]), self._at(span[1])
        return Relation(kind=kind, start=start, end=end, sides=(told,), of=of, rank=rank)

    def unread(
        self, kind: RelationKind, span: tuple[int, int], *, is_trend: bool = False
    ) -> Relation:
        """A relation whose sides could not be read: it can be neither borne out nor refuted."""
        return Relation(
            kind=kind,
            start=self._at(span[0]),
            end=self._at(span[1]),
            sides=(Side(measure=""), Side(measure="")),
            of="times" if is_trend else "groups",
        )

    def based(self, people: str) -> str:
        """People among those whom the whole sentence is about: "men" among "Republicans".

        >>> Reader(sentence=Sentence(text="", base="Republicans")).based("men")
        'men among Republicans'
        """
        base = self.sentence.base
        if not base or not people or base.lower() in people.lower():
            return people or base
        if base.split()[-1].lower() in GENERIC and len(base.split()) == 1:
            return people
        return f"{people} {'in' if _is_place(base) else 'among'} {base}"

    def _at(self, offset: int) -> int:
        return self.start + offset


def _is_place(text: str) -> bool:
    from assistant.findings.populations import population_of

    return (
        bool(population_of(text).facets)
        and all(f.kind == "place" for f in population_of(text).facets)
        and not re.search(r"\b\w+(?:ans|ns|ers|eople)\b", text)
    )


def _with_noun(one: str, other: str) -> str:
    """The second group by the first one's noun.

    >>> _with_noun("high-income Americans", "low-income ones")
    'low-income Americans'
    >>> _with_noun("developers in Norway", "among those in Sweden")
    'developers in Sweden'
    """
    head = HEAD.split(one)[0].strip()
    noun = head.rsplit(maxsplit=1)[-1] if head else ""
    if NOUN_FOR_PEOPLE.search(other):
        return NOUN_FOR_PEOPLE.sub(noun, other) if noun else ""
    those = THOSE.match(other)
    if those and head and head.split()[0].lower() != "those":
        head = AGE.sub("", head)
        return f"{head} {other[those.end() :]}"
    return other
