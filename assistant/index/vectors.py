"""The vectors of every text that is embedded, each text once, in our own files; and their search.

A passage is one row of the search. Findings of one survey with the same text are one row, named
by the first.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from assistant.findings.finding import Finding, Passage
from assistant.index.builds import reading
from assistant.index.embeddings import DIMENSIONS, PIECE_DIMENSIONS, Pieces, Vectors
from assistant.index.rows import FINDINGS_FILE, PASSAGES_FILE, Rows, read_rows

Positions = npt.NDArray[np.int32]
RowKind = Literal["passage", "finding"]

VECTORS_FILE = "vectors.npy"
DIGESTS_FILE = "vectors.sha256.npy"
CHOSEN_FILE = "vectors.chosen.npy"
PLACES_FILE = "vectors.places.npz"
PIECES_FILE = "pieces.npy"
PIECE_ENDS_FILE = "pieces.ends.npy"


def digest_of(text: str) -> bytes:
    """What a text is known by: its sha256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def sentence_texts(passage: Passage) -> list[str]:
    """The sentences of a passage, as they stand in it.

    >>> two = Passage(id="p", survey="s", source="f", locator="paragraph 1", start=10, end=22,
    ...               text="It is. Isn't", sentences=((10, 16), (17, 22)))
    >>> sentence_texts(two)
    ['It is.', "Isn't"]
    """
    return [passage.text[a - passage.start : b - passage.start] for a, b in passage.sentences]


def finding_text(finding: Finding) -> str:
    """What a finding is embedded and searched as: its sentence, or its cell in words.

    A published cell's words are its measure, the people, the wave and the figure.
    """
    if finding.grade != "table":
        return finding.evidence.quote
    said = finding.statement
    parts = [said.measure.text, said.population.text, said.wave or "", said.figure.text]
    return ", ".join(part for part in parts if part) or finding.evidence.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Which row of the vectors belongs to which passage, sentence and finding.

    `sentence_of` has a line a sentence: the passage's position and the sentence's number in it.
    """

    passages: Positions
    sentences: Positions
    sentence_of: Positions
    findings: Positions


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The different texts of an index, in order of first appearance, and where each is used."""

    texts: tuple[str, ...]
    digests: tuple[bytes, ...]
    places: Places

    @property
    def in_pieces(self) -> frozenset[int]:
        """The positions of the sentences and findings: a passage's pieces are its sentences'."""
        return frozenset([*self.places.sentences.tolist(), *self.places.findings.tolist()])


def collect_texts(passages: Sequence[Passage], findings: Sequence[Finding]) -> Texts:
    """Every text to embed, once each: passages, then their sentences, then findings."""
    row_of: dict[bytes, int] = {}
    texts: list[str] = []

    def row(text: str) -> int:
        digest = digest_of(text)
        if digest not in row_of:
            row_of[digest] = len(texts)
            texts.append(text)
        return row_of[digest]

    of_passages = [row(p.text) for p in passages]
    sentences = [
        (i, n, row(text))
        for i, p in enumerate(passages)
        for n, text in enumerate(sentence_texts(p))
    ]
    of_findings = [row(finding_text(f)) for f in findings]
    places = Places(
        passages=np.array(of_passages, dtype=np.int32),
        sentences=np.array([s[2] for s in sentences], dtype=np.int32),
        sentence_of=np.array([s[:2] for s in sentences], dtype=np.int32).reshape(-1, 2),
        findings=np.array(of_findings, dtype=np.int32),
    )
    return Texts(texts=tuple(texts), digests=tuple(row_of), places=places)


class StoredVectors:
    """The vectors of a build, read from its folder when they are first looked at."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def vectors(self) -> Vectors:
        """One row a text, by the shipped model."""
        rows: Vectors = self._mapped(VECTORS_FILE)
        return rows

    @cached_property
    def searched(self) -> Vectors:
        """One row a text, by the model that questions are compared by."""
        if not (self._folder / CHOSEN_FILE).exists():
            return self.vectors
        rows: Vectors = self._mapped(CHOSEN_FILE)
        return rows

    @cached_property
    def pieces(self) -> Pieces:
        """One row a word piece, text by text; `piece_ends` says whose."""
        rows: Pieces = self._mapped(PIECES_FILE)
        return rows

    def _mapped(self, name: str) -> Any:
        """A file's rows, mapped: only what is looked at is read."""
        path = self._folder / name
        with reading(path):
            mapped = np.load(path, mmap_mode="r", allow_pickle=False)
            return mapped.view(np.ndarray)  # as a memmap, every step through it is slower

    @cached_property
    def piece_ends(self) -> npt.NDArray[np.int64]:
        """Where the word pieces of each text end; the next one's begin there."""
        path = self._folder / PIECE_ENDS_FILE
        with reading(path):
            ends: npt.NDArray[np.int64] = np.load(path, allow_pickle=False)
            return ends

    def pieces_of(self, row: int) -> Pieces:
        """The word pieces of a text; none where it is only a passage's."""
        return self.pieces[self.piece_ends[row - 1] if row else 0 : self.piece_ends[row]]

    @cached_property
    def places(self) -> Places:
        """Which row is whose."""
        path = self._folder / PLACES_FILE
        with reading(path), np.load(path, allow_pickle=False) as file:
            return Places(**{name: file[name] for name in Places.__slots__})

    def known(self) -> dict[bytes, int]:
        """The row of every text, by the text's sha256."""
        digests = np.load(self._folder / DIGESTS_FILE, allow_pickle=False)
        return {bytes(d): i for i, d in enumerate(digests)}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVectors:
    """What is kept of every text: its vector and, unless it is only a passage's, its pieces'.

    `chosen` are the vectors by the settings' model, where that is not the shipped one.
    """

    vectors: Vectors
    pieces: list[Pieces]
    chosen: Vectors | None = None

    @property
    def searched(self) -> Vectors:
        """The vectors that questions are compared with."""
        return self.vectors if self.chosen is None else self.chosen

    @property
    def all_pieces(self) -> Pieces:
        """The word pieces of one text after the other."""
        return np.concatenate([np.empty((0, PIECE_DIMENSIONS), dtype=np.int8), *self.pieces])


