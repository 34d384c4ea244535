"""`assistant stats`: a statistic computed from respondents' answers."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from assistant.errors import BadInput
from assistant.interfaces.cli.options import (
    CorpusOption,
    IndexOption,
    JsonOption,
    emit,
    emit_json,
    settings_from,
)

if TYPE_CHECKING:
    from assistant.corpus.folder import SurveyFolder
    from assistant.corpus.responses.questionnaire import Responses
    from assistant.settings import Settings
    from assistant.statistics.estimate import Tabulation

NARROWEST, WIDEST = 60, 160  # columns of a terminal that a table is fitted to


Survey: TypeAlias = Annotated[str, typer.Argument(metavar="SURVEY", help="The survey's folder.")]
Question: TypeAlias = Annotated[
    str, typer.Argument(metavar="QUESTION", help="A question's id, or its wording.")
]
By: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="Q", help="Break by this question; several are crossed."),
]
Where: TypeAlias = Annotated[
    str,
    typer.Option(
        "--where", metavar="EXPR", help="Only these people: \"sex == 'Female' and age < 30\"."
    ),
]
Chose: TypeAlias = Annotated[
    str,
    typer.Option("--chose", metavar="EXPR", help='The share of those with it: "income > 50000".'),
]
OfNumber: TypeAlias = Annotated[
    Literal["share", "mean", "median"] | None,
    typer.Option("--statistic", help="Else the mean of a number, and shares of all else."),
]


def stats(
    survey: Survey,
    question: Question,
    by: By = None,
    where: Where = "",
    statistic: OfNumber = None,
    chose: Chose = "",
    as_json: JsonOption = False,
    corpus: CorpusOption = None,
    index: IndexOption = None,
) -> None:
    """Compute a statistic from respondents' answers, by any break and filter.

    Nothing is shown of fewer people than ASSISTANT_MINIMUM_BASE, nor what would give them away.
    """
    from assistant.statistics.estimate import Wanted
    from assistant.statistics.tabulate import tabulate
    from assistant.statistics.wordings import with_ids

    settings = settings_from(corpus=corpus, index=index)
    with _prepared(_folder(settings, survey), settings) as responses:
        wanted = Wanted(
            question=question, by=tuple(by or ()), where=where, statistic=statistic, chose=chose
        )
        wanted = with_ids(responses.questionnaire, wanted)
        tabulation = tabulate(responses, wanted, minimum_base=settings.minimum_base)
    _show(tabulation, settings, as_json=as_json)


def _show(tabulation: "Tabulation", settings: "Settings", *, as_json: bool) -> None:
    from assistant.render.stats.shape import stats_json
    from assistant.render.stats.table import Paper, stats_text

    if as_json:
        emit_json(stats_json(tabulation))
        return
    width = shutil.get_terminal_size((100, 24)).columns
    paper = Paper(
        width=min(max(width, NARROWEST), WIDEST),
        marked_base=settings.marked_base,
        minimum_base=settings.minimum_base,
    )
    emit(stats_text(tabulation, paper=paper))


def _folder(settings: "Settings", survey: str) -> "SurveyFolder":
    from assistant.corpus.folder import scan_corpus

    found = scan_corpus(settings.corpus)
    for folder in found.folders:
        if folder.survey.id == survey:
            if folder.responses is not None:
                return folder
            raise BadInput(
                f"{survey}: nothing can be computed without respondents' answers; the survey has "
                f"no responses file{_why_none(folder)}"
            )
    with_answers = [folder.survey.id for folder in found.folders if folder.responses is not None]
    known = ", ".join(with_answers) or "none"
    raise BadInput(f"{settings.corpus}: no survey {survey!r}; with respondents' answers: {known}")


def _why_none(folder: "SurveyFolder") -> str:
    problems = [problem for problem in folder.problems if "responses" in problem.source]
    return f" that can be used ({problems[0].source}: {problems[0].reason})" if problems else ""


@contextmanager
def _prepared(folder: "SurveyFolder", settings: "Settings") -> Iterator["Responses"]:
    """The responses, prepared beside the index; where nothing can be written, for this once."""
    from assistant.corpus.responses.prepare import prepare

    largest = settings.largest_file_mb * 1_000_000
    store = settings.index / "prepared"
    if _can_write(store):
        yield prepare(folder, store=store, largest_bytes=largest)
        return
    with tempfile.TemporaryDirectory(prefix="assistant-") as scratch:
        yield prepare(folder, store=Path(scratch), largest_bytes=largest)


def _can_write(store: Path) -> bool:
    try:
        store.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(store, os.W_OK)
