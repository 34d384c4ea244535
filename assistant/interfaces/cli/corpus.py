"""`assistant corpus`: what lies in the corpus folder, and whether it can be read."""

import re
import shutil
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import BadInput, BadQuestionnaire, UnreadableFile
from assistant.interfaces.cli.options import CorpusOption, counted, emit, settings_from
from assistant.render.safe_text import safe_line
from assistant.render.terminal import surveys_text
from assistant.survey import Survey

if TYPE_CHECKING:
    from assistant.corpus.folder import Corpus, SurveyFolder

FOUND_PROBLEMS = 1
NARROWEST, WIDEST = 80, 160  # columns of a terminal that a table is fitted to
# What a reader is entitled to ask of every survey, and the key of survey.yaml that says it.
DISCLOSURE = {
    "sponsor": "who paid",
    "fieldwork_by": "who did the fieldwork",
    "field_dates": "when",
    "mode": "how people were asked",
    "sample_size": "how many",
    "weighting": "how it was weighted",
}


class Kind(StrEnum):
    """What a file is read as."""

    responses = "responses"
    tables = "tables"
    document = "document"


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
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A file, or a folder of them.")],
    survey: Annotated[
        str | None,
        typer.Option("--survey", metavar="ID", help="The new folder's name; else that of PATH."),
    ] = None,
    read_as: Annotated[
        Kind | None,
        typer.Option("--as", help="What a file is; without it, its shape decides."),
    ] = None,
    corpus: CorpusOption = None,
) -> None:
    """Copy a file, or a folder of them, into the corpus as a survey of its own.

    Respondents' answers get a draft of questions.yaml, and may be added to a survey that has none.
    """
    settings = settings_from(corpus=corpus)
    largest_bytes = settings.largest_file_mb * 1_000_000
    if not path.exists():
        raise BadInput(f"{path}: no such file or folder")
    name = survey_id(survey or (path.stem if path.is_file() else path.resolve().name))
    target = settings.corpus / name
    if path.is_file() and _are_responses(path, read_as):
        _add_responses(path, target, largest_bytes=largest_bytes)
    elif target.exists():
        raise BadInput(f"{target}: there already; name another one with --survey")
    else:
        _copy_whole(path, target, name=_name_for(path, read_as))
        emit(f"added {target}; run `assistant index` to answer from it")
    folder = next(f for f in _scan(settings.corpus).folders if f.survey.id == name)
    if _report_folder(folder, largest_bytes=largest_bytes, is_new=True):
        raise typer.Exit(FOUND_PROBLEMS)


def _are_responses(path: Path, read_as: Kind | None) -> bool:
    from assistant.corpus.folder import RESPONSES_SUFFIXES
    from assistant.corpus.responses.files.shape import looks_like_responses

    if read_as is None:
        return looks_like_responses(path)
    if read_as is Kind.responses and path.suffix.lower() not in RESPONSES_SUFFIXES:
        known = ", ".join(sorted(RESPONSES_SUFFIXES))
        raise BadInput(f"{path}: responses are read from {known}; save it as one of them")
    return read_as is Kind.responses


def _name_for(path: Path, read_as: Kind | None) -> str:
    """The file's name in its folder, where `responses` and `questions` are kept for others."""
    if path.is_file() and read_as is not None and path.stem.lower() in ("responses", "questions"):
        return f"{'toplines' if read_as is Kind.tables else 'article'}{path.suffix}"
    return path.name


def _add_responses(path: Path, target: Path, *, largest_bytes: int) -> None:
    """Put responses and a draft of their questions.yaml into a folder, both of them or neither."""
    from assistant.corpus.folder import scan_corpus
    from assistant.corpus.responses.drafting import draft_questions
    from assistant.corpus.responses.prepare import prepare
    from assistant.render.stats.understood import responses_text

    if target.exists() and any(target.glob("responses.*")):
        raise BadInput(f"{target}: has responses already; name another survey with --survey")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=target.parent) as scratch:
            copy = Path(scratch) / "corpus" / target.name
            copy.mkdir(parents=True)
            shutil.copy2(path, copy / f"responses{path.suffix.lower()}")
            written = target / "questions.yaml"
            if written.exists():
                shutil.copy2(written, copy / written.name)
            folder = scan_corpus(copy.parent).folders[0]
            ready = prepare(folder, store=Path(scratch) / "store", largest_bytes=largest_bytes)
            if not written.exists():
                draft = draft_questions(ready)
                (copy / written.name).write_text(draft, encoding="utf-8")
            _move_into(copy, target)
    except (OSError, shutil.Error) as error:
        reason = getattr(error, "strerror", None) or "it cannot be copied"
        raise BadInput(f"{path}: {reason.lower()}") from error
    emit(f"added {target}; look through {target / 'questions.yaml'}, then run `assistant index`")
    width = shutil.get_terminal_size((100, 24)).columns
    emit(responses_text(ready, width=min(max(width, NARROWEST), WIDEST)))


