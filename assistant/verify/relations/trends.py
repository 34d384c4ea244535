"""One share at two times: "rose by six points between 1998 and 2018"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.verify.relations.patterns import bare, split_people, tidy, words
from assistant.verify.relations.relation import Relation, RelationKind, Side

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DATED = re.compile(
    r"[,\s]*\b(?:in|since|from|between|until|as\s+of|during|and|to)\s+(?:the\s+)?"
    r"(?:\w+\s+){0,2}?(?:19|20)\d\d\b",
    re.IGNORECASE,
)


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?P<greater>{words('risen')})|(?P<smaller>{words('fallen')})"
        rf"|(?P<same>{words('steady')}))\b",
        re.IGNORECASE,
    )


def trends(text: str) -> Iterator[Relation]:
    """The change that a sentence tells, where it names the year that it is counted from.

    >>> [one] = trends("The share of men who smoke fell by 6 points between 1998 and 2018.")
    >>> one.kind, [side.text for side in one.sides]
    ('smaller', ['men who smoke in 2018', 'men who smoke in 1998'])
    """
    plain = bare(text)
    for said in _moved().finditer(plain):
        years = YEAR.findall(text)
        if not years or len(set(years)) > 2:
            return
        people, measure = _subject(plain[: said.start()])
        if not measure:
            continue
        then, now = _times(years)
        sides = tuple(Side(people=people, measure=measure, year=year) for year in (now, then))
        yield Relation(
            kind=_kind(said), start=said.start(), end=said.end(), sides=sides, of="times"
        )
        return


def _kind(said: re.Match[str]) -> RelationKind:
    return "greater" if said["greater"] else "smaller" if said["smaller"] else "same"


def _times(years: Sequence[str]) -> tuple[str, str]:
    """The earlier and the later year; the later is the latest there is, where one is named."""
    first, last = min(years), max(years)
    return (first, last) if first != last else (first, "")


def _subject(text: str) -> tuple[str, str]:
    """Whose share of what it is that moved, dates and "the share of" aside."""
    plain = DATED.sub(" ", text)
    plain = re.sub(r"\b(?:has|have|had|is|are|was|were|also|been)\s*$", "", tidy(plain))
    plain = re.split(r"[;:]", plain)[-1].strip(" ,")
    counted = re.search(
        rf"\b(?:{words('counted')})\s+(?:of|among)\s+(?P<who>.+)$", plain, re.IGNORECASE
    )
    if counted:
        return split_people(counted["who"])
    bare_share = re.search(rf"\b(?:{words('counted')})\s+(?P<rest>.+)$", plain, re.IGNORECASE)
    if bare_share:
        return "", tidy(bare_share["rest"])
    among = re.search(r"^(?P<m>.+?)\s+(?:among|by)\s+(?P<who>.+)$", plain, re.IGNORECASE)
    if among:
        people, rest = split_people(among["who"])
        return (people, among["m"]) if people and not rest else ("", plain)
    return "", plain
