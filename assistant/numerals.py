"""Numbers read out of a text: what is a figure, of what unit, how hedged, and what is none.

The scan goes from the most explicit form to the least, and a later form never takes characters that
an earlier one has. Years, ages, dates, labels ("Figure 3") and bounds of incomes are no figures.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.figures import Figure, Form, Hedge, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A figure and where it stands. `start` and `end` cover the number and its unit, no hedge."""

    start: int
    end: int
    figure: Figure


@cache
def words(name: str) -> Any:
    """One list or mapping of `data/numerals.yaml`."""
    return _lexicon()[name]


@cache
def _lexicon() -> dict[str, Any]:
    path = files("assistant") / "data" / "numerals.yaml"
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _either(items: Any) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(items, key=len)[::-1])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The forms, by name; each is shown by an example that it matches."""
    small = f"(?:{_either(words('tens'))})(?:[-\\s](?:{_either(words('units'))}))?"
    small = f"(?:{small}|{_either(words('teens'))}|{_either(words('units'))})"
    spoken = rf"(?:a\s+hundred|(?:one\s+)?hundred|{small})"
    digits = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
    number = rf"(?:{digits}|{spoken})"
    dash = r"\s?[-\u2013\u2014\u2010\u2011]\s?"
    percent = r"(?:\s?(?:%|\uff05)|[\s-]?(?:percent|per\s+cent|per\s?cent|pct\.?)(?!age)\b)"
    points = r"(?:[\s-]?(?:percentage|percent)?[\s-]?(?:points?|pts?\b\.?)|\s?pp\b)"
    scale = r"(?:hundred|thousand|million|billion|trillion|mn|bn|m(?=\b)|k(?=\b))"
    of = r"(?:[-\s]in[-\s](?:every[-\s])?|\s+out\s+of\s+(?:every\s+)?|\s+of\s+every\s+)"
    below = _either(words("denominators"))
    source = {
        # 12 points, 12-point, 12 percentage points, 7 pp
        "points": rf"(?<![\w.,$])(?P<a>{number})(?:(?:\s+(?:to|and)\s+|{dash})(?P<b>{number}))?{points}(?!\w)",
        # 40-45%, 40% to 45%, between 40 and 45 percent
        "range": rf"(?<![\w.,$])(?:(?<=between\s)(?P<low>{digits})(?:{percent})?\s+and\s+|(?P<a>{digits})(?:\s?%)?(?:{dash}|\s+to\s+))(?P<b>{digits}){percent}",
        # 76% more likely, 20% higher than
        "more_likely": rf"(?<![\w.,$])(?P<a>{number}){percent}(?=\s+(?:more|less)\s+likely|\s+(?:more|less|fewer|higher|lower|greater|larger|smaller|better|worse)\s+(?:\w+\s+){{0,2}}than\b)",
        # 86%, 86 percent, seventy-four percent
        "percent": rf"(?<![\w.,$])(?P<a>{number}){percent}",
        # nine in ten, 9 out of 10, one of every three, 1-in-7
        "in_n": rf"(?<![\w.,$])(?P<a>{number}){of}(?P<b>{spoken}|1?\d{{1,3}})(?![\w%]|-to\b|[.,]\d)",
        # 3-to-1, two-to-one
        "odds": rf"(?<![\w.,$])(?P<a>{number})[-\s]to[-\s](?P<b>one|1)(?![\w%])",
        # $35,000, £2.5 million
        "money": rf"[$\u20ac\u00a3\u00a5]\s?(?P<a>{digits})\s?(?P<s>{scale})?\b",
        # twice, threefold, three times, 2.5 times, 3x
        "times": rf"(?<![\w.,$])(?:(?P<w>{_either(set(words('multiples')) - {'half'})}|half(?=\s+as\s+\w+\s))|(?P<a>{number})(?:[-\s]+times(?=\s+(?:as|more|less|the|higher|greater|larger|likelier|that))|[-\s]?fold\b|x\b))(?!\w)",
        # two-thirds, a third, half, three quarters
        "fraction": rf"(?<![\w-])(?:(?P<a>(?:an?|{small}|\d))[-\s])?(?P<b>{below})(?!\w|-)",
        # a majority, most, minorities
        "vague": rf"(?<![\w-])(?P<w>{_either(words('majority'))}|{_either(words('minority'))})(?![\w-])",
        # 3,600, 1.2 million, 306, eight
        "count": rf"(?<![\w.,$/:-])(?P<a>{digits}|{spoken})(?:[\s-](?P<s>{scale}))?(?!\w|[.,]\d|[-/:]\d|%|\s?[-\u2013]\s?\d)",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in source.items()}


def read_figures(text: str) -> tuple[Mention, ...]:
    """Every figure of a text, in order.

    >>> [(m.figure.text, m.figure.value, str(m.figure.unit)) for m in
    ...  read_figures("Nearly nine in ten (89%) agreed, up 4 points since 2019.")]
    [('nine in ten', 90.0, 'percent'), ('89%', 89.0, 'percent'), ('4 points', 4.0, 'points')]
    """
    taken = _no_figures(text)
    found: list[Mention] = []
    for form in _patterns():
        for match in _patterns()[form].finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            figure = _figure(form, match)
            if figure is None:
                continue
            found.append(
                _hedged(text, Mention(start=match.start(), end=match.end(), figure=figure))
            )
            taken.append((match.start(), match.end()))
    return tuple(sorted(found, key=lambda mention: mention.start))


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
    text = match.group()
    a, b = group.get("a") or group.get("low") or "", group.get("b") or ""
    written = Form.DIGITS if _is_digits(a) else Form.WORDS
    match form:
        case "range" if re.search(r"(?:\bfrom\s+|\bby\s+|\()$", match.string[: match.start()]):
            return None
        case "points" | "percent" | "range":
            return _share(text, a, b, Unit.POINTS if form == "points" else Unit.PERCENT)
        case "more_likely" | "odds":
            return Figure(text=text, value=number_of(a), unit=Unit.RATIO, decimals=_decimals(a))
        case "in_n":
            return _one_in(text, number_of(a), number_of(b))
        case "fraction":
            return _fraction(text, a, b)
        case "times":
            value = words("multiples")[group["w"].lower()] if group["w"] else number_of(a)
            return Figure(text=text, value=float(value), unit=Unit.RATIO, decimals=_decimals(a))
        case "vague":
            return _vague(text)
        case "money" | "count":
            unit = Unit.MONEY if form == "money" else Unit.COUNT
            if a.lower() == "one" and not group.get("s"):
                return None
            value = number_of(a) * _scale(group.get("s"))
            if form == "count" and _period().match(match.string, match.end()):
                return _duration(match, value)
            exact = _decimals(a) if not group.get("s") else 0
            return Figure(text=text, value=value, unit=unit, decimals=exact, form=written)
    raise AssertionError(form)


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
    if not 0 < part < whole or whole > 1000:
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


def _vague(text: str) -> Figure:
    more = text.lower() in words("majority")
    hedge = Hedge.MORE_THAN if more else Hedge.LESS_THAN
    return Figure(text=text, value=50, unit=Unit.PERCENT, hedge=hedge, form=Form.VAGUE)


@cache
def _period() -> re.Pattern[str]:
    return re.compile(rf"[\s-](?:{_either(words('periods'))})(?!\w)", re.IGNORECASE)


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
    padding = rf"(?:[\s-]+(?:{_either(words('emphasis'))}))*"
    return (
        re.compile(rf"(?<![\w-])({_either(before)}){padding}[\s-]+$", re.IGNORECASE),
        re.compile(rf"^\s*({_either(after)})\b", re.IGNORECASE),
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
    return next(hedge for hedge, phrases in words(name).items() if plain in phrases)


@cache
def _no_figure_patterns() -> tuple[re.Pattern[str], ...]:
    """Numbers that are never a survey's figures, each with an example."""
    month = _either(words("months"))
    number = r"\d{1,3}(?:,\d{3})*"
    people = _either(words("people_before_age"))
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            # May 10-22, 2018; 3 March 2020; June 5
            rf"\b(?:{month})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-\u2013]\s?(?:(?:{month})\.?\s+)?\d{{1,2}})?(?:,?\s+(?:19|20)\d\d)?(?!\s?%|\d|\s+percent)",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-\u2013]\s?\d{{1,2}})?\s+(?:of\s+)?(?:{month})\b\.?(?:,?\s+(?:19|20)\d\d)?",
            # 2019, 2007-2008, the 1990s, '08
            r"(?<![\w.,$])(?:1[5-9]|20)\d\d(?:\s?[-\u2013/]\s?(?:(?:1[5-9]|20)?\d\d))?s?(?![\w%]|,\d|\.\d|\s?percent)",
            r"(?<!\w)['\u2018\u2019]\d\ds?\b",
            # ages 18-29, aged 65 and older, those ages 18 to 29, under age 30
            r"\b(?:ages?|aged)\s+(?:of\s+)?\d{1,3}(?:\s?(?:[-\u2013]|to|and|through)\s?\d{1,3}\b(?!\s?%))?(?:\s+(?:and|or)\s+(?:older|over|up|above|under|younger|more))?",
            r"\b\d{1,3}(?:\s?(?:[-\u2013]|to)\s?\d{1,3})?[-\s]years?[-\s](?:olds?\b|of\s+age)",
            r"\b\d{1,3}\s?(?:\+|\s(?:and|or)\s(?:older|over|up|above|under|younger))(?!\w)",
            r"\b(?:between\s+)?(?:the\s+)?ages\s+of\s+\d{1,3}\s+(?:and|to)\s+\d{1,3}",
            rf"\b(?:{people})\s+(?:who\s+are\s+)?(?:under|over|above|below)\s+(?:age\s+)?\d\d\b(?!\s?%|\s+percent)",
            r"\b(?:under|over)\s+(?:the\s+age\s+of\s+|age\s+)\d{1,3}\b",
            r"\b(?:younger|older)\s+than\s+(?:age\s+)?\d{1,3}\b",
            rf"\b(?:{people})\s+\d\d\s?(?:[-\u2013]|to)\s?\d\d\b(?!\s?%|\s+percent)",
            r"[(]\s?\d\d\s?[-\u2013]\s?\d\d(?:\s+years)?\s?[)]",
            # incomes that bound a group: $75,000 or more, less than $30,000, $30,000 to $49,999
            rf"(?:(?:less|more|under|over|below|above|between|than|at\s+least)\s+)?[$\u00a3\u20ac]\s?{number}k?(?:\s+(?:a\s+year\s+)?(?:or|and)\s+(?:more|less|over|above|higher|under|up|below))",
            rf"(?:less|more|under|over|below|above|fewer)(?:\s+than)?\s+[$\u00a3\u20ac]\s?{number}k?(?!\s?(?:million|billion|trillion))",
            rf"\$\s?{number}k?(?:\s?[-\u2013]\s?|\s+(?:to|and)\s+(?:less\s+than\s+)?)\$?\s?{number}k?(?!\s?(?:million|billion|trillion))",
            # margins of error and confidence: ±3.9 percentage points, plus or minus 2, 95% confidence
            r"(?:\u00b1|\+/-|\bplus[-\s](?:or[-\s])?minus)\s?\d+(?:\.\d+)?(?:\s?%|\s?(?:percent(?:age)?\s)?points?)?",
            r"\bmargins?\s+of\s+(?:sampling\s+)?error\b[^.;]{0,40}?\d+(?:\.\d+)?(?:\s?%|\s?percent(?:age\spoints?)?|\s?(?:percentage\s)?points?)?",
            r"\b\d+(?:\.\d+)?\s?(?:%|percent)\s+(?:level\s+of\s+)?confidence\b|\b\d+\s+times\s+(?:out\s+of|in)\s+\d+\b",
            r"\b\d+\s+times?\s+(?:out\s+of|in)\s+\d+\b|\b\d+[-\s]point\s+(?:likert\s+)?scale|\bscale\s+(?:of|from)\s+\d+\s?(?:to|-|\u2013)\s?\d+",
            # Figure 1, page 12, Q4, [3], No. 2
            rf"\b(?:{_either(words('labels'))})\.?\s?#?\d+[a-z]?\b(?!\s?%|\s+percent|,\d)",
            # an age after a name: "Jo Park, 46, of the guild"
            r"(?-i:\b[A-Z][\w'\u2019-]+),\s\d\d(?=,|\)|\s+and\b)",
            r"\[\d+\]",
            r"#\s?\d+\b",
            # 9/11, 10:30 a.m., 24/7, 50-50, 5-4
            r"\b\d{1,2}:\d\d\b(?:\s?[ap]\.?m\.?)?",
            r"\b\d{1,2}\s?[ap]\.m\.",
            r"(?<![\w.])\d{1,4}/\d{1,4}(?:/\d{2,4})?\b(?!\s?%)",
            # telephone numbers, addresses of the web
            r"\+?\(?\d{3}\)?[-.\s]\d{3}[-.]\d{4}\b",
            r"\bhttps?://\S+|\bwww\.\S+|\S+@\S+\.\w+",
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
            r"\bat\s+most\b|\bmost-\w+",
            # majority and minority as bodies: Majority Leader, minority groups
            r"\b(?:majority|minority)[-\s](?:leader|leaders|whip|party|parties|population|group|groups|status|owned|rule|government|opinion|communities|community|students|rights|leaders|members|member|religion|faith)\b",
            r"\b(?:religious|racial|ethnic|sexual|linguistic|muslim|christian|hindu|visible|national|moral)\s+minorit(?:y|ies)\b",
            r"\bminorities\b",
            r"\bone[-\s](?:another|day|time|of\s+the|thing|side|hand|way|party|person|man|woman|side|reason|another's|such|exception)\b",
            r"\b(?:no|any|some|every|each|this|that|the|which)[-\s]one\b",
        )
    )


def _no_figures(text: str) -> list[tuple[int, int]]:
    """Spans that hold numbers which are no figures."""
    return [m.span() for pattern in _no_figure_patterns() for m in pattern.finditer(text)]
