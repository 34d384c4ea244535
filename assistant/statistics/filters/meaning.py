"""A filter as tests of single answers: what it asks, with `not` carried down to each of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from assistant.corpus.responses.questionnaire import Option, Question, Questionnaire
from assistant.statistics.answers import Answers, number_of
from assistant.statistics.filters.expression import All, AnyOf, Comparison, Filter, Not
from assistant.statistics.filters.names import (
    ORDERING,
    asked_by_name,
    is_missing,
    options_meant,
    same_text,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Value

CHOSEN, NOT_CHOSEN = "chosen", "not chosen"
UNLISTED = "\ufffd unlisted"  # an answer that the questionnaire has no option for

Level: TypeAlias = str | float
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """What has one value for a person: a question, or one option of a multiple-response set."""

    question: Question
    option: Option | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from other variables."""
        return self.question.id, (self.option.column or self.option.value) if self.option else ""

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers, in their order."""
        return self.question.type == "numeric"

    def level(self, answers: Answers) -> "Value":
        """A person's value; null without an answer."""
        import ibis

        answered = answers.answered(self.question)
        if self.option is not None:
            chosen = answers.chose(self.question, self.option).ifelse(CHOSEN, NOT_CHOSEN)
            return ibis.ifelse(answered, chosen, None)
        if self.is_number:
            return answers.number(self.question)
        unlisted = ibis.ifelse(answered, ibis.literal(UNLISTED), None)
        return ibis.coalesce(answers.label(self.question), unlisted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The value is one of these; or there is one, and it is none of these."""

    variable: Variable
    levels: frozenset[str]
    is_complement: bool = False

    def holds(self, level: Level | None) -> bool:
        """Whether it is true of a person with this value."""
        return level is not None and (level in self.levels) != self.is_complement


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The number lies on this side of another one."""

    variable: Variable
    operator: str
    number: float

    def holds(self, level: Level | None) -> bool:
        """Whether it is true of a person with this value."""
        return isinstance(level, int | float) and bool(_compare(level, self.operator, self.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """All of the terms; with none, everybody."""

    terms: tuple["Meaning", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """At least one of the terms; with none, nobody."""

    terms: tuple["Meaning", ...]


Test: TypeAlias = Choice | Bound
Meaning: TypeAlias = Choice | Bound | Together | Either


def meaning_of(
    filter: Filter, questionnaire: Questionnaire, *, is_negated: bool = False
) -> Meaning:
    """What a filter asks of each person.

    Under `not` as everywhere else, people without an answer are not meant.
    """
    match filter:
        case Not(term=term):
            return meaning_of(term, questionnaire, is_negated=not is_negated)
        case All(terms=terms) | AnyOf(terms=terms):
            inner = tuple(meaning_of(t, questionnaire, is_negated=is_negated) for t in terms)
            is_all = isinstance(filter, All) != is_negated
            return Together(terms=inner) if is_all else Either(terms=inner)
        case Comparison():
            return _of_comparison(filter, questionnaire, is_negated=is_negated)


def _of_comparison(
    comparison: Comparison, questionnaire: Questionnaire, *, is_negated: bool
) -> Meaning:
    asked = asked_by_name(comparison.question, questionnaire)
    question = asked.question
    is_complement = (comparison.operator in ("!=", "not in")) != is_negated
    values = [
        v for v in comparison.values if options_meant(question, v) or not is_missing(question, v)
    ]
    if comparison.operator in ORDERING:
        operator = _OPPOSITE[comparison.operator] if is_negated else comparison.operator
        return _ordered(question, operator, float(comparison.values[0]))
    if question.type == "numeric":
        return _equal_numbers(question, [float(v) for v in values], is_complement=is_complement)
    if asked.option is not None:
        unchosen = {same_text(value) for value in question.not_selected}
        levels = frozenset(NOT_CHOSEN if same_text(v) in unchosen else CHOSEN for v in values)
        variable = Variable(question=question, option=asked.option)
        return Choice(variable=variable, levels=levels, is_complement=is_complement)
    if question.type == "multiple":
        return _of_set(question, values, is_complement=is_complement)
    return Choice(
        variable=Variable(question=question),
        levels=frozenset(o.label for v in values for o in options_meant(question, v)),
        is_complement=is_complement,
    )


def _ordered(question: Question, operator: str, number: float) -> Test:
    variable = Variable(question=question)
    if question.type == "numeric":
        return Bound(variable=variable, operator=operator, number=number)
    codes = {o.label: number_of(o) for o in question.options if o.label not in question.dont_know}
    levels = [
        label
        for label, code in codes.items()
        if code is not None and _compare(code, operator, number)
    ]
    return Choice(variable=variable, levels=frozenset(levels))


def _equal_numbers(question: Question, numbers: list[float], *, is_complement: bool) -> Meaning:
    variable = Variable(question=question)
    if is_complement and not numbers:
        return Choice(variable=variable, levels=frozenset(), is_complement=True)
    operator = "!=" if is_complement else "=="
    bounds = [Bound(variable=variable, operator=operator, number=number) for number in numbers]
    return Together(terms=tuple(bounds)) if is_complement else Either(terms=tuple(bounds))


def _of_set(question: Question, values: list[str], *, is_complement: bool) -> Meaning:
    """A multiple-response set: chose any of them; or answered the set, and chose none of them."""
    options = [option for value in values for option in options_meant(question, value)]
    if not options and is_complement:
        chosen_or_not = [Variable(question=question, option=o) for o in question.options[:1]]
        return Together(
            terms=tuple(
                Choice(variable=v, levels=frozenset(), is_complement=True) for v in chosen_or_not
            )
        )
    level = NOT_CHOSEN if is_complement else CHOSEN
    tests = tuple(
        Choice(variable=Variable(question=question, option=o), levels=frozenset({level}))
        for o in options
    )
    return Together(terms=tests) if is_complement else Either(terms=tests)


def _compare(value: "float | Value", operator: str, number: float) -> "bool | BooleanValue":
    match operator:
        case "<":
            return value < number
        case "<=":
            return value <= number
        case ">":
            return value > number
        case ">=":
            return value >= number
        case "==":
            return value == number
        case _:
            return value != number


def held_by(test: Test, answers: Answers) -> "BooleanValue":
    """A test as an expression on the answers' engine; never null."""
    import ibis

    level = test.variable.level(answers)
    if isinstance(test, Bound):
        held = _compare(level, test.operator, test.number)
    elif test.is_complement:
        held = level.notin(sorted(test.levels)) if test.levels else level.notnull()
    else:
        held = level.isin(sorted(test.levels)) if test.levels else ibis.literal(False)
    return ibis.coalesce(held, ibis.literal(False))


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
