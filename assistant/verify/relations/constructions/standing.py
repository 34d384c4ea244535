"""How far groups stand from each other: higher among, a gap between, ahead of, apart."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.verify.relations.constructions.likelihoods import two_groups
from assistant.verify.relations.constructions.people import people_and_clause, people_in
from assistant.verify.relations.constructions.wording import (
    AMOUNT,
    degree,
    kind_of,
    measure_in,
    tidy,
    words,
)
from assistant.verify.relations.relation import Relation, RelationKind
from assistant.verify.relations.sides import GENERIC, Reader

POINTS = (
    r"(?:\d[\d.,]*(?:\s?%|[-\s](?:percentage[-\s])?points?|\s+per\s?cent)"
    r"|\w+[-\s](?:percentage[-\s])?points?)"
)
SHARE_WHO = (
    r"in\s+(?:the|their)\s+(?:share|percentage|proportion)s?\s+"
    r"(?:(?:of\s+(?:those|people)\s+)?(?:who|that)|saying|answering)\s+"
)
ABOUT = rf"(?:{SHARE_WHO}|(?:on|over|in|about|when\s+it\s+comes\s+to|as\s+to)\s+)"


def standings(text: str, reader: Reader) -> Iterator[Relation]:
    """Groups of which a share is so far above, below or beside that of another."""
    for read in (_placed, _gaps, _ahead, _apart):
        found = list(read(text, reader))
        if found:
            yield from found
            return


@cache
def _higher_among() -> re.Pattern[str]:
    # Support is (17 points) higher among men than (it is) among women · twice as high for … as for
    by_degree = degree().replace("?P<greater>", "?P<more>").replace("?P<smaller>", "?P<fewer>")
    return re.compile(
        rf"^(?P<m>.+)\s+(?:{words('being')}|stands|stood|runs|ran)\s+{AMOUNT}"
        rf"(?P<how>(?:(?P<greater>{words('greater')})(?!\s+than)|(?P<smaller>{words('smaller')})"
        rf"|(?:{by_degree})\s+"
        rf"(?:high|large|common|widespread|prevalent|strong|popular|great|frequent|low|rare)))\s+"
        rf"(?:among|for|in|with|of)\s+(?P<a>[^;:]+?),?\s+(?:than|as)\s+(?P<b>.+)$",
        re.IGNORECASE,
    )


def _placed(text: str, reader: Reader) -> Iterator[Relation]:
    said = _higher_among().match(text)
    if said is None:
        return
    kind: RelationKind = kind_of(said)
    if said["more"]:
        kind = "greater"
    if said["fewer"]:
        kind = "smaller"
    one, other = people_in(said["a"]), people_in(said["b"])
    base, measure = subject_of(said["m"])
    if base and one and other:
        one, other = f"{one} among {base}", f"{other} among {base}"
    if re.search(r"\b(?:no|not)\s*$", said["amount"] or "", re.I):
        yield reader.unread(kind, said.span("how"))
        return
    yield reader.pair(kind, said.span("how"), (one, other), (measure, measure))


def subject_of(text: str) -> tuple[str, str]:
    """Of whose share of what a sentence speaks; nobody's where only "adults" are named.

    >>> subject_of("The share of Republicans who smoke"), subject_of("Support for the plan")
    (('Republicans', 'smoke'), ('', 'Support for the plan'))
    """
    plain = tidy(text)
    counted = re.match(
        rf"(?:the\s+)?(?:{words('counted')})\s+(?:(?:of|among)\s+(?P<who>.+)|(?:who|that|whose|saying|answering)\s+(?P<m>.+))$",
        plain,
        re.IGNORECASE,
    )
    if counted is None:
        return "", plain
    if counted["m"]:
        return "", tidy(counted["m"])
    people, measure = people_and_clause(counted["who"])
    if people.lower() in GENERIC:
        return "", measure
    return people, measure


@cache
def _gap() -> re.Pattern[str]:
    # a gap of 17 points between men and women in the share who … · little difference between …
    plain = rf"(?:(?!(?:{words('none')}|an?|the|is|was|are|were)\b)[\w.%-]+\s+){{0,3}}?"
    return re.compile(
        r"(?P<lead>.*?)\b(?:there\s+(?:is|was|has\s+been|remains|were|are)\s+)?"
        rf"(?P<how>(?:(?P<none>{words('none')})\s+|an?\s+|the\s+)?{plain}"
        rf"(?:{words('gaps')})s?)\b(?P<of>[^;:]{{0,40}}?)\s+between\s+(?P<rest>.+)$",
        re.IGNORECASE,
    )


def _gaps(text: str, reader: Reader) -> Iterator[Relation]:
    said = _gap().match(text)
    if said is None:
        return
    kind: RelationKind = "same" if said["none"] else "apart"
    span = said.start("how"), said.end("of")
    rest, ahead, behind = _with_ahead(said["rest"])
    people, about = _between(rest)
    lead = re.sub(r"\b(?:there\s+\w+|a|an|the|is|was)\b", " ", said["lead"], flags=re.I)
    measure = about or re.sub(rf"^\s*{ABOUT}", "", lead, flags=re.IGNORECASE)
    if said["of"].strip() and not about:
        measure = (
            re.sub(rf"^\s*(?:of\s+{POINTS}\s*|{ABOUT})", "", said["of"], flags=re.I) or measure
        )
    if leader := ahead or behind:
        sides = [_is_meant(leader, one) for one in people]
        if sides[0] == sides[1]:
            yield reader.unread(kind, span)
            return
        kind = "greater" if sides[0] == bool(ahead) else "smaller"
    is_about = bool(about) or re.match(rf"\s*{ABOUT}", said["lead"], re.IGNORECASE) is not None
    if is_about or re.search(r"\bpoints?\b", text, re.IGNORECASE):
        yield reader.pair(kind, span, people, (measure, measure))


def _with_ahead(rest: str) -> tuple[str, str, str]:
    """What stands before ", with men ahead", and who is ahead, or behind."""
    found = re.search(
        rf",\s+(?:with\s+)?(?P<who>[^,;]+?)\s+(?:being\s+)?(?:(?P<ahead>{words('ahead')})|(?P<behind>{words('behind')}))\W*$",
        rest,
        re.IGNORECASE,
    )
    if found is None:
        return rest, "", ""
    who = tidy(re.sub(r"^with\s+", "", tidy(found["who"])))
    return rest[: found.start()], who if found["ahead"] else "", who if found["behind"] else ""


def _is_meant(name: str, people: str) -> bool:
    return name.lower() == people.lower() or people.lower().startswith(f"{name.lower()} ")


def _between(rest: str) -> tuple[tuple[str, str], str]:
    """Two groups and what they are compared in: "men and women in the share who smoke"."""
    for about in abouts(rest):
        people = two_groups(about[0])
        if all(people):
            return people, measure_in(about[1])
    people = two_groups(re.split(r",\s", rest)[0])
    if all(people):
        return people, ""
    for joint in re.finditer(r"\s+and\s+", rest):
        one, (other, measure) = (
            people_in(rest[: joint.start()]),
            people_and_clause(rest[joint.end() :]),
        )
        if one and other:
            return (one, other), measure
    return ("", ""), ""


@cache
def _lead() -> re.Pattern[str]:
    # Men are 12 points ahead of women in the share who … · lead women by 12 points in … · trail …
    ahead, behind = words("ahead_of"), words("behind_of")
    return re.compile(
        rf"^(?P<a>.+?)\s+(?:(?:{words('being')})\s+(?:[\w.%\u2019-]+\s+){{0,5}}?)?"
        rf"(?P<how>(?P<greater>{ahead})|(?P<smaller>{behind}))\s+(?P<rest>.+)$",
        re.IGNORECASE,
    )


def _ahead(text: str, reader: Reader) -> Iterator[Relation]:
    said = _lead().match(text)
    if said is None or not people_in(said["a"]):
        return
    kind, span = kind_of(said), said.span("how")
    rest = re.sub(rf",?\s+by\s+(?:[\w.%-]+\s+){{0,4}}?{POINTS}", " ", said["rest"], flags=re.I)
    for before, measure in abouts(rest):
        if other := people_in(before):
            yield reader.pair(kind, span, (said["a"], other), (measure, measure))
            return
    if other := people_in(rest):
        yield reader.unread(kind, span)


def abouts(text: str) -> list[tuple[str, str]]:
    """Where what is compared may begin: at "in the share who", else at "on", "over" or "in".

    >>> abouts("men in Oslo in the share who smoke")
    [('men in Oslo', 'smoke')]
    """
    found = list(re.finditer(rf"\s+{SHARE_WHO}", text, re.IGNORECASE))[:1]
    found = found or list(re.finditer(rf"\s+{ABOUT}", text, re.IGNORECASE))[::-1]
    return [(text[: m.start()], text[m.end() :]) for m in found]


@cache
def _points_apart() -> re.Pattern[str]:
    # Men and women are 12 points apart on … · Men and women differ (by 12 points) in …
    return re.compile(
        rf"^(?P<people>.+?)\s+(?P<how>(?:(?:{words('being')})\s+(?:[\w.%-]+\s+){{0,5}}?apart)"
        rf"|(?:do\s+not\s+|hardly\s+|barely\s+)?differ(?:s|ed)?|(?:are|were)\s+divided)\b"
        rf"(?:\s+\w+)?(?:\s+by\s+(?:[\w.%-]+\s+){{0,4}}?{POINTS})?\s+{ABOUT}(?P<m>.+)$",
        re.IGNORECASE,
    )


def _apart(text: str, reader: Reader) -> Iterator[Relation]:
    said = _points_apart().match(text)
    if said is None:
        return
    people = two_groups(said["people"])
    is_denied = re.match(r"(?:do\s+not|hardly|barely)", said["how"], re.IGNORECASE)
    kind: RelationKind = "same" if is_denied else "apart"
    if all(people):
        yield reader.pair(kind, said.span("how"), people, (said["m"], said["m"]))
