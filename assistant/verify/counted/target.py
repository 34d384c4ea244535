"""What one share of a claim comes to when it is put to respondents' answers."""

from dataclasses import dataclass

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.finding import Evidence
from assistant.retrieve.responses.plan import Among
from assistant.statistics.estimate import Statistic


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Those of a group who gave certain answers, in one survey.

    `answers` are labels of options or nets, whose shares count together; empty where none is named.
    `is_denied` where those are meant who did not answer so. `is_quoted` where the question stands
    in the claim word for word.
    """

    survey: str
    question: Question
    among: Among = ()
    answers: tuple[str, ...] = ()
    statistic: Statistic = "share"
    is_denied: bool = False
    is_quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A target counted: a share in per cent or an average, unrounded; `base` counts people."""

    target: Target
    value: float
    base: int
    evidence: Evidence
    people: str
