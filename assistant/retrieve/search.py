"""Hybrid search: vectors and words, fused by rank."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.findings.finding import Finding, Passage
from assistant.index.embeddings import Vectors
from assistant.index.store import Index
from assistant.index.vectors import finding_text
from assistant.retrieve.hit import Hit

Scores = npt.NDArray[np.float32]
RANKS_FLATTENED = 60  # the constant of reciprocal rank fusion (Cormack et al., 2009)


class Searcher:
    """Ranks the passages and findings of one build for a question."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def rank(
        self, question: str, vector: Vectors, *, surveys: Sequence[str] = (), k: int = 10
    ) -> tuple[Hit, ...]:
        """The `k` passages and findings that bear most on a question."""
        scored: list[tuple[float, Passage | Finding]] = [
            *((s, p) for p, s in self.passages(question, vector, surveys=surveys, k=k)),
        ]
        return tuple(
            Hit(
                rank=n,
                id=found.id,
                survey=found.survey,
                source=found.source if isinstance(found, Passage) else found.evidence.source,
                kind="passage" if isinstance(found, Passage) else "finding",
                score=score,
                text=found.text if isinstance(found, Passage) else finding_text(found),
            )
            for n, (score, found) in enumerate(scored[:k], 1)
        )

    def passages(
        self, question: str, vector: Vectors, *, surveys: Sequence[str] = (), k: int
    ) -> list[tuple[Passage, float]]:
        """The `k` passages that bear most on a question, best first, with their scores."""
        alike = self.index.similarities(vector)
        best = np.full(len(self.index.passages), -1.0, dtype=np.float32)
        np.maximum.at(best, self.index.sentence_of[:, 0], alike.sentences)
        scores = _fused([alike.passages, best, self.index.word_index.scores(question)])
        scores = np.where(self._allowed(self.index.passages.column("survey"), surveys), scores, -1)
        order = np.argsort(-scores, kind="stable")[:k]
        return [(self.index.passages[i], float(scores[i])) for i in order if scores[i] >= 0]

    def cells(
        self, vector: Vectors, *, surveys: Sequence[str] = (), k: int
    ) -> list[tuple[Finding, float]]:
        """The `k` findings of tables most like a question, best first, with their cosines."""
        positions = self._cells
        allowed = self._allowed(self.index.findings.column("survey"), surveys)[positions]
        positions = positions[allowed]
        cosines = self.index.finding_vectors[positions] @ vector
        order = np.argsort(-cosines, kind="stable")[:k]
        return [(self.index.findings[int(positions[i])], float(cosines[i])) for i in order]

    @cached_property
    def _cells(self) -> npt.NDArray[np.int64]:
        passages = self.index.findings.column("passage")
        return np.array([n for n, p in enumerate(passages) if not p], dtype=np.int64)

    def _allowed(self, of: Sequence[str], surveys: Sequence[str]) -> npt.NDArray[np.bool_]:
        if not surveys:
            return np.ones(len(of), dtype=np.bool_)
        return np.isin(np.array(of), list(surveys))


def _fused(signals: Sequence[Scores]) -> Scores:
    total = np.zeros_like(signals[0], dtype=np.float32)
    for signal in signals:
        ranks = np.empty(len(signal), dtype=np.float32)
        ranks[np.argsort(-signal, kind="stable")] = np.arange(len(signal))
        total += 1 / (RANKS_FLATTENED + ranks)
    return total
