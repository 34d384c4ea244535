"""What goes into a build from respondents' answers: prepared and, where new, computed."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.corpus.folder import Corpus, Problem, SurveyFolder
from assistant.corpus.responses.questionnaire import Responses
from assistant.errors import CorpusError, StatisticsError, UnreadableFile
from assistant.findings.finding import Reading
from assistant.index.respondents.stored import store_of
from assistant.settings import Settings
from assistant.survey import Survey

Heard = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseSteps:
    """How answers are prepared, and which findings are computed from them.

    `minimum_base` is what they are computed under: with another they are computed again.
    """

    prepare: Callable[[SurveyFolder], Responses]
    compute: Callable[[Responses, Survey, Heard], Reading]
    minimum_base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A survey's responses as they are indexed. `sha256` changes when its findings would."""

    survey: Survey
    responses: Responses
    sha256: str


def standard_steps(settings: Settings) -> ResponseSteps:
    """The steps as the product takes them."""
    from assistant.findings.computed.reading import read_responses
    from assistant.statistics.tabulate import tabulate

    store = store_of(settings.index)
    largest = settings.largest_file_mb * 1_000_000

    def prepared(folder: SurveyFolder) -> Responses:
        from assistant.corpus.responses.prepare import prepare

        return prepare(folder, store=store, largest_bytes=largest)

    def computed(responses: Responses, survey: Survey, progress: Heard) -> Reading:
        return read_responses(
            responses,
            survey,
            tabulate=tabulate,
            minimum_base=settings.minimum_base,
            progress=progress,
        )

    return ResponseSteps(prepare=prepared, compute=computed, minimum_base=settings.minimum_base)


def prepare_all(
    corpus: Corpus, *, steps: ResponseSteps
) -> tuple[tuple[Prepared, ...], tuple[Problem, ...]]:
    """The responses of every survey that has any, and what is wrong with the others'."""
    prepared, problems = [], []
    for folder in corpus.folders:
        if folder.responses is None:
            continue
        try:
            responses = steps.prepare(folder)
        except (CorpusError, StatisticsError) as problem:
            problems.append(Problem(source=_source(folder), reason=_reason(problem)))
            continue
        said = f"{responses.digest}|{steps.minimum_base}"
        sha256 = hashlib.sha256(said.encode()).hexdigest()
        prepared.append(Prepared(survey=folder.survey, responses=responses, sha256=sha256))
    return tuple(prepared), tuple(problems)


def compute_all(
    wanted: Sequence[Prepared], *, steps: ResponseSteps, progress: Heard
) -> tuple[tuple[Reading, ...], tuple[Problem, ...]]:
    """The findings of each survey's responses; `progress` hears of surveys, in hundredths."""
    readings, problems = [], []
    for number, one in enumerate(wanted):

        def hear(done: int, total: int, before: int = number) -> None:
            progress(100 * before + 100 * done // max(total, 1), 100 * len(wanted))

        try:
            readings.append(steps.compute(one.responses, one.survey, hear))
        except (CorpusError, StatisticsError) as problem:
            source = one.responses.source
            problems.append(Problem(source=source, reason=_reason(problem)))
        hear(1, 1)
    return tuple(readings), tuple(problems)


def _source(folder: SurveyFolder) -> str:
    data = folder.responses.data if folder.responses else None
    return data.source if data else f"corpus/{folder.survey.id}"


def _reason(problem: Exception) -> str:
    return problem.reason if isinstance(problem, UnreadableFile) else str(problem)
