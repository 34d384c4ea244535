"""Groups laid beside each other by a verb: "women are more likely than men to …"."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.verify.relations.constructions.people import (
    begins_with_verb,
    people_and_verb,
    people_in,
)
from assistant.verify.relations.constructions.wording import (
    AMOUNT,
    SHARE,
    degree,
    is_denied,
    kind_of,
    tidy,
    words,
)
from assistant.verify.relations.relation import Relation
from assistant.verify.relations.sides import Reader

Pair = tuple[str, str]
NOTHING = ("", "")


def likelihoods(text: str, reader: Reader) -> Iterator[Relation]:
    """Groups of which one is more likely, readier or more often given to something."""
    for read in (_together, _likely, _more_so, _often):
        found = list(read(text, reader))
        if found:
            yield from found
            return


@cache
def _likely_words() -> re.Pattern[str]:
    # Women are (12 points, significantly) more likely … · twice as likely … · about as likely …
    return re.compile(
        rf"\b(?:{words('being')})\s+{AMOUNT}"
        rf"(?P<how>(?:{degree()}\s+(?:{words('likely')})|likelier))\b",
        re.IGNORECASE,
    )


def _likely(text: str, reader: Reader) -> Iterator[Relation]:
    for said in _likely_words().finditer(text):
        if is_told_by_people(text[: said.start()]) or said.group().lower().startswith("be "):
            continue
        one, after = text[: said.start()], text[said.end() :]
        kind = kind_of(said)
        joint = r"than" if said["greater"] or said["smaller"] or "likelier" in said["how"] else "as"
        joint = r"(?:than|as)" if said["multiple"] else joint
        other, measure = beside_and_measure(after, joint)
        if not other and reader.sentence.beside:
            other, measure = reader.sentence.beside, re.sub(r"^\s*,?\s*to\s+", "", after)
        span = _span(said)
        if is_denied(said["amount"]) or re.match(r"\s*(?:to\s+)?(?:because|if|when)\b", after):
            yield reader.unread(kind, span)
        else:
            yield reader.pair(kind, span, (one, other), (measure, measure))


def _span(said: re.Match[str]) -> tuple[int, int]:
    """The words that compare, "significantly" before them included."""
    tested = re.search(rf"\b(?:{words('tested')})\s*$", said["amount"] or "", re.IGNORECASE)
    start = said.start("amount") + tested.start() if tested else said.start("how")
    return start, said.end("how")


def is_told_by_people(before: str) -> bool:
    """Whether a comparison is what a share of people say: "45% think men are (likelier)"."""
    telling = rf"\b(?:{words('telling')})\b"
    is_theirs = re.match(rf"(?:(?!\bwho\b|\bthat\b).)*{telling}", before, re.IGNORECASE)
    return bool(is_theirs or re.search(rf"{SHARE}.*{telling}", before, re.IGNORECASE))


def beside_and_measure(after: str, joint: str) -> Pair:
    """The other group and what is compared, in either order: "than men to smoke".

    >>> beside_and_measure(" to think of themselves as Democrats as white women.", "as")
    ('white women', 'think of themselves as Democrats')
    """
    if between := re.match(rf"\s*,?\s*{joint}\s+(?P<rest>.+)$", after, re.I):
        return _people_to_do(between["rest"])
    behind = re.match(r"\s*,?\s*to\s+(?P<rest>.+)$", after, re.IGNORECASE)
    if behind is None:
        return NOTHING
    rest = behind["rest"]
    for found in reversed(
        list(re.finditer(rf",?\s+{joint}\s+(?:(?:it\s+is|are|is|were|was|do|did)\s+)?", rest, re.I))
    ):
        tail = re.split(r",\s", rest[found.end() :])[0]
        if other := people_in(re.sub(r"\s+to\s+do\s+so$", "", tidy(tail))):
            return other, tidy(rest[: found.start()])
    return NOTHING


def _people_to_do(text: str) -> Pair:
    """People and what they are likely to do: "men who contribute to open source to earn more"."""
    cuts = list(re.finditer(r",?\s+(?P<denial>not\s+)?to\s+(?!\d)", text))
    sure = [c for c in cuts if begins_with_verb(text[c.end() :].lstrip())]
    for cut in (sure or cuts)[:1]:
        people = people_in(text[: cut.start()])
        return (people, tidy(f"{cut['denial'] or ''}{text[cut.end() :]}")) if people else NOTHING
    return NOTHING


@cache
def _both() -> re.Pattern[str]:
    # Men and women are (about) equally likely to … · There is … Men and women are as likely to …
    return re.compile(
        rf"^(?P<people>.+?)\s+(?:{words('being')})\s+(?P<how>(?:(?:{words('hedges')}|roughly)\s+)*"
        rf"(?:equally|similarly|as|just\s+as)\s+(?:{words('likely')}))\s+to\s+(?P<m>.+)$",
        re.IGNORECASE,
    )


def _together(text: str, reader: Reader) -> Iterator[Relation]:
    for said in _both().finditer(text):
        one, other = two_groups(said["people"])
        if one and not any(beside_and_measure(f" to {said['m']}", "as")):
            yield reader.pair("same", said.span("how"), (one, other), (said["m"], said["m"]))


def two_groups(text: str) -> Pair:
    """Two groups that "and" joins; the first cut that leaves people on both of its sides.

    >>> two_groups("both men in Oslo and women in Oslo")
    ('men in Oslo', 'women in Oslo')
    """
    plain = re.sub(r"^(?:both|neither|between)\s+", "", tidy(text), flags=re.IGNORECASE)
    cuts = [
        (people_in(plain[: m.start()]), people_in(plain[m.end() :]))
        for m in re.finditer(r"\s+(?:and|&)\s+(?:among\s+|of\s+)?", plain)
        if not re.match(
            r"(?:over|older|up|above|younger|under\b(?!\s+\d))\b|\d+(?!-?\s?(?:to|-))",
            plain[m.end() :],
        )
    ]
    whole = [_distributed(cut) for cut in cuts if all(cut)]
    if len(whole) == 1:
        return whole[0]
    return max(whole, key=_alikeness) if whole else NOTHING


def _distributed(cut: Pair) -> Pair:
    """Of "Black men and women" the Black men and the Black women."""
    one, other = cut
    quality = re.match(r"(?P<said>[\w.-]+)\s+(?:men|women)$", one, re.IGNORECASE)
    if quality and re.fullmatch(r"men|women", other, re.IGNORECASE):
        return one, f"{quality['said']} {other}"
    return cut


def _alikeness(cut: Pair) -> float:
    """How many words two groups share: of "men with a job and a car and women with …" the best."""
    one, other = (set(side.lower().split()) for side in cut)
    return len(one & other) - 0.1 * abs(len(one) - len(other))


@cache
def _more_adjective() -> re.Pattern[str]:
    # Republicans were more open than Independents to … · Women are less optimistic about X than men
    return re.compile(
        rf"^(?P<a>.+?)\s+(?P<be>{words('being')})\s+{AMOUNT}"
        rf"(?P<how>(?P<greater>more)|(?P<smaller>less))\s+(?P<adjective>(?-i:[a-z-]{{4,}}))(?<!common)(?<!widespread)(?<!prevalent)(?<!popular)(?<!frequent)\s+(?P<rest>.+)$",
        re.IGNORECASE,
    )


def _more_so(text: str, reader: Reader) -> Iterator[Relation]:
    said = _more_adjective().match(text)
    if said is None or not people_in(said["a"]) or is_denied(said["amount"]):
        return
    adjective, rest = said["adjective"], said["rest"]
    span = said.start("how"), said.end("adjective")
    if first := re.match(r"than\s+(?P<b>.+?)\s+(?P<m>(?:to|about|with|that|of|in|on)\s.+)$", rest):
        measure = f"{said['be']} {adjective} {first['m']}"
        if people_in(first["b"]):
            yield reader.pair(kind_of(said), span, (said["a"], first["b"]), (measure, measure))
            return
    parts = re.split(r"\s*\bthan\s+", rest)
    if len(parts) == 2 and (other := people_in(parts[1])):
        measure = f"{said['be']} {adjective} {parts[0]}"
        yield reader.pair(kind_of(said), span, (said["a"], other), (measure, measure))


@cache
def _more_often() -> re.Pattern[str]:
    # Men hold business degrees more often than women (do)
    return re.compile(
        r"^(?P<am>.+?),?\s+(?P<how>(?P<greater>more)\s+(?:often|frequently|commonly)"
        r"|(?P<smaller>less)\s+(?:often|frequently|commonly))\s+than\s+(?P<b>.+)$",
        re.IGNORECASE,
    )


def _often(text: str, reader: Reader) -> Iterator[Relation]:
    said = _more_often().match(text)
    if said is None:
        return
    one, measure = people_and_verb(said["am"])
    other = people_in(said["b"])
    span = said.span("how")
    if one and other:
        yield reader.pair(kind_of(said), span, (one, other), (measure, measure))
    elif one and re.match(r"that\b", said["b"]):
        yield reader.unread(kind_of(said), span)
