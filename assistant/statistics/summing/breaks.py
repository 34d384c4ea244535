"""Breaks: the questions a statistic is broken by, and the groups that their options make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.responses.questionnaire import Question
from assistant.errors import StatisticsError, UnknownQuestion
from assistant.statistics.answers import Answers, labels_of
from assistant.statistics.engines import collect

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Value

MOST_VALUES = 40  # a numeric question with more is no break until somebody groups its values
MOST_GROUPS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A question whose answers make groups: `keys` as the engine gives them, `labels` as read.

    `given` is the expression of the key where it is not simply the answer.
    """

    question: Question
    keys: tuple[float, ...]
    labels: tuple[str, ...]
    given: "Value | None" = None

    @property
    def overlaps(self) -> bool:
        """Whether one person may be in several of its groups."""
        return self.question.type == "multiple" and self.given is None

    def places(self, keys: Sequence[object]) -> NDArray[np.int64]:
        """The place of each key's group; -1 for a key that makes none."""
        where: dict[object, int] = {key: place for place, key in enumerate(self.keys)}
        return np.array([where.get(key, -1) for key in keys], dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaks:
    """The breaks of a table, crossed; with none there is one group, everybody."""

    each: tuple[Break, ...] = ()

    def __len__(self) -> int:
        """How many groups there are, empty ones too."""
        count = 1
        for one in self.each:
            count *= len(one.keys)
        return count

    @property
    def columns(self) -> tuple[str, ...]:
        """The names under which an expression gives each break's key."""
        return tuple(f"group_{place}" for place in range(len(self.each)))

    @property
    def groups(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Every group as pairs of a question's id and a label, the last break changing fastest."""
        pairs = [[(one.question.id, label) for label in one.labels] for one in self.each]
        return tuple(product(*pairs))


def read_breaks(answers: Answers, questions: Sequence[Question]) -> Breaks:
    """The breaks that `questions` make; a numeric one is asked of the engine for its values."""
    breaks = Breaks(each=tuple(_break(answers, question) for question in questions))
    if len(breaks) > MOST_GROUPS:
        ids = ", ".join(question.id for question in questions)
        raise StatisticsError(
            f"{ids}: {len(breaks)} groups when crossed, more than {MOST_GROUPS}; cross fewer"
        )
    return breaks


def _break(answers: Answers, question: Question) -> Break:
    if question.options:
        labels = labels_of(question)
        return Break(question=question, keys=tuple(range(len(labels))), labels=labels)
    if question.type == "numeric":
        values = _values(answers, question)
        return Break(question=question, keys=values, labels=tuple(f"{v:.12g}" for v in values))
    raise StatisticsError(
        f"{question.id}: has no answer options to break by; list them in questions.yaml"
    )


FIRST, SECOND, BOTH = 1, 2, 3


def pair_break(answers: Answers, question: Question, *, first: str, second: str) -> Break:
    """Two groups of a break, apart from the people who are in both of them.

    Raises:
        UnknownQuestion: The question makes no group of that label; the message names the groups.
    """
    import ibis

    each = _break(answers, question)
    is_first, is_second = (_is_in(answers, each, label) for label in (first, second))
    return Break(
        question=question,
        keys=(FIRST, SECOND, BOTH),
        labels=(first, second, f"{first} and {second}"),
        given=ibis.cases(
            (is_first & is_second, BOTH), (is_first, FIRST), (is_second, SECOND), else_=None
        ),
    )


def _is_in(answers: Answers, each: Break, label: str) -> "BooleanValue":
    import ibis

    folded = {known.casefold(): place for place, known in enumerate(each.labels)}
    place = folded.get(label.strip().casefold())
    if place is None:
        raise UnknownQuestion(
            f"{each.question.id}: no group {label!r}; it has {', '.join(each.labels)}"
        )
    if each.overlaps or each.question.options:
        options = [o for o in each.question.options if o.label == each.labels[place]]
        return ibis.or_(*(answers.chose(each.question, option) for option in options))
    return ibis.coalesce(answers.number(each.question) == each.keys[place], False)


def _values(answers: Answers, question: Question) -> tuple[float, ...]:
    number = answers.number(question)
    rows = answers.table.select(value=number).distinct().limit(MOST_VALUES + 2)
    values = sorted(float(v) for v in collect(rows)["value"].to_pylist() if v is not None)
    if len(values) > MOST_VALUES:
        raise StatisticsError(
            f"{question.id}: more than {MOST_VALUES} different numbers to break by; "
            "give it options in questions.yaml, or filter with --where"
        )
    return tuple(values)


def memberships(
    answers: Answers, breaks: Breaks
) -> Iterator[tuple[list["Value"], "BooleanValue | None"]]:
    """How a person comes into a group: the key of each break, and a condition where one is needed.

    A person who may be in several groups is looked at once for each option of an overlapping break.
    """
    import ibis

    choices = [_choices(answers, one) for one in breaks.each]
    for chosen in product(*choices):
        conditions = [condition for _, condition in chosen if condition is not None]
        yield [key for key, _ in chosen], ibis.and_(*conditions) if conditions else None


def _choices(answers: Answers, one: Break) -> list[tuple["Value", "BooleanValue | None"]]:
    import ibis

    question = one.question
    if one.given is not None:
        return [(one.given, None)]
    if one.overlaps:
        return [
            (ibis.literal(key), _is_in(answers, one, label))
            for key, label in zip(one.keys, one.labels, strict=True)
        ]
    if not question.options:
        return [(answers.number(question), None)]
    return [(answers.place(question), None)]
