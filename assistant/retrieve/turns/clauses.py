"""A turn with a verb of its own that leaves out whom or what it is about."""

import re
from dataclasses import dataclass, replace

from assistant.findings.lexicon import lexicon
from assistant.findings.stems import words_of
from assistant.period import YEAR
from assistant.retrieve.people import named_people
from assistant.retrieve.query import parse_question
from assistant.retrieve.turns.ellipses import with_subject
from assistant.retrieve.turns.fragments import Placed, placed
from assistant.retrieve.turns.parts import people_in, pointers, thing_of
from assistant.retrieve.turns.whole import Whole, cue, whole_of

COUNTED = re.compile(r"(?<=\bmany )of\s+$", re.IGNORECASE)
FOR_PEOPLE = frozenset({"they", "them", "these", "those", "he", "she", "him", "her", "ones"})
DEMONYM = re.compile(r"^[A-Z][a-z]+(?:an|ese|ish|i|ch|ian)s?$")


def completed(turn: str, last: Whole, *, tied: bool) -> Placed:
    """A turn with the people, place and year of the question before it, where it leaves them out.

    `tied` says that the turn goes on from the one before: "And how many …".

    >>> last = whole_of("What share of nurses in Canada smoke?")
    >>> completed("how satisfied are they with their pay?", last, tied=False).whole.text
    'how satisfied are nurses in Canada with their pay?'
    >>> completed("How many drink?", last, tied=False).whole.text
    'How many drink, among nurses in Canada?'
    """
    last, query = with_subject(last.alone), parse_question(turn)
    found = pointers(turn)
    subjects = {turn[start:end].lower() for start, end, role in found if role == "subject"}
    if subjects & {"that", "this"} or ("it" in subjects and cue("compared").search(turn)):
        return _of_all(turn, last)
    pointed = _pointed(turn, found, last)
    whole = whole_of(pointed.text)
    if pointed.has_people:
        return Placed(whole=_hung(whole, last.hung), is_sure=pointed.is_sure)
    if query.populations:
        tails = _place_and_year(whole, last) if tied or pointed.text != turn else ()
        return Placed(whole=_hung(whole, tails), is_sure=pointed.is_sure)
    is_bare = cue("quantity").search(whole.body) and people_in(whole.body) is None
    if is_bare or ((tied or found) and not _names_anybody(turn) and not pointed.is_thing_asked):
        return Placed(whole=_hung(whole, last.among()), is_sure=pointed.is_sure)
    return Placed(whole=whole, is_sure=pointed.is_sure)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pointed:
    """A turn whose pronouns are words of the question before it, and which of them were used."""

    text: str
    has_people: bool = False
    is_thing_asked: bool = False
    is_sure: bool = True


def _pointed(turn: str, found: tuple[tuple[int, int, str], ...], last: Whole) -> _Pointed:
    people = people_in(last.body)
    thing = thing_of(last.body)
    who = Whole(body=last.body).people if people else ""
    what = last.body[thing.start : thing.end] if thing else ""
    text, has_people, is_sure, is_thing = turn, False, True, False
    for start, end, role in reversed(found):
        word = turn[start:end].lower()
        is_many = what.endswith("s") or " and " in what
        is_who = word in FOR_PEOPLE and (role == "subject" or not is_many)
        new = (who or (what if is_many else "")) if is_who else what
        if not new:
            is_sure = False
            continue
        before = text[:start]
        if is_who and who:
            before, has_people = COUNTED.sub("", before), True
        is_thing |= role == "subject" and not is_who
        text = before + new + text[end:]
    return _Pointed(text=text, has_people=has_people, is_thing_asked=is_thing, is_sure=is_sure)


def _of_all(turn: str, last: Whole) -> Placed:
    """A turn on the figure of the question before as a whole: "is it more common among men?"."""
    people = parse_question(turn).population.text
    whole = placed(last, people).whole if people else last
    lead, years = turn.strip(" ?.!"), YEAR.findall(turn)
    whole = whole.without_years() if years else whole
    share = cue("share_of").match(whole.body)
    if share and re.match(r"^\w+ it\b", lead):
        return Placed(whole=replace(whole, body=f"{lead} that {whole.body[share.end() :]}"))
    return Placed(whole=replace(whole, lead=lead[0].upper() + lead[1:]))


def _hung(whole: Whole, tails: tuple[str, ...]) -> Whole:
    new = tuple(t for t in tails if t not in whole.tails)
    if whole.years:
        new = tuple(t for t in new if not YEAR.search(t))
    return replace(whole, tails=(*whole.tails, *new))


def _place_and_year(whole: Whole, last: Whole) -> tuple[str, ...]:
    """Where and when the question before was about, if the turn says no other place and year."""
    tails = [t for t in last.hung if YEAR.search(t)]
    if not any(f.kind == "place" for p in parse_question(whole.text).populations for f in p.facets):
        tails += _place(last)
    return tuple(tails)


def _place(last: Whole) -> list[str]:
    for text in (*last.tails, last.body):
        for named in named_people(text):
            if {f.kind for f in named.facets} == {"place"}:
                words = text[named.start : named.end]
                if text in last.tails:
                    return [text]
                if DEMONYM.match(words):
                    return [f"among {words}" if words.endswith("s") else f"among {words} people"]
                return [f"in the {words}" if words.startswith("U") else f"in {words}"]
    return []


def _names_anybody(turn: str) -> bool:
    own = lexicon().generic - FOR_PEOPLE - {"who", "all", "other", "others", "group", "member"}
    return any(word in own for word in words_of(turn))
