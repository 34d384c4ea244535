"""One case as the page shows it: what was asked, expected and answered, and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from assistant.evaluate.comparing import Change, worst
from assistant.evaluate.grading import Outcome
from assistant.evaluate.reports.page.difference import Stretch, difference
from assistant.evaluate.reports.page.expected import Line, Lines, expected_lines
from assistant.evaluate.reports.page.filters import NEWLY_MISLEADING, Facet
from assistant.evaluate.reports.page.said import Said, view_reply
from assistant.evaluate.reports.page.words import safe
from assistant.evaluate.running.result import Result

Since: TypeAlias = Literal["broken", "unstable", "fixed", "changed", "new", "unchanged", ""]
"""What became of a case since the base run; empty where there is no base."""
SINCE: tuple[Since, ...] = get_args(Since)
LONGEST_SHOWN = 240  # characters of a question in the list of cases


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseView:
    """What the base run had: its outcome, why, and the texts' difference, empty if none."""

    outcome: Outcome
    why: str
    said: tuple[Stretch, ...]
    is_same_text: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One of several attempts; its text is empty where it is that of the attempt shown."""

    number: int
    outcome: Outcome
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case and its worst attempt, in safe text. `number` counts a run's cases from 1."""

    number: int
    name: str
    kind: Literal["Question", "Conversation", "Claim"]
    asked: str
    turns: tuple[str, ...]
    understood_as: str
    outcome: Outcome
    since: Since
    is_newly_misleading: bool
    expected: tuple[Lines, ...]
    why: str
    said: Said
    failed: tuple[Line, ...]
    passed: tuple[str, ...]
    facts: tuple[Line, ...]
    attempts: tuple[Attempt, ...]
    base: BaseView | None
    facets: tuple[Facet, ...]

    @property
    def in_short(self) -> str:
        """What was asked, cut to what a list has room for."""
        cut = self.asked[:LONGEST_SHOWN].rstrip()
        return self.asked if len(self.asked) <= LONGEST_SHOWN else f"{cut}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known of a case from the base run."""

    since: Since = ""
    change: Change | None = None
    is_newly_misleading: bool = False


def view_case(number: int, attempts: Sequence[Result], history: History) -> CaseView:
    """A case of a run in safe text, by its worst attempt."""
    shown = worst(attempts)
    case, grades = shown.case, shown.graded.grades
    asked, standalone = safe(case.asked), safe(shown.reply.get("standalone_question"))
    return CaseView(
        number=number,
        name=safe(shown.name),
        kind="Claim" if case.is_claim else "Conversation" if case.turns else "Question",
        asked=asked,
        turns=tuple(map(safe, case.turns)),
        understood_as=standalone if standalone != asked else "",
        outcome=shown.outcome,
        since=history.since,
        is_newly_misleading=history.is_newly_misleading,
        expected=expected_lines(case),
        why=safe(case.why),
        said=view_reply(shown.reply),
        failed=tuple(
            (safe(name), safe(grade.why))
            for name, grade in grades.items()
            if grade.standing == "failed"
        ),
        passed=tuple(safe(name) for name, g in grades.items() if g.standing == "passed"),
        facts=tuple(_facts(shown)),
        attempts=_attempts(shown, attempts),
        base=_base(history.change) if history.change else None,
        facets=tuple(_facets(shown, history)),
    )


def _facts(shown: Result) -> list[Line]:
    case, timed = shown.case, shown.latency
    late = f" ({safe(timed.why)})" if timed is not None and timed.why else ""
    facts = [
        ("Set", safe(shown.set)),
        ("Tags", ", ".join(map(safe, case.tags))),
        ("Surveys", ", ".join(map(safe, case.surveys))),
        ("Model", safe(shown.model)),
        ("Time", f"{shown.milliseconds:,.0f} ms{late}" if shown.milliseconds else ""),
    ]
    return [(name, text) for name, text in facts if text]


def _facets(shown: Result, history: History) -> list[Facet]:
    facets: list[Facet] = [("outcome", shown.outcome)]
    if history.since:
        facets.append(("change", history.since))
    if history.is_newly_misleading:
        facets.append(("change", NEWLY_MISLEADING))
    facets += [("tag", safe(tag)) for tag in shown.case.tags]
    facets.append(("set", safe(shown.set)))
    facets += [("survey", safe(survey)) for survey in shown.case.surveys]
    facets.append(("model", safe(shown.model)))
    return facets


def _attempts(shown: Result, attempts: Sequence[Result]) -> tuple[Attempt, ...]:
    if len(attempts) == 1:
        return ()
    return tuple(
        Attempt(
            number=one.attempt,
            outcome=one.outcome,
            text=safe(one.text) if one.text != shown.text else "",
        )
        for one in attempts
    )


def _base(change: Change) -> BaseView:
    before, after = safe(change.base.text), safe(change.new.text)
    return BaseView(
        outcome=change.base.outcome,
        why=safe(change.base.graded.why),
        said=difference(before, after) if before != after else (),
        is_same_text=before == after,
    )
