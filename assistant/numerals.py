"""Numbers read out of a text: what is a figure, of what unit, how hedged, and what is none.

The scan goes from the most explicit form to the least, and a later form never takes characters that
an earlier one has. Years, ages, dates and labels are no figures: see `other_numbers`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from assistant.figures import Figure, Form, Hedge, Unit
from assistant.other_numbers import either, other_numbers, words

# "from 57% to 67%", "by 41% to 50%", "(41% to 50%)", "rose 5% to 44%" are two figures and no range.
NO_RANGE = re.compile(
    r"(?:\b(?:from|by|up|down|rose|risen|fell|fallen|grew|grown|climbed|jumped|dropped|slipped|gained|"
    r"lost|increased|decreased|declined)\s+|\()$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A figure and where it stands. `start` and `end` cover the number and its unit, no hedge."""

    start: int
    end: int
    figure: Figure


DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """Patterns that the forms are made of."""

    small: str
    spoken: str
    number: str
    digits: str = DIGITS
    dash: str = r"\s?[-\u2013\u2014\u2010\u2011]\s?"
    percent: str = r"(?:\s?(?:%|\uff05)|[\s-]?(?:percent|per\s+cent|per\s?cent|pct\.?)(?!age)\b)"
    points: str = r"(?:[\s-]?(?:percentage|percent)?[\s-]?(?:points?|pts?\b\.?)|\s?pp\b)"
    scale: str = r"(?:dozen|hundred|thousand|million|billion|trillion|mn|bn|m(?=\b)|k(?=\b))"
    of: str = r"(?:[-\s]in[-\s](?:every[-\s])?|\s+out\s+of\s+(?:every\s+)?|\s+of\s+every\s+)"


def _parts() -> _Parts:
    small = rf"(?:{either(words('tens'))})(?:[-\s](?:{either(words('units'))}))?"
    small = f"(?:{small}|{either(words('teens'))}|{either(words('units'))})"
    spoken = rf"(?:a\s+(?:hundred|dozen)|(?:one\s+)?hundred|{small})"
    return _Parts(small=small, spoken=spoken, number=rf"(?:{DIGITS}|{spoken})")


