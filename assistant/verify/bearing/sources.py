"""What of the corpus bears on a claim: the sentences and the findings of tables nearest to it."""

import re
from collections.abc import Sequence
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from assistant.findings.finding import Finding
from assistant.index.embeddings import Vectors
from assistant.index.store import Index
from assistant.verify.bearing.passages import SourcePassage, SourceSentence

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NEAREST = 12  # sentences by meaning, and as many by words
NEAREST_WITH_FIGURE = 6  # and sentences that print one of the claim's numbers
NEAREST_CELLS = 20  # findings of tables by meaning
NEAREST_COUNTED = 200  # findings computed from responses, which say what questions are near
MOST_KEPT = 5_000  # passages whose tokens are kept


class Sources:
    """The corpus as the checker looks things up in it; what is tokenised once is kept."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._passages: dict[int, SourcePassage] = {}
        self._masks: dict[tuple[str, ...], tuple[npt.NDArray[np.bool_], ...]] = {}

    def near(
        self, text: str, vector: Vectors, *, surveys: tuple[str, ...] = ()
    ) -> tuple[SourceSentence, ...]:
        """The sentences of the corpus that are most like a claim, by meaning and by words."""
        if not len(self.index.sentence_of):
            return ()
        meaning = self.index.sentence_vectors @ vector
        words = self.index.sentence_words.scores(text)
        if surveys:
            allowed = self._mask(surveys)[0]
            meaning, words = np.where(allowed, meaning, -1.0), np.where(allowed, words, -1.0)
        chosen = dict.fromkeys(
            (
                *_top(meaning, NEAREST),
                *_top(words, NEAREST),
                *self._with_its_figures(text, meaning),
            )
        )
        kept = [i for i in chosen if meaning[i] > -1.0]
        return tuple(self._sentence(i, float(meaning[i])) for i in kept)

    def cited(self, findings: Sequence[Finding]) -> tuple[SourceSentence, ...]:
        """The sentences that findings of prose stand in, with those findings only."""
        sentences = dict.fromkeys(
            (f.passage, self._source_number(f)) for f in findings if f.passage
        )
        own = {id: tuple(f for f in findings if f.passage == id) for id, _ in sentences}
        sources = {
            id: SourcePassage(self.index.passage(id), partial(tuple[Finding, ...], own[id]))
            for id in own
        }
        return tuple(
            SourceSentence(source=sources[id], number=number, similarity=1.0)
            for id, number in sentences
        )

    def _source_number(self, finding: Finding) -> int:
        passage = SourcePassage(self.index.passage(finding.passage), tuple)
        return passage.number_of(finding.statement.start)

    def cells_near(
        self, vector: Vectors, *, surveys: tuple[str, ...] = ()
    ) -> tuple[tuple[Finding, float], ...]:
        """The findings of published tables most like a claim, with their similarity."""
        if not len(self._cells):
            return ()
        meaning = np.where(self._is_counted, -1.0, self._cell_vectors @ vector)
        if surveys:
            meaning = np.where(self._mask(surveys)[1], meaning, -1.0)
        findings = self.index.findings
        return tuple(
            (findings[int(self._cells[i])], float(meaning[i]))
            for i in _top(meaning, NEAREST_CELLS)
            if meaning[i] > -1.0
        )

    def counted_near(
        self, vector: Vectors, *, surveys: tuple[str, ...] = ()
    ) -> tuple[tuple[Finding, float], ...]:
        """The findings computed from responses that are most like a claim."""
        if not len(self._cells):
            return ()
        meaning = np.where(self._is_counted, self._cell_vectors @ vector, -1.0)
        if surveys:
            meaning = np.where(self._mask(surveys)[1], meaning, -1.0)
        findings = self.index.findings
        return tuple(
            (findings[int(self._cells[i])], float(meaning[i]))
            for i in _top(meaning, NEAREST_COUNTED)
            if meaning[i] > -1.0
        )

    @cached_property
    def _is_counted(self) -> npt.NDArray[np.bool_]:
        counted = {responses.source for responses in self.index.responses}
        sources = self.index.findings.column("source")
        return np.array([sources[i] in counted for i in self._cells], dtype=bool)

    def _with_its_figures(self, text: str, meaning: npt.NDArray[np.float32]) -> list[int]:
        """The nearest of the sentences that print a number of the claim."""
        rows = {row for n in NUMBER.findall(text) for row in self._rows_of_number.get(n, ())}
        nearest = sorted(rows, key=lambda row: (-float(meaning[row]), row))
        return nearest[:NEAREST_WITH_FIGURE]

    @cached_property
    def _rows_of_number(self) -> dict[str, list[int]]:
        """Number as printed → the sentences that print it."""
        rows: dict[str, list[int]] = {}
        passages = self.index.passages
        for row, (position, number) in enumerate(self.index.sentence_of.tolist()):
            passage = passages[position]
            start, end = passage.sentences[number]
            sentence = passage.text[start - passage.start : end - passage.start]
            for printed in dict.fromkeys(NUMBER.findall(sentence)):
                rows.setdefault(printed, []).append(row)
        return rows

    @cached_property
    def _cells(self) -> npt.NDArray[np.intp]:
        passages = self.index.findings.column("passage")
        return np.array([i for i, p in enumerate(passages) if not p], dtype=np.intp)

    @cached_property
    def _cell_vectors(self) -> Vectors:
        vectors: Vectors = np.asarray(self.index.finding_vectors)[self._cells]
        return vectors

    def _mask(self, surveys: tuple[str, ...]) -> tuple[npt.NDArray[np.bool_], ...]:
        """Which sentences, and which cells, belong to the surveys named."""
        if surveys not in self._masks:
            wanted = frozenset(surveys)
            passages = np.array([s in wanted for s in self.index.passages.column("survey")])
            cells = self.index.findings.column("survey")
            self._masks[surveys] = (
                passages[self.index.sentence_of[:, 0]],
                np.array([cells[i] in wanted for i in self._cells], dtype=bool),
            )
        return self._masks[surveys]

    def _sentence(self, row: int, similarity: float) -> SourceSentence:
        position, number = (int(n) for n in self.index.sentence_of[row])
        return SourceSentence(source=self._passage(position), number=number, similarity=similarity)

    def _passage(self, position: int) -> SourcePassage:
        if position not in self._passages:
            if len(self._passages) >= MOST_KEPT:
                self._passages.clear()
            passage = self.index.passages[position]
            self._passages[position] = SourcePassage(
                passage, partial(self.index.findings_of, passage.id)
            )
        return self._passages[position]


def _top(scores: npt.NDArray[np.floating], k: int) -> list[int]:
    """The positions of the k highest scores, best first, ties by position."""
    if len(scores) > k:
        chosen = np.argpartition(-scores, k)[: k + 1]
        chosen = np.sort(chosen)
    else:
        chosen = np.arange(len(scores))
    return [int(i) for i in chosen[np.argsort(-scores[chosen], kind="stable")][:k]]
