"""Hybrid search: passages and cells by meaning and by words, under fitted weights."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.findings.finding import Finding, Passage
from assistant.index.chosen.embedding import ChosenModel
from assistant.index.embeddings import Embedded, Vectors
from assistant.index.store import Index
from assistant.index.vectors import finding_text
from assistant.retrieve.hit import Hit
from assistant.retrieve.signals import Mask, Scores, SignalReader, weights


class Searcher:
    """Ranks the passages and findings of one build for a question.

    Findings of prose stand in passages and are found through them; cells of tables are ranked
    beside the passages. Of equals, the first in the corpus's order comes first. `chosen` is the
    embedding model that the index was built with, where that is not the shipped one.
    """

    def __init__(self, index: Index, chosen: ChosenModel | None = None) -> None:
        self.index = index
        self._signals = SignalReader(index)
        self._chosen = chosen
        self._last: tuple[str, Vectors] | None = None

    def rank(
        self, question: str, embedded: Embedded, *, surveys: Sequence[str] = (), k: int = 10
    ) -> tuple[Hit, ...]:
        """The `k` passages and findings that bear most on a question.

        Only what belongs to `surveys` is considered where any are named.
        """
        scores, allowed = self._scored(question, embedded, self._allowed(surveys))
        order = _best(scores, allowed, k)
        return tuple(self._hit(int(i), float(scores[i]), rank=n) for n, i in enumerate(order, 1))

    def passages(
        self, question: str, embedded: Embedded, *, surveys: Sequence[str] = (), k: int
    ) -> list[tuple[Passage, float]]:
        """The `k` passages that bear most on a question, best first, with their scores.

        They are held against each other only: a question put to respondents may have thousands of
        cells, which are no reason to look less closely at what is written.
        """
        size = len(self.index.passages)
        is_passage = np.arange(len(self._survey_of)) < size
        scores, allowed = self._scored(question, embedded, self._allowed(surveys) & is_passage)
        order = _best(scores[:size], allowed[:size], k)
        return [(self.index.passages[int(i)], float(scores[i])) for i in order]

    def cells(
        self,
        question: str,
        embedded: Embedded,
        *,
        surveys: Sequence[str] = (),
        k: int,
        computed: bool = False,
    ) -> list[tuple[Finding, float]]:
        """The `k` findings of tables most like a question, best first, with their cosines.

        With `computed`, those that were computed from responses. The cosines are the shipped
        model's, whichever finds.
        """
        positions = self._signals.cells
        if not positions.size:
            return []
        cosines = self.index.finding_vectors[positions] @ embedded.vector
        chosen = self._by_chosen(question)
        alike = cosines
        if chosen is not None:
            stored = self.index.stored
            alike = stored.searched[stored.places.findings[positions]] @ chosen
        allowed = self._allowed(surveys)[len(self.index.passages) :]
        order = _best(alike, allowed & (self._is_computed == computed), k)
        return [(self.index.findings[int(positions[i])], float(cosines[i])) for i in order]

    def _scored(self, question: str, embedded: Embedded, allowed: Mask) -> tuple[Scores, Mask]:
        if not allowed.any():
            return np.zeros(len(allowed), dtype=np.float32), allowed
        chosen = self._by_chosen(question)
        signals = self._signals.read(question, embedded, allowed=allowed, chosen=chosen)
        return signals.weighed(weights()), allowed

    def _by_chosen(self, question: str) -> Vectors | None:
        """The question's vector by the settings' model; the last one is kept."""
        if self._chosen is None:
            return None
        if self._last is None or self._last[0] != question:
            self._last = (question, self._chosen.question(question))
        return self._last[1]

    @cached_property
    def _survey_of(self) -> npt.NDArray[np.str_]:
        findings = self.index.findings.column("survey")
        of_cells = [findings[i] for i in self._signals.cells]
        return np.array([*self.index.passages.column("survey"), *of_cells], dtype=np.str_)

    @cached_property
    def _is_computed(self) -> Mask:
        """Which cells were computed from responses and are in no published table."""
        counted = {responses.source for responses in self.index.responses}
        sources = self.index.findings.column("source")
        return np.array([sources[i] in counted for i in self._signals.cells], dtype=np.bool_)

    def _allowed(self, surveys: Sequence[str]) -> Mask:
        if not surveys:
            return np.ones(len(self._survey_of), dtype=np.bool_)
        return np.isin(self._survey_of, np.array(surveys, dtype=np.str_))

    def _hit(self, row: int, score: float, *, rank: int) -> Hit:
        size = len(self.index.passages)
        if row < size:
            passage: Passage = self.index.passages[row]
            return Hit(
                rank=rank,
                id=passage.id,
                survey=passage.survey,
                source=passage.source,
                kind="passage",
                score=score,
                text=passage.text,
            )
        finding: Finding = self.index.findings[int(self._signals.cells[row - size])]
        return Hit(
            rank=rank,
            id=finding.id,
            survey=finding.survey,
            source=finding.evidence.source,
            kind="finding",
            score=score,
            text=finding_text(finding),
        )


def _best(scores: Scores, allowed: Mask, k: int) -> npt.NDArray[np.intp]:
    order = np.argsort(np.where(allowed, -scores, np.inf), kind="stable")
    return order[: min(max(k, 0), int(allowed.sum()))]
