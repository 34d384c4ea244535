"""One share at two times: "rose by six points between 1998 and 2018", "more than in 1998"."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.period import YEAR
from assistant.verify.relations.constructions.people import (
    people_and_clause,
    people_and_verb,
    people_in,
)
from assistant.verify.relations.constructions.standing import POINTS
from assistant.verify.relations.constructions.wording import (
    AMOUNT,
    NUMBER,
    SHARE,
    degree,
    is_denied,
    kind_of,
    tidy,
    words,
)
from assistant.verify.relations.relation import Relation, RelationKind
from assistant.verify.relations.sides import Reader

WHEN = (
    r"(?i:in|during|by|as\s+of|since|from|until|between|at)\s+(?:the\s+)?"
    r"(?:(?:early|late|mid|spring|summer|fall|autumn|winter|[A-Z][a-z]+)[\s-]+(?:of\s+)?)?"
)
A_YEAR = r"(?:19|20)\d\d\b"
SURVEY = r"(?:\s+(?:[A-Z][\w/]*\s+){0,4}(?:surveys?|polls?|study|wave|Survey|(?-i:[A-Z]{3,6})))?"
SPAN = re.compile(
    rf",?\s*\b(?:(?i:from|between|over|during)\s+(?:the\s+)?{A_YEAR}\s?(?:to|and|through|until|[-\u2013])\s?"
    rf"(?:the\s+)?{A_YEAR}|{WHEN}{A_YEAR}{SURVEY}(?:\s+(?:and|to)\s+(?:in\s+)?{A_YEAR})?|{A_YEAR})",
)
NOW = re.compile(r",?\s*\b(?:now|today|currently|these\s+days|nowadays)\b,?", re.IGNORECASE)
MOST_LEFT = 2  # words behind "rose" that need not be understood
SPOKEN = (
    rf"{SHARE}|{NUMBER}[-\s]in[-\s]{NUMBER}|(?:a\s+)?(?:half|majority|third|quarter)"
    r"|two[-\s]thirds|three[-\s]quarters|most"
)
AGO = re.compile(
    rf"(?:a|one|{NUMBER})\s+(?P<unit>decades?|years?)\s+(?:earlier|before|ago)", re.IGNORECASE
)


def trends(text: str, reader: Reader) -> Iterator[Relation]:
    """The change that a sentence tells between two years, or since one."""
    if not reader.sentence.years:
        return
    for read in (_than_in, _from, _both_times, _moved):
        found = list(read(text, reader))
        if found:
            yield from found
            return


@cache
def _than_then() -> re.Pattern[str]:
    # … in 2018 than in 1998 · than they were in 1998 · now than in 1998 · as in 1998
    return re.compile(
        rf"(?:,?\s+(?:{WHEN}(?P<now>{A_YEAR}){SURVEY}|(?:now|today)))?,?\s+(?:than|as)\s+(?:(?:it|they|that|those)\s+"
        rf"(?:was|were|did|had|do)\s+)?(?:back\s+)?(?:{WHEN}(?P<then>{A_YEAR}){SURVEY}|(?P<ago>{AGO.pattern}))",
        re.IGNORECASE,
    )


def _than_in(text: str, reader: Reader) -> Iterator[Relation]:
    said = _than_then().search(text)
    if said is None:
        return
    rest = text[: said.start()] + " " * (said.end() - said.start()) + text[said.end() :]
    lead = re.match(rf"\s*{WHEN}(?P<now>{A_YEAR}){SURVEY},\s*", rest)
    now = said["now"] or (lead["now"] if lead else "")
    if not now and (inner := SPAN.search(rest)) and YEAR.search(inner.group()):
        now = YEAR.findall(inner.group())[0]
    rest = NOW.sub(lambda m: " " * len(m.group()), _undated(rest))
    rest = re.sub(r"^[\s,]+", lambda m: " " * len(m.group()), rest)
    then = said["then"] or _ago(said["ago"], now)
    for read in (_likely_then, _share_then, _more_then, _level_then):
        if found := read(rest):
            kind, span, of = found
            if (now and then and now == then) or not then:
                yield reader.unread(kind, span, is_trend=True)
            else:
                yield reader.times(kind, span, of, (now, then))
            return


def _ago(text: str | None, now: str) -> str:
    """The year that lies so long before another: "a decade earlier" than 2018 is 2008."""
    found = AGO.match(text or "")
    if found is None or not now:
        return ""
    count = re.match(r"\d+", found.group())
    number = (
        int(count.group())
        if count
        else {
            "a": 1,
            "one": 1,
            "two": 2,
            "three": 3,
            "four": 4,
            "five": 5,
            "ten": 10,
            "twenty": 20,
        }.get(found.group().split()[0].lower(), 0)
    )
    years = number * (10 if found["unit"].startswith("decade") else 1)
    return str(int(now) - years) if years else ""


def _undated(text: str) -> str:
    return SPAN.sub(lambda m: " " * len(m.group()), text)


Found = tuple[RelationKind, tuple[int, int], tuple[str, str]]


@cache
def _likely_words() -> re.Pattern[str]:
    # Men are (12 points) more likely to smoke (in 2018 than in 1998)
    return re.compile(
        rf"^(?P<a>.+?)\s+(?:{words('being')})\s+{AMOUNT}(?P<how>{degree()}\s+(?:{words('likely')}))\s+to\s+(?P<m>.+)$",
        re.IGNORECASE,
    )


def _likely_then(text: str) -> Found | None:
    said = _likely_words().match(text)
    if said is None or is_denied(said["amount"]):
        return None
    return kind_of(said), said.span("how"), (people_in(said["a"]) or "?", said["m"])


@cache
def _share_words() -> re.Pattern[str]:
    # A larger share of men smoke (in 2018 than in 1998)
    return re.compile(
        rf"^\s*(?:an?\s+|the\s+|about\s+)*(?P<how>(?:(?P<greater>(?:{words('much')}\s+)*(?:{words('greater')}))"
        rf"|(?P<smaller>(?:{words('much')}\s+)*(?:{words('smaller')}))|(?P<same>{words('same')}))\s+(?:{words('shares')}))\s+(?:of|among)\s+(?P<am>.+)$",
        re.IGNORECASE,
    )


def _share_then(text: str) -> Found | None:
    said = _share_words().match(text)
    if said is None:
        return None
    people, measure = people_and_verb(said["am"])
    return kind_of(said), said.span("how"), (people or "?", measure)


@cache
def _more_words() -> re.Pattern[str]:
    # More men smoke (in 2018 than in 1998) · far fewer · about as many
    return re.compile(
        rf"^\s*(?P<how>(?:(?P<greater>(?:{words('much')}\s+)*more)|(?P<smaller>(?:{words('much')}\s+)*fewer)"
        rf"|(?P<same>(?:(?:{words('hedges')}|just)\s+)*as\s+many)))\s+(?P<am>.+)$",
        re.IGNORECASE,
    )


def _more_then(text: str) -> Found | None:
    said = _more_words().match(text)
    if said is None:
        return None
    people, measure = people_and_verb(said["am"])
    return kind_of(said), said.span("how"), (people or "?", measure)


@cache
def _level_words() -> re.Pattern[str]:
    # The share of men who smoke is (6 points) higher · Support is about the same · more common
    return re.compile(
        rf"^(?P<subject>.+)\s+(?:{words('being')}|stood|stands|has\s+been)\s+{AMOUNT}"
        rf"(?P<how>(?:(?P<greater>{words('greater')})|(?P<smaller>{words('smaller')})"
        rf"|(?P<same>(?:the\s+)?same|as\s+high|as\s+common|unchanged|similar)"
        rf"|(?P<multiple>(?:{words('hedges')}\s+)*(?:twice|\S+\s+times)\s+as\s+(?:high|large|common|widespread))"
        rf"|(?P<fraction>(?:{words('hedges')}\s+)*half\s+as\s+(?:high|large|common))))(?P<rest>.*)$",
        re.IGNORECASE,
    )


def _level_then(text: str) -> Found | None:
    said = _level_words().match(text)
    if said is None or re.search(r"\b(?:no|not)\s*$", said["amount"], re.IGNORECASE):
        return None
    rest = tidy(said["rest"])
    subject = said["subject"]
    if rest:
        people = people_in(re.sub(r"^(?:among|for|in)\s+", "", rest, flags=re.I))
        if not people or not re.match(r"among|for|in", rest, re.I):
            return None
        subject = f"{tidy(subject)} among {people}"
    return kind_of(said), said.span("how"), subject_at_times(subject)


def subject_at_times(text: str) -> tuple[str, str]:
    """Whose share of what it is that moves: "the share of men who smoke", "support among men".

    >>> subject_at_times("the share of men who smoke"), subject_at_times("Support among men")
    (('men', 'smoke'), ('men', 'Support'))
    >>> subject_at_times("Republicans' trust in the news")
    ('Republicans', 'trust in the news')
    """
    plain = re.sub(r"\s+(?:has|have|had|is|are|was|were|also|been)$", "", tidy(text))
    plain = re.sub(rf"^(?:{words('also')}),?\s+", "", plain, flags=re.I)
    counted = re.match(
        rf"(?:the\s+|an?\s+)?(?:{words('counted')})\s+(?:(?:of|among)\s+(?P<who>.+)|(?:who|that|whose|saying)\s+(?P<m>.+))$",
        plain,
        re.IGNORECASE,
    )
    if counted and counted["m"]:
        return "", counted["m"]
    if counted:
        people, measure = people_and_clause(counted["who"])
        return (people, measure) if people else _phrase_clause(counted["who"])
    among = re.match(r"(?P<m>.+?)\s+(?:among|by)\s+(?P<who>.+)$", plain, re.IGNORECASE)
    if among and people_in(among["who"]):
        return people_in(among["who"]), among["m"]
    own = re.match(r"(?P<who>[^,]+?)(?:s['\u2019]|['\u2019]s)\s+(?P<m>.+)$", plain)
    if own:
        ending = "s" if plain[own.end("who")] == "s" else ""
        if people := people_in(own["who"] + ending):
            return people, own["m"]
    return "", plain


def _phrase_clause(text: str) -> tuple[str, str]:
    """People with a participle: "adults saying they smoke"."""
    found = re.search(r"\s(?:saying|answering|choosing|giving|naming|reporting)\s", text)
    if found and people_in(text[: found.start()]):
        return people_in(text[: found.start()]), tidy(text[found.start() :])
    return "?", ""


@cache
def _down_from() -> re.Pattern[str]:
    # 50% of men smoke, down from 58% in 1998 · …, up 8 points from 1998 · …, 8 points more than in
    return re.compile(
        rf"^(?P<before>.*?)\b(?P<share>{SHARE})\s+(?:of\s+)?(?P<am>.+?),?\s+(?P<how>(?:(?P<greater>up)|(?P<smaller>down)"
        rf"|(?P<same>unchanged|little\s+changed|virtually\s+unchanged)))\s+(?:slightly\s+|sharply\s+|by\s+)?"
        rf"(?:{POINTS}\s+)?(?:from|since)\s+.+$",
        re.IGNORECASE,
    )


def _from(text: str, reader: Reader) -> Iterator[Relation]:
    said = _down_from().match(text)
    if said is None:
        return
    kind, span = kind_of(said), said.span("how")
    years = reader.sentence.years
    behind = YEAR.findall(text[said.end("how") :])
    told = tidy(_undated(said["am"]))
    is_of = text[said.end("share") :].lstrip().startswith("of ")
    of = people_and_verb(told) if is_of else ("", told)
    if len(behind) != 1 or len(years) > 2 or not of[1]:
        yield reader.unread(kind, span, is_trend=True)
        return
    now = next((y for y in years if y != behind[0]), "")
    yield reader.times(kind, span, of, (now, behind[0]))


@cache
def _at_both_times() -> re.Pattern[str]:
    # In 1998, 44% of men smoked; in 2018, 49% did · 44% of men smoked in 1998, compared with 49% in
    return re.compile(
        rf"^\s*(?:{WHEN}(?P<one>{A_YEAR}){SURVEY},\s+)?(?P<first>{SHARE})\s+of\s+(?P<am>.+?)"
        rf"(?:\s+{WHEN}(?P<uno>{A_YEAR}){SURVEY})?"
        rf"(?P<how>;|,?\s+(?:(?:as\s+)?compared\s+(?:with|to)|against|versus|while|and|but))\s+"
        rf"(?:(?:{WHEN}(?P<two>{A_YEAR}){SURVEY},\s+)(?P<second>{SHARE})(?:\s+(?:of\s+them\s+)?(?:{words('pro_verbs')}))?"
        rf"|{WHEN}(?P<later>{A_YEAR}){SURVEY},?\s+(?:the|that)\s+(?:{words('counted')})\s+(?:had\s+|has\s+)?"
        rf"(?:(?P<smaller>{words('risen')})|(?P<greater>{words('fallen')}))\s+to\s+(?P<second3>{SHARE})"
        rf"|(?P<second2>{SHARE})\s+(?:(?:{words('pro_verbs')})\s+)?{WHEN}(?P<due>{A_YEAR}){SURVEY})\W*$",
        re.IGNORECASE,
    )


def _both_times(text: str, reader: Reader) -> Iterator[Relation]:
    said = _at_both_times().match(text)
    if said is None or not (said["one"] or said["uno"]):
        return
    of = people_and_verb(said["am"])
    second = said["second"] or said["second2"] or said["second3"]
    shares = [re.sub(r"[^\d.]", "", share) for share in (said["first"], second)]
    kind: RelationKind = "same" if shares[0] == shares[1] else "apart"
    if said["later"]:  # "… in 1998; by 2018 the share had risen": the first is said to be smaller
        kind = kind_of(said)
    years = (said["one"] or said["uno"], said["two"] or said["due"] or said["later"])
    if of[0]:
        yield reader.times(kind, said.span("how"), of, years)


@cache
def _movement() -> re.Pattern[str]:
    # … rose by 6 points … · … has doubled … · … is up … · … hardly changed … · … remained stable …
    return re.compile(
        rf"\b(?P<how>(?P<greater>{words('risen')})|(?P<smaller>{words('fallen')})|(?P<same>{words('steady')}))\b",
        re.IGNORECASE,
    )


def _moved(text: str, reader: Reader) -> Iterator[Relation]:
    for said in _movement().finditer(text):
        before, after = text[: said.start()], text[said.end() :]
        if not _is_predicate(before, after, said):
            continue
        subject = re.split(r";", _undated(before))[-1].strip(" ,")
        people, measure = _printed_subject(subject) or subject_at_times(subject)
        among, is_told = _behind(after)
        kind, span = kind_of(said), said.span("how")
        times = _times(reader.sentence.years, before, after)
        if times is None or not measure or not is_told or (among and people):
            yield reader.unread(kind, span, is_trend=True)
        else:
            yield reader.times(kind, span, (people or among, measure), times)
        return


def _printed_subject(text: str) -> tuple[str, str] | None:
    """Of "six-in-ten men smoke, (up from …)" the men and what they do."""
    found = re.match(
        rf"(?:(?:{words('hedges')})\s+)*(?:{SPOKEN})\s+(?:of\s+)?(?P<rest>.+)$", text, re.I
    )
    return people_and_verb(found["rest"]) if found else None


def _behind(after: str) -> tuple[str, bool]:
    """The people of "(rose) by 8 points among men", and whether nothing else is said there."""
    plain = _undated(re.split(r",\s+(?:while|but|and|as)\b|;", after)[0])
    plain = re.sub(
        rf"\b(?:(?:by|to|from|at)\s+)?(?:(?:{words('hedges')}|just|a|an)\s+)*(?:{SHARE}|{POINTS}|%)",
        " ",
        plain,
        flags=re.I,
    )
    plain = tidy(
        re.sub(
            r"\b(?:\w+ly|somewhat|further|again|now|by|to|from|since|then|in|or)\b(?=\W*$)|\b\w+ly\b",
            " ",
            plain,
        )
    )
    among = re.match(r"(?:among|for|in)\s+(?P<who>[^,;]+)$", plain, re.IGNORECASE)
    if among:
        people = people_in(among["who"])
        return people, bool(people)
    return "", len(plain.split()) <= MOST_LEFT


def _times(years: tuple[str, ...], before: str, after: str) -> tuple[str, str] | None:
    """The later and the earlier time: of two years, or since one; None where they are unsure."""
    if len(years) == 2:
        return max(years), min(years)
    near = (before, re.split(r",\s+(?:but|and|while)\b|;", after)[0])
    return ("", years[0]) if any(_since().search(part) for part in near) else None


def _is_predicate(before: str, after: str, said: re.Match[str]) -> bool:
    """Whether a word of movement is what the sentence says of its subject, and no noun in it."""
    plain = tidy(_undated(before))
    if not plain or re.search(rf"\b(?:{words('before_nouns')})$", plain, re.IGNORECASE):
        return False
    is_up = said.group().lower() in ("up", "down")
    if re.match(r"\s+up\b", after) or (re.match(SHARE, plain) and not is_up):
        return False  # "40% of men grew up in a city", "40% of men say crime has increased"
    if re.match(r"\s+(?:in|of)\s+(?!(?:19|20)\d\d|the\s+(?:19|20)\d\d|\d)", after):
        return bool(re.match(r"\s+in\s+[A-Z]|\s+in\s+the\s+[A-Z]", after))
    if not is_up:
        return True
    is_said = re.search(
        r"(?:[,%)]|points?|\b(?:is|are|was|were|been|now|stands))$", before.rstrip()
    )
    return bool(
        is_said
        and re.match(rf"\s+(?:by\s+)?(?:\S+\s+){{0,3}}?(?:from|since|{POINTS})|\s+{SHARE}", after)
    )


@cache
def _since() -> re.Pattern[str]:
    # since 1998 · since March 2018 · from 44% in 1998 · from 1998 · than it was in 1998
    return re.compile(
        rf"\b(?i:since|from)\s+(?:{SHARE}\s+)?(?:(?:in|the|early|late|[A-Z][a-z]+)\s+)*{A_YEAR}"
    )
