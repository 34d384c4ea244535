"""The checker: a draft, or a drafted answer, held against the source data. No model judges."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from assistant.findings.finding import Finding
from assistant.index.embeddings import Vectors
from assistant.index.store import Index
from assistant.request import Draft
from assistant.verify.check import Check, Claim
from assistant.verify.claims import SaidFigure, SaidSentence, read_sentences
from assistant.verify.copies import FULL_COPY, copies_of
from assistant.verify.evidence import Sources, SourceSentence
from assistant.verify.facets import (
    Comparison,
    Context,
    compare,
    coverage,
    is_comparable,
    judgement_of,
)
from assistant.verify.judgements import Judgement, decide
from assistant.verify.verdicts import claim_of, joined
from assistant.verify.wording import contradictions_of

Embed = Callable[[Sequence[str]], Vectors]
BEARS_ON = 0.55  # how like a finding must be to a claim to speak against it
BEARS_OUT = 0.6  # and to bear it out
LEAST_ALIKE, MOST_ALIKE = 0.35, 0.85  # cosines between which meaning is measured
DRAFTS_AT_ONCE = 64


class Checker:
    """Checks texts against one build of the index."""

    def __init__(self, index: Index, embed: Embed) -> None:
        self.index = index
        self._embed = embed
        self._sources = Sources(index)

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
                claims = tuple(
                    self._claim(s, vectors.get(s.text), draft.surveys) for s in sentences
                )
                yield Check(id=draft.id, claims=claims)

    def check_sentence(self, sentence: str, *, cited: Sequence[Finding]) -> Claim:
        """One drafted sentence, which the findings that it cites must bear out by themselves."""
        (read,) = read_sentences([sentence])
        sources = self._sources.cited(cited)
        cells = [(finding, MOST_ALIKE) for finding in cited if not finding.passage]
        claims = [
            claim_of(said, self._judge(said, sources, cells) if said.figures else ())
            for said in read
        ]
        return joined(sentence, claims)

    def _vectors(self, sentences: Sequence[SaidSentence]) -> dict[str, Vectors]:
        texts = list(dict.fromkeys(s.text for s in sentences))
        return dict(zip(texts, self._embed(texts), strict=True)) if texts else {}

    def _claim(self, said: SaidSentence, vector: Vectors | None, surveys: tuple[str, ...]) -> Claim:
        if vector is None:
            return claim_of(said, ())
        sources = self._sources.near(said.text, vector, surveys=surveys)
        cells = self._sources.cells_near(vector, surveys=surveys)
        return claim_of(said, self._judge(said, sources, cells))

    def _judge(
        self,
        said: SaidSentence,
        sources: Sequence[SourceSentence],
        cells: Sequence[tuple[Finding, float]],
    ) -> list[Judgement]:
        copies = copies_of(said, sources)
        judged = [copy.judge() for copy in copies]
        itself = contradictions_of(said)
        decided = []
        for number, figure in enumerate(said.figures):
            held = [j[number] for j in judged]
            copied = [j for j in held if j is not None]
            first = decide(copied)
            if first.verdict == "verified" and first.strength >= FULL_COPY:
                decided.append(first)
                continue
            compared = list(self._compare(figure, sources, cells))
            found = [judgement_of(c, figure.statement) for c in compared if c.meaning >= BEARS_ON]
            found = [j for j in found if j.verdict != "verified" or j.strength >= BEARS_OUT]
            own = [itself[number]] if number in itself else []
            decided.append(_with_right_figure(decide(copied, [*found, *own]), compared))
        return decided

    def _compare(
        self,
        figure: SaidFigure,
        sources: Sequence[SourceSentence],
        cells: Sequence[tuple[Finding, float]],
    ) -> Iterator[Comparison]:
        seen = set[str]()
        for source in sources:
            start, end = source.passage.sentences[source.number]
            for finding in source.findings:
                there = finding.statement
                if not start <= there.start < end or finding.id in seen:
                    continue
                seen.add(finding.id)
                if is_comparable(figure.statement, there):
                    yield self._hold(figure, finding, source.similarity, source.text)
        for finding, similarity in cells:
            if is_comparable(figure.statement, finding.statement):
                yield self._hold(figure, finding, similarity, finding.evidence.quote)

    def _hold(
        self, figure: SaidFigure, finding: Finding, similarity: float, text: str
    ) -> Comparison:
        terms = figure.statement.measure.terms
        share = coverage(sorted(terms), finding.statement.measure.text) if terms else 0.5
        alike = float(np.clip((similarity - LEAST_ALIKE) / (MOST_ALIKE - LEAST_ALIKE), 0, 1))
        context = Context(text=text, survey=self.index.survey(finding.survey))
        return compare(figure.statement, finding, context=context, meaning=(share + alike) / 2)


def _with_right_figure(judged: Judgement, compared: Sequence[Comparison]) -> Judgement:
    """A judgement about the wrong people, with the figure for the right ones where it is known."""
    if judged.reason not in ("population", "narrower", "wider") or judged.expected:
        return judged
    right = [c for c in compared if c.failed == "value" and c.meaning >= BEARS_ON]
    if not right:
        return judged
    best = max(right, key=lambda c: c.meaning)
    return replace(judged, expected=best.finding.statement.figure.text)
