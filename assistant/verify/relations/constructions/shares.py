"""Shares and numbers of people laid beside each other: "a larger share of men than of women"."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.verify.relations.constructions.likelihoods import two_groups
from assistant.verify.relations.constructions.people import (
    people_and_clause,
    people_and_verb,
    people_in,
    verb_at,
)
from assistant.verify.relations.constructions.wording import AMOUNT, kind_of, tidy, words
from assistant.verify.relations.relation import Relation, RelationKind
from assistant.verify.relations.sides import Reader

JOINT = re.compile(r",?\s+(?:than|as)\s+", re.IGNORECASE)
EACH = re.compile(r",\s+as\s+a\s+share\s+of\s+each,|,?\s+in\s+relative\s+terms,", re.IGNORECASE)


def shares(text: str, reader: Reader) -> Iterator[Relation]:
    """Groups or answers of which a larger share, or more people, do something."""
    plain = EACH.sub(lambda m: " " * len(m.group()), text)
    for read in (_alike, _larger, _that_of, _many, _outnumbering):
        found = list(read(plain, reader))
        if found:
            yield from found
            return


@cache
def _larger_share() -> re.Pattern[str]:
    # A larger share of men … · the same share of men … · twice as large a share of men …
    return re.compile(
        rf"\b(?P<how>(?:(?P<greater>(?:{words('much')}\s+)*(?:{words('greater')}))"
        rf"|(?P<smaller>(?:{words('much')}\s+)*(?:{words('smaller')}))"
        rf"|(?P<same>(?:{words('same')}|as\s+(?:large|high|big)\s+an?)))\s+(?:{words('shares')}))\s+(?:of|among)\s+",
        re.IGNORECASE,
    )


def _larger(text: str, reader: Reader) -> Iterator[Relation]:
    for said in _larger_share().finditer(text):
        if text[: said.start()].strip().lower() not in ("", "a", "an", "the", "about the"):
            continue
        kind, rest = kind_of(said), text[said.end() :]
        if reader.sentence.beside:
            one, measure = people_and_verb(rest)
            yield reader.pair(
                kind, said.span("how"), (one, reader.sentence.beside), (measure, measure)
            )
            return
        if relation := beside(rest, kind, said.span("how"), reader):
            yield relation


def beside(rest: str, kind: RelationKind, span: tuple[int, int], reader: Reader) -> Relation | None:
    """What stands behind "a larger share of" or "more": A than B do, A do than B, A do than do.

    None where nothing is joined with "than" or "as".
    """
    joints = list(JOINT.finditer(rest))
    for joint in joints:
        before = rest[: joint.start()]
        after = re.sub(r"^(?:(?:it\s+is\s+)?(?:of|among|for)\s+)", "", rest[joint.end() :])
        if people_in(before):  # A than B do
            other, measure = people_and_verb(after)
            if other:
                return reader.pair(kind, span, (before, other), (measure, measure))
        one, measure = people_and_verb(before)
        if not one:
            continue
        if people_in(after):  # A do than B
            return reader.pair(kind, span, (one, after), (measure, measure))
        if told := _answer_beside(measure, after):  # A do this than do that
            return reader.answers(kind, span, one, told)
    return reader.unread(kind, span) if joints else None


def _answer_beside(measure: str, after: str) -> tuple[str, str] | None:
    """Two answers of one group: "answered “Yes”" and "answered “No”", "favor" and "oppose it"."""
    plain = tidy(after)
    if people_in(plain) or verb_at(f"people {plain}") != len("people "):
        return None
    verb, _, matter = plain.partition(" ")
    if " " not in measure and matter:
        return f"{measure} {matter}", plain
    return measure, plain if matter else f"{verb} {measure.partition(' ')[2]}"


@cache
def _share_than() -> re.Pattern[str]:
    # The share of men who smoke is (6 points) higher than the share who … · than that of women
    return re.compile(
        rf"^\s*(?:the\s+)?(?:{words('counted')})\s+(?P<subject>.+)\s+(?:{words('being')})\s+"
        rf"{AMOUNT}"
        rf"(?P<how>(?P<greater>{words('greater')})\s+than(?!\s+(?:twice|half|\S+\s+times)\b)|(?P<smaller>{words('smaller')})\s+than"
        rf"|(?P<multiple>(?:(?:{words('hedges')})\s+)*(?:twice|\S+\s+times)(?=\s+(?:that|the)\b))"
        rf"|(?P<fraction>(?:(?:{words('hedges')})\s+)*(?:half|a\s+third|a\s+quarter)(?=\s+(?:that|the)\b))"
        rf"|(?P<same>(?:{words('hedges')}\s+)?(?:the\s+same|as\s+(?:high|large))\s+as))\s+"
        rf"(?:that\s+|the\s+|it\s+is\s+)?(?P<rest>.+)$",
        re.IGNORECASE,
    )


def _that_of(text: str, reader: Reader) -> Iterator[Relation]:
    said = _share_than().match(text)
    if said is None:
        return
    kind, span, rest = kind_of(said), said.span("how"), tidy(said["rest"])
    people, measure = _of_share(said["subject"])
    rest = re.sub(rf"^(?:{words('counted')})\s+", "", rest, flags=re.IGNORECASE)
    if re.match(r"(?:who|that)\s", rest):
        yield reader.answers(kind, span, people, (measure, rest.partition(" ")[2]))
    elif people_in(rest):
        yield reader.pair(kind, span, (people, rest), (measure, measure))
    else:
        other, its = people_and_clause(rest)
        if other:
            yield reader.pair(kind, span, (people, other), (measure, its))
        else:
            yield reader.unread(kind, span)


def _of_share(subject: str) -> tuple[str, str]:
    """Of "the share …": of whom and of what. "of men who smoke", "who smoke", "of men smoking"."""
    plain = tidy(subject)
    if clause := re.match(r"(?:who|that|saying|answering)\s+(?P<m>.+)$", plain, re.I):
        return "", clause["m"]
    return people_and_clause(re.sub(r"^(?:of|among)\s+", "", plain, flags=re.I))


@cache
def _similar_shares() -> re.Pattern[str]:
    # Similar shares of men and women own a gun
    return re.compile(
        rf"^\s*(?:(?:{words('hedges')}|roughly)\s+)*(?P<how>(?:{words('same')})\s+(?:{words('shares')}|numbers?))"
        r"\s+(?:of|among)\s+(?P<rest>.+)$",
        re.IGNORECASE,
    )


def _alike(text: str, reader: Reader) -> Iterator[Relation]:
    said = _similar_shares().match(text)
    if said is None:
        return
    people, measure = both_and_verb(said["rest"])
    if measure:
        yield reader.pair("same", said.span("how"), people, (measure, measure))


def both_and_verb(text: str) -> tuple[tuple[str, str], str]:
    """Two groups and what is said of both: "men and women own a gun"."""
    plain = tidy(re.sub(r"^both\s+", "", tidy(text), flags=re.IGNORECASE))
    for joint in re.finditer(r"\s+and\s+(?:of\s+)?", plain):
        one = people_in(plain[: joint.start()])
        other, measure = people_and_verb(plain[joint.end() :])
        if one and other and two_groups(f"{one} and {other}")[0] == one:
            return (one, other), measure
    return ("", ""), ""


@cache
def _more_people() -> re.Pattern[str]:
    # More men than women … · twice as many men as women … · about as many men as women …
    return re.compile(
        rf"^\s*(?:by\s+far\s+)?(?P<how>(?:(?P<multiple>(?:(?:{words('hedges')})\s+)*(?:twice|\S+\s+times)\s+as\s+many)"
        rf"|(?P<fraction>(?:(?:{words('hedges')})\s+)*(?:half|a\s+third|a\s+quarter)\s+as\s+many)"
        rf"|(?P<same>(?:(?:{words('hedges')}|just)\s+)*as\s+many)"
        rf"|(?P<greater>(?:{words('much')}\s+)*more)"
        rf"|(?P<smaller>(?:{words('much')}\s+)*fewer)))\s+(?:of\s+(?:the\s+)?)?(?P<rest>\D.+)$",
        re.IGNORECASE,
    )


def _many(text: str, reader: Reader) -> Iterator[Relation]:
    said = _more_people().match(text)
    if said is None or re.match(r"(?:than|and\s+more|likely)\b", said["rest"], re.IGNORECASE):
        return
    kind, span = kind_of(said), said.span("how")
    if reader.sentence.base and (told := _bare_answers(said["rest"])):
        yield reader.answers(kind, span, "", told)
    elif relation := beside(said["rest"], kind, span, reader):
        yield relation


def _bare_answers(rest: str) -> tuple[str, str] | None:
    """Answers of people named before: "(among men, more) answered “Yes” than answered “No”"."""
    if verb_at(f"people {tidy(rest)}") != len("people "):
        return None
    joints = list(JOINT.finditer(rest))
    for joint in joints:
        if told := _answer_beside(tidy(rest[: joint.start()]), rest[joint.end() :]):
            return told
    return None


@cache
def _outnumbered() -> re.Pattern[str]:
    # Men outnumber women (two to one) among developers · Supporters outnumber opponents
    return re.compile(
        r"^(?P<a>.+?)\s+(?P<how>(?:far\s+|clearly\s+)?outnumber(?:s|ed)?)\s+(?P<b>.+?)"
        r"(?:,?\s+by\s.+?)?(?:,?\s+(?:among|of|in)\s+(?P<who>.+))?$",
        re.IGNORECASE,
    )


def _outnumbering(text: str, reader: Reader) -> Iterator[Relation]:
    said = _outnumbered().match(text)
    if said is None:
        return
    one, other = (_answer_of(said[side]) for side in "ab")
    base = said["who"] or ""
    if one and other:
        yield reader.answers("greater", said.span("how"), base, (one, other))
    else:
        yield reader.unread("greater", said.span("how"))


def _answer_of(people: str) -> str:
    """Those counted as what is said of everybody: "those who favor it", "men" who "are men"."""
    if found := re.match(r"(?:those|people|adults)\s+who\s+(?P<clause>.+)$", tidy(people), re.I):
        return tidy(found["clause"])
    plain = people_in(people)
    return f"are {plain}" if plain else ""
