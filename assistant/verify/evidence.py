"""What of the corpus bears on a claim: source sentences laid beside it, and findings of tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.findings.finding import Evidence, Finding, Passage
from assistant.index.embeddings import Vectors
from assistant.index.store import Index
from assistant.verify.copies.alignment import Token, tokens_of

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NEAREST = 12  # sentences by meaning, and as many by words
NEAREST_WITH_FIGURE = 6  # and sentences that print one of the claim's numbers
NEAREST_CELLS = 20  # findings of tables by meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSentence:
    """A sentence of the corpus with its neighbours: a claim may be cut otherwise than its source.

    `tokens` are those of the sentence and its neighbours, offsets counted in the passage's text.
    """

    passage: Passage
    number: int
    similarity: float
    tokens: tuple[Token, ...]
    findings: tuple[Finding, ...]

    @property
    def context(self) -> str:
        """The passage up to and with the sentence, and the heading it stands under."""
        end = self.passage.sentences[self.number][1] - self.passage.start
        return f"{self.passage.heading} {self.passage.text[:end]}"

    @property
    def text(self) -> str:
        """The sentence itself."""
        start, end = self.passage.sentences[self.number]
        return self.passage.text[start - self.passage.start : end - self.passage.start]

    @property
    def own_findings(self) -> tuple[Finding, ...]:
        """The findings that were read out of the sentence itself."""
        start, end = self.passage.sentences[self.number]
        return tuple(f for f in self.findings if start <= f.statement.start < end)

    def finding_at(self, token: Token) -> Finding | None:
        """The finding that was read out of a figure of the source."""
        start = token.start + self.passage.start
        return next(
            (f for f in self.findings if f.statement.start <= start < f.statement.end), None
        )

    def evidence_at(self, token: Token) -> Evidence:
        """Where a figure of the source stands, whether or not it was read as a finding."""
        at = token.start + self.passage.start
        number = _number_of(self.passage, at)
        start, end = self.passage.sentences[number]
        return Evidence(
            source=self.passage.source,
            locator=f"{self.passage.locator}, sentence {number + 1}",
            quote=self.passage.text[start - self.passage.start : end - self.passage.start].strip(),
        )


class Sources:
    """The corpus as the checker looks things up in it; what is tokenised once is kept."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._tokens: dict[int, tuple[Token, ...]] = {}
        self._findings: dict[int, tuple[Finding, ...]] = {}
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
        sentences = dict[tuple[str, int], list[Finding]]()
        for finding in findings:
            if finding.passage:
                passage = self.index.passage(finding.passage)
                number = _number_of(passage, finding.statement.start)
                sentences.setdefault((passage.id, number), []).append(finding)
        cited = []
        for (id, number), own in sentences.items():
            passage = self.index.passage(id)
            cited.append(
                source_sentence(
                    passage,
                    number,
                    similarity=1.0,
                    tokens=tokens_of(passage.text),
                    findings=tuple(own),
                )
            )
        return tuple(cited)

    def cells_near(
        self, vector: Vectors, *, surveys: tuple[str, ...] = ()
    ) -> tuple[tuple[Finding, float], ...]:
        """The findings of tables most like a claim, with their similarity."""
        if not len(self._cells):
            return ()
        meaning = self._cell_vectors @ vector
        if surveys:
            meaning = np.where(self._mask(surveys)[1], meaning, -1.0)
        findings = self.index.findings
        return tuple(
            (findings[int(self._cells[i])], float(meaning[i]))
            for i in _top(meaning, NEAREST_CELLS)
            if meaning[i] > -1.0
        )

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
        passage = self.index.passages[position]
        if position not in self._tokens:
            self._tokens[position] = tokens_of(passage.text)
            self._findings[position] = self.index.findings_of(passage.id)
        return source_sentence(
            passage,
            number,
            similarity=similarity,
            tokens=self._tokens[position],
            findings=self._findings[position],
        )


def source_sentence(
    passage: Passage,
    number: int,
    *,
    similarity: float,
    tokens: Sequence[Token],
    findings: tuple[Finding, ...],
) -> SourceSentence:
    """A sentence of a passage with the tokens of its neighbours."""
    first = passage.sentences[max(0, number - 1)][0] - passage.start
    last = passage.sentences[min(len(passage.sentences) - 1, number + 1)][1] - passage.start
    return SourceSentence(
        passage=passage,
        number=number,
        similarity=similarity,
        tokens=tuple(t for t in tokens if first <= t.start < last),
        findings=findings,
    )


def _number_of(passage: Passage, at: int) -> int:
    """The number of the sentence that holds a character of the document."""
    return next((n for n, (s, e) in enumerate(passage.sentences) if s <= at < e), 0)


def _top(scores: npt.NDArray[np.floating], k: int) -> list[int]:
    """The positions of the k highest scores, best first, ties by position."""
    if len(scores) > k:
        chosen = np.argpartition(-scores, k)[: k + 1]
        chosen = np.sort(chosen)
    else:
        chosen = np.arange(len(scores))
    return [int(i) for i in chosen[np.argsort(-scores[chosen], kind="stable")][:k]]
