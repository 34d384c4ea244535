"""All that bears on a sentence of a draft, gathered from prose, tables and respondents' answers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.findings.finding import Finding
from assistant.index.embeddings import Vectors
from assistant.index.store import Index
from assistant.request import Draft
from assistant.survey import Survey
from assistant.verify.bearing.found import Found
from assistant.verify.bearing.passages import SourceSentence
from assistant.verify.bearing.sources import Sources
from assistant.verify.claims import SaidSentence

Embed = Callable[[Sequence[str]], Vectors]
Cell = tuple[Finding, float]


class Gathered:
    """What bears on one sentence: sentences of the corpus, and findings of every grade.

    `counted` are the computed findings most like it, with their cosines: they say which of the
    respondents' questions are near. `found` is worked out when it is first asked for, since most
    sentences need none of it.
    """

    def __init__(
        self,
        sources: tuple[SourceSentence, ...],
        find: Callable[[], Iterable[Found]],
        counted: tuple[Cell, ...] = (),
    ) -> None:
        self.sources = sources
        self.counted = counted
        self._find = find

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """The findings of the sentences, and of published tables."""
        return tuple(self._find())


class Gatherer:
    """Looks things up in one build of the index."""

    def __init__(self, index: Index, embed: Embed) -> None:
        self.index = index
        self._embed = embed
        self._sources = Sources(index)

    def vectors(self, sentences: Sequence[SaidSentence]) -> dict[str, Vectors]:
        """The sentences' texts with their vectors, embedded together."""
        texts = list(dict.fromkeys(s.text for s in sentences))
        return dict(zip(texts, self._embed(texts), strict=True)) if texts else {}

    def gather(self, said: SaidSentence, vector: Vectors, draft: Draft) -> Gathered:
        """What bears on a sentence, in the surveys that the draft is limited to."""
        sources = self._sources.near(said.text, vector, surveys=draft.surveys)

        def find() -> Iterable[Found]:
            near = self._sources.cells_near(vector, surveys=draft.surveys)
            return self._found(sources, near)

        return Gathered(
            sources, find, counted=self._sources.counted_near(vector, surveys=draft.surveys)
        )

    def cited(self, findings: Sequence[Finding]) -> Gathered:
        """The findings that an answer cites, and nothing else."""
        sources = self._sources.cited(findings)
        cells = [(finding, 1.0) for finding in findings if not finding.passage]
        return Gathered(sources, lambda: self._found(sources, cells))

    def around(self, sources: Sequence[SourceSentence]) -> tuple[Found, ...]:
        """All findings of the passages of some sentences, each as like as its passage's likest."""
        whole: dict[str, SourceSentence] = {}
        for source in sources:
            known = whole.get(source.passage.id)
            if known is None or known.similarity < source.similarity:
                whole[source.passage.id] = source
        sentences = [
            replace(source, number=number)
            for source in whole.values()
            for number in range(len(source.passage.sentences))
        ]
        return tuple(self._found(sentences, ()))

    def _found(self, sources: Sequence[SourceSentence], cells: Sequence[Cell]) -> Iterator[Found]:
        """The findings of the sentences and tables that are near a claim, each once."""
        seen = set[str]()
        for source in sources:
            for finding in source.findings:
                if finding.id not in seen:
                    seen.add(finding.id)
                    yield Found(
                        finding=finding,
                        similarity=source.similarity,
                        sentence=source.text,
                        passage=source.context,
                        survey=self._surveys[finding.survey],
                        dated_otherwise=source.years_of_others(finding),
                    )
        for finding, similarity in cells:
            yield Found(
                finding=finding,
                similarity=similarity,
                sentence=finding.evidence.quote,
                survey=self._surveys[finding.survey],
            )

    @cached_property
    def _surveys(self) -> dict[str, Survey]:
        return {survey.id: survey for survey in self.index.surveys}
