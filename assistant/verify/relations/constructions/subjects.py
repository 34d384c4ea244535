"""Two answers of the same people laid beside each other: "worry exceeds hope by 12 points"."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.verify.relations.constructions.people import people_and_clause, people_in, verb_at
from assistant.verify.relations.constructions.standing import POINTS
from assistant.verify.relations.constructions.wording import (
    AMOUNT,
    SHARE,
    degree,
    is_denied,
    kind_of,
    tidy,
    words,
)
from assistant.verify.relations.relation import Relation, RelationKind
from assistant.verify.relations.sides import Reader

BY = (
    rf",?\s+by\s+(?:[\w.%-]+\s+){{0,4}}?"
    rf"(?:{POINTS}(?:\s+margin)?|\w+[-\s]to[-\s]\w+(?:\s+margin)?)"
)
GENERAL = re.compile(r"(?:those|people|adults|respondents|others)$", re.IGNORECASE)
BEARER = re.compile(r"^(?:it|this|that|them|so|one|all|any|every|other|others|average)\b", re.I)


def subjects(text: str, reader: Reader) -> Iterator[Relation]:
    """Answers of which one is given so much more often than the other, where both are told."""
    for read in (_likelier_to, _exceeding, _commoner, _separated, _answered_by):
        found = read(text, reader)
        if found is not None and found.is_read:
            yield found
            return


@cache
def _likely() -> re.Pattern[str]:
    # Men are (12 points) more likely to favor it than to oppose it · to say that … than that …
    return re.compile(
        rf"^(?P<a>.+?)\s+(?:{words('being')})\s+{AMOUNT}(?P<how>(?:{degree()}\s+(?:{words('likely')})|likelier))"
        rf"\s+to\s+(?P<m>.+?),?\s+(?:than|as)\s+(?P<joint>to|that)\s+(?P<n>.+)$",
        re.IGNORECASE,
    )


def _likelier_to(text: str, reader: Reader) -> Relation | None:
    said = _likely().match(text)
    if said is None or is_denied(said["amount"]) or not people_in(said["a"]):
        return None
    one, other = said["m"], said["n"]
    if said["joint"].lower() == "that":
        verb = re.match(r"(?P<verb>.+?)\s+that\s+(?P<clause>.+)$", one, re.IGNORECASE)
        if verb is None:
            return None
        other = f"{verb['verb']} that {other}"
    return reader.answers(kind_of(said), said.span("how"), said["a"], (one, other))


@cache
def _exceeds() -> re.Pattern[str]:
    # Hope exceeds fear (by 44 points) (among men) · The web is 12 points ahead of papers as …
    ahead, behind = words("ahead_of"), words("behind_of")
    return re.compile(
        rf"^(?P<a>.+?)\s+(?:(?:{words('being')})\s+(?:(?:{words('hedges')}|{words('much')}|{POINTS}|well)\s+)*)?"
        rf"(?P<how>(?P<greater>{ahead}|outnumbers?|outnumbered)|(?P<smaller>{behind}))\s+(?P<b>.+?)"
        rf"(?:{BY})?(?:,?\s+among\s+(?P<who>[^,;]+?))?(?:{BY})?(?:\s+(?P<as>as\s+(?:a|an|the)\s+.+))?$",
        re.IGNORECASE,
    )


@cache
def _exceed() -> re.Pattern[str]:
    return re.compile(r"exceed|surpass|outnumber|outpace|outstrip", re.IGNORECASE)


def _exceeding(text: str, reader: Reader) -> Relation | None:
    said = _exceeds().match(text.rstrip(" ."))
    if said is None or re.search(r"\b(?:all|every|any)\b", said["b"]):
        return None
    if re.search(SHARE, said["a"]) or not (_exceed().match(said["how"]) or re.search(POINTS, text)):
        return None  # men lead teams
    (who, one), (beside, other) = _told(said["a"]), _told(said["b"])
    if not one or not other or not _are_one(who, beside):
        return None
    more = f" {said['as']}" if said["as"] else ""
    people = said["who"] or who
    return reader.answers(kind_of(said), said.span("how"), people, (one + more, other + more))


def _are_one(who: str, beside: str) -> bool:
    """Whether the second ones are of the first: "men who smoke" and "those who do not"."""
    return not beside or who.lower() == beside.lower() or bool(GENERAL.match(beside))


def _told(text: str) -> tuple[str, str]:
    """Of whom something is said, and what; nothing is said where only people are named.

    >>> _told("Men who smoke"), _told("Distrust of the press"), _told("men")
    (('Men', 'smoke'), ('', 'Distrust of the press'), ('', ''))
    """
    plain = tidy(text)
    if BEARER.match(plain):
        return "", ""
    those = re.match(r"those\s+(?:who\s+)?(?P<clause>.+)$", plain, re.IGNORECASE)
    if those:
        return "", tidy(those["clause"])
    who, clause = people_and_clause(plain)
    if clause:
        return ("" if GENERAL.match(who) else who), clause
    return "", "" if people_in(plain) or verb_at(plain) else plain


@cache
def _common() -> re.Pattern[str]:
    # Worry is 19 points more common (among men) than hope (is) (among men)
    common = r"(?:common|widespread|prevalent|popular|frequent)"
    return re.compile(
        rf"^(?P<a>.+?)\s+(?:{words('being')})\s+{AMOUNT}(?P<how>{degree()}\s+{common})"
        rf"(?:\s+(?:among|with)\s+(?P<who>[^,;]+?))?,?\s+(?:than|as)\s+(?P<b>.+?)"
        rf"(?:\s+(?:is|was|are|were))?(?:\s+among\s+(?P<whom>[^,;]+?))?$",
        re.IGNORECASE,
    )


def _commoner(text: str, reader: Reader) -> Relation | None:
    said = _common().match(text.rstrip(" ."))
    if said is None or is_denied(said["amount"]) or bool(said["who"]) == bool(said["whom"]):
        return None
    (_, one), (_, other) = _told(said["a"]), _told(said["b"])
    if not one or not other or re.match(r"(?:among|in|for|with)\b", other, re.IGNORECASE):
        return None
    people = said["who"] or said["whom"]
    return reader.answers(kind_of(said), said.span("how"), people, (one, other))


@cache
def _separates() -> re.Pattern[str]:
    # A single point separates approval from disapproval (among men)
    return re.compile(
        rf"^(?:only\s+|just\s+)?(?:an?\s+)?(?:single\s+point|gap\s+of\s+{POINTS}|{POINTS})\s+"
        r"(?P<how>separates?|separated|divides?|divided)\s+(?P<a>.+?)\s+(?:from|and)\s+(?P<b>.+?)"
        r"(?:,?\s+(?:among|on|in)\s+(?P<who>[^,;]+))?$",
        re.IGNORECASE,
    )


def _separated(text: str, reader: Reader) -> Relation | None:
    said = _separates().match(text.rstrip(" ."))
    if said is None:
        return None
    (who, one), (beside, other) = _told(said["a"]), _told(said["b"])
    if not one or not other or not _are_one(who, beside):
        return None
    people = said["who"] if said["who"] and people_in(said["who"]) else who
    return reader.answers("apart", said.span("how"), people, (one, other))


@cache
def _by_many() -> re.Pattern[str]:
    # (As a drink,) tea is named by (three times as many, 12 points more) men as coffee · as women
    return re.compile(
        rf"^(?P<lead>as\s+[^,;]+,\s+)?(?P<m>.+?)\s+(?:{words('being')})\s+(?P<did>(?:\w+\s+){{0,3}}?\w+ed|said|seen|held|known)\s+by\s+"
        rf"(?P<how>(?:(?P<multiple>(?:(?:{words('hedges')})\s+)*(?:twice|\S+\s+times)\s+as\s+many)"
        rf"|(?P<fraction>(?:(?:{words('hedges')})\s+)*half\s+as\s+many)"
        rf"|(?:{POINTS}\s+|{words('much')}\s+)?(?:(?P<greater>more)|(?P<smaller>fewer))))\s+"
        rf"(?P<a>.+?)\s+(?:than|as)\s+(?P<b>.+)$",
        re.IGNORECASE,
    )


def _answered_by(text: str, reader: Reader) -> Relation | None:
    said = _by_many().match(text.rstrip(" ."))
    if said is None or not people_in(said["a"]):
        return None
    kind: RelationKind = kind_of(said)
    more = f"{said['did']} {said['lead'] or ''}".strip(" ,")
    measure, span = f"{said['m']} {more}", said.span("how")
    if other := people_in(said["b"]):
        return reader.pair(kind, span, (said["a"], other), (measure, measure))
    plain = tidy(said["b"])
    if verb_at(f"people {plain}") == len("people "):  # as trust it
        matter = re.sub(r"\s+(?:it|them|this)$", f" {said['m']}", plain)
        return reader.answers(kind, span, said["a"], (measure, f"{matter} {said['lead'] or ''}"))
    if BEARER.match(plain):
        return None
    return reader.answers(kind, span, said["a"], (measure, f"{plain} {more}"))
