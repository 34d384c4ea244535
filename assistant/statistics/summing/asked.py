"""What was asked for, found in the responses: the question, its breaks, and whom it is about."""

from dataclasses import dataclass
from difflib import get_close_matches

from assistant.corpus.responses.questionnaire import Question, Questionnaire, Responses
from assistant.errors import StatisticsError, UnknownQuestion
from assistant.statistics.answers import Answers, labels_of, number_of
from assistant.statistics.engines import open_table
from assistant.statistics.estimate import Statistic, Wanted
from assistant.statistics.filters import Filter, as_ibis, parse_where
from assistant.statistics.filters.expression import render_where
from assistant.statistics.summing.breaks import read_breaks
from assistant.statistics.summing.drawn import Drawn, drawn_sample
from assistant.statistics.summing.sums import Domain

MOST_NEAR_NAMES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option or a net: its label, and the labels of the options that make it."""

    label: str
    labels: frozenset[str]
    is_net: bool = False


NUMBER_ITSELF = Choice(label="", labels=frozenset())  # a mean or a median is of no option


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A statistic with everything that is needed to compute it; nothing is summed yet."""

    responses: Responses
    question: Question
    statistic: Statistic
    domain: Domain
    drawn: Drawn
    where: Filter
    chose: Filter | None = None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The question's options in order, then its nets; people who did not know are in none.

        Where an expression says who is counted, it is the only choice.
        """
        if self.chose is not None:
            return (Choice(label=render_where(self.chose), labels=frozenset()),)
        labels = labels_of(self.question)
        options = [Choice(label=label, labels=frozenset({label})) for label in labels]
        unknown = set(self.question.dont_know)
        nets = [
            Choice(
                label=net.label,
                labels=frozenset(set(net.options) & set(labels) - unknown),
                is_net=True,
            )
            for net in self.question.nets
        ]
        return (*options, *(net for net in nets if net.labels))


def read_wanted(responses: Responses, wanted: Wanted) -> Asked:
    """Find what is wanted in the responses.

    Raises:
        UnknownQuestion: A question or a break that the responses do not hold.
        BadFilter: The filter cannot be understood.
        StatisticsError: The question has no such statistic.
    """
    questionnaire = responses.questionnaire
    question = find_question(questionnaire, wanted.question)
    statistic = "share" if wanted.chose else _statistic(question, wanted.statistic)
    breaks = [find_question(questionnaire, name) for name in wanted.by]
    if len({one.id for one in breaks}) < len(breaks):
        raise StatisticsError(f"--by {' --by '.join(wanted.by)}: the same question twice")
    answers = Answers(open_table(responses.location), questionnaire)
    where = parse_where(wanted.where, questionnaire)
    base = parse_where(question.base.where, questionnaire)
    among = (answers.answered(question), *(as_ibis(f, answers) for f in (base, where)))
    return Asked(
        responses=responses,
        question=question,
        statistic=statistic,
        domain=Domain(answers=answers, breaks=read_breaks(answers, breaks), among=tuple(among)),
        drawn=drawn_sample(responses, answers),
        where=where,
        chose=parse_where(wanted.chose, questionnaire) if wanted.chose else None,
    )


def find_question(questionnaire: Questionnaire, name: str) -> Question:
    """The question of that id.

    Raises:
        UnknownQuestion: There is none; the message names the nearest.
    """
    question = questionnaire.question_or_column(name)
    if question:
        return question
    ids = [question.id for question in questionnaire.questions]
    folded = {id.casefold(): id for id in ids}
    near = get_close_matches(name.casefold(), folded, n=MOST_NEAR_NAMES, cutoff=0.5)
    near += [i for i in folded if name.strip() and name.strip().casefold() in i and i not in near]
    names = ", ".join(folded[i] for i in near[:MOST_NEAR_NAMES]) or ", ".join(ids[:MOST_NEAR_NAMES])
    raise UnknownQuestion(f"no question {name!r} in the responses; near it: {names or 'none'}")


def choice_of(asked: Asked, option: str) -> Choice:
    """The option or net of that label, letter case aside; of a mean, the number itself.

    Raises:
        UnknownQuestion: The question has none; the message names what it has.
    """
    if asked.statistic == "mean":
        return NUMBER_ITSELF
    if asked.chose is not None:
        return asked.choices[0]
    if not option.strip():
        raise StatisticsError(f"{asked.question.id}: name the option whose shares are compared")
    wanted = option.strip().casefold()
    choices = {choice.label.casefold(): choice for choice in reversed(asked.choices)}
    found = asked.question.option(option)
    if wanted not in choices and found:
        wanted = found.label.casefold()
    if wanted not in choices:
        labels = ", ".join(choice.label for choice in asked.choices)
        raise UnknownQuestion(f"{asked.question.id}: no option {option!r}; it has {labels}")
    return choices[wanted]


def only_break(responses: Responses, wanted: Wanted) -> Question:
    """The one question that `wanted` is broken by."""
    if len(wanted.by) != 1:
        raise StatisticsError("groups are compared of one break; give --by one question")
    return find_question(responses.questionnaire, wanted.by[0])


def _statistic(question: Question, wanted: Statistic | None) -> Statistic:
    statistic: Statistic = wanted or ("mean" if question.type == "numeric" else "share")
    if statistic == "share" and not question.options:
        raise StatisticsError(
            f"{question.id}: a {question.type} question without answer options has no shares; "
            "list its options in questions.yaml"
        )
    if statistic != "share" and not _has_numbers(question):
        raise StatisticsError(
            f"{question.id}: its answers are no numbers, so it has no {statistic}; ask for shares"
        )
    return statistic


def _has_numbers(question: Question) -> bool:
    if question.type in ("multiple", "open"):
        return False
    return question.type == "numeric" or any(
        number_of(option) is not None for option in question.options
    )
