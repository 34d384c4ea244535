"""What a column is by its name and its answers: a question, a weight, an id, a date."""

import re
from typing import Literal

from assistant.corpus.responses.files.source import Column, Tally
from assistant.corpus.responses.files.values.numbers import is_number, number_in
from assistant.corpus.responses.inference.lexicon import is_called, missing_values, names_column
from assistant.corpus.responses.questionnaire import QuestionType

Role = Literal["question", "weight", "id", "date", "contact", "record", "empty"]

MOST_OPTIONS = 150  # of a question that can be tabulated
MOST_WHOLE_OPTIONS = 20  # different numbers; with more they are amounts
FEWEST_TO_JUDGE = 20  # answers; with fewer nothing can be told from how they vary
FEWEST_TO_BE_SURE = 100  # people among whom no two give the same age or income
VARIED = 0.5  # share of different answers above which text is in people's own words
NEARLY_ALL = 0.95
LONG_ANSWER = 60  # characters
FEWEST_POINTS = 5  # of an unlabelled scale, such as 1 to 5
SCALE_STARTS, LONGEST_SCALE = (0, 1), 11
MEAN_WEIGHT = (0.9, 1.1)  # what weights average; those that add up to a population are not told

# such as "5/10/18 4:01", "2018-05-10", "10.05.2018 16:01:22", "2 Jan 2024" and "Jan 2, 2024"
_DATE = re.compile(
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}"
    r"|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4})"
    r"(?:[ T,]+\d{1,2}:\d{2}.*)?"
)
_CODE = re.compile(r"[A-Z]{2}")  # a country's or a state's


def missing_of(column: Column, stated: tuple[str, ...] | None) -> tuple[str, ...]:
    """The answers of a column that are none, by the file, by questions.yaml or by usage.

    >>> missing_of(Column(name="q1", tally=Tally(counts=(("Yes", 5), ("NA", 2)))), None)
    ('NA',)
    """
    occurring = [value for value in column.values if _in_a_range(value, column)]
    labelled = [code for code, label in column.labels if is_called(label, "not_asked")]
    usual = missing_values() if stated is None else stated
    if stated is None and _are_codes(column):
        usual = ()
    written = [value for value in usual if value in column.values]
    return tuple(dict.fromkeys([*column.missing, *occurring, *labelled, *written]))


def _in_a_range(value: str, column: Column) -> bool:
    if not column.missing_ranges or not is_number(value):
        return False
    return any(low <= number_in(value) <= high for low, high in column.missing_ranges)


def _are_codes(column: Column) -> bool:
    """Whether the answers are codes of two letters, among which NA may be Namibia."""
    return len(column.values) > 5 and all(map(_CODE.fullmatch, column.values))


def role_of(column: Column, *, missing: tuple[str, ...]) -> Role:
    """What a column is that questions.yaml does not name."""
    tally = column.tally.without(frozenset(missing))
    if not tally.answered:
        return "empty"
    names = [column.head or column.name, column.name]
    for kind, role in _ROLES_BY_NAME:
        if any(names_column(name, kind) for name in names):
            return "question" if column.labels else role
    if column.name.startswith("_") and names_column(column.name, "underscored"):
        return "record"
    if looks_like_weight(column) and tally.are_numbers():
        return "weight"
    if _are_dates(tally):
        return "date"
    return "id" if not column.text and _are_ids(column, tally) else "question"


_ROLES_BY_NAME: tuple[tuple[str, Role], ...] = (
    ("ids", "id"),
    ("times", "date"),
    ("contacts", "contact"),
    ("paradata", "record"),
)


def looks_like_weight(column: Column) -> bool:
    """Whether a column is named like a weight."""
    parts = re.split(r"[\W_]+", column.name.casefold())
    is_named = names_column(column.name, "weights") or parts[0] in ("weight", "wt", "wgt", "repwt")
    return is_named and not column.labels


def averages_one(column: Column) -> bool:
    """Whether a column's numbers average what weights do."""
    low, high = MEAN_WEIGHT
    return low <= column.tally.mean <= high and len(column.values) > 1


def _are_dates(tally: Tally) -> bool:
    return bool(tally.counts) and all(_DATE.fullmatch(value) for value, _ in tally.counts[:50])


def _are_ids(column: Column, tally: Tally) -> bool:
    """Whether every answer stands there once, as whole numbers or as codes without spaces."""
    if tally.answered < FEWEST_TO_JUDGE or tally.variety < NEARLY_ALL:
        return False
    values = [value for value, _ in tally.counts]
    if not tally.are_numbers():
        return all(" " not in value and any(map(str.isdigit, value)) for value in values)
    if tally.has_codes:
        return True
    if column.measure or not all(value.isdecimal() for value in values):
        return False
    numbers = [int(value) for value in values]
    is_count = min(numbers) <= 1 and max(numbers) - min(numbers) == len(numbers) - 1
    is_of_one_length = len(set(map(len, values))) == 1  # which amounts seldom are
    return is_count or (is_of_one_length and tally.answered >= FEWEST_TO_BE_SURE)


def type_of(column: Column, *, missing: tuple[str, ...]) -> QuestionType:
    """How the answers of a column are to be counted."""
    tally = column.tally.without(frozenset(missing))
    values = [value for value, _ in tally.counts]
    unlabelled = set(values) - {code for code, _ in column.labels}
    if column.separator:
        return "multiple"
    if tally.are_numbers():
        kind = _type_of_numbers(column, values, unlabelled=unlabelled, tally=tally)
        if kind != "numeric" or not tally.has_codes:
            return kind
    if column.labels and not unlabelled:
        return "single"
    return "open" if _are_own_words(tally) else "single"


def _type_of_numbers(
    column: Column, values: list[str], *, unlabelled: set[str], tally: Tally
) -> QuestionType:
    if not tally.is_complete or len(unlabelled) > MOST_WHOLE_OPTIONS:
        return "numeric"
    if not unlabelled:
        return "single"
    amounts = {value: number_in(value, column.decimal) for value in values}
    if any(not amounts[value].is_integer() for value in unlabelled):
        return "numeric" if len(unlabelled) > 2 else "single"
    numbers = sorted({int(amount) for amount in amounts.values()})
    # Ends alone are labelled, as in "0 (not at all) … 10 (completely)", or nothing is.
    is_whole = numbers[-1] - numbers[0] == len(numbers) - 1
    is_scale = is_whole and numbers[0] in SCALE_STARTS
    if is_scale and FEWEST_POINTS <= len(numbers) <= LONGEST_SCALE and column.measure != "nominal":
        return "scale"
    return "single"


def _are_own_words(tally: Tally) -> bool:
    distinct = len(tally.counts)
    if not tally.is_complete or distinct > MOST_OPTIONS:
        return True
    if tally.answered < FEWEST_TO_JUDGE:
        return tally.length > LONG_ANSWER
    return distinct / tally.answered > VARIED or (tally.length > LONG_ANSWER and distinct > 30)
