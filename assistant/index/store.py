"""The index as a reader opens it: surveys, passages, findings, words and vectors of one build."""

import json
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

from assistant.corpus.responses.questionnaire import Responses
from assistant.errors import IndexDamaged, IndexMissing, UnknownSurvey
from assistant.findings.finding import Finding, Passage
from assistant.index.builds import (
    FORMAT,
    Hold,
    Manifest,
    complete_builds,
    current_id,
    read_manifest,
    reading,
)
from assistant.index.chroma import FOLDER as CHROMA
from assistant.index.chroma import ChromaRows, run_child
from assistant.index.context.stored import StoredContext
from assistant.index.embeddings import Vectors
from assistant.index.respondents.stored import read_responses
from assistant.index.rows import FINDINGS_FILE, PASSAGES_FILE, Rows, decode, read_rows, schema_of
from assistant.index.vectors import (
    Near,
    Positions,
    SearchRows,
    StoredVectors,
    search_exactly,
    search_rows,
)
from assistant.index.words import WordIndex
from assistant.methodology.fact import KnownFact
from assistant.methodology.known import counted, described
from assistant.methodology.stored import FACTS_FILE, FactsBySurvey, read_all, read_facts
from assistant.survey import Survey

SURVEYS_FILE = "surveys.json"
PASSAGE_WORDS = "words.passages"
SENTENCE_WORDS = "words.sentences"
FINDING_WORDS = "words.findings"
SCHEMA = schema_of(Passage, Finding, Survey, Responses)

# Up to here, going through every vector takes a few hundredths of a second and finds exactly the
# nearest; Chroma would save most of that, and take seconds to minutes to open.
CHROMA_FROM = 200_000
TRIES = 10

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarities:
    """How like a question everything is (cosines), aligned with the index's own order."""

    passages: npt.NDArray[np.float32]
    sentences: npt.NDArray[np.float32]
    findings: npt.NDArray[np.float32]


