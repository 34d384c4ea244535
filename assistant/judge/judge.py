"""Judges the sentences of one build of the index for one question after another."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from assistant.findings.finding import Passage
from assistant.index.context.encoding import ContextReader, load_reader
from assistant.index.embeddings import Vectors
from assistant.index.store import Index
from assistant.index.vectors import sentence_texts
from assistant.judge.chances import Fitted, load_fitted
from assistant.judge.signals import Found, signals_of

Ranked = Sequence[tuple[Passage, float]]


class Judging(Protocol):
    """What judges sentences: the shipped judge, or one of the settings."""

    def chances(self, question: str, vector: Vectors, ranked: Ranked) -> list[tuple[float, ...]]:
        """A probability for each sentence of the passages that were found, in their order.

        `vector` is the shipped model's of the question.
        """


class Judge:
    """Says of each sentence how probably it answers a question.

    Nothing is loaded before the first question. The model and its weights are the project's
    unless others are given.
    """

    def __init__(
        self, index: Index, *, reader: ContextReader | None = None, fitted: Fitted | None = None
    ) -> None:
        self._index = index
        self._reader = reader
        self._fitted = fitted

    def chances(self, question: str, vector: Vectors, ranked: Ranked) -> list[tuple[float, ...]]:
        """A probability for each sentence of the passages that were found, in their order.

        `vector` is the published model's of the question. The sentences compete, so all the
        passages that may answer it belong in one call.
        """
        found = self.found(question, vector, ranked)
        reader = self._reader or load_reader()
        signals = signals_of(question, reader.question(question), found)
        chances = iter((self._fitted or load_fitted()).chances(signals).tolist())
        return [tuple(next(chances) for _ in f.sentences) for f in found]

    def found(self, question: str, vector: Vectors, ranked: Ranked) -> list[Found]:
        """The passages with what the index knows of them for a question."""
        index = self._index
        words = index.sentence_words.scores(question)
        best = max((score for _, score in ranked), default=0.0)
        found = []
        for passage, score in ranked:
            at = index.passages.position(passage.id)
            first = int(np.searchsorted(index.sentence_of[:, 0], at))
            rows = slice(first, first + len(passage.sentences))
            found.append(
                Found(
                    sentences=tuple(sentence_texts(passage)),
                    context=index.context.read(at),
                    similarity=float(index.passage_vectors[at] @ vector),
                    similarities=index.sentence_vectors[rows] @ vector,
                    words=words[rows],
                    behind=score - best,
                )
            )
        return found
