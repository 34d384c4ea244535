"""Two shares that a sentence prints of two groups: "43% of men and 51% of women own a gun"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from assistant.verify.relations.constructions.likelihoods import two_groups
from assistant.verify.relations.constructions.people import (
    people_and_clause,
    people_and_verb,
    people_in,
)
from assistant.verify.relations.constructions.wording import SHARE, tidy, words
from assistant.verify.relations.relation import Relation, RelationKind
from assistant.verify.relations.sides import Reader

PRINTED = r"(?:about\s+|roughly\s+|some\s+|just\s+|nearly\s+|only\s+)?(?P<{0}>" + SHARE + ")"
JOINTS = (
    r"(?:,?\s+(?:as\s+)?(?:compared|contrasted)\s+(?:with|to)|,?\s+(?:as\s+)?against|,?\s+versus|,?\s+vs\.?"
    r"|,?\s+while|,?\s+whereas|,\s+and|,\s+but|;|,?\s+as\s+opposed\s+to)"
)


def printed(text: str, reader: Reader) -> Iterator[Relation]:
    """Two groups whose shares are printed one behind the other, or one above the other."""
    for read in (_higher_than, _beside, _both, _respectively, _differing):
        found = list(read(text, reader))
        if found:
            yield from found
            return


def _kind(said: re.Match[str]) -> RelationKind:
    """Shares that are printed the same are not told apart."""
    one, other = (re.sub(r"\D*$", "", said[name]) for name in ("one", "two"))
    return "same" if one == other else "apart"


@cache
def _share_than() -> re.Pattern[str]:
    # 51% of men smoke, a lower share than among women · 51% of men smoke, 17 points more than women
    return re.compile(
        rf"^\s*{PRINTED.format('one')}\s+(?:of|among)\s+(?P<am>.+?),\s+(?:an?\s+|{SHARE}\s+)?"
        rf"(?P<how>(?:(?P<greater>(?:{words('much')}\s+)*(?:{words('greater')}))"
        rf"|(?P<smaller>(?:{words('much')}\s+)*(?:{words('smaller')})))"
        rf"(?:\s+(?:{words('shares')}|figure|level))?)\s+than\s+(?:the\s+)?(?:{SHARE}\s+)?(?P<b>.+)$",
        re.IGNORECASE,
    )


def _higher_than(text: str, reader: Reader) -> Iterator[Relation]:
    said = _share_than().match(text)
    if said is None:
        return
    one, measure = people_and_verb(said["am"])
    kind: RelationKind = "greater" if said["greater"] else "smaller"
    yield reader.pair(kind, said.span("how"), (one, said["b"]), (measure, measure))


@cache
def _share_beside() -> re.Pattern[str]:
    # 43% of men smoke, compared with 51% of women · among men, 43% smoke, while 51% of women do so
    # … ; among women, the share is 51%
    first = rf"{PRINTED.format('one')}\s+(?:(?:of|among)\s+(?P<am>.+?)|(?P<m>(?!of\b).+?))"
    second = (
        rf"(?:{PRINTED.format('two')}\s+(?:of|among|for|in)\s+(?P<b>.+?)"
        rf"|(?:among|of|for)\s+(?P<c>[^,]+?),\s+(?:the\s+(?:share|figure|percentage)\s+"
        rf"(?:is|was)\s+)?(?P<due>{SHARE})(?P<do>.*?))"
    )
    return re.compile(rf"^\s*{first}(?P<how>{JOINTS})\s+{second}[.,]?\s*$", re.IGNORECASE)


def _beside(text: str, reader: Reader) -> Iterator[Relation]:
    said = _share_beside().match(text)
    base = reader.sentence.base
    if said is None or bool(base) == bool(said["am"]):
        return
    one, measure = people_and_verb(said["am"]) if said["am"] else (base, said["m"])
    beside, its = said["b"] or said["c"], tidy(said["do"] or "")
    if not people_in(beside):
        beside, its = people_and_verb(beside)
    if not people_in(one) or not people_in(beside) or not _is_same(its, measure):
        return
    numbers = [re.sub(r"[^\d.]", "", said[name] or "") for name in ("one", "two", "due")]
    kind: RelationKind = "same" if numbers[0] in numbers[1:] else "apart"
    unbased = Reader(sentence=replace(reader.sentence, base=""), start=reader.start)
    yield unbased.pair(kind, said.span("how"), (one, beside), (measure, measure))


def _is_same(its: str, measure: str) -> bool:
    """Whether the second group's verb says the same as the first one's, or only "do so"."""
    return not its or its == measure or bool(re.match(rf"(?:{words('pro_verbs')})$", its, re.I))


@cache
def _shares_of_both() -> re.Pattern[str]:
    # 43% of men and 51% of women own a gun
    return re.compile(
        rf"^\s*{PRINTED.format('one')}\s+(?:of|among)\s+(?P<a>.+?)(?P<how>,?\s+(?:and|but|versus|vs\.?))\s+"
        rf"{PRINTED.format('two')}\s+(?:of|among)\s+(?P<bm>.+)$",
        re.IGNORECASE,
    )


def _both(text: str, reader: Reader) -> Iterator[Relation]:
    said = _shares_of_both().match(text)
    if said is None or not people_in(said["a"]):
        return
    other, measure = people_and_verb(said["bm"])
    if other:
        yield reader.pair(_kind(said), said.span("how"), (said["a"], other), (measure, measure))


@cache
def _respective() -> re.Pattern[str]:
    # The shares of men and women who own a gun are 43% and 51%, respectively
    return re.compile(
        rf"^\s*the\s+(?:{words('counted')}|shares|percentages|proportions)\s+of\s+(?P<people>.+)\s+"
        rf"(?P<how>(?:{words('being')}))\s+{PRINTED.format('one')}\s+and\s+{PRINTED.format('two')}"
        r"(?:,?\s+respectively)?\s*[.,]?\s*$",
        re.IGNORECASE,
    )


def _respectively(text: str, reader: Reader) -> Iterator[Relation]:
    said = _respective().match(text)
    if said is None:
        return
    both, measure = people_and_clause(said["people"])
    people = two_groups(both)
    if not all(people):
        for joint in re.finditer(r"\s+and\s+", said["people"]):
            one = people_in(said["people"][: joint.start()])
            other, measure = people_and_clause(said["people"][joint.end() :])
            people = (one, other)
            if one and other:
                break
    if all(people):
        yield reader.pair(_kind(said), said.span("how"), people, (measure, measure))


@cache
def _differ() -> re.Pattern[str]:
    # Men and women differ: 43% and 51%, respectively, own a gun
    return re.compile(
        rf"^(?P<people>.+?)\s+(?P<how>differ(?:ed)?(?:\s+\w+)?)\s*[:\u2013\u2014,-]\s+{PRINTED.format('one')}"
        rf"\s+and\s+{PRINTED.format('two')},?\s+(?:respectively,?\s+)?(?P<m>.+)$",
        re.IGNORECASE,
    )


def _differing(text: str, reader: Reader) -> Iterator[Relation]:
    said = _differ().match(text)
    if said is None:
        return
    people = two_groups(said["people"])
    if all(people):
        measure = tidy(said["m"])
        yield reader.pair(_kind(said), said.span("how"), people, (measure, measure))
