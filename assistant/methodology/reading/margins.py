"""Margins of error as they are written, with their confidence and the people they are for."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.figures import Figure, Unit
from assistant.findings.populations import population_of
from assistant.methodology.fact import SaidFact
from assistant.methodology.reading.phrases import any_of, compiled
from assistant.survey import UNKNOWN_POPULATION, Population

WINDOW = 200  # characters around a margin that tell whom it is for
FARTHEST = 100  # characters from "margin of error" to its number
SIGN = (
    r"(?:plus[-\s]or[-\s]minus|plus[-\s]?/?[-\s]?minus|\+\s?/\s?[-\u2212\u2013]|\u00b1|"
    r"give\s+or\s+take)"
)
NUMBER = (
    r"(?P<number>\d{1,2}(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?!\d|[,.]\d)"
    r"(?P<unit>[\s-]?(?:%|percentage[-\s]points?|per\s?cent(?:age\spoints?)?|points?|pts?\b|pp\b))?"
)
# such as: at the 95% confidence level, with 95 per cent confidence, 19 times out of 20
CONFIDENCE = re.compile(
    r"(\d\d(?:\.\d)?)\s?(?:%|per\s?cent)\s+(?:level\s+of\s+)?confidence"
    r"|confidence\s+(?:level|interval)?\s*(?:of|is|:)?\s*(\d\d(?:\.\d)?)\s?(?:%|per\s?cent)"
    r"|(\d\d)\s+(?:times\s+)?(?:out\s+of|in)\s+20\b",
    re.IGNORECASE,
)
HINT = re.compile(r"error|plus|\u00b1|\+\s?/|within|interval|take", re.IGNORECASE)
GROUP = re.compile(
    r"\b(?:for|among|based\s+on)\s+(?P<group>(?!results\b|example\b)[^,;()]{3,60}?)"
    r"(?=\s*(?:[,;().]|$|\bis\b|\bare\b|\bwas\b|\bhave\b|\bhas\b|\band\b|\bat\b|\bthe\s+margin|\bit\b|\bby\b|"
    r"\bplus\b|\u00b1|\+/))",
    re.IGNORECASE,
)
SPOKEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@cache
def _more_margins() -> re.Pattern[str]:
    """What may follow a margin: ", and 4.1 points for women", "and for men (n=790) 4.8 points"."""
    number = rf"(?:{SIGN}\s?)?{NUMBER.removesuffix('?')}"
    first = number.replace("?P<", "?P<b_")
    return compiled(
        rf"(?:\band|\bor|\bwhile|,|;)\s+(?:for|among)\s+[^.;%]{{3,60}}?(?<![\w.,-]){number}"
        rf"|(?:\band|\bor|,|;)\s+{first}(?=\s+(?:for|among)\b)"
    )


@cache
def _margins() -> tuple[re.Pattern[str], ...]:
    """Each with an example of what it matches."""
    words = rf"\b{any_of('margin_words')}\b"
    not_confidence = r"(?!\s?(?:%|per\s?cent)\s+(?:level\s+of\s+)?confiden)"
    return (
        # plus or minus 3.5 percentage points; ±2.9
        compiled(rf"{SIGN}\s?{NUMBER}"),
        # a margin of error of 3.1 points
        compiled(
            rf"{words}[^.;]{{0,{FARTHEST}}}?(?<![\w.,-])(?:{SIGN}\s?)?"
            rf"{not_after_confidence(NUMBER)}{not_confidence}"
        ),
        # a 3-point margin of error
        compiled(rf"(?<![\w.,]){NUMBER}[-\s](?:{any_of('margin_words')})\b"),
        # accurate to within 3 points
        compiled(rf"\b(?:accurate|precise|correct)\s+(?:to\s+)?within\s+(?:{SIGN}\s?)?{NUMBER}"),
    )


def not_after_confidence(number: str) -> str:
    """A number that is not the 95 of a confidence of 95%."""
    return rf"(?!\d\d(?:\.\d)?\s?(?:%|per\s?cent)\s+(?:level\s+of\s+)?confiden){number}"


def margins(text: str) -> Iterator[SaidFact]:
    """The margins of error that a sentence gives.

    >>> text = "The margin of sampling error for all adults is plus or minus 2.9 points."
    >>> [(fact.text, fact.figure.value) for fact in margins(text) if fact.figure]
    [('2.9 points', 2.9)]
    """
    taken: list[tuple[int, int]] = []
    if not HINT.search(text):
        return
    for pattern in _margins():
        for match in pattern.finditer(text):
            start, end = match.start("number"), match.end("number")
            if any(start < b and a < end for a, b in taken) or not _is_margin(text, match):
                continue
            end = match.end("unit") if match.group("unit") else end
            taken.append((start, end))
            yield _margin(text, start, end, number=match.group("number"))
    if not taken:
        return
    for match in _more_margins().finditer(text, min(taken)[1]):
        name = "number" if match.group("number") else "b_number"
        start, end = match.start(name), match.end(name.replace("number", "unit"))
        if not any(start < b and a < end for a, b in taken):
            yield _margin(text, start, end, number=match.group(name))


def _is_margin(text: str, match: re.Match[str]) -> bool:
    """Whether a bare "plus or minus 3" has to do with a sample, and is in points."""
    said = match.group("number")
    if said.isdigit() and int(said) > 30:
        return False
    near = compiled(rf"\b(?:{any_of('margin_words')}|confidence|sample|survey|poll|points?)\b|%")
    return bool(near.search(text, max(0, match.start() - WINDOW), match.end() + WINDOW))


def _margin(text: str, start: int, end: int, *, number: str) -> SaidFact:
    said = text[start:end]
    spoken = number.lower() in SPOKEN
    value = float(SPOKEN.index(number.lower()) + 1) if spoken else float(number)
    decimals = len(number.partition(".")[2])
    return SaidFact(
        kind="margin",
        start=start,
        end=end,
        text=said,
        figure=Figure(text=said, value=value, unit=Unit.POINTS, decimals=decimals),
        people=_people(text, start, end),
        confidence=_confidence(text[max(0, start - WINDOW) : end + WINDOW]),
    )


def _confidence(text: str) -> float | None:
    match = CONFIDENCE.search(text)
    if match is None:
        return None
    if match.group(3):
        return 100 * int(match.group(3)) / 20
    return float(match.group(1) or match.group(2))


def _people(text: str, start: int, end: int) -> Population:
    """Whom a margin is for: everybody, unless a group is named in its clause."""
    clause_start = max(text.rfind(mark, 0, start) for mark in (";", ". ", ", and ", ", while "))
    before = list(GROUP.finditer(text, max(clause_start, start - WINDOW, 0), start))
    after = GROUP.match(text, end + 1) if text[end : end + 1] == " " else None
    chosen = after or (before[-1] if before else None)
    if chosen is None:
        return UNKNOWN_POPULATION
    group = chosen.group("group")
    words = re.findall(r"[^\W\d_][\w'\u2019.-]*", group)
    rest = [w for w in words if not compiled(any_of("whole_sample")).fullmatch(w)]
    light = ("the", "a", "an", "of", "on", "in", "this", "these", "its", "and", "each")
    if all(word.lower() in light for word in rest):
        return UNKNOWN_POPULATION
    return population_of(group)
