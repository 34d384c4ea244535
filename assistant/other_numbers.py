"""Numbers that are no survey figures: years, dates, ages, labels, bounds, margins of error."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def words(name: str) -> Any:
    """One list or mapping of `data/numerals.yaml`."""
    return _lexicon()[name]


@cache
def _lexicon() -> dict[str, Any]:
    path = files("assistant") / "data" / "numerals.yaml"
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def either(items: Iterable[str]) -> str:
    """A pattern for any of some words or phrases, the longest first."""
    longest_first = sorted(items, key=lambda item: (-len(item), item))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in longest_first)


def other_numbers(text: str) -> list[tuple[int, int]]:
    """The spans of a text whose numbers are no figures.

    >>> text = "In 2019, adults ages 18 to 29 (see Figure 2)"
    >>> [text[start:end] for start, end in sorted(other_numbers(text))]
    ['2019', 'ages 18 to 29', 'Figure 2']
    """
    found = [m.span() for pattern in _patterns() for m in pattern.finditer(text)]
    for match in _named_number().finditer(text):
        start, end = match.span("number")
        if _is_name(match["name"]) and not any(a <= start and end <= b for a, b in found):
            found.append((start, end))
    return found


@cache
def _named_number() -> re.Pattern[str]:
    """A number that is part of a name: "Windows 11", "Flight 93", and not "Norway 1,411 people"."""
    counted = either(words("people_before_age"))
    return re.compile(
        r"(?<![\w.])(?<!\b[Ii]n\s)(?<!\b[Oo]f\s)(?<!\b[Ff]or\s)(?<!\b[Ff]rom\s)(?<!\b[Aa]mong\s)"
        r"(?P<name>i[A-Z]\w+|[A-Z][\w&'\u2019-]*)\s(?P<number>\d{1,4}(?:\.\d+)*)(?![\w%]|,\d|[-/:.]\d|-to\b)"
        r"(?!\s+(?i:per\s?cent|percentage|points?\b|pts\b|pp\b|million|billion|thousand|times|in\b|"
        rf"out\s+of|of\b|and\s+\d|to\s+\d|or\s|vs|{counted}|(?:\w+\s+)?(?!was\b|has\b)\w+[^\Wus]s\b))"
    )


def _is_name(word: str) -> bool:
    """Whether a word with a capital is a name, and no "Some" or "Surveying" that begins a sentence."""
    lower = word.lower()
    return lower not in words("not_names") and not re.search(r"(?:ed|ing|ly|['\u2019]s?)$", lower)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (*_times_and_ages(), *_bounds_and_labels(), *_idioms())
    )


def _times_and_ages() -> tuple[str, ...]:
    """Years, dates and ages, each with an example."""
    month = either(words("months"))
    people = either(words("people_before_age"))
    return (
        # between May 10 and 22; May 10-22, 2018; 3 March 2020; June 5
        rf"\b(?:between|from)\s+(?:{month})\.?\s+\d{{1,2}}\s+(?:and|to|through)\s+(?:(?:{month})\.?\s+)?\d{{1,2}}\b(?!\s?%|\s+percent|,\d)",
        rf"\b(?:{month})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-\u2013]\s?(?:(?:{month})\.?\s+)?\d{{1,2}})?(?:,?\s+(?:19|20)\d\d)?(?!\s?%|\d|\s+percent)",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-\u2013]\s?\d{{1,2}})?\s+(?:of\s+)?(?:{month})\b\.?(?:,?\s+(?:19|20)\d\d)?",
        # 2019, 2007-2008, the 1990s, '08
        r"(?<![\w.,$])(?:1[5-9]|20)\d\d(?:\s?[-\u2013/]\s?(?:(?:1[5-9]|20)?\d\d))?s?(?![\w%]|,\d|\.\d|\s?percent)",
        r"(?<!\w)['\u2018\u2019]\d\ds?\b",
        # ages 18-29, aged 65 and older, those ages 18 to 29, under age 30
        r"\b(?:ages?|aged)\s+(?:of\s+)?\d{1,3}(?:\s?(?:[-\u2013]|to|and|through)\s?\d{1,3}\b(?!\s?%))?(?:\s+(?:and|or)\s+(?:older|over|up|above|under|younger|more))?",
        r"\b\d{1,3}(?:\s?(?:-?\s?to|[-\u2013])\s?\d{1,3})?[-\s]years?[-\s](?:olds?\b|of\s+age)",
        r"\b\d{1,3}\s?(?:\+|\s(?:and|or)\s(?:older|over|up|above|under|younger))(?!\w)",
        r"\b(?:between\s+)?(?:the\s+)?ages\s+of\s+\d{1,3}\s+(?:and|to)\s+\d{1,3}",
        rf"\b(?:{people}|\w{{3,}}(?:ers|ors|ists|ians|ants))\s+(?:who\s+are\s+)?(?:under|over|above|below)\s+(?:age\s+)?\d\d\b(?!\s?%|\s+percent)",
        r"\b(?:under|over)\s+(?:the\s+age\s+of\s+|age\s+)\d{1,3}\b",
        r"\b(?:younger|older)\s+than\s+(?:age\s+)?\d{1,3}\b",
        rf"\b(?:{people})\s+\d\d\s?(?:[-\u2013]|to)\s?\d\d\b(?!\s?%|\s+percent)",
        r"[(]\s?\d\d\s?[-\u2013]\s?\d\d(?:\s+years)?\s?[)]",
    )


def _bounds_and_labels() -> tuple[str, ...]:
    """Bounds of incomes, margins of error, labels, numbers of telephones."""
    number = r"\d{1,3}(?:,\d{3})*"
    labels = either(words("labels"))
    return (
        # incomes that bound a group: $75,000 or more, less than $30,000, $30,000 to $49,999
        rf"(?:(?:less|more|under|over|below|above|between|than|at\s+least)\s+)?[$\u00a3\u20ac]\s?{number}k?(?:\s+(?:a\s+year\s+)?(?:or|and)\s+(?:more|less|over|above|higher|under|up|below))",
        rf"(?:less|more|under|over|below|above|fewer)(?:\s+than)?\s+[$\u00a3\u20ac]\s?{number}k?(?!\s?(?:million|billion|trillion))",
        rf"\$\s?{number}k?(?:\s?[-\u2013]\s?|\s+(?:to|and)\s+(?:less\s+than\s+)?)\$?\s?{number}k?(?![\d,]|\s?(?:%|per|million|billion|trillion))",
        # margins of error and confidence: ±3.9 percentage points, plus or minus 2, 95% confidence
        r"(?:\u00b1|\+/-|\bplus[-\s](?:or[-\s])?minus)\s?\d+(?:\.\d+)?(?:\s?%|\s?(?:percent(?:age)?\s)?points?)?",
        r"\bmargins?\s+of\s+(?:sampling\s+)?error\b[^.;]{0,40}?\d+(?:\.\d+)?(?:\s?%|\s?percent(?:age\spoints?)?|\s?(?:percentage\s)?points?)?",
        r"\b\d+(?:\.\d+)?\s?(?:%|percent)\s+(?:level\s+of\s+)?confidence\b|\b\d+\s+times\s+(?:out\s+of|in)\s+\d+\b",
        r"\b\d+\s+times?\s+(?:out\s+of|in)\s+\d+\b|\b[\w]+[-\s]point\s+(?:likert\s+)?scale|\bscale\s+(?:of|from)\s+\d+\s?(?:to|-|\u2013)\s?\d+",
        # Figure 1, page 12, Q4, [3], No. 2, grades 9 to 12, item 9 of 12
        rf"\b(?:{labels})\.?\s?#?\d+[a-z]?\b(?:\s?(?:[-\u2013]|to|through|of)\s?\d+[a-z]?\b)?(?!\s?%|\s+percent|,\d)",
        # Fortune 500, Boeing 737; the Big Four, a Group of 77
        rf"\b(?:{either(words('numbered_names'))})[\s-]\d+\b(?!\s?%|\s+percent|,\d)",
        rf"\b(?-i:{either(words('numbered_groups'))})\s(?:\d+|{either(words('units'))}|{either(words('teens'))})\b(?!\s?%|\s+(?:percent|in\s))",
        # 401(k), 501(c)(3); a 5-star rating
        r"\b\d{1,4}(?:\([a-z0-9]{1,3}\))+",
        r"\b\w+-stars?\b",
        # an age after a name: "Jo Park, 46, of the guild"
        r"(?-i:\b[A-Z][\w'\u2019-]+),\s\d\d(?=,|\)|\s+and\b)",
        r"\[\d+\]",
        r"#\s?\d+\b",
        # 9/11, 10:30 a.m., 24/7, 50-50, 5-4
        r"\b\d{1,2}:\d\d\b(?:\s?[ap]\.?m\.?)?",
        r"\b\d{1,2}\s?[ap]\.m\.",
        r"(?<![\w.])\d{1,4}/\d{1,4}(?:/\d{2,4})?\b(?!\s?%)",
        # Washington, DC 20036; 40 West 57th Street, 221B Baker Street
        r"(?-i:\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b)",
        rf"(?-i:\b\d{{1,5}}[A-Z]?\s+(?:[A-Z][\w.'\u2019]*\s+|\d+(?:st|nd|rd|th)\s+){{1,4}}(?:{either(words('streets'))})\b)",
        # telephone numbers, addresses of the web
        r"\+\d{1,3}(?:[\s.-]?\(?\d{1,5}\)?){2,6}\b",
        r"\+?\(?\d{3}\)?[-.\s]\d{3}[-.]\d{4}\b",
        r"\bhttps?://\S+|\bwww\.\S+|\S{1,64}@\S{1,255}\.\w+",
    )


def _idioms() -> tuple[str, ...]:
    """Words for numbers that count nothing: ordinals, superlatives, halves of time."""
    return (
        # ordinals: 21st, the third
        r"\b\d+(?:st|nd|rd|th)\b",
        r"\b(?:the|his|her|their|its|our)\s+(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?!\s+of)",
        r"\b(?:at|the)\s+most\b(?=\s+(?:\w+ly\s+)?(?!of\b|\d)\w+)",
        # halves and quarters of time and of games: the second half, the first quarter, half a year
        r"\b(?:first|second|third|fourth|last|latter|other|better)[-\s](?:half|quarters?|thirds?)\b",
        r"\bhalf[-\s](?:an?\s+)?(?:hour|year|century|decade|dozen|brother|sister|way|time|million)\b",
        r"\b(?:quarter|half)[-\s]century\b",
        # superlatives: most important, the most common, most recently, at most
        r"(?<!\w)(?:the\s+)?most\s+(?:\w+ly\b|likely|recent|important|common|popular|commonly|frequent|serious|pressing|powerful|trusted|wanted|often|widely|closely|positive|negative|favorable|critical|concerned|conservative|liberal|dangerous|significant|notable|active|prominent|pronounced|visible)",
        r"\bat\s+most\b|\bmost-\w+|\b(?:what|which|who|that)\s+most\b",
        # majority and minority as bodies: Majority Leader, minority groups
        r"\b(?:majority|minority)[-\s](?:leader|leaders|whip|party|parties|population|group|groups|status|owned|rule|government|opinion|communities|community|students|rights|leaders|members|member|religion|faith)\b",
        r"\b(?:religious|racial|ethnic|sexual|linguistic|muslim|christian|hindu|visible|national|moral)\s+minorit(?:y|ies)\b",
        r"\bminorities\b",
        r"\bone[-\s](?:another|day|time|of\s+the|thing|side|hand|way|party|person|man|woman|side|reason|another's|such|exception)\b(?!\s+in\s+\w)",
        r"\b(?:no|any|some|every|each|this|that|the|which)[-\s]one\b(?![-\s]in[-\s])",
    )
