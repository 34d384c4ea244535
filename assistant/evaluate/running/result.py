"""A result: one case as one model answered it, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from assistant.evaluate.case import Case
from assistant.evaluate.grading import Graded, Outcome, grade
from assistant.evaluate.grading.graders import Grade, latency
from assistant.evaluate.grading.reply import Reply
from assistant.evaluate.targets.target import Replied

Key = tuple[str, str]  # the case, as set/id, and the model


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a case ended as. `attempt` counts from 1; `reply` is published JSON."""

    set: str
    case: Case
    model: str
    attempt: int
    graded: Graded
    reply: Mapping[str, Any]
    milliseconds: float = 0.0
    latency: Grade | None = None

    @classmethod
    def of(cls, job: "Job", model: str, replied: Replied) -> Self:
        """The result of a reply."""
        timed = latency(job.case, replied.milliseconds)
        return cls(
            set=job.set,
            case=job.case,
            model=model,
            attempt=job.attempt,
            graded=grade(job.case, Reply.of(replied.reply)),
            reply=replied.reply,
            milliseconds=replied.milliseconds,
            latency=None if timed.standing == "not applicable" else timed,
        )

    @property
    def name(self) -> str:
        """The case among those of all sets."""
        return f"{self.set}/{self.case.id}"

    @property
    def key(self) -> Key:
        """What the results of the same case and model share."""
        return self.name, self.model

    @property
    def outcome(self) -> Outcome:
        """What the case ended as."""
        return self.graded.outcome

    @property
    def text(self) -> str:
        """What a reader was told: the answer, or each claim's verdict with the reason."""
        if "claims" in self.reply:
            claims = self.reply["claims"]
            return " ".join(f"[{c['verdict']}] {c['why']}".strip() for c in claims)
        return str(self.reply["text"])

    def to_json(self) -> dict[str, Any]:
        """The result as a line of a run's file; what varies from run to run stands last."""
        measured: dict[str, Any] = {"ms": round(self.milliseconds, 1)}
        if self.latency is not None:
            measured["latency"] = _grade_json(self.latency)
        return {
            "set": self.set,
            "case": self.case.model_dump(mode="json", exclude_defaults=True),
            "model": self.model,
            "attempt": self.attempt,
            "outcome": self.outcome,
            "grades": {name: _grade_json(g) for name, g in self.graded.grades.items()},
            "figures": dict(zip(("expected", "shown", "both"), self.graded.found, strict=True)),
            "reply": dict(self.reply),
            "measured": measured,
        }

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> Self:
        """The result in a line of a run's file."""
        found = line["figures"]
        timed = line["measured"].get("latency")
        return cls(
            set=line["set"],
            case=Case.model_validate(line["case"]),
            model=line["model"],
            attempt=line["attempt"],
            graded=Graded(
                outcome=line["outcome"],
                grades={name: Grade(**g) for name, g in line["grades"].items()},
                found=(found["expected"], found["shown"], found["both"]),
            ),
            reply=line["reply"],
            milliseconds=line["measured"]["ms"],
            latency=Grade(**timed) if timed else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A case to be put to the target for the n-th time."""

    set: str
    case: Case
    attempt: int


def _grade_json(grade: Grade) -> dict[str, str]:
    if not grade.why:
        return {"standing": grade.standing}
    return {"standing": grade.standing, "why": grade.why}