def write_vectors(folder: Path, texts: Texts, kept: TextVectors) -> None:
    """Write the files that `StoredVectors` reads."""
    np.save(folder / VECTORS_FILE, kept.vectors, allow_pickle=False)
    if kept.chosen is not None:
        np.save(folder / CHOSEN_FILE, kept.chosen, allow_pickle=False)
    np.save(folder / PIECES_FILE, kept.all_pieces, allow_pickle=False)
    ends = np.cumsum([len(p) for p in kept.pieces], dtype=np.int64)
    np.save(folder / PIECE_ENDS_FILE, ends, allow_pickle=False)
    digests = np.frombuffer(b"".join(texts.digests), dtype=np.uint8).reshape(-1, 32)
    np.save(folder / DIGESTS_FILE, digests, allow_pickle=False)
    places = {name: getattr(texts.places, name) for name in Places.__slots__}
    np.savez(folder / PLACES_FILE, **places)


def carry_over(texts: Texts, before: StoredVectors | None) -> tuple[TextVectors, list[int]]:
    """What an earlier build has of the texts, and the positions of those that are to be embedded.

    A text that was only a passage's and is a sentence now is embedded again, for its pieces.
    """
    size = len(texts.texts)
    vectors = np.zeros((size, DIMENSIONS), dtype=np.float32)
    pieces = [np.empty((0, PIECE_DIMENSIONS), dtype=np.int8)] * size
    kept = TextVectors(vectors=vectors, pieces=pieces)
    if before is None:
        return kept, list(range(size))
    known = before.known()
    in_pieces = texts.in_pieces
    missing = []
    for i, digest in enumerate(texts.digests):
        row = known.get(digest, -1)
        if row >= 0:
            vectors[i] = before.vectors[row]
            pieces[i] = before.pieces_of(row) if i in in_pieces else pieces[i]
        if row < 0 or (i in in_pieces and not len(pieces[i])):
            missing.append(i)
    return kept, missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A passage or finding near a question; `score` is the cosine of the angle between them."""

    id: str
    kind: RowKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRows:
    """The rows that are searched: whose each is, and where its vector stands."""

    ids: tuple[str, ...]
    kinds: tuple[RowKind, ...]
    surveys: tuple[str, ...]
    vectors: Positions

    def near(self, row: int, score: float) -> Near:
        """A row as it is given to whoever searched."""
        return Near(id=self.ids[row], kind=self.kinds[row], score=score)


def search_rows(passages: Rows[Passage], findings: Rows[Finding], places: Places) -> SearchRows:
    """The rows of a build: its passages, then its findings with each text once a survey."""
    firsts: dict[tuple[str, int], int] = {}
    surveys = findings.column("survey")
    for position, vector in enumerate(places.findings.tolist()):
        firsts.setdefault((surveys[position], vector), position)
    chosen = list(firsts.values())
    kinds: list[RowKind] = ["passage"] * len(passages)
    kinds += ["finding"] * len(chosen)
    return SearchRows(
        ids=(*passages.column("id"), *(findings.column("id")[i] for i in chosen)),
        kinds=tuple(kinds),
        surveys=(*passages.column("survey"), *(surveys[i] for i in chosen)),
        vectors=np.concatenate([places.passages, places.findings[chosen]]),
    )


def read_search_rows(build: Path) -> tuple[SearchRows, Vectors]:
    """The rows of a build and every vector that is searched, from its folder."""
    passages = read_rows(build / PASSAGES_FILE, Passage)
    findings = read_rows(build / FINDINGS_FILE, Finding)
    stored = StoredVectors(build)
    return search_rows(passages, findings, stored.places), stored.searched


def search_exactly(
    rows: SearchRows,
    similarities: npt.NDArray[np.float32],
    *,
    k: int,
    surveys: Collection[str] = (),
) -> Sequence[Near]:
    """The k rows most like a question, best first; `similarities` has a number a vector."""
    scores = similarities[rows.vectors]
    if surveys:
        wanted = frozenset(surveys)
        scores = np.where([s in wanted for s in rows.surveys], scores, -np.inf)
    if not 0 < k < len(scores):
        among = np.arange(len(scores))
    else:  # sorting all of them would take as long as comparing them
        among = np.flatnonzero(scores >= np.partition(scores, -k)[-k])
    top = among[np.argsort(-scores[among], kind="stable")][:k]
    return [rows.near(int(i), float(scores[i])) for i in top if np.isfinite(scores[i])]
