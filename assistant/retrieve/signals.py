"""What speaks for a passage or a cell: how like a question it is, in meaning and in words."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from assistant.findings.stems import stop_words
from assistant.index.embeddings import Embedded, Pieces, Vectors
from assistant.index.store import Index, Similarities
from assistant.index.words import WordIndex
from assistant.retrieve.pieces import PieceReader

Scores = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

LIKELIEST = 50  # candidates whose word pieces are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """One row a candidate in each; the higher, the more it speaks for the candidate.

    `passage` and `sentence` are cosines: of the whole, and of its best sentence. `words` and
    `sentence_words` are BM25 scores as a part of the best one that anything has. `brevity` makes
    up for a long passage having more sentences to be best with. `pieces` is how near the question's
    word pieces come, for the likeliest by the others; the rest has the least that one of them has.
    """

    passage: Scores
    sentence: Scores
    words: Scores
    sentence_words: Scores
    brevity: Scores
    pieces: Scores

    def weighed(self, weights: Mapping[str, float]) -> Scores:
        """One score a candidate.

        >>> one = np.ones(1, dtype=np.float32)
        >>> signals = Signals(passage=one, sentence=one, words=0 * one, sentence_words=0 * one,
        ...                   brevity=-one, pieces=one)
        >>> some = {"passage": 2, "sentence": 3, "words": 1, "sentence_words": 1, "brevity": 1}
        >>> float(signals.weighed(some | {"pieces": 4})[0])
        8.0
        """
        parts = [np.float32(weights[f.name]) * getattr(self, f.name) for f in fields(self)]
        total: Scores = np.sum(parts, axis=0, dtype=np.float32)
        return total


def _read(name: str) -> Any:
    return yaml.safe_load((files("assistant.retrieve") / name).read_text(encoding="utf-8"))


@cache
def weights() -> Mapping[str, float]:
    """The fitted weight of each signal."""
    return {str(name): float(weight) for name, weight in _read("weights.yaml").items()}


@cache
def _asking() -> frozenset[str]:
    return frozenset(_read("asking.yaml")["words"])


def asked_about(question: str) -> str:
    """A question without the words that only ask; as it is where nothing else is left.

    >>> asked_about("Describe the trend in broadband use.")
    'the in broadband use.'
    >>> asked_about("Describe it, please")
    'it,'
    >>> asked_about("Please explain")
    'Please explain'
    """
    kept = [w for w in question.split() if w.strip(".,;:?!\"'()").casefold() not in _asking()]
    return " ".join(kept) or question


def asked_pieces(question: Embedded) -> Pieces:
    """The word pieces of a question that are of content; all of them where none is."""
    idle = stop_words() | _asking()
    kept = [n for n, word in enumerate(question.words) if word not in idle]
    return question.pieces[kept] if kept else question.pieces


class SignalReader:
    """Reads the signals of one build for one question after another."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def _first_sentences(self) -> npt.NDArray[np.intp]:
        owners = self._index.sentence_of[:, 0]
        return np.flatnonzero(np.diff(owners, prepend=-1))

    @cached_property
    def _with_sentences(self) -> npt.NDArray[np.int32]:
        owners: npt.NDArray[np.int32] = self._index.sentence_of[self._first_sentences, 0]
        return owners

    @cached_property
    def _brevity(self) -> Scores:
        size = len(self._index.passages)
        counts = np.bincount(self._index.sentence_of[:, 0], minlength=size)
        brevity: Scores = -np.log1p(np.maximum(counts, 1)).astype(np.float32)
        return brevity

    @cached_property
    def cells(self) -> npt.NDArray[np.int64]:
        """Where the findings stand that are in no passage: cells of tables, computed ones."""
        passages = self._index.findings.column("passage")
        return np.array([n for n, p in enumerate(passages) if not p], dtype=np.int64)

    @cached_property
    def _pieces(self) -> PieceReader:
        return PieceReader(self._index, self.cells)

    def read(
        self, question: str, embedded: Embedded, *, allowed: Mask, chosen: Vectors | None = None
    ) -> Signals:
        """The signals of every passage and then of every cell; `allowed` marks the candidates.

        `chosen` is the question's vector by the settings' model, where that is not the shipped one.
        """
        alike = self._index.similarities(embedded.vector, chosen)
        signals = self._read(question, alike, allowed=allowed)
        scores = np.where(allowed, signals.weighed(weights()), -np.inf)
        likeliest = np.argsort(-scores, kind="stable")[: min(LIKELIEST, int(allowed.sum()))]
        near = self._pieces.nearness(asked_pieces(embedded), likeliest.tolist())
        pieces = np.full(len(allowed), near.min() if near.size else 0, np.float32)
        pieces[likeliest] = near
        return replace(signals, pieces=pieces)

    def _read(self, question: str, alike: Similarities, *, allowed: Mask) -> Signals:
        wanted = asked_about(question)
        cells = alike.findings[self.cells]
        best = self._best(alike.sentences, otherwise=alike.passages)
        of_cells = _scores(self._index.finding_words, wanted, some=self.cells.size)[self.cells]
        words = self._index.word_index.scores(wanted)
        sentence_words = self._best(
            self._index.sentence_words.scores(wanted), otherwise=np.zeros_like(words)
        )
        return Signals(
            passage=np.concatenate([alike.passages, cells]),
            sentence=np.concatenate([best, cells]),
            words=_as_part(np.concatenate([words, of_cells]), allowed),
            sentence_words=_as_part(np.concatenate([sentence_words, of_cells]), allowed),
            brevity=np.concatenate([self._brevity, np.full(len(cells), -np.log(2.0))]).astype(
                np.float32
            ),
            pieces=np.zeros(len(allowed), dtype=np.float32),
        )

    def _best(self, of_sentences: Scores, *, otherwise: Scores) -> Scores:
        best = otherwise.copy()
        if len(of_sentences):
            best[self._with_sentences] = np.maximum.reduceat(of_sentences, self._first_sentences)
        return best


def _scores(words: WordIndex, question: str, *, some: int) -> Scores:
    return words.scores(question) if some else np.zeros(0, dtype=np.float32)


def _as_part(scores: Scores, allowed: Mask) -> Scores:
    highest = np.max(scores, where=allowed, initial=0.0)
    return scores / highest if highest > 0 else scores
