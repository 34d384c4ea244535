"""What stands first: "the most common answer", "highest among"."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.findings.lexicon import load
from assistant.verify.relations.patterns import bare, people_in, tidy, words
from assistant.verify.relations.relation import Relation, RelationKind, Side

ENDS = r"(?=[,;:.]|\s+\u2013|\s+\u2014|$)"


def ranks(text: str) -> Iterator[Relation]:
    """The ranks that a sentence claims, of an answer among all or of a group among its kind.

    >>> [one] = ranks("Married adults are the most likely to say that they are happy.")
    >>> one.kind, one.of, one.sides[0].text
    ('highest', 'groups', 'Married adults say that they are happy')
    """
    plain = bare(text)
    for read in (_likeliest, _highest_among, _having, _answers):
        found = list(read(plain))
        if found:
            yield from found
            return


@cache
def _most_likely() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<a>.+?)\s+(?:{words('being')})\s+(?:by\s+far\s+)?(?:the\s+)?(?P<how>most|least)\s+"
        rf"(?:{words('likely')})\b(?:\s+of\s+[^,;:]+?)?,?\s+to\s+(?P<m>.+?){ENDS}",
        re.IGNORECASE,
    )


def _likeliest(text: str) -> Iterator[Relation]:
    for said in _most_likely().finditer(text):
        yield from _of_group(said, said["how"].lower() == "most", said["a"], said["m"])


@cache
def _peak() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<m>.+?)\s+(?:{words('being')})\s+(?:by\s+far\s+)?(?:the\s+)?"
        rf"(?P<how>{words('highest')}|{words('lowest')})\s+(?:among|in|for|with)\s+(?P<a>.+?){ENDS}",
        re.IGNORECASE,
    )


def _highest_among(text: str) -> Iterator[Relation]:
    for said in _peak().finditer(text):
        yield from _of_group(said, _is_high(said["how"]), said["a"], said["m"])


@cache
def _owning() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<a>.+?)\s+(?:have|has|had|show|shows|showed|report|reported)\s+the\s+"
        rf"(?P<how>{words('highest')}|{words('lowest')})\s+(?:{words('shares')}|rate)\s+"
        rf"(?:of\s+)?(?:people\s+|those\s+)?(?P<m>.+?){ENDS}",
        re.IGNORECASE,
    )


def _having(text: str) -> Iterator[Relation]:
    for said in _owning().finditer(text):
        yield from _of_group(said, _is_high(said["how"]), said["a"], said["m"])


def _is_high(how: str) -> bool:
    return " ".join(how.lower().split()) in load("relations")["highest"]


def _of_group(said: re.Match[str], is_high: bool, people: str, measure: str) -> Iterator[Relation]:
    who, what = people_in(people), tidy(measure)
    if who and what:
        kind: RelationKind = "highest" if is_high else "lowest"
        yield Relation(
            kind=kind,
            start=said.start("how"),
            end=said.end("how"),
            sides=(Side(people=who, measure=what),),
        )


@cache
def _most_common() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:the\s+|their\s+)?(?:(?P<rank>{words('ordinals')})[-\s]+)?"
        rf"(?:(?P<how>most|least)\s+(?:{words('common')})|(?P<top>{words('top')}))\s+"
        rf"(?:\w+\s+){{0,2}}?(?:{words('answers')})\b"
        rf"|\b(?:{words('answers')})\s+(?:that\s+)?(?:was\s+|is\s+)?(?:given|cited|named|chosen)\s+"
        rf"(?:the\s+)?(?P<often>most|least)(?:\s+often|\s+frequently)?\b",
        re.IGNORECASE,
    )


def _answers(text: str) -> Iterator[Relation]:
    for said in _most_common().finditer(text):
        how = (said["how"] or said["often"] or "most").lower()
        rank = load("relations")["ordinals"].get((said["rank"] or "").lower(), 1)
        among = re.search(
            r"\b(?:among|for|of)\s+(?P<a>[^,;:\"\u201c]+?)(?=[,;:.\"\u201c]|\s+(?:is|was|are|were)\b|$)",
            text,
            re.IGNORECASE,
        )
        yield Relation(
            kind="highest" if how == "most" else "lowest",
            start=said.start(),
            end=said.end(),
            sides=(Side(people=people_in(among["a"]) if among else "", measure=tidy(text)),),
            of="answers",
            rank=rank,
        )
        return
