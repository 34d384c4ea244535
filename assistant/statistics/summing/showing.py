"""Who may be told of where groups are compared: nobody small, and nobody by subtraction."""

from dataclasses import replace

from assistant.corpus.responses.questionnaire import Question
from assistant.errors import TooFewPeople
from assistant.statistics.answers import Answers
from assistant.statistics.filters import shown_groups
from assistant.statistics.summing.asked import Asked
from assistant.statistics.summing.breaks import Breaks
from assistant.statistics.summing.drawn import is_in_sample, weight_of


def refuse_small(
    asked: Asked, question: Question | None, labels: tuple[str, ...], *, minimum_base: int
) -> None:
    """Refuse where one of the groups, or everybody where there is no break, may not be told of.

    Raises:
        TooFewPeople: It may not.
    """
    shown = _shown(asked, question, minimum_base)
    groups = [(label,) for label in labels] if question else [()]
    if not shown.issuperset(groups):
        raise too_few(minimum_base)


def without_small(asked: Asked, question: Question, *, minimum_base: int) -> Asked:
    """The same among the groups that may be told of, and among answers that are listed."""
    shown = {group[0] for group in _shown(asked, question, minimum_base)}
    each = asked.domain.breaks.each[0]
    kept = [place for place, label in enumerate(each.labels) if label in shown]
    if len(kept) < 2:
        raise too_few(minimum_base)
    among = asked.domain.among
    if asked.question.type != "multiple":
        among = (*among, asked.domain.answers.label(asked.question).notnull())
    breaks = Breaks(
        each=(
            replace(
                each,
                keys=tuple(each.keys[place] for place in kept),
                labels=tuple(each.labels[place] for place in kept),
            ),
        )
    )
    return replace(asked, domain=replace(asked.domain, breaks=breaks, among=among))


def too_few(minimum_base: int) -> TooFewPeople:
    """The error that says so."""
    return TooFewPeople(
        f"a difference is told only between at least {minimum_base} people and as many, none of "
        "whom can be singled out by subtraction; compare larger groups"
    )


def people_counted(asked: Asked) -> Answers:
    """The answers of those whom a statistic counts: weighed, and for a mean those with a number."""
    answers = asked.domain.answers
    table, design = answers.table, asked.domain.design
    counted = is_in_sample(table, design) & (weight_of(table, design) != 0)
    if asked.statistic != "share":
        counted &= answers.number(asked.question).notnull()
    return Answers(table.filter(counted), answers.questionnaire)


def _shown(
    asked: Asked, question: Question | None, minimum_base: int
) -> frozenset[tuple[str, ...]]:
    return shown_groups(
        people_counted(asked),
        asked.question,
        where=asked.where,
        by=[question] if question else [],
        minimum_base=minimum_base,
    )
