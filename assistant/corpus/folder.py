"""The corpus folder: which surveys lie in it, their files, and what is wrong with any of them.

One folder a survey; a document that lies in the corpus itself is a survey of its own, named after
the file. Nothing is parsed here, only listed and given its checksum.
"""

import hashlib
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from assistant.corpus.manifest import MANIFEST_NAMES, read_manifest, read_responses_url
from assistant.errors import BadManifest, CorpusError, UnreadableFile
from assistant.survey import Survey

FileKind = Literal["document", "tables", "responses"]

DOCUMENT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"}) | {
    ".pdf",
    ".docx",
}
TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm"})
RESPONSES_STEM = "responses"
RESPONSES_SUFFIXES = TABLE_SUFFIXES | {".parquet", ".sav", ".zsav", ".dta", ".sas7bdat"}
QUESTIONS_NAMES = frozenset({"questions.yaml", "questions.yml"})
# Formats that hold survey material and that we do not read, each with what to save it as.
OTHER_FORMATS = {
    ".doc": ".docx",
    ".rtf": ".docx",
    ".odt": ".docx",
    ".pages": ".docx",
    ".mht": ".html",
    ".mhtml": ".html",
    ".pptx": ".pdf",
    ".ppt": ".pdf",
    ".epub": ".html",
    ".xls": ".xlsx",
    ".xlsb": ".xlsx",
    ".ods": ".xlsx",
    ".numbers": ".xlsx",
}
OTHER_RESPONSES = {".por": ".sav", ".xpt": ".sas7bdat", ".rds": ".csv", ".rdata": ".csv"}
# Files about the folder rather than of the survey, by their names without the ending.
NOT_OF_THE_SURVEY = frozenset(
    {"readme", "license", "licence", "copying", "notice", "changelog", "questions"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFile:
    """A file of the corpus. `source` is `corpus/<survey>/<file>`, wherever the corpus lies."""

    survey: str
    source: str
    path: Path
    kind: FileKind
    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A file that cannot be used, and why in plain words."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsesFile:
    """Where a survey's responses are: in a file of its folder, or on an engine at a URL.

    `questions` is the questions.yaml beside it, if there is one. `digest` changes whenever any of
    the three does.
    """

    data: CorpusFile | None
    questions: Path | None
    url: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyFolder:
    """A survey, its files in order, and the checksum of its manifest (empty without one)."""

    survey: Survey
    files: tuple[CorpusFile, ...]
    manifest_sha256: str = ""
    problems: tuple[Problem, ...] = ()
    responses: ResponsesFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Every survey of a corpus folder, in natural order."""

    directory: Path
    folders: tuple[SurveyFolder, ...]
    stray: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, survey by survey, then what belongs to none."""
        return (*(p for folder in self.folders for p in folder.problems), *self.stray)

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """The surveys alone."""
        return tuple(folder.survey for folder in self.folders)


def scan_corpus(directory: Path) -> Corpus:
    """List the surveys of `directory` with their files; files that cannot be used are problems.

    Raises:
        CorpusError: There is no such folder, or it may not be read.
    """
    if not directory.is_dir():
        raise CorpusError(f"{directory}: no such folder; name the corpus with --corpus")
    root = directory.resolve()
    folders: list[SurveyFolder] = []
    lone: list[Path] = []
    stray: list[Problem] = []
    for entry in listed(directory):
        try:
            if _status(entry, root=root).is_directory:
                folders.append(_scan_folder(entry, root=root))
            elif _kind_of(entry) == "responses":
                stray.append(_homeless(entry))
            elif _kind_of(entry) is not None:
                lone.append(entry)
        except UnreadableFile as problem:
            stray.append(Problem(source=f"corpus/{entry.name}", reason=problem.reason))
    taken = {folder.survey.id for folder in folders}
    folders += _scan_lone(lone, root=root, taken=taken)
    folders.sort(key=lambda folder: natural_order(folder.survey.id))
    return Corpus(directory=directory, folders=tuple(folders), stray=tuple(stray))


def _homeless(path: Path) -> Problem:
    reason = f"respondents' answers need a folder of their own: corpus/<survey>/{path.name}"
    return Problem(source=f"corpus/{path.name}", reason=reason)


def listed(directory: Path) -> list[Path]:
    """What lies in a folder, in natural order, without hidden files.

    Raises:
        UnreadableFile: It may not be listed.
    """
    try:
        entries = [path for path in directory.iterdir() if not _is_hidden(path)]
    except OSError as error:
        raise UnreadableFile(directory, f"cannot be listed ({error.strerror})") from error
    return sorted(entries, key=lambda path: natural_order(path.name))


def natural_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts as people count: wave 2 before wave 10.

    >>> sorted(["wave 10", "Wave 2", "wave 1"], key=natural_order)
    ['wave 1', 'Wave 2', 'wave 10']
    """
    parts = re.split(r"([0-9]+)", name.casefold())
    ordered = ((1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts)
    return (*ordered, (0, 0, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Status:
    is_directory: bool
    size: int
    mtime_ns: int


def _status(path: Path, *, root: Path) -> _Status:
    """What a path leads to, refusing links out of the corpus and things that are not files."""
    try:
        target = path.resolve(strict=True)
        status = target.stat()
    except (OSError, RuntimeError) as error:
        raise UnreadableFile(path, "a link that leads nowhere; copy the file here") from error
    if path.is_symlink() and not target.is_relative_to(root):
        raise UnreadableFile(path, "a link that leads out of the corpus; copy the file here")
    is_directory = stat.S_ISDIR(status.st_mode)
    if not is_directory and not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(path, "not an ordinary file")
    return _Status(is_directory=is_directory, size=status.st_size, mtime_ns=status.st_mtime_ns)


def _is_hidden(path: Path) -> bool:
    return path.name.startswith((".", "~$", "__MACOSX")) or path.name.lower() in (
        "thumbs.db",
        "desktop.ini",
    )


def _kind_of(path: Path) -> FileKind | None:
    """What a file is read as; None for those that are not read.

    >>> [_kind_of(Path(name)) for name in ("article.MD", "toplines.csv", "README.md", "a.png")]
    ['document', 'tables', None, None]

    Raises:
        UnreadableFile: The format is known and not read; the reason says what to save it as.
    """
    suffix, stem = path.suffix.lower(), path.stem.lower()
    is_responses = stem == RESPONSES_STEM
    if is_responses and suffix in RESPONSES_SUFFIXES:
        return "responses"
    if stem in NOT_OF_THE_SURVEY:
        return None
    others = OTHER_FORMATS | OTHER_RESPONSES if is_responses else OTHER_FORMATS
    if suffix in others:
        raise UnreadableFile(path, f"{suffix} files are not read; save it as {others[suffix]}")
    if is_responses:
        return None
    if suffix in DOCUMENT_SUFFIXES:
        return "document"
    return "tables" if suffix in TABLE_SUFFIXES else None


@dataclass(slots=True)
class _Scan:
    """What has been found in a survey's folder so far."""

    survey: Survey
    manifest_sha256: str = ""
    url: str = ""
    questions: Path | None = None
    files: list[CorpusFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def _scan_folder(folder: Path, *, root: Path) -> SurveyFolder:
    scan = _Scan(survey=Survey(id=folder.name))
    for entry in listed(folder):
        source = f"corpus/{folder.name}/{entry.name}"
        try:
            _scan_entry(entry, scan, root=root, source=source)
        except UnreadableFile as problem:
            scan.problems.append(Problem(source=source, reason=problem.reason))
        except BadManifest as problem:
            scan.problems.append(Problem(source=source, reason=str(problem)))
    responses = _responses_of(scan, source=f"corpus/{folder.name}")
    return SurveyFolder(
        survey=scan.survey,
        files=tuple(file for file in scan.files if file.kind != "responses"),
        manifest_sha256=scan.manifest_sha256,
        problems=tuple(scan.problems),
        responses=responses,
    )


def _scan_entry(entry: Path, scan: _Scan, *, root: Path, source: str) -> None:
    if entry.name.lower() in MANIFEST_NAMES:
        _status(entry, root=root)
        scan.manifest_sha256 = checksum(entry)
        scan.survey = read_manifest(entry, survey=scan.survey.id)
        scan.url = read_responses_url(entry)
    elif entry.name.lower() in QUESTIONS_NAMES:
        _status(entry, root=root)
        if scan.questions is not None:
            raise UnreadableFile(entry, f"says again what {scan.questions.name} says; keep one")
        scan.questions = entry
    else:
        scan.files += _scan_file(entry, root=root, survey=scan.survey.id, source=source)


def _responses_of(scan: _Scan, *, source: str) -> ResponsesFile | None:
    """The survey's responses; more than one place to take them from is a problem."""
    files = [file for file in scan.files if file.kind == "responses"]
    places = [*(file.path.name for file in files), *([scan.url] if scan.url else [])]
    if len(places) > 1:
        reason = f"respondents' answers stand in {' and in '.join(places[:3])}; keep one of them"
        scan.problems.append(Problem(source=source, reason=reason))
        return None
    if not places:
        if scan.questions is not None:
            reason = "there is no responses file beside it that it could be about"
            where = f"{source}/{scan.questions.name}"
            scan.problems.append(Problem(source=where, reason=reason))
        return None
    data = files[0] if files else None
    questions = checksum(scan.questions) if scan.questions else ""
    parts = (data.sha256 if data else "", questions, scan.url)
    return ResponsesFile(
        data=data,
        questions=scan.questions,
        url=scan.url,
        digest=hashlib.sha256("\n".join(parts).encode()).hexdigest(),
    )


def _scan_file(path: Path, *, root: Path, survey: str, source: str) -> Iterator[CorpusFile]:
    status = _status(path, root=root)
    if status.is_directory:
        if any(_is_survey_material(inner) for inner in listed(path)):
            raise UnreadableFile(
                path, "a folder within a survey is not read; move its files up, beside survey.yaml"
            )
        return
    kind = _kind_of(path)
    if kind is None:
        return
    yield CorpusFile(
        survey=survey,
        source=source,
        path=path,
        kind=kind,
        size=status.size,
        mtime_ns=status.mtime_ns,
        sha256=checksum(path),
    )


def _is_survey_material(path: Path) -> bool:
    suffixes = DOCUMENT_SUFFIXES | RESPONSES_SUFFIXES
    return path.suffix.lower() in suffixes and not _is_hidden(path)


def _scan_lone(paths: list[Path], *, root: Path, taken: set[str]) -> list[SurveyFolder]:
    """Surveys made of single files; one whose name a folder has keeps its ending in its id."""
    by_survey: dict[str, list[Path]] = {}
    for path in paths:
        name = path.name if path.stem in taken else path.stem
        by_survey.setdefault(name, []).append(path)
    found = []
    for survey, members in by_survey.items():
        files: list[CorpusFile] = []
        problems = []
        for path in members:
            source = f"corpus/{path.name}"
            try:
                files += _scan_file(path, root=root, survey=survey, source=source)
            except UnreadableFile as problem:
                problems.append(Problem(source=source, reason=problem.reason))
        found.append(
            SurveyFolder(survey=Survey(id=survey), files=tuple(files), problems=tuple(problems))
        )
    return found


def checksum(path: Path) -> str:
    """The sha256 of a file's bytes.

    Raises:
        UnreadableFile: It may not be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(path, f"cannot be opened ({error.strerror})") from error
