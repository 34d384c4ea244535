"""What an answer may be made of: what retrieval found for a question, best first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assistant.answer.answer import Withheld
from assistant.answer.draft import Draft
from assistant.findings.finding import Finding, Passage
from assistant.methodology.fact import KnownFact
from assistant.retrieve.query import Query
from assistant.retrieve.responses.computing import Outcome
from assistant.survey import Survey


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A passage that may hold the answer.

    `similarity` is the cosine of question and passage; `sentence_similarities` are those of the
    question and each of the passage's sentences. `chances` has a probability a sentence that it
    answers the question, as the trained judge sees it; it is empty where nobody judged.
    `findings` are those that stand in the passage.
    """

    passage: Passage
    similarity: float
    sentence_similarities: tuple[float, ...]
    findings: tuple[Finding, ...] = ()
    chances: tuple[float, ...] = ()

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The passage's sentences as they stand."""
        start = self.passage.start
        return tuple(self.passage.text[a - start : b - start] for a, b in self.passage.sentences)

    @cached_property
    def findings_by_sentence(self) -> tuple[tuple[Finding, ...], ...]:
        """The findings of each sentence, in their order."""
        return tuple(
            tuple(
                sorted(
                    (f for f in self.findings if start <= f.statement.start < end),
                    key=lambda f: f.statement.start,
                )
            )
            for start, end in self.passage.sentences
        )

    @property
    def chances_or_likeness(self) -> tuple[float, ...]:
        """How probably each sentence answers the question; its likeness where nobody judged."""
        return self.chances or tuple(max(0.0, s) for s in self.sentence_similarities)

    @property
    def best_similarity(self) -> float:
        """The cosine of the question and the sentence most like it."""
        return max(self.sentence_similarities, default=self.similarity)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellCandidate:
    """A finding that stands in no prose, and how like the question it is."""

    finding: Finding
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A question with all that may answer it. `surveys` are those that the rest comes from.

    `facts` is what is known of how each of them was made, where the question asks for that.
    `cells` are of published tables. `counted` were computed when the index was built: they tell
    what respondents were asked, and are computed anew for the people whom a question is about.
    `searched` counts the passages that were searched: the more there are, the likelier is one that
    only looks like an answer. `computed` is what respondents' answers come to, where a statistic
    over them was asked for. `plain` is the built-in answerer's draft, for a language model to put
    into other words; `sent_back` are its sentences that were not borne out, with the reasons.
    """

    query: Query
    candidates: tuple[Candidate, ...] = ()
    cells: tuple[CellCandidate, ...] = ()
    counted: tuple[CellCandidate, ...] = ()
    surveys: tuple[Survey, ...] = ()
    facts: Mapping[str, tuple[KnownFact, ...]] = field(default_factory=dict)
    searched: int = 10
    computed: Outcome | None = None
    minimum_base: int = 30
    marked_base: int = 100
    plain: Draft | None = None
    sent_back: tuple[Withheld, ...] = ()

    def survey(self, id: str) -> Survey:
        """The survey of that id; one of which nothing but the id is known where it is missing."""
        return next((s for s in self.surveys if s.id == id), Survey(id=id))
