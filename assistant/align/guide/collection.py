"""The surveys that may be answered from, each with what was published or counted of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer.material import Candidate
from assistant.findings.finding import Finding, Passage
from assistant.index.embeddings import Embedded
from assistant.index.store import Index
from assistant.retrieve.search import Searcher
from assistant.survey import Survey

PASSAGES = 60  # that are looked through for all that there is on one matter
CELLS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """The surveys of an index; `only` limits them, empty for all."""

    index: Index
    searcher: Searcher
    embed: Callable[[Sequence[str]], Sequence[Embedded]]
    only: tuple[str, ...] = ()

    def limited(self, surveys: Sequence[str]) -> "Collection":
        """The collection with those surveys alone; with all of them where none is named."""
        return replace(self, only=tuple(surveys))

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """The surveys, in the corpus's order."""
        return tuple(s for s in self.index.surveys if not self.only or s.id in self.only)

    def survey(self, id: str) -> Survey:
        """The survey of that id."""
        return self.index.survey(id)

    def title(self, survey: Survey) -> str:
        """What a survey is called: its title, else its article's, else its folder's name."""
        passages = self.index.passages.having("survey", survey.id)
        heading = passages[0].heading if passages else ""
        return survey.title or heading or survey.id

    def texts(self, survey: Survey) -> tuple[Candidate, ...]:
        """The passages of a survey's articles in their order, held against no question."""
        return tuple(
            self._candidate(passage, cosines=(0.0,) * len(passage.sentences))
            for passage in self.index.passages.having("survey", survey.id)
        )

    def cells(self, survey: Survey) -> tuple[Finding, ...]:
        """The findings of a survey that stand in no text: cells of tables, and counted ones."""
        return tuple(f for f in self.index.findings.having("survey", survey.id) if not f.passage)

    def find(self, about: str) -> tuple[tuple[Candidate, ...], tuple[Finding, ...]]:
        """The passages and the cells that bear most on some words, best first."""
        (seen,) = self.embed([about])
        ranked = self.searcher.passages(about, seen, surveys=self.only, k=PASSAGES)
        cells = [
            *self.searcher.cells(about, seen, surveys=self.only, k=CELLS),
            *self.searcher.cells(about, seen, surveys=self.only, k=CELLS, computed=True),
        ]
        candidates = (self._alike(passage, seen) for passage, _ in ranked)
        return tuple(candidates), tuple(finding for finding, _ in cells)

    def _alike(self, passage: Passage, seen: Embedded) -> Candidate:
        at = self.index.passages.position(passage.id)
        first = int(self.index.sentence_of[:, 0].searchsorted(at))
        vectors = self.index.sentence_vectors[first : first + len(passage.sentences)]
        return self._candidate(passage, cosines=tuple(float(c) for c in vectors @ seen.vector))

    def _candidate(self, passage: Passage, *, cosines: tuple[float, ...]) -> Candidate:
        return Candidate(
            passage=passage,
            similarity=max(cosines, default=0.0),
            sentence_similarities=cosines,
            findings=self.index.findings_of(passage.id),
        )
