"""How many people a survey asked, and in how many countries."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.figures import Figure, Unit
from assistant.findings.populations import is_people_word, population_of
from assistant.methodology.fact import SaidFact
from assistant.methodology.reading.phrases import any_of, compiled
from assistant.numerals import Mention, number_of, read_figures
from assistant.survey import UNKNOWN_POPULATION, Population

FEWEST = 10  # people that a survey asks
MOST_WORDS = 14  # between a number of people and what they did
MOST_COUNTRIES = 250
WINDOW = 260  # characters around a number that tell what it counts
NEAR = 60  # characters from a number of people to that of the countries that they live in
# what makes people some of those who were asked: "passengers with season tickets"
RESTRICTED = re.compile(
    r"\s+(?:who|whose|with|without)\s+(?!were\b|was\b|took\b|had\b|have\b|participated\b|"
    r"responded\b|replied\b|completed\b|answered\b|an?\s+margin\b|a\s+response\b)",
    re.IGNORECASE,
)
HINT = re.compile(r"countr|nation|market", re.IGNORECASE)  # of a number of countries


@cache
def _asked_before() -> re.Pattern[str]:
    """What ends right before the number: "a survey of", "interviewed about", "n="."""
    before = rf"(?:{any_of('before_sizes')}[\s-]+)*"
    samples = any_of("samples")
    return compiled(
        rf"(?:\b{samples}\b(?:\s+size)?(?:(?:(?!\b(?:say|said|says|found|pilot|pretest)\b)(?:[^.;()%]|\.(?!\s+[A-Z]))){{0,90}}?\b(?:of|among|with|from|by|included|"
        rf"includes|involving|involved|covering|covered|comprised|comprises|drew\s+on|totaled|"
        rf"totalled|is|was|were|reached|polled|interviewed|surveyed|questioned|asked))?\s+"
        rf"(?:\w+ly\s+)?{before}"
        rf"|\b(?:{any_of('asked')}|asked|heard\s+from|spoke\s+(?:to|with)|talked\s+(?:to|with)|"
        rf"based\s+on|drawn\s+from|responses\s+(?:from|of)|answers\s+(?:from|of))\s+{before}"
        rf"|(?:\b[nN]\s?=\s?|(?:^|[|\u2022.;(]\s*)\b{any_of('size_heads')}\s*[:=]\s*{before})"
        rf"|\b{any_of('asked')}\b[^.;,()%\d]{{0,40}}\s(?:were|are)\s+{before}"
        rf"|\bsample\s+size\s+(?:of|was|is)\s+{before})$"
    )


@cache
def _asked_after() -> re.Pattern[str]:
    """What follows the number: "adults were interviewed", "respondents", "men took part"."""
    word = r"[-\s]+(?!(?:say|said|says|of|or|that|percent)\b)[\w'\u2019.&/+-]+,?"
    words = rf"(?:{word}){{0,{MOST_WORDS}}}?"
    return compiled(
        rf"{words}[-\s]+(?:who\s+)?(?:(?:have|had|has)\s+(?:been\s+)?|(?:were|was)\s+)?(?:\w+ly\s+)?"
        rf"(?:{any_of('asked', 'answered')})\b|\s+(?:\w+\s+){{0,3}}?{any_of('size_nouns')}\b"
        r"|\s+were\s+(?:returned|completed|received|usable)\b"
    )


def sizes(text: str) -> Iterator[SaidFact]:
    """The numbers of people asked that a sentence gives.

    >>> text = "Of the 1,240 adult women interviewed, 53% wear a helmet."
    >>> [(fact.text, fact.people.text) for fact in sizes(text)]
    [('1,240', 'adult women')]
    """
    last_end = 0
    for mention in read_figures(text):
        figure = mention.figure
        if figure.unit is not Unit.COUNT or figure.value < FEWEST:
            continue
        people = _people_after(text, mention.end)
        is_next = last_end > 0 and _is_next(
            text[max(last_end, mention.start - WINDOW) : mention.start], people
        )
        if not (is_next or _is_of_people_asked(text, mention, people)):
            continue
        last_end = mention.end
        people_end = text.find(people, mention.end) + len(people)
        is_counted = compiled(rf"\s+(?:\w+\s+){{0,2}}?{any_of('size_nouns')}").match(
            text, mention.end
        )
        is_total = is_counted is not None or not RESTRICTED.match(text, people_end)
        yield _fact("size", mention, text, people=_population(people), is_total=is_total)


def _is_of_people_asked(text: str, mention: Mention, people: str) -> bool:
    """Whether what stands before or after a number makes it one of people asked."""
    after = _asked_after().match(text, mention.end, mention.end + WINDOW)
    if after is None and not _asked_before().search(_before(text, mention)):
        return False
    counted = re.split(r"\s(?:in|across|of)\s", people)[0]
    follows = text[after.end() :][:20] if after and not people else ""
    if re.match(r"\s+[a-z]+s\b", follows):  # "in 15 surveyed towns"
        return False
    return not compiled(rf"\b{any_of('not_people')}\b").search(f"{counted} {follows}")


def _before(text: str, mention: Mention) -> str:
    return text[max(0, mention.start - WINDOW) : mention.start]


def _is_next(between: str, people: str) -> bool:
    """Whether a number follows one of people asked: "306 students and 150 employers"."""
    joined = re.fullmatch(r"\s[\w .'\u2019&-]{3,60}?,?\s(?:and|plus|as\s+well\s+as)\s+", between)
    return joined is not None and any(is_people_word(word) for word in people.split()[:3])


def countries(text: str) -> Iterator[SaidFact]:
    """The numbers of countries that a sentence says people were asked in.

    >>> [fact.text for fact in countries("We polled 9,000 adults in eight countries.")]
    ['eight']
    """
    if not HINT.search(text):
        return
    read = read_figures(text)
    starts = {mention.start for mention in read}
    figures = [*read, *(m for m in _compounds(text) if m.start not in starts)]
    asked = any_of("country_before")
    within = (
        r"(?:in|across|of|from|covering|covered|spanning|spans|spanned|over|throughout|included)"
    )
    before = compiled(
        rf"\b{asked}\b(?:(?!\b(?:say|said|says|found|shows?|that)\b)[^.;]){{0,110}}?\b{within}\s+"
        rf"(?P<all>(?:all|the|a\s+total\s+of|these)\s+)*(?:(?:about|some|over|more\s+than)\s+)?$"
    )
    after = compiled(
        rf"\s+(?P<some>(?:(?!of\b)[a-z][\w-]*\s+){{0,2}}?){any_of('countries')}\b(?P<asked>\s+(?:that\s+were\s+)?{any_of('country_after')}\b"
        rf"|\s+(?:in\s+all\s+|altogether\s+|overall\s+)?were\s+(?:\w+ly\s+)?{any_of('asked')}\b)?"
    )
    compound = compiled(
        rf"-(?:{any_of('countries')}|country|nation|market)\s+(?:\w+\s+)?{any_of('samples')}\b"
    )
    asked_ends = [fact.end for fact in sizes(text)]
    for mention in figures:
        if not 2 <= mention.figure.value <= MOST_COUNTRIES or mention.figure.unit is not Unit.COUNT:
            continue
        if compound.match(text, mention.end):
            yield _fact("countries", mention, text)
        elif follows := after.match(text, mention.end):
            stands = before.search(_before(text, mention))
            if stands or follows["asked"] or _is_of_those_asked(text, mention, asked_ends):
                yield _fact("countries", mention, text, is_total=_is_total(text, mention, follows))


def _is_of_those_asked(text: str, mention: Mention, ends: Sequence[int]) -> bool:
    """Whether the number follows one of people asked: "5,594 developers in five countries"."""
    return any(
        0 < mention.start - end <= NEAR
        and re.fullmatch(
            r"\s[^.;]*?\b(?:in|across|from)\s+(?:all\s+|the\s+)*", text[end : mention.start]
        )
        for end in ends
    )


def _is_total(text: str, mention: Mention, follows: re.Match[str]) -> bool:
    """Whether all countries are meant, and not some of those asked."""
    of_all = re.search(r"\b(?:all|the|of)\s+$", _before(text, mention), re.IGNORECASE)
    return not follows["some"] and (not follows["asked"] or of_all is not None)


def _compounds(text: str) -> Iterator[Mention]:
    """Numbers with a hyphen after them, which count no people: "an eight-country survey"."""
    pattern = compiled(r"\b(?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)?)(?=-(?:country|nation|market)\b)")
    for match in pattern.finditer(text):
        value = number_of(match["n"])
        if value:
            figure = Figure(text=match["n"], value=value, unit=Unit.COUNT)
            yield Mention(start=match.start(), end=match.end(), figure=figure)


def _fact(
    kind: str,
    mention: Mention,
    text: str,
    *,
    people: Population = UNKNOWN_POPULATION,
    is_total: bool = True,
) -> SaidFact:
    return SaidFact(
        kind="size" if kind == "size" else "countries",
        start=mention.start,
        end=mention.end,
        text=text[mention.start : mention.end],
        figure=mention.figure,
        people=people,
        is_total=is_total,
    )


def _people_after(text: str, end: int) -> str:
    """The words for the people after their number, also after "interviews with"."""
    counted = compiled(
        rf"\s+(?:[\w-]+\s+){{0,2}}?{any_of('size_nouns')}\s+(?:with|from|by|of)\s+"
    ).match(text, end)
    end = counted.end() - 1 if counted else end
    rest = re.split(
        r"[;:()\u2013\u2014!?,]|(?<![A-Z])\.(?:\s|$)|\s-\s|(?<!age)(?<!ages)(?<!aged)\s+\d",
        text[end : end + WINDOW],
    )[0]
    ends = compiled(rf"\s(?:{any_of('people_end')})(?=\s|$)").search(rest)
    # people in a place are still those people: "1,411 people in Norway"
    if ends and ends.group().strip().lower() in ("in", "across") and _is_place(rest[ends.end() :]):
        later = compiled(rf"\s(?:{any_of('people_end')})(?=\s|$)").search(rest, ends.end())
        ends = later
    return _named((rest[: ends.start()] if ends else rest).strip(" -"))


def _named(words: str) -> str:
    """The people without what they do: "adults sheds light on" is "adults".

    >>> _named("U.S. adults sheds light"), _named("students and employers"), _named("men in Norway")
    ('U.S. adults', 'students and employers', 'men in Norway')
    """
    said = words.split()
    people = [number for number, word in enumerate(said) if is_people_word(word)]
    if not people:
        return words
    last = people[0]
    while last + 1 < len(said):
        after = 2 if said[last + 1] in ("and", "or", "in", "across", "from") else 1
        if last + after >= len(said) or not is_people_word(said[last + after]):
            break
        last += after
    rest = " ".join(said[last + 1 :])
    keeps = re.match(r"(?:ages?|aged|in|across|\d|under|over|and\s+(?:over|older))\b", rest)
    return words if keeps else " ".join(said[: last + 1])


def _is_place(words: str) -> bool:
    first = " ".join(words.split()[:3])
    return bool(population_of(first).values("place")) and not first[:1].isdigit()


def _population(people: str) -> Population:
    """The people, without the words that every sample is described with."""
    kept: Sequence[str] = [
        word for word in people.split() if not compiled(any_of("sample_words")).fullmatch(word)
    ]
    return population_of(" ".join(kept))
