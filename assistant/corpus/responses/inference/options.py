"""The answer options of a question, in the order in which a questionnaire would have them."""

import re
from collections.abc import Sequence

from assistant.corpus.prose import one_line
from assistant.corpus.responses.files.source import Column
from assistant.corpus.responses.files.values.numbers import is_number, number_in
from assistant.corpus.responses.inference.lexicon import is_called, orders, plain
from assistant.corpus.responses.questionnaire import Option

MOST_BANDS_AMISS = 0.2  # of options without a number, in a list of bands such as ages
# The first number of a band: "18 - 34", "$10,000-$24,999", "65 and up", "100k or more"
_FIRST_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(k\b|thousand\b|m\b|million\b)?", re.IGNORECASE)
_BELOW = re.compile(r"\s*(?:<|under|less|below|up to|fewer|younger|at most)", re.IGNORECASE)
_SHORT = re.compile(r"\D{0,12}\d")  # a band begins with its number: "$200,000+", "Under 18"
_TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}


def options_of(column: Column, *, missing: Sequence[str]) -> tuple[Option, ...]:
    """A column's options: by their codes, by a scale's order, by bands, or the most given first.

    Those who do not know or do not say come last. Several values of one label, or whose spellings
    differ in letter case and spaces alone, are options of one and the same label.
    """
    labels = dict(column.labels)
    left_out = frozenset(missing)
    occurring = [value for value in column.values if value not in left_out]
    codes = [code for code in labels if code not in left_out]
    values = list(dict.fromkeys([*codes, *occurring]))
    if all(is_number(value, column.decimal) for value in values):
        ranked = sorted(values, key=lambda value: number_in(value, column.decimal))
    elif codes:
        ranked = values
    else:
        ranked = _in_order(values)
    shown = spelt_alike([labels.get(value, value) for value in values])
    options = [Option(value=v, label=shown[labels.get(v, v)]) for v in ranked]
    return tuple(sorted(options, key=lambda o: _end(o, is_coded=bool(codes))))


def spelt_alike(texts: Sequence[str]) -> dict[str, str]:
    """The first of the texts that each is but for letter case, spaces and line breaks.

    >>> spelt_alike(["Yes", "yes", "No", "YES "])
    {'Yes': 'Yes', 'yes': 'Yes', 'No': 'No', 'YES ': 'Yes'}
    """
    first: dict[str, str] = {}
    return {text: first.setdefault(spelling(text), one_line(text)) for text in texts}


def spelling(text: str) -> str:
    """A text without letter case and with single spaces."""
    return " ".join(text.casefold().split())


def dont_know_of(options: Sequence[Option]) -> tuple[str, ...]:
    """The labels of the options by which people say that they do not know."""
    return tuple(dict.fromkeys(o.label for o in options if is_called(o.label, "dont_know")))


def _end(option: Option, *, is_coded: bool) -> int:
    if is_called(option.label, "no_answer"):
        return 3
    if is_called(option.label, "dont_know"):
        return 2
    return int(not is_coded and is_called(option.label, "others"))


def _in_order(values: list[str]) -> list[str]:
    """Text options in a scale's order, in that of their numbers, or as they were ranked."""
    body = [value for value in values if not _end(Option(value=value, label=value), is_coded=False)]
    words = [plain(value) for value in body]
    for order in orders():
        if len(words) > 1 and set(words) <= set(order):
            return sorted(values, key=lambda v: _place(plain(v), order))
    if _are_degrees(words):
        return sorted(values, key=lambda v: _degree(plain(v)))
    bands = [value for value in body if _SHORT.match(value)]
    if len(bands) > 1 and len(body) - len(bands) <= MOST_BANDS_AMISS * len(body):
        return sorted(values, key=_first_number)
    return values


def _place(word: str, order: Sequence[str]) -> int:
    return order.index(word) if word in order else len(order)


# "Very important", "Somewhat important", "Not too important": one word by its degrees
_DEGREES = (
    ("extremely", "completely", "strongly", "very"),
    ("mostly", "fairly", "pretty", "quite", "rather"),
    ("moderately", "somewhat"),
    ("slightly", "a little", "only a little"),
    ("not too", "not very", "not so", "not that"),
    ("not at all",),
)
_RANKS = {lead: rank for rank, leads in enumerate(_DEGREES) for lead in leads}
_LEAD = re.compile(rf"({'|'.join(sorted(_RANKS, key=len, reverse=True))})\s+(.+)")


def _are_degrees(words: Sequence[str]) -> bool:
    """Whether the options are degrees of one and the same word.

    >>> _are_degrees(["very important", "not at all important", "somewhat important"])
    True
    >>> _are_degrees(["very important", "somewhat likely"])
    False
    """
    found = [_LEAD.fullmatch(word) for word in words]
    return len(words) > 1 and all(found) and len({m[2] for m in found if m}) == 1


def _degree(word: str) -> int:
    found = _LEAD.fullmatch(word)
    return _RANKS[found[1]] if found else len(_DEGREES)


def _first_number(value: str) -> float:
    """Where a band begins, a little lower for what is below it.

    >>> sorted(["65 and up", "$1k-$2k", "Under 18", "18 - 34", "No income"], key=_first_number)
    ['No income', 'Under 18', '18 - 34', '65 and up', '$1k-$2k']
    """
    found = _FIRST_NUMBER.search(value)
    if found is None:
        return -1.0
    number = float(found[1].replace(",", "")) * _TIMES.get((found[2] or "").lower(), 1)
    return number - 0.5 if _BELOW.match(value) else number
