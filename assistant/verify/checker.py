"""The checker: a draft, or a drafted answer, held against the source data. No model judges."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from assistant.findings.finding import Finding
from assistant.index.embeddings import Vectors
from assistant.index.store import Index
from assistant.request import Draft
from assistant.verify.bearing.gathering import Embed, Gathered, Gatherer
from assistant.verify.bearing.recount import Recount
from assistant.verify.check import Check, Claim
from assistant.verify.claims import SaidSentence, read_sentences
from assistant.verify.copies.cells import says_cell
from assistant.verify.counted.counting import Counter
from assistant.verify.counted.labels import Labels
from assistant.verify.counted.resolving import Resolver
from assistant.verify.counted.respondents import Respondents
from assistant.verify.facts.checked import JudgedFact, facts_of, with_facts
from assistant.verify.facts.judging import Facts
from assistant.verify.judging import Judge
from assistant.verify.relations.probing import Prober
from assistant.verify.relations.settling import Settled, settle
from assistant.verify.verdicts import claim_of, joined, quoted

DRAFTS_AT_ONCE = 64


class Checker:
    """Checks texts against one build of the index."""

    def __init__(self, index: Index, embed: Embed, recount: Recount) -> None:
        self.index = index
        self._gatherer = Gatherer(index, embed)
        self._judge = Judge(embed, recount)
        self._prober = Prober(self._gatherer, self._judge)
        self._labels = Labels(recount.catalog.questions())
        resolver = Resolver(recount.catalog, index.surveys)
        self._respondents = Respondents(resolver, Counter(recount.calculator))
        self._facts = Facts(index)

    def check_text(self, text: str, *, id: str = "", surveys: Sequence[str] = ()) -> Check:
        """Every claim of a text, held against the surveys named, or all."""
        return next(self.check_all([Draft(text=text, id=id, surveys=tuple(surveys))]))

    def check_all(self, drafts: Sequence[Draft]) -> Iterator[Check]:
        """The checks of the drafts, in order; read and embedded together."""
        for start in range(0, len(drafts), DRAFTS_AT_ONCE):
            batch = drafts[start : start + DRAFTS_AT_ONCE]
            read = read_sentences([draft.text for draft in batch], self._labels)
            vectors = self._gatherer.vectors(
                [s for sentences in read for s in sentences if s.is_claim or facts_of(s)]
            )
            for draft, sentences in zip(batch, read, strict=True):
                claims = tuple(self._claim(s, vectors.get(s.text), draft) for s in sentences)
                yield Check(id=draft.id, claims=claims)

    def check_sentence(self, sentence: str, *, cited: Sequence[Finding]) -> Claim:
        """One drafted sentence, which the findings that it cites must bear out by themselves."""
        gathered = self._gatherer.cited(cited)
        for source in gathered.sources:
            if source.has(sentence):
                return quoted(sentence, source.evidence)
        for finding in cited:
            if sentence.rstrip(".") == finding.evidence.quote or says_cell(sentence, finding):
                return quoted(sentence, finding.evidence)
        (read,) = read_sentences([sentence])
        judged = ((said, self._judge.figures(said, gathered)) for said in read)
        return joined(sentence, [claim_of(said, judgements) for said, judgements in judged])

    def _claim(self, said: SaidSentence, vector: Vectors | None, draft: Draft) -> Claim:
        if vector is None:
            return claim_of(said, ())
        gathered = self._gatherer.gather(said, vector, draft)
        answered = self._respondents.judge(said, gathered, draft)
        if answered.is_whole(said) and answered.is_borne_out and not facts_of(said):
            return claim_of(said, answered.of_figures(said), answered.of_relations(said))
        facts = self._judged_facts(said, gathered, draft)
        published = self._as_published(said, gathered, draft)
        judged, beside = with_facts(said, published.figures, facts)
        figures = [answered.figures.get(n, j) for n, j in enumerate(judged)]
        relations = [answered.relations.get(n, j) for n, j in enumerate(published.relations)]
        return claim_of(said, figures, relations, beside=beside)

    def _as_published(self, said: SaidSentence, gathered: Gathered, draft: Draft) -> Settled:
        """What sentences and tables of the corpus say of a sentence."""
        judged = self._judge.figures(said, gathered)
        if not said.relations:
            return Settled(figures=tuple(judged), relations=())
        settled = settle(said, judged, prober=self._prober, draft=draft)
        words = self._judge.words(said, gathered)
        if words.verdict == "unsupported":
            return settled
        return replace(settled, relations=(words,) * len(said.relations))

    def _judged_facts(
        self, said: SaidSentence, gathered: Gathered, draft: Draft
    ) -> list[JudgedFact]:
        """What a sentence says of the survey itself, judged."""
        judge = partial(
            self._facts.judge,
            said,
            sources=gathered.sources,
            surveys=draft.surveys,
            context=draft.text,
        )
        return [JudgedFact(fact=fact, judgement=judge(fact)) for fact in facts_of(said)]