def _move_into(copy: Path, target: Path) -> None:
    if not target.exists():
        copy.rename(target)
        return
    for file in sorted(copy.iterdir(), reverse=True):  # responses come first, for they are the new
        file.replace(target / file.name)


def survey_id(name: str) -> str:
    """A folder's name out of a file's.

    >>> survey_id("My Report (2024)")
    'my-report-2024'
    """
    made = _NOT_IN_AN_ID.sub("-", name.lower()).strip("-")
    if not made:
        raise BadInput(f"{name!r} makes no folder name; name one with --survey")
    return made


def _copy_whole(path: Path, target: Path, *, name: str) -> None:
    """Copy into a hidden folder and rename it, so that no half of a survey is ever indexed."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=target.parent) as scratch:
            copy = Path(scratch) / target.name
            if path.is_dir():
                shutil.copytree(path, copy)
            else:
                copy.mkdir()
                shutil.copy2(path, copy / name)
            copy.rename(target)
    except (OSError, shutil.Error) as error:
        reason = getattr(error, "strerror", None) or "some of its files cannot be copied"
        raise BadInput(f"{path}: {reason.lower()}") from error


def _scan(directory: Path) -> "Corpus":
    from assistant.corpus.folder import scan_corpus

    return scan_corpus(directory)


def _report_folder(folder: "SurveyFolder", *, largest_bytes: int, is_new: bool = False) -> int:
    """Print one survey's report and return how many problems it has.

    What was understood of a new one's responses was said already.
    """
    from assistant.findings.tables import read_checked

    problems = [_problem_line(problem.source, problem.reason) for problem in folder.problems]
    for file in folder.files:
        try:
            read_checked(file, survey=folder.survey, largest_bytes=largest_bytes)
        except UnreadableFile as error:
            problems.append(_problem_line(file.source, error.reason))
    lines: list[str] = []
    if folder.responses is not None:
        try:
            lines = _responses_lines(folder, largest_bytes=largest_bytes)
        except UnreadableFile as error:
            problems.append(_problem_line(_responses_source(folder), error.reason))
        except BadQuestionnaire as error:
            problems.append(safe_line(f"PROBLEM {error}"))
    files = len(folder.files) + (folder.responses is not None)
    emit(f"{safe_line(folder.survey.id)}: {counted(files, 'file')}{_gaps(folder)}")
    for line in () if is_new else lines:
        emit(f"  {safe_line(line)}")
    for problem in problems:
        emit(problem)
    return len(problems)


def _responses_source(folder: "SurveyFolder") -> str:
    data = folder.responses.data if folder.responses else None
    return data.source if data else f"corpus/{folder.survey.id}"


def _responses_lines(folder: "SurveyFolder", *, largest_bytes: int) -> list[str]:
    """What the responses hold, and what of it was inferred."""
    from assistant.corpus.responses.prepare import prepare

    with tempfile.TemporaryDirectory(prefix="assistant-") as scratch:
        responses = prepare(folder, store=Path(scratch), largest_bytes=largest_bytes)
    questionnaire = responses.questionnaire
    weight = questionnaire.design.weight
    people = f"{counted(responses.respondents, 'respondent')}, " if responses.respondents else ""
    name = Path(responses.source).name if people else "responses on an engine"
    return [
        f"{name}: {people}{counted(len(questionnaire.questions), 'question')}, "
        f"{f'weighted by {weight}' if weight else 'not weighted'}",
        *(f"inferred: {line}" for line in responses.inferred),
    ]


def _gaps(folder: "SurveyFolder") -> str:
    unknown = [words for key, words in DISCLOSURE.items() if not _stated(folder.survey, key)]
    return f"; not stated: {', '.join(unknown)}" if unknown else ""


def _stated(survey: Survey, key: str) -> bool:
    return getattr(survey, key) not in ("", None)


def _problem_line(source: str, reason: str) -> str:
    return safe_line(f"PROBLEM {source}: {reason}")
