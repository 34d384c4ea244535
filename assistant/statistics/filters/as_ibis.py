"""A filter on the engine that holds the responses."""

from typing import TYPE_CHECKING

from assistant.statistics.answers import Answers
from assistant.statistics.filters.expression import Filter
from assistant.statistics.filters.meaning import (
    Bound,
    Choice,
    Either,
    Meaning,
    Together,
    held_by,
    meaning_of,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue


def as_ibis(filter: Filter, answers: Answers) -> "BooleanValue":
    """Whether each person is meant by the filter; never null, and false without an answer."""
    return _expression(meaning_of(filter, answers.questionnaire), answers)


def _expression(meaning: Meaning, answers: Answers) -> "BooleanValue":
    import ibis

    match meaning:
        case Choice() | Bound():
            return held_by(meaning, answers)
        case Together(terms=terms):
            return ibis.and_(*(_expression(term, answers) for term in terms))
        case Either(terms=terms):
            return ibis.or_(*(_expression(term, answers) for term in terms))
