"""A line of a run's file, in the published shape: `docs/schemas/run.schema.json`."""

from typing import Any, NotRequired, TypeAlias

from typing_extensions import TypedDict

from assistant.evaluate.case import Case
from assistant.evaluate.grading import Outcome
from assistant.evaluate.grading.graders import Standing
from assistant.render.contract import closed


@closed
class SetJson(TypedDict):
    """A question set that was run."""

    name: str
    sha256: str
    cases: int


@closed
class HeadJson(TypedDict):
    """The first line: all that the results depend on."""

    format: str
    version: int
    sets: list[SetJson]
    repeat: int
    models: list[str]
    corpus_version: str
    """Empty where the target does not say it."""
    target: str
    details: list[dict[str, Any]]
    """For each model the program, its libraries, index, prompts and settings, as far as known."""


@closed
class GradeJson(TypedDict):
    """What one grader found. A grader that is not there did not apply."""

    standing: Standing
    why: NotRequired[str]


@closed
class FoundJson(TypedDict):
    """Numbers of figures: expected, shown in an expected unit, and both."""

    expected: int
    shown: int
    both: int


@closed
class MeasuredJson(TypedDict):
    """What differs from one run to the next and is no part of the result."""

    ms: float
    latency: NotRequired[GradeJson]


@closed
class ResultJson(TypedDict):
    """One case as one model answered it, once."""

    set: str
    case: Case
    model: str
    attempt: int
    outcome: Outcome
    grades: dict[str, GradeJson]
    figures: FoundJson
    reply: dict[str, Any]
    """The published answer or check, without its id and timings."""
    measured: MeasuredJson


@closed
class EndJson(TypedDict):
    """The run is whole."""

    results: int
    results_sha256: str
    """Of all results without what was measured: the same for the same results."""
    outcomes: dict[Outcome, int]
    measured: dict[str, Any]


@closed
class EndLineJson(TypedDict):
    """The last line."""

    end: EndJson


RunLineJson: TypeAlias = HeadJson | ResultJson | EndLineJson
