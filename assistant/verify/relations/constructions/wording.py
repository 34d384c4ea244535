"""The words that compare, as patterns made of `data/relations.yaml`, and what they mean."""

import re
from functools import cache

from assistant.findings.lexicon import load
from assistant.other_numbers import either
from assistant.verify.relations.relation import RelationKind

# Where a stretch of a sentence ends.
END = r"(?=\s*(?:[,;:.?!]|\s[\u2013\u2014]|$))"
NUMBER = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)"
SHARE = rf"(?:{NUMBER}(?:\s?%|\s+per\s?cent(?:age)?(?:\s+points?)?|\s+points?))"
# What may stand between "are" and "more likely": "12 points", "now significantly".
AMOUNT = r"(?P<amount>(?:(?!(?:are|is|was|were|be|who|that)\b)[\w.%\u2019'-]+\s+){0,7}?)"
ABBREVIATED = re.compile(r"\b(?:[A-Za-z]\.)+$")
DENIED = re.compile(
    r"\b(?:no|not|never|neither|hardly|n['\u2019]t|any|at\s+least|at\s+most)\b", re.I
)


@cache
def words(name: str) -> str:
    """A pattern for any of the words of a list."""
    return either(load("relations")[name])


@cache
def surveys() -> str:
    """A pattern for what a survey is called: by its kind of study, or by initials."""
    return rf"{words('surveys')}|(?-i:[A-Z]{{3,6}})"


@cache
def degree() -> str:
    """A pattern of how much: "more than twice as", "half as", "about as", "more", "less"."""
    hedge = rf"(?:(?:{words('hedges')})\s+)*"
    times = rf"(?:twice|thrice|(?:{NUMBER}|several|many)(?:\s+and\s+a\s+half)?\s+times)"
    part = r"(?:(?:one[-\s]|a\s+|two[-\s]|three[-\s])?(?:half|thirds?|quarters?|fifths?))"
    return (
        rf"(?:(?P<multiple>{hedge}{times}\s+(?:as|more|likelier|the|that|higher|larger|greater))"
        rf"|(?P<fraction>{hedge}{part}\s+(?:as|the|that))"
        rf"|(?P<unlike>not\s+(?:nearly\s+)?as|nowhere\s+near\s+as)"
        rf"|(?P<same>{hedge}(?:{words('alike')}))"
        rf"|(?P<greater>(?:{words('much')}\s+)*(?:more))"
        rf"|(?P<smaller>(?:{words('much')}\s+)*(?:less|fewer)))"
    )


def kind_of(said: re.Match[str]) -> RelationKind:
    """Which way the words of a match compare, by the group that they stand in."""
    found = {name for name, text in said.groupdict().items() if text}
    if found & {"smaller", "fraction", "unlike"}:
        return "smaller"
    return "same" if "same" in found else "greater"


def is_denied(amount: str | None) -> bool:
    """Whether a comparison is denied or bounded, so that it says less than its words.

    >>> is_denied("no"), is_denied("12 points"), is_denied("not significantly")
    (True, False, True)
    """
    return bool(DENIED.search(amount or ""))


def tidy(text: str) -> str:
    """Words without what joins them to the rest: commas, "and", spaces.

    >>> tidy(", and  women under 30 ,")
    'women under 30'
    """
    plain = " ".join(text.split()).strip(" ,;:\u2013\u2014-").lstrip(".")
    plain = re.sub(r"\s+([,;.])", r"\1", plain)
    plain = plain if ABBREVIATED.search(plain) else plain.rstrip(".")
    return re.sub(rf"^(?:{words('joining')})\s+", "", plain, flags=re.I).strip(" ,")


def measure_in(text: str) -> str:
    """What is said of people, without "to" and the aside behind it.

    >>> measure_in("to own a gun, by a margin of 12 points")
    'own a gun'
    >>> measure_in("support the plan, 58% to 41%")
    'support the plan'
    """
    plain = tidy(text)
    plain = re.sub(rf",?\s+(?:by\s+)?(?:{words('margins')})\b.*$", "", plain, flags=re.I)
    plain = re.sub(
        rf",?\s+(?:by\s+|at\s+)?{SHARE}\s+(?:to|vs\.?|versus|and|against|compared\s+(?:with|to))\s+"
        rf"{NUMBER}.*$",
        "",
        plain,
        flags=re.I,
    )
    plain = re.sub(rf",?\s+by\s+(?:\w+\s+){{0,3}}?{SHARE}.*$", "", plain, flags=re.I)
    plain = re.sub(rf",\s+(?:or\s+|at\s+)?{SHARE}$", "", plain, flags=re.I)
    plain = re.sub(r",?\s+(?:and|or|but|while|with)$", "", plain, flags=re.I)
    return tidy(re.sub(r"^(?:to|also|are\s+to)\s+", "", plain, flags=re.I))


def is_comparing(text: str) -> bool:
    """Whether a sentence has any word that compares, or tells of a change.

    >>> is_comparing("It was 7 points higher in 2018."), is_comparing("7 points said so.")
    (True, False)
    """
    names = ("greater", "smaller", "risen", "fallen", "gaps", "same")
    return re.search(rf"\b(?:{'|'.join(words(n) for n in names)})\b", text, re.I) is not None
