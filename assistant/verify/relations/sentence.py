"""A sentence made ready to be read for what it compares: without its dates, sources and asides."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from assistant.numerals import read_figures
from assistant.period import YEAR
from assistant.verify.relations.constructions.people import people_in
from assistant.verify.relations.constructions.wording import SHARE, surveys, tidy, words

# to the question “Xxxx”, · when asked “Xxxx”, · on “Xxxx”,
QUOTED = re.compile(
    r"(?:(?:when\s+)?asked\s+(?:the\s+question\s+(?:on\s+)?)?|(?:to|on|for|in\s+(?:answer|response)\s+to)"
    r"\s+(?:the\s+question\s+(?:on\s+)?)?)[\u201c\"]X[Xx]*[?.]?,?[\u201d\"],?\s+",
    re.IGNORECASE,
)
MOST_LEADS = 4
BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
CLAUSES = re.compile(
    r";|(?<!\d):(?!\d)|,\s+(?:and|but|while|whereas|although|though|yet)\s+(?!(?:so|if)\b)|\s[\u2013\u2014]\s?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence's words, each where it stood; what is read apart of them is blank.

    `dated` is the same with its dates.

    `base` are the people or the place that all of it is about ("Among Republicans, men …"),
    `beside` the people whom others are laid beside ("Compared with men, women …").
    """

    text: str
    dated: str = ""
    years: tuple[str, ...] = ()
    base: str = ""
    beside: str = ""

    @property
    def year(self) -> str:
        """The one year that it names, unless it only says since when something is so."""
        is_bound = re.search(
            rf"\b(?:since|before|until|after)\s+(?:\w+\s+)?{YEAR.pattern}", self.dated
        )
        return self.years[0] if len(self.years) == 1 and not is_bound else ""


def sentence_of(text: str) -> Sentence:
    """A sentence without its dates, if it names one year, and without its lead-ins.

    >>> made = sentence_of("In the 2018 survey, compared with men (41%), women smoke less often.")
    >>> made.beside, made.year, made.text.split()
    ('men', '2018', ['women', 'smoke', 'less', 'often.'])
    """
    years = tuple(dict.fromkeys(YEAR.findall(text)))
    whole = _lead_gone(_blanked(_without_asides(text), _sources()))
    plain = _blanked(whole, _dates()) if len(years) < 2 else whole
    undated, beside, base = plain, "", ""
    for _ in range(MOST_LEADS):
        plain = _lead_gone(plain)
        plain, named = _taken(plain, _besides())
        beside = named or beside
        plain, named = _taken(plain, _bases())
        base = named or base
    plain, named = _taken(plain, _besides_behind()) if not beside else (plain, "")
    dated = "".join(
        was if now != " " or was != was_undated else " "
        for was, was_undated, now in zip(whole, undated, plain, strict=True)
    )
    return Sentence(text=plain, dated=dated, years=years, base=base, beside=named or beside)


def clauses_of(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a sentence stand, as far as commas and conjunctions tell."""
    bounds = [0, *(m.end() for m in CLAUSES.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(bounds) if text[a:b].strip(" ,.;")]


def _without_asides(text: str) -> str:
    """Brackets with figures or dates are blank: "men (58%)"."""
    return BRACKET.sub(
        lambda m: (
            " " * len(m.group()) if read_figures(m.group()) or YEAR.search(m.group()) else m.group()
        ),
        text,
    )


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: " " * len(found.group()), text)


@cache
def _dates() -> re.Pattern[str]:
    # in 2018 · in the 2018 General Social Survey · in the FLACSO survey of 1988 · since June 2018
    return re.compile(
        r",?\s*\b(?i:in|during|for|of|from|as\s+of|by|at|throughout)\s+(?:the\s+)?"
        rf"(?:(?:early|late|mid|end\s+of|spring|summer|fall|autumn|winter|{words('months')})[\s-]+"
        r"(?:of\s+)?)?"
        rf"(?:(?:[A-Z][\w/&.\u2019'-]*\s+){{0,5}}?(?:(?:{surveys()})\s+)?(?:of\s+)?)?"
        r"(?:19|20)\d\d\b"
        rf"(?:\s+(?:[A-Z][\w/&.\u2019'-]*\s+){{0,5}}?(?:{surveys()}))?"
        r"(?:\s+(?!U[SK]\b|USA\b|EU\b)[A-Z]{2,6}\b(?!\.))?",
    )


@cache
def _sources() -> re.Pattern[str]:
    # , according to the poll · , the 2017 survey shows · likely, at 86%, to
    return re.compile(
        rf",\s+at\s+{SHARE}(?=,)|"
        r",\s+(?:according\s+to\s+[^,;]+|(?:the|a|this)\s+[^,;]*?\b"
        rf"(?:{surveys()})\s+(?:{words('finding')}))\s*(?=[.]?\s*$)",
    )


def _lead_gone(text: str) -> str:
    found = _leads().match(text)
    if found is None:
        return text
    return " " * found.end() + text[found.end() :]


@cache
def _leads() -> re.Pattern[str]:
    # According to the poll, · The survey finds that · In the survey, · Asked “Xxxx”, · At 35%,
    return re.compile(
        r"\s*(?:according\s+to\s+[^,;]+,\s+"
        rf"|(?:the|a|this|our|one)\s+[^,;]{{0,60}}?\b(?:{surveys()})\b[^,;]{{0,30}}?\s"
        rf"(?:{words('finding')})\s+(?:that\s+)?"
        rf"|(?:in|by|as\s+of)\s+(?:the\s+)?[^,;]{{0,50}}?\b(?:{surveys()})\b[^,;]{{0,40}},\s+"
        rf"|(?:overall|for\s+example|for\s+instance|on\s+average|today|now|currently|in\s+all|notably|still|meanwhile|however|indeed|also"
        r"|similarly|likewise|by\s+contrast|in\s+contrast|in\s+addition|as\s+of\s+now),\s+"
        r"|(?:across|among|of|out\s+of)\s+[^,;]{0,40}?\b(?:groups|generations|regions|countries),\s+"
        rf"|at\s+{SHARE},\s+|,\s*|(?:and|but|while|yet|still)\s+"
        rf"|{QUOTED.pattern})",
        re.IGNORECASE,
    )


def _taken(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    found = pattern.search(text)
    if found is None or not _is_people(found["who"]):
        return text, ""
    gone = text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]
    return gone, tidy(found["who"])


def _is_people(text: str) -> bool:
    is_survey = re.search(r"\b(?:[Ss]urveys?|[Pp]olls?|[Ss]tudy|question)\b", text) is not None
    is_kind = re.search(r"\b(?:groups?|generations|countries|regions|categories)$", text)
    return bool(people_in(text)) and not is_survey and not is_kind and not re.search(SHARE, text)


@cache
def _besides() -> re.Pattern[str]:
    # Compared with men, · Unlike men,
    return re.compile(rf"^\s*(?:{words('beside')})\s+(?P<who>[^,;]+),\s+", re.IGNORECASE)


@cache
def _besides_behind() -> re.Pattern[str]:
    # … more likely to smoke(,) compared with men
    return re.compile(
        rf",?\s+(?:{words('beside')})\s+(?:among\s+|of\s+)?(?P<who>[^,;.]+?)(?=[,;.]?\s*$)",
        re.IGNORECASE,
    )


@cache
def _bases() -> re.Pattern[str]:
    # Among Republicans, · In Norway,
    return re.compile(r"^\s*(?:among|amongst|within|in|across|for)\s+(?P<who>[^,;]+),\s+", re.I)
