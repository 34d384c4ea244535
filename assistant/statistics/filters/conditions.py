"""A filter as conditions, one on each question: the form in which it can be checked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.statistics.filters.meaning import (
    Bound,
    Choice,
    Either,
    Level,
    Meaning,
    Together,
    Variable,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a filter asks, and of which variables; all terms must hold.

    It is `plain` where each term asks of one variable.
    """

    terms: tuple[Meaning, ...]
    variables: tuple[Variable, ...]

    @property
    def is_plain(self) -> bool:
        """Whether no term asks of several variables at once."""
        return all(len(set(_keys(term))) <= 1 for term in self.terms)

    def holds(self, variable: Variable, level: Level | None) -> bool:
        """Whether a value meets every term on its variable, in a plain filter."""
        of_it = [term for term in self.terms if variable.key in _keys(term)]
        return all(is_true(term, {variable.key: level}) for term in of_it)


def conditions_of(meaning: Meaning) -> Conditions:
    """The terms of a filter, taken apart as far as they go."""
    terms = tuple(_apart(meaning))
    found = {test.variable.key: test.variable for test in _tests(terms)}
    return Conditions(terms=terms, variables=tuple(found.values()))


def is_true(meaning: Meaning, levels: dict[tuple[str, str], Level | None]) -> bool:
    """Whether a filter holds of a person with these values."""
    match meaning:
        case Choice() | Bound():
            return meaning.holds(levels[meaning.variable.key])
        case Together(terms=terms):
            return all(is_true(term, levels) for term in terms)
        case Either(terms=terms):
            return any(is_true(term, levels) for term in terms)


def _apart(meaning: Meaning) -> Iterator[Meaning]:
    if isinstance(meaning, Together):
        for term in meaning.terms:
            yield from _apart(term)
    elif isinstance(meaning, Either) and len(meaning.terms) == 1:
        yield from _apart(meaning.terms[0])
    else:
        yield meaning


def _tests(meanings: Iterable[Meaning]) -> Iterator[Choice | Bound]:
    for meaning in meanings:
        if isinstance(meaning, Choice | Bound):
            yield meaning
        else:
            yield from _tests(meaning.terms)


def _keys(meaning: Meaning) -> list[tuple[str, str]]:
    return [test.variable.key for test in _tests([meaning])]
