"""What a table's title and the lines above its blocks say: the subject, the people, the unit."""

import re
from dataclasses import dataclass

from assistant.findings.tables.cells import CellUnit

# such as "AMONG ADULT MEN", "Base: all employed adults" and "Asked of voters"
_AMONG = re.compile(
    r"(?:among|asked (?:of|to)|based? on|base\s*[:\u2013-])\s*:?\s*(?P<people>[^:]+)", re.IGNORECASE
)
# such as "Views of trade, among U.S. adults" and "Views of trade (among voters)"
_AMONG_LAST = re.compile(
    r"[\s,(:\u2013-]+(?:among|asked of)\s+(?!those\b)(?P<people>[^,;:?()]{3,60})\)?$", re.IGNORECASE
)
# such as "% of U.S. adults who say they trust it" and "Percentage who trust it"
_SHARE_WHO = re.compile(
    r"(?:%|percent(?:age)?)\s+(?:of\s+(?P<people>[^,;:?()]{3,60}?)\s+)?who\s+(?P<subject>\S.+)",
    re.IGNORECASE,
)
# such as "Trust in news, %" and "Trust in news (in per cent)"
_UNIT_LAST = re.compile(r"[\s,(:]+(?:in\s+)?(?:%|per\s?cent|percentages?)\)?$", re.IGNORECASE)
# such as "Trust in news, by age and sex"
_BY_LAST = re.compile(r",?\s+by\s+[a-z][\w /,-]{1,40}$")
# such as "Table 12:", "Q3a." and "Question 7 -"
_LABEL = re.compile(
    r"(?:table|figure|question|q)\s*\d+(?:\.\d+)*[a-z]?\s*(?:[.:)]|[-\u2013]\s)\s*", re.IGNORECASE
)
_PERCENT = re.compile(r"%|\bper\s?cent(?:age)?s?\b(?!\s?points?)", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:percentage\s|%\s)?points?\b|\bpts\b", re.IGNORECASE)
_KEPT_CAPITALS = frozenset(("US", "U.S.", "UK", "U.K.", "EU", "UAE", "GOP", "HIV", "AI"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A table's title, apart from whom and what it counts."""

    subject: str = ""
    people: str = ""


def caption_of(title: str) -> Caption:
    r"""What a title of one or several lines says.

    >>> caption_of("Table 2: % of U.S. adults who trust it, by age")
    Caption(subject='trust it', people='U.S. adults')
    >>> caption_of("Trust in news (%)\nBase: all voters")
    Caption(subject='Trust in news', people='all voters')
    """
    subjects, people = [], ""
    for line in title.split("\n"):
        counted = _UNIT_LAST.sub("", line)
        named = people_in(counted)
        if _AMONG.fullmatch(counted):
            people = people or named
            continue
        bare = unlabelled(_BY_LAST.sub("", _UNIT_LAST.sub("", _AMONG_LAST.sub("", counted))))
        share = _SHARE_WHO.fullmatch(bare)
        people = people or named or (share and share["people"]) or ""
        subjects.append(share["subject"] if share else bare)
    kept = (text.strip(" ,:;") for text in subjects)
    return Caption(subject=" ".join(text for text in kept if text not in ("", "%")), people=people)


def people_in(text: str) -> str:
    """The people that a line such as "AMONG EMPLOYED MEN" names, or nothing.

    >>> people_in("AMONG U.S. ADULTS"), people_in("Views of trade, among voters"), people_in("Age")
    ('U.S. adults', 'voters', '')
    """
    found = _AMONG.fullmatch(text) or _AMONG_LAST.search(text)
    return lowered(found["people"].strip(" ,.%()")) if found else ""


def lowered(text: str) -> str:
    """Capitals that only shout, put down; names of countries and the like stay."""
    if not text.isupper():
        return text
    return " ".join(word if word in _KEPT_CAPITALS else word.lower() for word in text.split())


def unlabelled(question: str) -> str:
    """A question without its number.

    >>> unlabelled("Q3a. How safe do you feel?"), unlabelled("Table 2 - Trust")
    ('How safe do you feel?', 'Trust')
    """
    label = _LABEL.match(question)
    return unlabelled(question[label.end() :]) if label else question


def unique_unit(text: str) -> CellUnit | None:
    """The unit that a title or a label mentions in passing: percentages, or points.

    >>> unique_unit("Trust in news, % of adults"), unique_unit("Trust in news")
    ('percent', None)
    """
    if _POINTS.search(text):
        return "points"
    return "percent" if _PERCENT.search(text) else None
