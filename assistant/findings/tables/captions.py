"""What the lines around a table say: its subject, the people and how many, the dates, the unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.findings.tables.cells import CellUnit, names, plain, unmarked
from assistant.findings.tables.periods import dates_in, is_wave
from assistant.other_numbers import either, words

MOST_WORDS_OF_A_MONTH = 2  # "May 2024"; with more a date has days, as that of fieldwork

# such as "Men (n=512)", "Total N = 1,615"
STATED_BASE = re.compile(
    r"[(\[]?\s*\b(?:unweighted\s)?n\s*=\s*(?P<n>\d[\d,]*)\s*[)\]]?", re.IGNORECASE
)
# such as "AMONG ADULT MEN", "Base: all employed adults", "Asked of voters", "Sample: 1,003 adults"
_AMONG = re.compile(
    r"(?:among|asked (?:of|to)|(?:(?:all |the )?(?:results|findings|figures) (?:are )?)?based? on"
    r"|(?:unweighted )?(?:base|sample)(?: size)?\s*[:\u2013-])\s*:?\s*(?P<people>[^:]+)",
    re.IGNORECASE,
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
# such as "Trust in news (% of all adults)"
_SHARE_OF_LAST = re.compile(
    r"\s*[,(:\u2013-]\s*(?:%|per\s?cent(?:ages?)?)\s+of\s+"
    r"(?P<people>(?:(?!who\b)[^;:?()%]){3,60}?)[\s,;]*\)?$",
    re.IGNORECASE,
)
# such as "Trust in news, %" and "Trust in news (in per cent)"
_UNIT_LAST = re.compile(r"[\s,(:]+(?:in\s+)?(?:%|per\s?cent|percentages?)\)?$", re.IGNORECASE)
# such as "Trust in news, by age and sex"
_BY_LAST = re.compile(r",?\s+by\s+[a-z][\w /,-]{1,40}$")
# such as "Table 12:", "Q3a.", "Question 7 -", "Q7 How …" and "Q. Do you …"
_LABEL = re.compile(
    r"(?:(?:table|figure|question|q)\s*\d+(?:[._]\d+)*[a-z]?\s*"
    r"(?:[.:)]|[-\u2013]\s|$|(?<=\s)(?-i:(?=[A-Z\"'\u201c\u2018\[])))|q(?=[.:]\s)[.:])\s*",
    re.IGNORECASE,
)
# such as "[ASK IF Q1=1]" before a question and "[SELECT ONE]" behind it
_ROUTING = re.compile(r"^\[[^\[\]a-z]*\]\s*|\s*\[[^\[\]a-z]*\s[^\[\]a-z]*\]$")
_FOOTNOTE = re.compile(r"\(?[*\u2020\u2021\u00a7\u00b9\u00b2\u00b3\u2070-\u2079]|\[\w\]")
_QUESTION = re.compile(r"\?|^\W*Q\d", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"(?:\s*[.;|,]|(?<=\?)|\s[-\u2013])\s+(?=(?:base|sample|fieldwork|field dates|n)\b)"
    r"|\s\((?=base\s*:)",
    re.IGNORECASE,
)
_PEOPLE_END = re.compile(
    r"[;|].*|,\s+(?=\d[^,]*\b(?:19|20)\d\d|interviewed|surveyed|polled).*", re.IGNORECASE
)
_WHOEVER = re.compile(r"(?:all |any |just )?(?:of )?those(?= who)|all(?= who)", re.IGNORECASE)
# such as "1,003 adults" and "Adults (1,003)"
_COUNTED_FIRST = re.compile(r"(?P<n>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?![\d+\u2013-]))")
_COUNTED_LAST = re.compile(r"\s*\((?P<n>\d{1,3}(?:,\d{3})+|\d+)(?:\)|$)")
_PERCENT = re.compile(r"%|\bper\s?cent(?:age)?s?\b(?!\s?points?)", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:percentage\s|%\s)?points?\b|\bpts\b", re.IGNORECASE)
_KEPT_CAPITALS = frozenset(("US", "U.S.", "UK", "U.K.", "EU", "GB", "UAE", "GOP", "HIV", "AI"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A table's title, apart from whom and how many it counts, and when they were asked."""

    subject: str = ""
    people: str = ""
    base: int | None = None
    dates: str = ""


def caption_of(title: str) -> Caption:
    r"""What a title of one or several lines says; a blank line ends what is said of more tables.

    >>> caption_of("Table 2: % of U.S. adults who trust it, by age").subject
    'trust it'
    >>> said = caption_of("Fieldwork: 3-9 May 2024\n\nTrust in news (%)\nBase: all voters")
    >>> said.subject, said.people, said.dates
    ('Trust in news', 'all voters', '3-9 May 2024')
    """
    caption = Caption()
    for paragraph in title.split("\n\n"):
        said = [_said(clause) for clause in _clauses(paragraph)]
        undated = [one.subject for one in said if one.subject and not one.dates]
        subject = _subject(undated or [one.subject for one in said if one.subject])
        caption = replace(caption, subject=subject or caption.subject)
        for one in said:
            caption = replace(
                caption,
                people=one.people or caption.people,
                base=one.base if one.base or one.people else caption.base,
                dates=one.dates or caption.dates,
            )
    return caption


def _clauses(paragraph: str) -> list[str]:
    lines = (unmarked(line) for line in paragraph.split("\n") if not is_note(line))
    return [clause for line in lines for clause in _CLAUSE_END.split(line) if clause]


