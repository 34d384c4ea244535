"""Targets counted over the respondents' answers, each group of each question once."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.findings.finding import Finding
from assistant.retrieve.responses.computing import Calculator
from assistant.retrieve.responses.plan import Among, Plan
from assistant.verify.counted.target import Count, Target

MOST_KEPT = 5_000  # groups of questions
Key = tuple[str, str, Among, str, str]


class Counter:
    """Counts what claims speak of."""

    def __init__(self, calculator: Calculator) -> None:
        self._calculator = calculator
        self._kept: dict[Key, tuple[Finding, ...]] = {}

    def count(self, target: Target) -> Count | None:
        """The target's share or average; None where it may not be shown or cannot be had."""
        if target.statistic != "share":
            found = self._findings(target, option="")
            return _of(target, found[:1]) if found else None
        return _of(target, self._answered(target)) if target.answers else None

    def all_answers(self, target: Target) -> dict[str, Count]:
        """Every option of the target's question with its share, in the same group."""
        options = (option.label for option in target.question.options)
        each = ((o, self.count(replace(target, answers=(o,), is_denied=False))) for o in options)
        return {option: count for option, count in each if count is not None}

    def all_groups(self, target: Target, question: str, rest: Among) -> list[Count]:
        """The target's share in every group of a question, among the rest of its people."""
        (answer,) = target.answers
        plan = replace(_plan(target), option=answer, among=(rest,), by=question)
        done = self._calculator.attempt(plan)
        found = [f for group in done.groups for f in group.findings] if done else []
        return [c for f in found if (c := _of(target, [f])) is not None]

    def is_significant(self, one: Target, other: Target) -> bool | None:
        """Whether the difference of two targets is more than chance; None where it has no test."""
        if len(one.answers) > 1 or one.answers != other.answers:
            return None
        option = one.answers[0] if one.answers else ""
        plan = replace(_plan(one), option=option, among=(one.among, other.among))
        if one.survey != other.survey:
            plan = replace(plan, surveys=(other.survey, one.survey), among=(one.among,))
        done = self._calculator.attempt(plan)
        return done.difference.significant_at() if done and done.difference else None

    def _answered(self, target: Target) -> list[Finding]:
        """The findings whose shares count together; empty where one of them is missing."""
        nets = {net.label for net in target.question.nets}
        if len(target.answers) > 1 and target.question.type == "multiple":
            return []
        found: list[Finding] = []
        for answer in target.answers:
            findings = self._findings(target, option=answer if answer in nets else "")
            own = [f for f in findings if f.statement.measure.option == answer]
            if len(own) != 1:
                return []
            found += own
        return found

    def _findings(self, target: Target, *, option: str) -> tuple[Finding, ...]:
        key = (target.survey, target.question.id, target.among, target.statistic, option)
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            done = self._calculator.attempt(replace(_plan(target), option=option))
            groups = done.groups if done else ()
            self._kept[key] = tuple(f for group in groups for f in group.findings)
        return self._kept[key]


def _plan(target: Target) -> Plan:
    return Plan(
        surveys=(target.survey,),
        question=target.question,
        statistic=target.statistic,
        among=(target.among,),
    )


def _of(target: Target, found: Sequence[Finding]) -> Count | None:
    if not found:
        return None
    value = sum(f.statement.figure.value for f in found)
    first = found[0].statement
    return Count(
        target=target,
        value=100.0 - value if target.is_denied else value,
        base=first.base.unweighted_n if first.base else 0,
        evidence=found[0].evidence,
        people=first.population.text,
    )
