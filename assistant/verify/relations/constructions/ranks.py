"""What stands first: "the most common answer", "highest among", "no group is likelier"."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.findings.lexicon import load
from assistant.verify.relations.constructions.people import (
    people_and_verb,
    people_in,
)
from assistant.verify.relations.constructions.standing import subject_of
from assistant.verify.relations.constructions.wording import measure_in, tidy, words
from assistant.verify.relations.relation import Relation, RelationKind, Side
from assistant.verify.relations.sides import SO, Reader

QUOTE = r"[\u201c\"][^\u201d\"]*[\u201d\"]"


def ranks(text: str, reader: Reader) -> Iterator[Relation]:
    """The ranks that a sentence claims, of a group among its kind or of an answer among all."""
    for read in (*_OF_GROUPS, *_OF_ANSWERS):
        found = list(read(text, reader))
        if found:
            yield from found
            return


def _group(
    reader: Reader, said: re.Match[str], is_high: bool, *, people: str, measure: str
) -> Relation:
    """A group that stands first among its kind; `how` and `rank` are groups of the match."""
    kind: RelationKind = "highest" if is_high else "lowest"
    who, what = people_in(people), measure_in(measure)
    if not who or not what or SO.match(what):
        return reader.unread(kind, _span(said))
    return reader.rank(kind, _span(said), side=Side(people=who, measure=what), rank=_rank(said))


def _span(said: re.Match[str]) -> tuple[int, int]:
    """Where the words stand that rank."""
    names = [n for n in ("how", "how2") if said.groupdict().get(n)]
    return said.span(names[0])


def _rank(said: re.Match[str]) -> int:
    """Of "second most likely" the second."""
    ordinals: dict[str, int] = load("relations")["ordinals"]
    named = said.groupdict()
    return ordinals.get((named.get("rank") or named.get("first") or "").lower(), 1)


@cache
def _most_likely() -> re.Pattern[str]:
    # Married adults are (by far) the most likely (of all groups) to say …
    return re.compile(
        rf"^(?P<a>.+?)\s+(?:{words('being')})\s+(?:\w+\s+){{0,3}}?(?P<how>(?:(?P<rank>{words('ordinals')})[-\s]+)?"
        rf"(?P<most>most|least)\s+(?:{words('likely')}))\b(?:,?\s+(?:of|among|out\s+of)\s+(?:all|any|the)\b[^,;:]+?)?,?\s+to\s+(?P<m>.+)$",
        re.IGNORECASE,
    )


def _likeliest(text: str, reader: Reader) -> Iterator[Relation]:
    if said := _most_likely().match(text):
        is_high = said["most"].lower() == "most"
        people = re.sub(
            r"^of\s+(?:all|the)\b[^,]*,\s+|,\s+of\s+all\b[^,]*,?\s*$",
            "",
            tidy(said["a"]),
            flags=re.I,
        )
        yield _group(reader, said, is_high, people=people, measure=said["m"])


@cache
def _no_other() -> re.Pattern[str]:
    # No (other) age group is more likely to smoke than men · No group is more likely than men to …
    return re.compile(
        rf"^\s*(?P<how>(?:no|none\s+of\s+the)\s+(?:other\s+)?[^,;:]*?\s+(?:{words('being')})\s+(?:as|(?P<more>more)|(?P<less>less))\s+"
        rf"(?:{words('likely')}))\s+(?:(?:than|as)\s+(?P<a>.+?)\s+to\s+(?P<m>.+)|to\s+(?P<m2>.+)\s+(?:than|as)\s+(?P<a2>.+))$",
        re.IGNORECASE,
    )


def _none_likelier(text: str, reader: Reader) -> Iterator[Relation]:
    if said := _no_other().match(text):
        people, measure = said["a"] or said["a2"], said["m"] or said["m2"]
        yield _group(reader, said, not said["less"], people=people, measure=measure)


@cache
def _any_other() -> re.Pattern[str]:
    # Men are more likely than any other group to … · to … than any other group
    other = (
        r"(?:any\s+(?:of\s+the\s+)?others?\b[^,;:]*?|all\s+(?:the\s+)?others?\b[^,;:]*?"
        r"|every\s+other\b[^,;:]*?|anyone\s+else)"
    )
    return re.compile(
        rf"^(?P<a>.+?)\s+(?:{words('being')})\s+(?:\w+\s+){{0,2}}?(?P<how>(?P<more>more|less)\s+(?:{words('likely')}))"
        rf"(?:,?\s+than\s+{other},?\s+to\s+(?P<m>.+)|,?\s+to\s+(?P<m2>.+?),?\s+than\s+{other}\s*)$",
        re.IGNORECASE,
    )


def _than_any_other(text: str, reader: Reader) -> Iterator[Relation]:
    if said := _any_other().match(text.rstrip(" .")):
        is_high = said["more"].lower() == "more"
        yield _group(reader, said, is_high, people=said["a"], measure=said["m"] or said["m2"])


@cache
def _peak() -> re.Pattern[str]:
    # Support is highest among men · … is more common among men than among any other group
    return re.compile(
        rf"^(?P<m>.+?)\s+(?:{words('being')}|peaks|peaked|runs|ran)\s+(?:\w+\s+){{0,2}}?(?:the\s+)?"
        rf"(?:(?P<how>(?:(?P<rank>{words('ordinals')})[-\s]+)?(?:(?P<high>{words('highest')})|(?P<low>{words('lowest')})))"
        rf"|(?P<how2>(?P<high2>{words('greater')})|(?P<low2>{words('smaller')})))\s+(?:among|in|for|with)\s+"
        rf"(?P<a>.+?)(?P<any>,?\s+than\s+(?:\w+\s+){{0,2}}?(?:any|all|every)\s+other\b.*)?$",
        re.IGNORECASE,
    )


def _highest_among(text: str, reader: Reader) -> Iterator[Relation]:
    said = _peak().match(text.rstrip(" ."))
    if said is None or (said["how2"] and not said["any"]) or (said["how"] and said["any"]):
        return
    _, measure = subject_of(said["m"])
    people = re.split(r",?\s+(?:of\s+all|out\s+of)\b|,\s", said["a"])[0]
    measure = re.sub(r"^(?:of|among)\s+(?:all|the)\b[^,]*,\s+", "", measure, flags=re.I)
    is_high = bool(said["high"] or said["high2"])
    yield _group(reader, said, is_high, people=people, measure=measure)


@cache
def _owning() -> re.Pattern[str]:
    # Oslo has the highest share of people who …
    return re.compile(
        rf"^(?P<a>.+?)\s+(?:have|has|had|show|shows|showed|report|reported)\s+the\s+"
        rf"(?P<how>(?:(?P<rank>{words('ordinals')})[-\s]+)?(?:(?P<high>{words('highest')})|(?P<low>{words('lowest')})))\s+"
        rf"(?:{words('shares')}|rates?|levels?)\s+(?:of\s+)?(?:(?:people|those|adults|respondents)\s+)?(?:who\s+|saying\s+)?(?P<m>.+)$",
        re.IGNORECASE,
    )


def _having(text: str, reader: Reader) -> Iterator[Relation]:
    if said := _owning().match(text):
        yield _group(reader, said, bool(said["high"]), people=said["a"], measure=said["m"])


@cache
def _leading() -> re.Pattern[str]:
    # Men lead all other groups in the share who … · Men top the list of those who …
    return re.compile(
        r"^(?P<a>.+?)\s+(?P<how>(?:lead|leads|led|outpace|outpaces|outpaced|top|tops|topped)\s+(?:all|every|the\s+list)"
        r"(?:\s+(?:of|other)\b)?(?:\s+\w+){0,3}?)\s+(?:in\s+the\s+(?:share|percentage|proportion)\s+)?(?:who|that|saying)\s+(?P<m>.+)$",
        re.IGNORECASE,
    )


def _leads_all(text: str, reader: Reader) -> Iterator[Relation]:
    said = _leading().match(text)
    if said and people_in(said["a"]):
        yield _group(reader, said, True, people=said["a"], measure=said["m"])


def _answer(
    reader: Reader, said: re.Match[str], is_high: bool, *, people: str = "", measure: str
) -> Relation:
    """An answer that stands first among all; its measure is the clause that names it."""
    side = Side(people=people_in(people), measure=tidy(measure))
    kind: RelationKind = "highest" if is_high else "lowest"
    return reader.rank(kind, _span(said), side=side, rank=_rank(said), of="answers")


@cache
def _most_common() -> re.Pattern[str]:
    # The (second) most common answer of men to “Xxxx” was “Xx” · the top reason among men
    return re.compile(
        rf"(?P<how>\b(?:(?P<rank>{words('ordinals')})[-\s]+)?(?:(?P<most>most|least)[-\s]+(?:{words('common')})|(?P<top>{words('top')}))"
        rf"\s+(?:(?!to\b|of\b|and\b|education)\w+\s+){{0,2}}?(?:{words('answers')}))\b",
        re.IGNORECASE,
    )


def _commonest(text: str, reader: Reader) -> Iterator[Relation]:
    said = _most_common().search(text)
    if said is None:
        return
    within = text[: said.start()]
    if re.search(
        r"\b(?:say|says|said|think|call|name|consider|see|view|cite|as|is\s+not)\s+(?:\w+\s+){0,6}?(?:the|a|their)\s+$",
        within,
        re.I,
    ):
        return
    is_high = (said["most"] or "most").lower() == "most"
    yield _answer(reader, said, is_high, people=_named_in(text[said.end() :]), measure=text)


def _named_in(text: str) -> str:
    """The people of "of men to the question …", "for women is …", "among adults"."""
    plain = re.split(
        rf"\s+to\s+(?:the\s+question|{QUOTE}|[\u201c\"])|[,;:]|\s+(?:is|was|are|were)\b|[\u201c\"]",
        f" {text.strip(' .')}",
    )[0]
    found = re.match(
        r"\s*(?:given\s+)?(?:of|among|for|by|from)\s+(?P<who>.+)$", plain, re.IGNORECASE
    )
    if found:
        return people_in(found["who"])
    behind = re.search(
        r"\b(?:among|by)\s+(?P<who>[^,;:\u201c\"]+?)(?=\s+to\s|[,;:]|\s+(?:is|was|are|were)\b|\s*\.?\s*$)",
        text,
        re.I,
    )
    return people_in(behind["who"]) if behind else ""


@cache
def _most_often() -> re.Pattern[str]:
    # “Xx” was most frequently chosen by men · men answered “Xx” most often · cited most often
    return re.compile(
        r"(?P<how>\b(?P<most>most|least)\s+(?:often|frequently|commonly|widely)\b(?:\s+(?:chosen|given|cited|named|selected|picked|mentioned|heard))?)",
        re.IGNORECASE,
    )


def _oftenest(text: str, reader: Reader) -> Iterator[Relation]:
    said = _most_often().search(text)
    if said is None:
        return
    if re.search(r"\bthan\b", text[said.end() :]):
        return
    before = people_and_verb(text[: said.start()])[0] if "chosen" not in said.group() else ""
    by = re.match(r"\s+(?:by|among)\s+(?P<who>[^,;:\u201c\"]+)", text[said.end() :])
    who = by["who"] if by else before
    yield _answer(reader, said, said["most"].lower() == "most", people=who, measure=text)


@cache
def _largest_share() -> re.Pattern[str]:
    # The largest share of men(, asked “Xxxx”,) answered “Xx” · A plurality of men answered “Xx”
    return re.compile(
        rf"^\s*(?:the\s+|an?\s+)?(?P<how>(?:(?P<rank>{words('ordinals')})[-\s]+)?(?:(?P<high>{words('highest')})|(?P<low>{words('lowest')}))\s+(?:{words('shares')}|number|group)"
        r"|plurality)\s+(?:of|among)\s+(?P<am>.+)$",
        re.IGNORECASE,
    )


def _plurality(text: str, reader: Reader) -> Iterator[Relation]:
    said = _largest_share().match(text)
    if said is None:
        return
    told = re.sub(rf",\s+(?:when\s+)?asked\s+.*?{QUOTE},?\s+", " ", said["am"], flags=re.IGNORECASE)
    people, measure = people_and_verb(told)
    yield _answer(reader, said, not said["low"], people=people, measure=measure or text)


@cache
def _any_other_answer() -> re.Pattern[str]:
    # More men cite A than any other reason · Nothing is cited more often than A · A tops the list
    return re.compile(
        r"^\s*(?P<how>more)\s+(?P<am>.+?)\s+than\s+(?:(?:cite|name|choose|give|say|mention)\s+)?any(?:thing\s+else|\s+other)\b.*$"
        r"|^(?P<b>.+?)\s+(?P<how2>(?:top|tops|topped|head|heads|headed)\s+the\s+list|(?:rank|ranks|ranked|came|comes|come)\s+(?:in\s+)?(?P<first>first|last|second|third|fourth|fifth))\b(?P<of>.*)$",
        re.IGNORECASE,
    )


def _topping(text: str, reader: Reader) -> Iterator[Relation]:
    said = _any_other_answer().match(text)
    if said is None:
        return
    if said["how"]:
        people, measure = people_and_verb(said["am"])
        yield _answer(reader, said, True, people=people, measure=measure or text)
        return
    who = re.search(r".*\b(?:among|of|for)\s+(?P<who>[^,;:]+?)\s*\.?\s*$", said["of"])
    is_high = (said["first"] or "").lower() != "last"
    yield _answer(reader, said, is_high, people=who["who"] if who else "", measure=text)


_OF_GROUPS = (_likeliest, _none_likelier, _than_any_other, _highest_among, _having, _leads_all)
_OF_ANSWERS = (_commonest, _oftenest, _plurality, _topping)
