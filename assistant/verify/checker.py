"""The checker: a draft, or a drafted answer, held against the source data. No model judges."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.findings.finding import Finding
from assistant.index.embeddings import Vectors
from assistant.index.store import Index
from assistant.request import Draft
from assistant.survey import Survey
from assistant.verify.bearing.passages import SourceSentence
from assistant.verify.bearing.recount import YEAR, Recount
from assistant.verify.bearing.sources import Sources
from assistant.verify.check import Check, Claim
from assistant.verify.claims import SaidFigure, SaidSentence, read_sentences
from assistant.verify.copies.cells import says_cell
from assistant.verify.copies.copy import FULL_COPY, copies_of
from assistant.verify.facets.comparison import Comparison, Found, compare, judge, right_figure
from assistant.verify.facets.phrases import Phrases
from assistant.verify.judgements import Judgement, decide
from assistant.verify.verdicts import claim_of, joined, quoted
from assistant.verify.wording import contradictions_of, with_twins

Embed = Callable[[Sequence[str]], Vectors]
DRAFTS_AT_ONCE = 64


class Checker:
    """Checks texts against one build of the index."""

    def __init__(self, index: Index, embed: Embed, recount: Recount) -> None:
        self.index = index
        self._recount = recount
        self._embed = embed
        self._sources = Sources(index)
        self._phrases = Phrases(embed)

    def check_text(self, text: str, *, id: str = "", surveys: Sequence[str] = ()) -> Check:
        """Every claim of a text, held against the surveys named, or all."""
        return next(self.check_all([Draft(text=text, id=id, surveys=tuple(surveys))]))

    def check_all(self, drafts: Sequence[Draft]) -> Iterator[Check]:
        """The checks of the drafts, in order; read and embedded together."""
        for start in range(0, len(drafts), DRAFTS_AT_ONCE):
            batch = drafts[start : start + DRAFTS_AT_ONCE]
            read = read_sentences([draft.text for draft in batch])
            vectors = self._vectors([s for sentences in read for s in sentences if s.figures])
            for draft, sentences in zip(batch, read, strict=True):
                claims = tuple(self._claim(s, vectors.get(s.text), draft) for s in sentences)
                yield Check(id=draft.id, claims=claims)

    def check_sentence(self, sentence: str, *, cited: Sequence[Finding]) -> Claim:
        """One drafted sentence, which the findings that it cites must bear out by themselves."""
        sources = self._sources.cited(cited)
        for source in sources:
            if source.has(sentence):
                return quoted(sentence, source.evidence)
        for finding in cited:
            if says_cell(sentence, finding):
                return quoted(sentence, finding.evidence)
        (read,) = read_sentences([sentence])
        cells = [(finding, 1.0) for finding in cited if not finding.passage]
        claims = [
            claim_of(said, self._judge(said, sources, cells) if said.figures else ())
            for said in read
        ]
        return joined(sentence, claims)

    def _vectors(self, sentences: Sequence[SaidSentence]) -> dict[str, Vectors]:
        texts = list(dict.fromkeys(s.text for s in sentences))
        return dict(zip(texts, self._embed(texts), strict=True)) if texts else {}

    def _claim(self, said: SaidSentence, vector: Vectors | None, draft: Draft) -> Claim:
        if vector is None:
            return claim_of(said, ())
        sources = self._sources.near(said.text, vector, surveys=draft.surveys)
        near = self._sources.cells_near(vector, surveys=draft.surveys)
        years = sorted(set(YEAR.findall(draft.text)))
        cells = self._recount.cells(
            said, near, years=years if len(years) == 1 else (), surveys=draft.surveys
        )
        return claim_of(said, self._judge(said, sources, cells))

    def _judge(
        self,
        said: SaidSentence,
        sources: Sequence[SourceSentence],
        cells: Sequence[tuple[Finding, float]],
    ) -> list[Judgement]:
        copied = [copy.judge() for copy in copies_of(said, sources)]
        itself = contradictions_of(said)
        found = list(self._found(sources, cells))
        decided: list[Judgement] = []
        for number, figure in enumerate(said.figures):
            own = [j for j in (judged[number] for judged in copied) if j is not None]
            first = decide(own)
            if first.verdict == "verified" and first.strength >= FULL_COPY:
                decided.append(first)
                continue
            bearing = (self._bearing(figure, said.text, f) for f in found)
            held = [f for f in bearing if f is not None]
            compared = [c for f in held if (c := compare(figure.statement, f)) is not None]
            like = judge(figure.statement, compared, phrases=self._phrases)
            against = [itself[number]] if number in itself else []
            decided.append(_with_right_figure(decide(own, [*like, *against]), compared))
        return with_twins(said, decided)

    def _bearing(self, figure: SaidFigure, sentence: str, found: Found) -> Found | None:
        finding = self._recount.bearing(figure, sentence, found.finding)
        return None if finding is None else replace(found, finding=finding)

    def _found(
        self, sources: Sequence[SourceSentence], cells: Sequence[tuple[Finding, float]]
    ) -> Iterator[Found]:
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
                        survey=self._survey(finding),
                    )
        for finding, similarity in cells:
            yield Found(
                finding=finding,
                similarity=similarity,
                sentence=finding.evidence.quote,
                survey=self._survey(finding),
            )

    def _survey(self, finding: Finding) -> Survey:
        return self._surveys[finding.survey]

    @cached_property
    def _surveys(self) -> dict[str, Survey]:
        return {survey.id: survey for survey in self.index.surveys}


def _with_right_figure(judged: Judgement, compared: Sequence[Comparison]) -> Judgement:
    """A judgement about the wrong people, with the figure for the right ones where it is known."""
    if judged.reason not in ("population", "narrower", "wider") or judged.expected:
        return judged
    right = right_figure(compared)
    return judged if right is None else replace(judged, expected=right.statement.figure.text)