def _said(clause: str) -> Caption:
    """What a line or a part of one says."""
    dates = dates_in(clause)
    if is_wave(clause) or (dates and _starts(clause, "fieldwork")):
        return Caption(dates=dates or clause)
    if is_about_people(clause):
        return Caption(people=people_in(clause), base=base_in(clause))
    is_of_days = len(dates.split()) > MOST_WORDS_OF_A_MONTH and not is_question(clause)
    bare = clause.replace(dates, "") if is_of_days else clause
    of = _SHARE_OF_LAST.search(bare)
    of = of if of and _is_of_people(of["people"]) else None
    counted = _UNIT_LAST.sub("", bare[: of.start()] if of else bare)
    what = _BY_LAST.sub("", _UNIT_LAST.sub("", _AMONG_LAST.sub("", counted)))
    share = _SHARE_WHO.fullmatch(unlabelled(what))
    whom = (of and _people(of["people"])) or people_in(counted) or (share and share["people"])
    return Caption(
        subject=share["subject"] if share else STATED_BASE.sub("", what).strip(" ,"),
        people=whom or "",
        base=base_in(clause),
        dates=dates if is_of_days else "",
    )


def _subject(subjects: Sequence[str]) -> str:
    """The question among the lines of a title, or the numbered one, or all of them."""
    found = [text for text in subjects if is_question(text)]
    found = found or [text for text in subjects if unlabelled(text) != text]
    bare = (unlabelled(text).strip(" ,:;") for text in found[-1:] or subjects)
    return " ".join(text for text in bare if text not in ("", "%"))


def is_question(text: str) -> bool:
    """Whether a line is surely a question: by its mark, or by its number."""
    return bool(_QUESTION.search(text))


def is_note(line: str) -> bool:
    """Whether a line only says how a table is to be read, or where one is.

    >>> is_note("* Less than 0.5%"), is_note("Source: Gallup"), is_note("Table 3"), is_note("Trust")
    (True, True, True, False)
    """
    if _FOOTNOTE.match(line):
        return not is_question(line) and not people_in(line)
    is_signpost = plain(line) in names("signposts") or bool(_LABEL.fullmatch(line))
    return is_signpost or _starts(line, "notes")


@cache
def _beginnings(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{either(names(kind))})(?!\w)", re.IGNORECASE)


def _starts(line: str, kind: str) -> bool:
    return bool(_beginnings(kind).match(line))


def people_in(text: str) -> str:
    """The people that a line such as "AMONG EMPLOYED MEN" names, or nothing.

    >>> people_in("AMONG U.S. ADULTS"), people_in("Views of trade, among voters"), people_in("Age")
    ('U.S. adults', 'voters', '')
    >>> people_in("Sample size: 1,742 adults in GB"), people_in("Base: all respondents (n=1,003)")
    ('adults in GB', '')
    """
    found = _AMONG.fullmatch(text) or _AMONG_LAST.search(text)
    if found:
        return _people(found["people"])
    return _people(text) if is_about_people(text) else ""


def _people(text: str) -> str:
    named = _UNIT_LAST.sub("", _PEOPLE_END.sub("", STATED_BASE.sub("", text))).strip(" ,.%()")
    counted = _counted(named)
    named = lowered(named.replace(counted[0], "").strip(" ,(") if counted else named)
    named = _WHOEVER.sub("people", named)
    return "" if plain(named) in names("total") or plain(named) in names("base") else named


def _counted(people: str) -> re.Match[str] | None:
    return _COUNTED_FIRST.match(people) or _COUNTED_LAST.search(people)


def base_in(text: str) -> int | None:
    """How many people a line about them counts.

    >>> base_in("Base: 1,003 adults"), base_in("Base: adults (n=1,003)"), base_in("Base: adults")
    (1003, 1003, None)
    """
    among = _AMONG.fullmatch(text)
    stated = STATED_BASE.search(text)
    counted = _counted(among["people"].strip()) if among else None
    number = stated["n"] if stated else counted["n"] if counted else ""
    return int(number.replace(",", "")) if number else None


def is_about_people(text: str) -> bool:
    """Whether a line says nothing but whom a question was put to, or how many.

    >>> is_about_people("Base: all respondents (n=1,003)"), is_about_people("Trust, among voters")
    (True, False)
    """
    stated = STATED_BASE.search(text)
    is_counted = stated and (not stated.start() or text.casefold().startswith("all "))
    return bool(is_counted or _AMONG.fullmatch(text))


def _is_of_people(text: str) -> bool:
    """Whether a percentage is of people: "all parents, n=640" and not "GDP"."""
    said = text.casefold().split()
    is_all = said[0] in ("all", "those") or bool(STATED_BASE.search(text))
    return is_all or bool({word.strip(",.") for word in said} & set(words("people_before_age")))


def lowered(text: str) -> str:
    """Capitals that only shout, put down; names of countries and the like stay."""
    if not text.isupper():
        return text
    return " ".join(word if word in _KEPT_CAPITALS else word.lower() for word in text.split())


def unlabelled(question: str) -> str:
    """A question without its number and the interviewer's routing.

    >>> unlabelled("Q3a. How safe do you feel?"), unlabelled("Table 2 - Trust")
    ('How safe do you feel?', 'Trust')
    >>> unlabelled("Q7 [ASK IF Q1=1] How often?")
    'How often?'
    """
    label = _LABEL.match(question)
    if label and label.end() < len(question):
        return unlabelled(question[label.end() :])
    return _ROUTING.sub("", question) or question


def unique_unit(text: str) -> CellUnit | None:
    """The unit that a title or a label mentions in passing: percentages, or points.

    >>> unique_unit("Trust in news, % of adults"), unique_unit("Trust in news")
    ('percent', None)
    """
    if _POINTS.search(text):
        return "points"
    return "percent" if _PERCENT.search(text) else None
