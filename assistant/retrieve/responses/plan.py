"""What a question comes to when it is put to responses: a plan, or why there is none."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.computed.people import Group
from assistant.statistics.estimate import Statistic
from assistant.statistics.filters.expression import (
    EVERYBODY,
    All,
    Comparison,
    Filter,
    Operator,
    render_where,
)

# as in: Support (net); NET: Support
NET_MARK = re.compile(
    r"\s*\((?:net|nets|total|combined)\)\s*$|^(?:net|total)\s*:?\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """People who chose one of some options of a question, or whose number lies in a range.

    `labels` are in the questionnaire's order; `low` and `high` are inclusive, for numeric
    questions.
    """

    question: str
    labels: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    def as_filter(self) -> Filter:
        """The condition as the filter language has it."""
        if len(self.labels) == 1:
            return Comparison(question=self.question, operator="==", values=self.labels)
        if self.labels:
            return Comparison(question=self.question, operator="in", values=self.labels)
        ends: list[Filter] = []
        if self.low is not None:
            ends.append(_bound(self.question, ">=", self.low))
        if self.high is not None:
            ends.append(_bound(self.question, "<=", self.high))
        return ends[0] if len(ends) == 1 else All(terms=tuple(ends))

    def as_group(self, question: Question) -> Group:
        """The condition as those who gave certain answers, by which they are named."""
        if self.labels:
            nets = (n.label for n in question.nets if set(n.options) == set(self.labels))
            net = next(nets, "")
            return question, ((NET_MARK.sub("", net),) if net else self.labels)
        if self.low is None:
            years = f"{self.high:g} and under"
        elif self.high is None:
            years = f"{self.low:g} and over"
        else:
            years = f"{self.low:g} to {self.high:g}"
        return question, (years,)


Among = tuple[Condition, ...]
"""All of these conditions together; empty for everybody."""


def _bound(question: str, operator: Operator, value: float) -> Filter:
    return Comparison(question=question, operator=operator, values=(f"{value:g}",))


def where_of(among: Among) -> str:
    """Conditions as a reader would type them after --where."""
    parts = tuple(condition.as_filter() for condition in among)
    if not parts:
        return render_where(EVERYBODY)
    return render_where(parts[0] if len(parts) == 1 else All(terms=parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The answers that are meant: an option or a net by its label, or whoever `chose` is true of.

    `told` says in words what those did of whom it is: "gave an answer other than …". Empty where no
    answer is meant above others. `named` are the words that name the option as people.
    """

    option: str = ""
    chose: str = ""
    told: str = ""
    named: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A statistic that answers a question.

    `among` has an entry for each population that is asked about. `option` is the label of the
    option or net that is meant, empty where all are, or where `chose` says who is counted, as
    `Chosen` has it. `by` breaks the first population down.
    `surveys` are the waves, oldest first; one where no trend is asked for. `similarity` is the
    cosine of what was asked and the question's nearest finding. `named` are the words that name the
    option as people: "born outside Norway".
    """

    surveys: tuple[str, ...]
    question: Question
    option: str = ""
    statistic: Statistic = "share"
    among: tuple[Among, ...] = ((),)
    by: str = ""
    similarity: float = 1.0
    named: str = ""
    chose: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """Why responses that bear on a question do not answer it as it was put.

    `candidates` are what could be meant, or what the survey can tell apart, in its own words.
    `similarity` is that of the nearest question.
    """

    reason: Literal["ambiguous", "no_such_population", "not_covered", "unread"]
    survey: str
    said: str = ""
    candidates: tuple[str, ...] = ()
    similarity: float = 1.0
