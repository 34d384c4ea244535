"""Everything this package raises.

AssistantError
    BadInput
        NotKept
        BadQuestionSet
        BadRun
    CorpusError
        UnreadableFile
        BadTable
        BadManifest
        BadQuestionnaire
        UnknownSurvey
    StatisticsError
        UnknownQuestion
        BadFilter
        TooFewPeople
        EngineUnavailable
    IndexProblem
        IndexMissing
        IndexDamaged
        OtherModel
        BuildUnderWay
    ModelUnavailable
    ModelFailed
    HistoryUnavailable
    TargetUnavailable

A message says where, what, and what to do. `exit_code` is what the command line ends with:
2 for wrong use or bad input, 3 when something outside failed.
"""

from pathlib import Path
from typing import Literal


class AssistantError(Exception):
    """The root: catch this to catch everything of ours."""

    exit_code = 2


class BadInput(AssistantError):
    """A question, draft or batch line that cannot be worked with."""


class NotKept(BadInput):
    """A conversation or an answer was named that the history does not hold."""

    def __init__(self, what: str) -> None:
        super().__init__(f"no such {what} is kept: it was deleted, or its id is wrong")


class BadQuestionSet(BadInput):
    """A question set has a key or a value that it cannot have; the message says where."""


class BadRun(BadInput):
    """A run's file cannot be read, or is of another run than the one that is asked for."""


class CorpusError(AssistantError):
    """Something is wrong with the survey material."""


class UnreadableFile(CorpusError):
    """A file of the corpus cannot be read; `reason` says why in plain words."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class BadTable(CorpusError):
    """A table's cells cannot be understood as published figures."""


class BadManifest(CorpusError):
    """A survey.yaml has a key or a value that it cannot have."""


class BadQuestionnaire(CorpusError):
    """A questions.yaml has a key or a value that it cannot have, or does not fit its file."""


class UnknownSurvey(CorpusError):
    """A survey was named that the corpus does not hold."""

    def __init__(self, survey: str, known: list[str]) -> None:
        some = ", ".join(known[:10]) + (", …" if len(known) > 10 else "")
        super().__init__(f"no survey {survey!r}; the index holds: {some or 'none'}")
        self.survey = survey


class StatisticsError(AssistantError):
    """A statistic that cannot be computed as it was asked for."""


class UnknownQuestion(StatisticsError):
    """A question was named that the responses do not hold."""


class BadFilter(StatisticsError):
    """A --where expression that cannot be understood, or names what is not there."""


class TooFewPeople(StatisticsError):
    """A filter leaves, or gives away by subtraction, fewer people than the minimum base."""


class EngineUnavailable(StatisticsError):
    """The engine that holds the responses cannot be reached, or its package is missing."""

    exit_code = 3


class IndexProblem(AssistantError):
    """The index cannot be used as it stands."""


class IndexMissing(IndexProblem):
    """Nothing has been built yet."""

    def __init__(self, directory: Path) -> None:
        super().__init__(f"{directory}: no index here; run `assistant index` first")


class IndexDamaged(IndexProblem):
    """The index's files do not agree with its manifest."""

    exit_code = 3


class OtherModel(IndexProblem):
    """The index was built with another embedding model than the settings name."""

    def __init__(self, directory: Path, *, built: str, chosen: str) -> None:
        said = (
            f"the files of the embedding model {built} have changed since the index was built"
            if built == chosen
            else f"built with the embedding model {built}, but the settings name {chosen}"
        )
        back = "" if built == chosen else f", or set ASSISTANT_EMBEDDING_MODEL to {built}"
        super().__init__(f"{directory}: {said}; run `assistant index`{back}")


class BuildUnderWay(IndexProblem):
    """Another process is building this index."""

    exit_code = 3


class ModelUnavailable(AssistantError):
    """A model's weights are missing or are not the ones that were published."""

    exit_code = 3


Outcome = Literal[
    "down",
    "slow",
    "busy",
    "key",
    "no such model",
    "refused",
    "empty",
    "malformed",
    "missing package",
    "unknown",
]


class ModelFailed(AssistantError):
    """A language model gave no draft; `outcome` says how it failed, and the message no key."""

    exit_code = 3

    def __init__(self, outcome: Outcome, detail: str = "") -> None:
        super().__init__(detail or f"the language model failed: {outcome}")
        self.outcome: Outcome = outcome


class HistoryUnavailable(AssistantError):
    """The store of conversations cannot be opened, read or written."""

    exit_code = 3

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}; set ASSISTANT_HISTORY to another store, or to off")


class TargetUnavailable(AssistantError):
    """What a question set is run against cannot be reached, or ended while it was asked."""

    exit_code = 3
