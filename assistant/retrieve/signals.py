"""What speaks for a passage or a cell: how like a question it is, in meaning and in words."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from assistant.index.embeddings import Vectors
from assistant.index.store import Index
from assistant.index.words import WordIndex

Scores = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """One row a candidate in each; the higher, the more it speaks for the candidate.

    `passage` and `sentence` are cosines: of the whole, and of its best sentence. `words` and
    `sentence_words` are BM25 scores as a part of the best one that anything has. `brevity` makes
    up for a long passage having more sentences to be best with.
    """

    passage: Scores
    sentence: Scores
    words: Scores
    sentence_words: Scores
    brevity: Scores

    def weighed(self, weights: Mapping[str, float]) -> Scores:
        """One score a candidate.

        >>> one = np.ones(1, dtype=np.float32)
        >>> signals = Signals(passage=one, sentence=one, words=0 * one, sentence_words=0 * one,
        ...                   brevity=-one)
        >>> equal = {"passage": 2, "sentence": 3, "words": 1, "sentence_words": 1, "brevity": 1}
        >>> float(signals.weighed(equal)[0])
        4.0
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

    def read(self, question: str, vector: Vectors, *, allowed: Mask) -> Signals:
        """The signals of every passage and then of every cell; `allowed` marks the candidates."""
        alike, wanted = self._index.similarities(vector), asked_about(question)
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
