"""What a claim is about: cells of the answers' tables, and those that one change leads to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Literal

from assistant.corpus.responses.questionnaire import Question
from tests.measure.claims.generated.phrases import Phrases, quoted
from tests.measure.claims.generated.truth import MINIMUM_BASE, Group, Poll

Facet = Literal["value", "unit", "population", "measure", "direction", "wave"]
Style = Literal["natural", "quoted"]
ALIKE = ({"age", "age4"}, {"agea", "age4"}, {"female"}, {"sex"})  # one tells the other
DULL = 0.5  # of the draws of who people are are dropped, so that there is more of what they say
SEVERAL = 6  # other cells that a change is tried with


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A share, or a mean or median, of a question in a group of one wave."""

    poll: Poll
    question: Question
    group: Group = ()
    options: tuple[str, ...] = ()
    statistic: Literal["share", "mean", "median"] = "share"

    @property
    def value(self) -> float:
        """The true value."""
        if self.statistic == "mean":
            return self.poll.mean(self.question.id, self.group).value
        if self.statistic == "median":
            return self.poll.median(self.question.id, self.group).value
        return self.poll.share(self.question.id, self.options, self.group).value

    @property
    def base(self) -> int:
        """How many answered."""
        if self.statistic != "share":
            return self.poll.mean(self.question.id, self.group).base
        return self.poll.share(self.question.id, self.options, self.group).base

    @property
    def is_shown(self) -> bool:
        """Whether the product may show it, and enough people stand behind it."""
        asked = self.question.id
        return self.base >= MINIMUM_BASE and self.poll.is_shown(asked, self.group)


class Draw:
    """Draws cells for claims of one half's questions of one family, at random but always alike."""

    def __init__(
        self, polls: Sequence[Poll], phrases: Phrases, *, asked: frozenset[str], ask: Random
    ) -> None:
        self.polls = polls
        self.phrases = phrases
        self.ask = ask
        self.style: Style = "natural"
        self._asked = asked

    @cached_property
    def questions(self) -> list[tuple[Poll, Question]]:
        """The questions with options that claims are drawn from, wave by wave."""
        return [
            (poll, question)
            for poll in self.polls
            for question in poll.questions.values()
            if question.id in self._asked and question.options
        ]

    @cached_property
    def numeric(self) -> list[tuple[Poll, Question]]:
        """The questions whose answers are numbers."""
        return [
            (poll, question)
            for poll in self.polls
            for question in poll.questions.values()
            if question.id in self._asked and question.type in ("numeric", "scale")
        ]

    def cell(self, *, group: Group | None = None) -> Cell | None:
        """Some share; None where the draw is of one that cannot be told."""
        poll, question = self.ask.choice(self.questions)
        options = self.options_of(question)
        is_dull = question.id in self.phrases.asked_of_people and self.ask.random() < DULL
        if not options or is_dull:
            return None
        drawn = self.group(poll, question) if group is None else group
        return self.checked(
            Cell(poll=poll, question=question, options=(self.ask.choice(options),), group=drawn)
        )

    def group(self, poll: Poll, question: Question) -> Group:
        """Everybody one time in four, else some group."""
        fitting = self.groups(poll, question)
        return () if not fitting or self.ask.random() < 0.25 else self.ask.choice(fitting)

    def groups(self, poll: Poll, question: Question) -> list[Group]:
        """The groups that a question can be broken by."""
        told = {question.id}.union(*(pair for pair in ALIKE if question.id in pair))
        return [
            group
            for group in self.phrases.groups
            if all(asked in poll.questions and asked not in told for asked, _ in group)
        ]

    def checked(self, cell: Cell) -> Cell | None:
        """A cell of enough people that is not next to nothing or all."""
        if cell.base < MINIMUM_BASE or (cell.statistic == "share" and not 2 < cell.value < 98):
            return None
        return cell

    def changes(self, cell: Cell) -> Iterator[tuple[Facet, Cell]]:
        """Cells that differ in one facet; the value has its own ways of being wrong."""
        yield from self._population(cell)
        yield from self._measure(cell)
        yield from self._direction(cell)
        yield from self._wave(cell)

    def _population(self, cell: Cell) -> list[tuple[Facet, Cell]]:
        fitting = [g for g in [(), *self.groups(cell.poll, cell.question)] if g != cell.group]
        near = [g for g in fitting if _is_near(g, cell.group)]
        some = self.ask.sample(near, min(SEVERAL, len(near)))
        some += self.ask.sample(fitting, min(SEVERAL, len(fitting)))
        return [("population", replace(cell, group=group)) for group in some]

    def _measure(self, cell: Cell) -> list[tuple[Facet, Cell]]:
        if cell.statistic != "share":
            return []
        contrary = self.phrases.opposite(cell.options)
        own = [o for o in self.options_of(cell.question) if o not in (*cell.options, contrary)]
        found = [replace(cell, options=(option,)) for option in own]
        known = {question for question, _ in cell.group}
        others = [
            (q, option)
            for poll, q in self.questions
            if poll is cell.poll and q.id != cell.question.id and q.id not in known
            if not any({q.id, question} <= pair for pair in ALIKE for question in known)
            for option in self.options_of(q)
        ]
        for q, option in self.ask.sample(others, min(SEVERAL, len(others))):
            found.append(replace(cell, question=q, options=(option,)))
        self.ask.shuffle(found)
        return [("measure", other) for other in found if len(cell.options) == 1]

    def _direction(self, cell: Cell) -> list[tuple[Facet, Cell]]:
        contrary = self.phrases.opposite(cell.options)
        told = [n.label for n in cell.question.nets] + [o.label for o in cell.question.options]
        if contrary is None or contrary not in told or not self.can_say(cell.question, contrary):
            return []
        return [("direction", replace(cell, options=(contrary,)))]

    def _wave(self, cell: Cell) -> list[tuple[Facet, Cell]]:
        asked = [c for c, _ in cell.group] + [cell.question.id]
        return [
            ("wave", replace(cell, poll=poll, question=poll.questions[cell.question.id]))
            for poll in self.polls
            if poll is not cell.poll and all(one in poll.questions for one in asked)
        ]

    def options_of(self, question: Question) -> list[str]:
        """The options that can be said in the style of the draw."""
        labels = [option.label for option in question.options]
        if self.style == "natural":
            labels += [net.label for net in question.nets]
        return [label for label in labels if self.can_say(question, label)]

    def can_say(self, question: Question, option: str) -> bool:
        """Whether there are words for an answer in the style of the draw."""
        if self.style == "natural":
            return self.phrases.has(question.id, (option,))
        return bool(quoted(question)) and option in {o.label for o in question.options}


def _is_near(one: Group, other: Group) -> bool:
    """Whether a group differs from another in one condition only."""
    if len(one) != len(other):
        return set(one) < set(other) or set(other) < set(one)
    return len(set(one) & set(other)) == len(one) - 1 and [q for q, _ in one] == [
        q for q, _ in other
    ]
