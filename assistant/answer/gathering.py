"""Gathers what may bear on a question, or on a sentence of a draft, as an answer takes it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import accumulate

import numpy as np

from assistant.answer.material import Candidate, CellCandidate, Material
from assistant.findings.finding import Finding, Passage
from assistant.index.embeddings import Embedded, Vectors
from assistant.index.store import Index
from assistant.judge.judge import Judging
from assistant.retrieve.query import Query, parse_question
from assistant.retrieve.responses.computing import Calculator, Outcome
from assistant.retrieve.responses.mapping import Catalog
from assistant.retrieve.responses.plan import Plan
from assistant.retrieve.search import Searcher
from assistant.settings import Settings

# Passages that an answer may be made of: so many, and of short ones as many more as it takes for
# that many sentences. Newspapers put each sentence in a paragraph of its own.
CANDIDATES, SENTENCES, MOST_CANDIDATES = 8, 30, 30
CELLS = 200  # findings of tables beside them


class Gathering:
    """Gathers over one build of the index; `judge` None leaves the sentences unjudged."""

    def __init__(
        self, index: Index, *, searcher: Searcher, judge: Judging | None, settings: Settings
    ) -> None:
        self._index = index
        self._searcher = searcher
        self._judge = judge
        self._settings = settings

    def gather(self, text: str, embedded: Embedded, *, surveys: Sequence[str] = ()) -> Material:
        """What retrieval finds for a text, in the surveys named or in all.

        Raises:
            UnknownSurvey: The index holds no such survey.
        """
        prose = self.gather_prose(text, embedded, surveys=surveys)
        query = prose.query
        find_cells = partial(self._searcher.cells, text, embedded, surveys=surveys, k=CELLS)
        cells, counted = find_cells(), find_cells(computed=True)
        named = dict.fromkeys(
            [*(s.id for s in prose.surveys), *(f.survey for f, _ in (*cells, *counted))]
        )
        return replace(
            prose,
            cells=tuple(CellCandidate(finding=f, similarity=s) for f, s in cells),
            counted=tuple(CellCandidate(finding=f, similarity=s) for f, s in counted),
            surveys=tuple(self._index.survey(id) for id in named),
            facts={id: self._index.facts_of(id) for id in named if query.topics},
            computed=self._computed(query, counted),
        )

    def gather_prose(
        self, text: str, embedded: Embedded, *, surveys: Sequence[str] = ()
    ) -> Material:
        """What retrieval finds for a text in passages alone; nothing is counted for it.

        Raises:
            UnknownSurvey: The index holds no such survey.
        """
        limited = [self._index.survey(id).id for id in surveys]
        ranked = _enough(
            self._searcher.passages(text, embedded, surveys=surveys, k=MOST_CANDIDATES)
        )
        named = dict.fromkeys([*limited, *(passage.survey for passage, _ in ranked)])
        return Material(
            query=parse_question(text),
            candidates=self._candidates(text, embedded.vector, ranked),
            surveys=tuple(self._index.survey(id) for id in named),
            searched=self._count_searched(surveys),
            minimum_base=self._settings.minimum_base,
            marked_base=self._settings.marked_base,
        )

    @cached_property
    def catalog(self) -> Catalog:
        """The respondents' questions that may be meant."""
        return Catalog(self._index.responses, self._index.surveys)

    @cached_property
    def calculator(self) -> Calculator:
        """What counts respondents' answers."""
        minimum = self._settings.minimum_base
        return Calculator(self._index.responses, self._index.surveys, minimum_base=minimum)

    def _computed(self, query: Query, counted: Sequence[tuple[Finding, float]]) -> Outcome | None:
        """What respondents' answers say to the question, where it is one that they answer."""
        if not counted or query.topic:
            return None
        mapped = self.catalog.map(query, counted)
        return self.calculator.attempt(mapped) if isinstance(mapped, Plan) else mapped

    def _count_searched(self, surveys: Sequence[str]) -> int:
        """How many passages there were to choose from."""
        if not surveys:
            return len(self._index.passages)
        of = self._index.passages.column("survey")
        return sum(map(set(surveys).__contains__, of))

    def _candidates(
        self, text: str, vector: Vectors, ranked: Sequence[tuple[Passage, float]]
    ) -> tuple[Candidate, ...]:
        """The passages with what is known of their sentences; all of them are judged together."""
        judged = self._judge.chances(text, vector, ranked) if self._judge else [()] * len(ranked)
        return tuple(
            replace(self._candidate(passage, vector), chances=chances)
            for (passage, _), chances in zip(ranked, judged, strict=True)
        )

    def _candidate(self, passage: Passage, vector: Vectors) -> Candidate:
        at = self._index.passages.position(passage.id)
        first = int(np.searchsorted(self._index.sentence_of[:, 0], at))
        sentences = self._index.sentence_vectors[first : first + len(passage.sentences)]
        return Candidate(
            passage=passage,
            similarity=float(self._index.passage_vectors[at] @ vector),
            sentence_similarities=tuple(float(s) for s in sentences @ vector),
            findings=self._index.findings_of(passage.id),
        )


def _enough(ranked: Sequence[tuple[Passage, float]]) -> Sequence[tuple[Passage, float]]:
    """The first passages that together have sentences enough to choose among."""
    sentences = accumulate(len(passage.sentences) for passage, _ in ranked)
    short = sum(so_far < SENTENCES for so_far in sentences)
    return ranked[: max(CANDIDATES, short + 1)]
