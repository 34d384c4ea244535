"""A survey folder with answers, and quick steps that prepare and compute it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.corpus.folder import SurveyFolder
from assistant.corpus.responses.questionnaire import Responses
from assistant.findings.computed.reading import read_responses
from assistant.findings.finding import Reading
from assistant.index.material import Steps
from assistant.index.respondents.reading import ResponseSteps
from assistant.index.respondents.stored import store_of
from assistant.survey import Survey
from tests.findings.computed.tabulations import RESPONSES, tabulate_evenly
from tests.index.articles import plain_steps

Compute = Callable[[Responses, Survey, Callable[[int, int], None]], Reading]


def write_answers(corpus: Path, survey: str, answers: str) -> Path:
    """A survey folder with nothing but respondents' answers in it."""
    folder = corpus / survey
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "responses.csv").write_text(answers, encoding="utf-8")
    return folder / "responses.csv"


def prepare_plainly(folder: SurveyFolder, store: Path) -> Responses:
    """The file itself for parquet; the questionnaire is always the same."""
    assert folder.responses is not None
    assert folder.responses.data is not None
    store.mkdir(exist_ok=True, parents=True)
    digest = folder.responses.digest
    location = store / f"{digest}.parquet"
    location.write_bytes(folder.responses.data.path.read_bytes())
    (store / f"{digest}.json").write_text("{}")
    return replace(
        RESPONSES,
        survey=folder.survey.id,
        source=folder.responses.data.source,
        location=str(location),
        digest=digest,
    )


def compute_evenly(
    responses: Responses, survey: Survey, progress: Callable[[int, int], None]
) -> Reading:
    """Findings in which everybody is spread evenly over the options."""

    def tabulate(one: Responses, wanted: object, *, minimum_base: int) -> object:
        made = tabulate_evenly(one, wanted, minimum_base=minimum_base)  # type: ignore[arg-type]
        return replace(made, survey=one.survey, source=one.source)

    return read_responses(
        responses,
        survey,
        tabulate=tabulate,  # type: ignore[arg-type]
        minimum_base=30,
        progress=progress,
    )


def answering_steps(
    index: Path, *, compute: Compute = compute_evenly, minimum_base: int = 30, **others: object
) -> Steps:
    """Plain steps that take respondents' answers too."""
    responses = ResponseSteps(
        prepare=lambda folder: prepare_plainly(folder, store_of(index)),
        compute=compute,
        minimum_base=minimum_base,
    )
    return plain_steps(responses=responses, **others)
