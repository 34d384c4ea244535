"""`assistant corpus`: what lies in the corpus folder, and whether it can be read."""

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import BadInput, UnreadableFile
from assistant.interfaces.cli.options import CorpusOption, counted, emit, settings_from
from assistant.render.safe_text import safe_line
from assistant.render.terminal import surveys_text
from assistant.survey import Survey

if TYPE_CHECKING:
    from assistant.corpus.folder import Corpus, SurveyFolder

FOUND_PROBLEMS = 1
# What a reader is entitled to ask of every survey, and the key of survey.yaml that says it.
DISCLOSURE = {
    "sponsor": "who paid",
    "fieldwork_by": "who did the fieldwork",
    "field_dates": "when",
    "mode": "how people were asked",
    "sample_size": "how many",
    "weighting": "how it was weighted",
}
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")  # spaces and signs in "My Report (2024)"

app = typer.Typer(
    name="corpus",
    help="Check, list and add the surveys of the corpus folder.",
    rich_markup_mode=None,
    no_args_is_help=False,
)


@app.command("list")
def list_surveys(corpus: CorpusOption = None) -> None:
    """List the surveys of the corpus folder, one a line."""
    emit(surveys_text(_scan(settings_from(corpus=corpus).corpus).surveys))


@app.command("check")
def check_corpus(corpus: CorpusOption = None) -> None:
    """Read every file of the corpus and say what cannot be read, and what is not stated.

    The exit code is 1 if any file cannot be read.
    """
    settings = settings_from(corpus=corpus)
    found = _scan(settings.corpus)
    problems = len(found.stray)
    for folder in found.folders:
        problems += _report_folder(folder, largest_bytes=settings.largest_file_mb * 1_000_000)
    for stray in found.stray:
        emit(_problem_line(stray.source, stray.reason))
    emit(f"{counted(len(found.folders), 'survey')}, {counted(problems, 'problem')}")
    if problems:
        raise typer.Exit(FOUND_PROBLEMS)


@app.command("add")
def add_survey(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A report, or a folder of them.")],
    survey: Annotated[
        str | None,
        typer.Option("--survey", metavar="ID", help="The new folder's name; else that of PATH."),
    ] = None,
    corpus: CorpusOption = None,
) -> None:
    """Copy a report, or a folder of them, into the corpus as a survey of its own."""
    settings = settings_from(corpus=corpus)
    if not path.exists():
        raise BadInput(f"{path}: no such file or folder")
    name = survey_id(survey or (path.stem if path.is_file() else path.resolve().name))
    target = settings.corpus / name
    if target.exists():
        raise BadInput(f"{target}: there already; name another one with --survey")
    _copy_whole(path, target)
    emit(f"added {target}; run `assistant index` to answer from it")
    folder = next(f for f in _scan(settings.corpus).folders if f.survey.id == name)
    if _report_folder(folder, largest_bytes=settings.largest_file_mb * 1_000_000):
        raise typer.Exit(FOUND_PROBLEMS)


def survey_id(name: str) -> str:
    """A folder's name out of a file's.

    >>> survey_id("My Report (2024)")
    'my-report-2024'
    """
    made = _NOT_IN_AN_ID.sub("-", name.lower()).strip("-")
    if not made:
        raise BadInput(f"{name!r} makes no folder name; name one with --survey")
    return made


def _copy_whole(path: Path, target: Path) -> None:
    """Copy into a hidden folder and rename it, so that no half of a survey is ever indexed."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=target.parent) as scratch:
            copy = Path(scratch) / target.name
            if path.is_dir():
                shutil.copytree(path, copy)
            else:
                copy.mkdir()
                shutil.copy2(path, copy / path.name)
            copy.rename(target)
    except (OSError, shutil.Error) as error:
        reason = getattr(error, "strerror", None) or "some of its files cannot be copied"
        raise BadInput(f"{path}: {reason.lower()}") from error


def _scan(directory: Path) -> "Corpus":
    from assistant.corpus.folder import scan_corpus

    return scan_corpus(directory)


def _report_folder(folder: "SurveyFolder", *, largest_bytes: int) -> int:
    """Print one survey's report and return how many problems it has."""
    from assistant.findings.tables import read_checked

    problems = [_problem_line(problem.source, problem.reason) for problem in folder.problems]
    for file in folder.files:
        try:
            read_checked(file, survey=folder.survey, largest_bytes=largest_bytes)
        except UnreadableFile as error:
            problems.append(_problem_line(file.source, error.reason))
    emit(f"{safe_line(folder.survey.id)}: {counted(len(folder.files), 'file')}{_gaps(folder)}")
    for problem in problems:
        emit(problem)
    return len(problems)


def _gaps(folder: "SurveyFolder") -> str:
    unknown = [words for key, words in DISCLOSURE.items() if not _stated(folder.survey, key)]
    return f"; not stated: {', '.join(unknown)}" if unknown else ""


def _stated(survey: Survey, key: str) -> bool:
    return getattr(survey, key) not in ("", None)


def _problem_line(source: str, reason: str) -> str:
    return safe_line(f"PROBLEM {source}: {reason}")