# The most explicit form first: a later one takes no characters that an earlier one has.
ORDER = (
    "vague",
    "points",
    "range",
    "more_likely",
    "percent",
    "listed",
    "in_n",
    "parted",
    "odds",
    "money",
    "times",
    "fraction",
    "every",
    "count",
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The forms, by name, in order."""
    source = {**_shares_and_amounts(_parts()), **_words_and_counts(_parts())}
    compiled = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in source.items()}
    compiled["vague"] = _vague_pattern()
    return {name: compiled[name] for name in ORDER}


def _shares_and_amounts(p: _Parts) -> dict[str, str]:
    """Forms with a sign or a word for their unit; each is shown by what it matches."""
    return {
        # 12 points, 12-point, 12 percentage points, 7 pp
        "points": rf"(?<![\w.,$])(?P<a>{p.number})(?:(?:\s+(?:to|and)\s+|{p.dash})(?P<b>{p.number}))?{p.points}(?!\w)",
        # 40-45%, 40% to 45%, between 40 and 45 percent
        "range": rf"(?<![\w.,$])(?:(?<=between\s)(?P<low>{p.digits})(?:{p.percent})?\s+and\s+|(?P<a>{p.digits})(?:\s?%)?(?:{p.dash}|\s+to\s+))(?P<b>{p.digits}){p.percent}",
        # 76% more likely, 20% higher than
        "more_likely": rf"(?<![\w.,$])(?P<a>{p.number}){p.percent}(?=\s+(?:more|less)\s+likely|\s+(?:more|less|fewer|higher|lower|greater|larger|smaller|better|worse)\s+(?:\w+\s+){{0,2}}than\b)",
        # 86%, 86 percent, seventy-four percent
        "percent": rf"(?<![\w.,$])(?P<a>{p.number}){p.percent}",
        # 51, 49 and 48 percent: the first two
        "listed": rf"(?<![\w.,$%])(?P<a>{p.digits})(?=(?:,\s+(?:{p.digits}))*,?\s+and\s+(?:{p.digits}){p.percent})",
        # 3-to-1, two-to-one
        "odds": rf"(?<![\w.,$])(?P<a>{p.number})[-\s]to[-\s](?P<b>one|1)(?![\w%])",
        # $35,000, £2.5 million
        "money": rf"[$\u20ac\u00a3\u00a5]\s?(?P<a>{p.digits})\s?(?P<s>{p.scale})?\b",
    }


def _words_and_counts(p: _Parts) -> dict[str, str]:
    """Forms without a unit; each is shown by what it matches."""
    return {
        # nine in ten, 9 out of 10, one of every three, 1-in-7
        "in_n": rf"(?<![\w.,$])(?P<a>{p.number}){p.of}(?P<b>{p.spoken}|1?\d{{1,3}})(?![\w%]|-to\b|[.,]\d)",
        # one American in four, nearly eight Millennials in ten
        "parted": rf"(?<![\w.,$])(?P<a>{p.small})(?P<n>(?:\s+[a-z][\w'\u2019-]*){{1,4}}?)\s+in\s+(?P<b>{p.small})(?![\w%]|-to\b|[.,]\d|\s+(?:of|{either(words('countables'))})\b)",
        # twice, threefold, three times, 2.5 times, 3x
        "times": rf"(?<![\w.,$])(?:(?P<w>{either(_whole_words('multiples'))}|(?:twice|thrice)(?=\s+(?:as|the|that|those|what|more|its|their|his|her|of)\b)|half(?=\s+as\s+\w+\s|\s+the\s+(?:share|rate|proportion|percentage|level)\b))|(?P<a>{p.number})(?:[-\s]+times(?=\s+(?:as|more|less|the|higher|greater|larger|likelier|that))|[-\s]?fold\b|x\b))(?!\w)",
        # two-thirds, a third, half, three quarters
        "fraction": rf"(?<![\w-])(?:(?P<a>(?:an?|{p.small}|\d))[-\s])?(?P<b>{either(words('denominators'))})(?!\w|-)",
        # every second household, every third
        "every": rf"(?<![\w-])every\s+(?P<b>second|third|fourth|fifth|sixth|tenth)(?=\s+[a-z])(?!\s+(?:{either(words('periods'))}|time)\b)",
        # 3,600, 1.2 million, 306, eight
        "count": rf"(?<![\w.,$/:-])(?P<a>{p.digits}|{p.spoken})(?:[\s-](?P<s>{p.scale}))?(?!\w|[.,]\d|[-/:]\d|%|\s?[-\u2013]\s?\d)",
    }


def _whole_words(name: str) -> set[str]:
    """Words for times over that need no word after them: "twice a week" is no ratio."""
    return set(words(name)) - {"half", "twice", "thrice"}


# The mean was 13.2; a median of 12 in 1998; with nothing counted after the number.
AVERAGED = re.compile(
    r"\b(?P<what>mean|median|average)\b(?:[^.;%]|(?<=\b[A-Z])\.){0,400}?\b(?:was|is|were|are|of|at|equals|came\s+to)\s+$",
    re.IGNORECASE,
)
UNCOUNTED = re.compile(r"\s*(?:[.,;:()]|$|(?:in|for|among|on|out|and|compared|versus|vs)\b)")


def _averaged(text: str, match: re.Match[str], figure: Figure) -> Figure:
    """A bare number that is said to be an average, in whatever its question counts.

    >>> [str(m.figure.unit) for m in read_figures("The mean number of years was 13.2 in 1998.")]
    ['mean']
    """
    before = AVERAGED.search(text[max(0, match.start() - 480) : match.start()])
    if before is None or not UNCOUNTED.match(text, match.end()):
        return figure
    unit = Unit.MEDIAN if before["what"].lower() == "median" else Unit.MEAN
    return replace(figure, unit=unit)


@cache
def _vague_shares() -> tuple[tuple[re.Pattern[str], dict[str, float]], ...]:
    """A majority, few, nearly all: the words, and what they allow."""
    groups = {
        "{periods}": either(words("periods")),
        "{people}": either(words("people_before_age")),
        "{verbs}": either(words("few_do")),
    }
    shares = []
    for share in words("vague"):
        said: str = share["said"].replace(" ", r"\s+")
        for name, pattern in groups.items():
            said = said.replace(name, pattern)
        shares.append((re.compile(rf"(?<![\w-])(?:{said})(?![\w-])", re.IGNORECASE), share))
    return tuple(shares)


def _vague_pattern() -> re.Pattern[str]:
    either_of = "|".join(pattern.pattern for pattern, _ in _vague_shares())
    return re.compile(either_of, re.IGNORECASE)


def read_figures(text: str) -> tuple[Mention, ...]:
    """Every figure of a text, in order.

    >>> [(m.figure.text, m.figure.value, str(m.figure.unit)) for m in
    ...  read_figures("Nearly nine in ten (89%) agreed, up 4 points since 2019.")]
    [('nine in ten', 90.0, 'percent'), ('89%', 89.0, 'percent'), ('4 points', 4.0, 'points')]
    """
    taken = other_numbers(text)
    found: list[Mention] = []
    for form in _patterns():
        for match in _patterns()[form].finditer(text):
            if _is_taken(match, taken, is_whole=form == "vague"):
                continue
            figure = _figure(form, match)
            if figure is None:
                continue
            if form == "count":
                figure = _averaged(text, match, figure)
            found.append(
                _hedged(text, Mention(start=match.start(), end=match.end(), figure=figure))
            )
            taken.append((match.start(), match.end()))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _is_taken(match: re.Match[str], taken: list[tuple[int, int]], *, is_whole: bool) -> bool:
    """Whether characters are another number's; a word for a share may hold one: "no one"."""
    at, to = match.span()
    if is_whole:
        taken = [(start, end) for start, end in taken if start < at or to < end]
    return any(at < end and start < to for start, end in taken)


def number_of(word: str) -> float:
    """The value of one number in digits or words.

    >>> [number_of(w) for w in ("1,204", "Seventy-four", "a hundred", "eleven", ".5")]
    [1204.0, 74.0, 100.0, 11.0, 0.5]
    """
    plain = word.strip().lower()
    if re.fullmatch(r"[\d,]*\.?\d+", plain):
        return float(plain.replace(",", ""))
    total = 0
    for part in re.split(r"[-\s]+", plain):
        for name in ("units", "teens", "tens", "scales"):
            total += words(name).get(part, 0)
    return float(total)


def _decimals(word: str) -> int:
    return len(word.rpartition(".")[2]) if "." in word else 0


def _is_digits(word: str) -> bool:
    return word.strip()[-1:].isdigit()


def _figure(form: str, match: re.Match[str]) -> Figure | None:
    group = match.groupdict()
    text, a, b = match.group(), group.get("a") or group.get("low") or "", group.get("b") or ""
    if form == "range" and NO_RANGE.search(match.string[: match.start()]):
        return None
    if form == "listed" and number_of(a) > 100:
        return None
    if form in ("points", "percent", "range", "listed"):
        return _share(text, a, b, Unit.POINTS if form == "points" else Unit.PERCENT)
    if form in ("more_likely", "odds"):
        return Figure(text=text, value=number_of(a), unit=Unit.RATIO, decimals=_decimals(a))
    readers: dict[str, Callable[[], Figure | None]] = {
        "in_n": lambda: _one_in(text, number_of(a), number_of(b)),
        "parted": lambda: _one_in(text, number_of(a), number_of(b)),
        "fraction": lambda: _fraction(text, a, b),
        "times": lambda: _times(text, a, group["w"] if form == "times" else ""),
        "vague": lambda: _vague(match),
        "every": lambda: _every(text, b),
        "money": lambda: _amount(match, a, Unit.MONEY),
        "count": lambda: _amount(match, a, Unit.COUNT),
    }
    return readers[form]()


def _times(text: str, number: str, word: str | None) -> Figure:
    value = words("multiples")[word.lower()] if word else number_of(number)
    return Figure(text=text, value=float(value), unit=Unit.RATIO, decimals=_decimals(number))


def _amount(match: re.Match[str], number: str, unit: Unit) -> Figure | None:
    scale = match.group("s")
    if unit is Unit.COUNT:
        if number.lower() == "one" and not scale:
            return None
        if _period().match(match.string, match.end()):
            return _duration(match, number_of(number))
    return Figure(
        text=match.group(),
        value=number_of(number) * _scale(scale),
        unit=unit,
        decimals=_decimals(number) if not scale else 0,
        form=Form.DIGITS if _is_digits(number) else Form.WORDS,
    )


def _share(text: str, a: str, b: str, unit: Unit) -> Figure | None:
    low, high = number_of(a), number_of(b) if b else None
    if high is not None and high <= low:
        return None
    return Figure(
        text=text,
        value=low,
        unit=unit,
        decimals=_decimals(a),
        form=Form.DIGITS if _is_digits(a) else Form.WORDS,
        high=high,
    )


def _one_in(text: str, part: float, whole: float) -> Figure | None:
    if not 0 < part < whole or whole > 1000 or part != int(part):
        return None
    value = round(100 * part / whole, 4)
    return Figure(text=text, value=value, unit=Unit.PERCENT, form=Form.IN_N)


def _fraction(text: str, a: str, b: str) -> Figure | None:
    below = words("denominators")[b.lower()]
    above = number_of(a) if a and a.lower() not in ("a", "an") else 1.0
    if above >= below or (not a and below != 2) or b.lower() == "second":
        return None
    return Figure(
        text=text, value=round(100 * above / below, 4), unit=Unit.PERCENT, form=Form.FRACTION
    )


def _every(text: str, below: str) -> Figure:
    """Every second household: half of them."""
    parts = {**words("denominators"), "second": 2}[below.lower()]
    return Figure(text=text, value=round(100 / parts, 4), unit=Unit.PERCENT, form=Form.FRACTION)


def _vague(match: re.Match[str]) -> Figure:
    """A share in words, with the bounds that published pairs give it."""
    allowed = next(a for p, a in _vague_shares() if p.match(match.string, match.start()))
    hedge = next((h for h in Hedge if h and str(h) in allowed), Hedge.NONE)
    low = allowed[str(hedge)] if hedge else allowed.get("exactly", allowed.get("low", 0))
    return Figure(
        text=match.group(),
        value=low,
        unit=Unit.PERCENT,
        hedge=hedge,
        form=Form.VAGUE,
        high=allowed.get("high"),
    )


@cache
def _period() -> re.Pattern[str]:
    return re.compile(rf"[\s-](?:{either(words('periods'))})(?!\w)", re.IGNORECASE)


def _duration(match: re.Match[str], value: float) -> Figure | None:
    """A length of time is a figure where it is an average, and a bound or a date elsewhere."""
    near = match.string[max(0, match.start() - 60) : match.end() + 30]
    found = re.search(r"\b(?:average|mean|median)\b", near, re.IGNORECASE)
    if found is None:
        return None
    unit = Unit.MEDIAN if found.group().lower() == "median" else Unit.MEAN
    a = match.group("a")
    return Figure(text=match.group(), value=value, unit=unit, decimals=_decimals(a))


def _scale(word: str | None) -> float:
    if not word:
        return 1.0
    short = {"mn": 1e6, "m": 1e6, "bn": 1e9, "k": 1e3}
    return short.get(word.lower()) or float(words("scales")[word.lower()])


@cache
def _hedge_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = {w: h for h, ws in words("hedges_before").items() for w in ws}
    after = {w: h for h, ws in words("hedges_after").items() for w in ws}
    padding = rf"(?:[\s-]+(?:{either(words('emphasis'))}))*"
    return (
        re.compile(rf"(?<![\w-])({either(before)}){padding}[\s-]+$", re.IGNORECASE),
        re.compile(rf"^\s*({either(after)})\b", re.IGNORECASE),
    )


def _hedged(text: str, mention: Mention) -> Mention:
    """Give a mention the hedge that stands before or after it.

    >>> [str(m.figure.hedge) for m in read_figures("Just under half, some 40% and 60% or more.")]
    ['nearly', 'about', 'at least']
    """
    if mention.figure.form is Form.VAGUE:
        return mention
    before, after = _hedge_patterns()
    start = text[max(0, mention.start - 60) : mention.start]
    if found := before.search(start):
        hedge = _hedge(found.group(1), "hedges_before")
    elif found := after.search(text[mention.end : mention.end + 20]):
        hedge = _hedge(found.group(1), "hedges_after")
    else:
        return mention
    return replace(mention, figure=replace(mention.figure, hedge=Hedge(hedge)))


def _hedge(said: str, name: str) -> str:
    plain = re.sub(r"\s+", " ", said.lower())
    hedges: dict[str, list[str]] = words(name)
    return next(hedge for hedge, phrases in hedges.items() if plain in phrases)