def spread_like(
    cosines: npt.NDArray[np.float32], others: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Cosines in their own order, with the mean and the standard deviation of others.

    >>> [round(c, 2) for c in spread_like(np.array([0.8, 0.9]), np.array([0.5, 0.1])).tolist()]
    [0.1, 0.5]
    """
    if not len(cosines):
        return cosines
    apart = (cosines - cosines.mean()) / max(float(cosines.std()), 1e-6)
    spread: npt.NDArray[np.float32] = apart * others.std() + others.mean()
    return spread


class Index:
    """One build, held until `close`. Nothing is read before it is asked for."""

    def __init__(
        self,
        folder: Path,
        *,
        manifest: Manifest,
        held: Hold | None = None,
        chroma_from: int = CHROMA_FROM,
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self._held = held
        self._chroma_from = chroma_from
        self._facts: dict[str, tuple[KnownFact, ...]] = {}
        self.stored = StoredVectors(folder)
        self.context = StoredContext(folder)

    @property
    def corpus_version(self) -> str:
        """The same for the same corpus read by the same reader and model; changes otherwise."""
        return self.manifest.corpus_version

    @property
    def is_current(self) -> bool:
        """Whether no newer build has taken this one's place."""
        try:
            return current_id(self.folder.parent.parent) == self.manifest.id
        except (IndexMissing, IndexDamaged):
            return True

    @cached_property
    def surveys(self) -> tuple[Survey, ...]:
        """Every survey, in the corpus's order."""
        path = self.folder / SURVEYS_FILE
        with reading(path):
            said = json.loads(path.read_text(encoding="utf-8"))
            return tuple(decode(Survey, s) for s in said)

    def survey(self, id: str) -> Survey:
        """The survey of that id; UnknownSurvey when the index holds none."""
        for survey in self.surveys:
            if survey.id == id:
                return survey
        raise UnknownSurvey(id, [s.id for s in self.surveys])

    @cached_property
    def responses(self) -> tuple[Responses, ...]:
        """The respondents' answers of every survey that has them, ready to be counted."""
        return read_responses(self.folder)

    @cached_property
    def passages(self) -> Rows[Passage]:
        """Every passage, in the corpus's order."""
        return read_rows(self.folder / PASSAGES_FILE, Passage)

    @cached_property
    def findings(self) -> Rows[Finding]:
        """Every finding, in the corpus's order."""
        return read_rows(self.folder / FINDINGS_FILE, Finding)

    def facts_of(self, survey: str) -> tuple[KnownFact, ...]:
        """What is known of how a survey was made, from its description first, then its texts."""
        if survey not in self._facts:
            answers = [counted(r) for r in self.responses if r.survey == survey]
            told = self._told.get(survey, ())
            self._facts[survey] = (*described(self.survey(survey)), *answers, *told)
        return self._facts[survey]

    @cached_property
    def _told(self) -> FactsBySurvey:
        """What the texts tell; read out of them again where an older build has not kept it."""
        path = self.folder / FACTS_FILE
        with reading(path):
            kept = read_facts(path)
        return kept if kept is not None else read_all(self.passages)

    def passage(self, id: str) -> Passage:
        """The passage of that id; KeyError when there is none."""
        passage: Passage = self.passages[self.passages.position(id)]
        return passage

    def finding(self, id: str) -> Finding:
        """The finding of that id; KeyError when there is none."""
        finding: Finding = self.findings[self.findings.position(id)]
        return finding

    def findings_of(self, passage_id: str) -> tuple[Finding, ...]:
        """The findings that stand in a passage, in their order."""
        return self.findings.having("passage", passage_id)

    @property
    def vectors(self) -> Vectors:
        """The vector of every different text; `similarities` says whose each is."""
        return self.stored.vectors

    @cached_property
    def passage_vectors(self) -> Vectors:
        """One row a passage."""
        return self.vectors[self.stored.places.passages]

    @cached_property
    def sentence_vectors(self) -> Vectors:
        """One row a sentence; `sentence_of` says whose."""
        return self.vectors[self.stored.places.sentences]

    @cached_property
    def finding_vectors(self) -> Vectors:
        """One row a finding; those of one sentence share its vector."""
        return self.vectors[self.stored.places.findings]

    @property
    def sentence_of(self) -> Positions:
        """A line a sentence: its passage's position and its number in that passage."""
        return self.stored.places.sentence_of

    def similarities(self, vector: Vectors, chosen: Vectors | None = None) -> Similarities:
        """The cosine between a question's unit vector and everything there is, in one go.

        `chosen` is the question's vector by the settings' model. Its cosines are moved and
        stretched to the mean and the spread of the shipped model's, which weights are fitted to.
        """
        every, places = self.vectors @ vector, self.stored.places
        if chosen is not None:
            every = spread_like(self.stored.searched @ chosen, every)
        return Similarities(
            passages=every[places.passages],
            sentences=every[places.sentences],
            findings=every[places.findings],
        )

    @cached_property
    def word_index(self) -> WordIndex:
        """The words of every passage, with the heading it stands under."""
        return WordIndex(self.folder / PASSAGE_WORDS, len(self.passages))

    @cached_property
    def sentence_words(self) -> WordIndex:
        """The words of every sentence, in the order of `sentence_of`."""
        return WordIndex(self.folder / SENTENCE_WORDS, len(self.sentence_of))

    @cached_property
    def finding_words(self) -> WordIndex:
        """The words of every finding."""
        return WordIndex(self.folder / FINDING_WORDS, len(self.findings))

    @cached_property
    def search_rows(self) -> SearchRows:
        """The passages and findings that `nearest` searches."""
        return search_rows(self.passages, self.findings, self.stored.places)

    def nearest(self, vector: Vectors, k: int, *, surveys: Collection[str] = ()) -> Sequence[Near]:
        """The k passages and findings most like a question's unit vector, best first.

        The vector is by the model that the index was built with.
        """
        if len(self.search_rows.ids) >= self._chroma_from and self._chroma is not None:
            return self._chroma.nearest(vector, k=k, surveys=surveys)
        return search_exactly(self.search_rows, self.stored.searched @ vector, k=k, surveys=surveys)

    @cached_property
    def _chroma(self) -> ChromaRows | None:
        try:
            run_child("probe", self.folder)
            return ChromaRows(self.folder / CHROMA, self.search_rows)
        except IndexDamaged as problem:
            log.warning("%s; every vector is compared instead, which is exact and slower", problem)
            return None

    def close(self) -> None:
        """Let the build go: a builder may clear it away once it is no longer current."""
        if self._held:
            self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_index(directory: Path, *, chroma_from: int = CHROMA_FROM) -> Index:
    """The build that answers now; it stays whole until the index is closed, whatever is built.

    Where its files are damaged, the last good build answers and a warning is logged.

    Raises:
        IndexMissing: Nothing has been built in `directory`.
        IndexDamaged: No build is whole.
    """
    for _ in range(TRIES):
        id = current_id(directory)
        try:
            return _open_held(directory, id, chroma_from=chroma_from)
        except IndexDamaged as problem:
            if id != current_id(directory):
                continue  # switched meanwhile, and the old one cleared away
            return _open_last_good(directory, problem, chroma_from=chroma_from)
    raise IndexDamaged(f"{directory}: builds follow each other too fast to open one; try again")


def _open_held(directory: Path, id: str, *, chroma_from: int) -> Index:
    folder = directory / "builds" / id
    held = Hold(folder)
    try:
        return open_build(folder, held=held, chroma_from=chroma_from)
    except IndexDamaged:
        held.close()
        raise


def _open_last_good(directory: Path, problem: IndexDamaged, *, chroma_from: int) -> Index:
    for id in complete_builds(directory):
        try:
            index = _open_held(directory, id, chroma_from=chroma_from)
        except IndexDamaged:
            continue
        log.warning("%s; the build before it answers until then", problem)
        return index
    raise problem


def open_build(folder: Path, *, held: Hold | None = None, chroma_from: int = CHROMA_FROM) -> Index:
    """A build by its folder; IndexDamaged unless its files have the sizes that were written."""
    manifest = read_manifest(folder)
    if (manifest.format, manifest.schema) != (FORMAT, SCHEMA):
        raise IndexDamaged(f"{folder}: built by another version; run `assistant index`")
    for file in manifest.files:
        path = folder / file.name
        if not path.is_file() or path.stat().st_size != file.size:
            raise IndexDamaged(f"{path}: missing or cut short; run `assistant index`")
    return Index(folder, manifest=manifest, held=held, chroma_from=chroma_from)
