"""What a case ends as: the one vocabulary that releases are decided on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from assistant.evaluate.case import Case
from assistant.evaluate.grading.graders import (
    GRADERS,
    Grade,
    contradicts,
    direct_answer,
    found_figures,
    is_wrong_to_lead,
    wording,
)
from assistant.evaluate.grading.matching import is_shown
from assistant.evaluate.grading.reply import Reply

Outcome: TypeAlias = Literal[
    "right",
    "partly",
    "refused though covered",
    "misleading",
    "answered though uncovered",
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""From the best to the worst."""
MISLEADING: tuple[Outcome, ...] = ("misleading", "answered though uncovered")

# The verdict that is right and the one that was given.
_OF_CLAIMS: dict[tuple[str, str], Outcome] = {
    ("verified", "verified"): "right",
    ("verified", "unsupported"): "refused though covered",
    ("verified", "not_a_claim"): "refused though covered",
    ("verified", "contradicted"): "misleading",
    ("contradicted", "contradicted"): "right",
    ("contradicted", "unsupported"): "partly",
    ("contradicted", "not_a_claim"): "refused though covered",
    ("contradicted", "verified"): "misleading",
    ("unsupported", "unsupported"): "right",
    ("unsupported", "not_a_claim"): "partly",
    ("unsupported", "verified"): "answered though uncovered",
    ("unsupported", "contradicted"): "answered though uncovered",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A case's outcome, its grades that apply, and its figures: expected, shown, both."""

    outcome: Outcome
    grades: Mapping[str, Grade]
    found: tuple[int, int, int]

    @property
    def why(self) -> str:
        """What failed, in a line."""
        return "; ".join(g.why for g in self.grades.values() if g.standing == "failed")


def grade(case: Case, reply: Reply) -> Graded:
    """The outcome of a case, whoever or whatever gave the reply. It takes no model."""
    grades = {name: grader(case, reply) for name, grader in GRADERS.items()}
    applying = {name: g for name, g in grades.items() if g.standing != "not applicable"}
    outcome = _of_claim(case, reply) if case.is_claim else _of_question(case, reply)
    if outcome == "right" and any(g.standing == "failed" for g in applying.values()):
        outcome = "partly"
    return Graded(outcome=outcome, grades=applying, found=found_figures(case, reply))


def _of_claim(case: Case, reply: Reply) -> Outcome:
    return _OF_CLAIMS[str(case.verdict), str(reply.verdict or "not_a_claim")]


def _of_question(case: Case, reply: Reply) -> Outcome:
    """The outcome by what is shown first; what else failed is looked at after."""
    if case.refuse:
        return "answered though uncovered" if reply.is_answered else "right"
    if not reply.is_answered:
        near = [reply.figures[number] for number in reply.closest]
        comes_near = bool(case.figures) and all(is_shown(one, near) for one in case.figures)
        return "partly" if comes_near else "refused though covered"
    leads_wrongly = bool(reply.figures) and is_wrong_to_lead(case, reply.figures[0])
    if leads_wrongly or contradicts(case, reply):
        return "misleading"
    return "right" if _has_something_right(case, reply) else "misleading"


def _has_something_right(case: Case, reply: Reply) -> bool:
    """Whether a right figure is shown or, where none is expected, anything that is expected."""
    if case.figures:
        return any(is_shown(one, reply.figures) for one in case.figures)
    standings = [grader(case, reply).standing for grader in (direct_answer, wording)]
    return "passed" in standings or "failed" not in standings
