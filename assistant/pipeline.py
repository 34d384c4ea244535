"""The order of work: a question → what bears on it → a draft → a checked answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import RLock
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from assistant.align.alignment import Asked
from assistant.align.built_in.drafts import BuiltInDraftAligner
from assistant.align.by_model import AligningModel, ModelAligner, Sources
from assistant.align.drafts import DraftAligner
from assistant.align.guide.collection import Collection
from assistant.align.guide.following import Told
from assistant.align.guide.guide import Guide
from assistant.align.opening import open_model
from assistant.answer.answer import Answer, Timings
from assistant.answer.draft import DraftSentence
from assistant.answer.events import Answered, Event, Working
from assistant.answer.gathering import Gathering
from assistant.answer.material import Material
from assistant.answer.models.asking.calls import Calls
from assistant.answer.refusing import refuse
from assistant.errors import BadInput
from assistant.findings.finding import Finding
from assistant.index.chosen.embedding import chosen_model, refuse_other_model
from assistant.index.embeddings import Embedded, Vectors, embed_whole
from assistant.index.store import Index, open_index
from assistant.judge.cross_encoder import cross_encoder_judge
from assistant.judge.judge import Judge, Judging
from assistant.publishing.drafting import Drafted, Drafting
from assistant.publishing.published import fault_of
from assistant.request import Draft, Request
from assistant.retrieve.hit import Hit
from assistant.retrieve.retriever import retriever_over
from assistant.retrieve.search import Searcher
from assistant.retrieve.turns import standalone
from assistant.settings import Settings
from assistant.statistics.estimate import Tabulation, Wanted
from assistant.statistics.tabulate import tabulate
from assistant.statistics.wordings import with_ids
from assistant.survey import Survey
from assistant.verify.bearing.recount import Recount
from assistant.verify.check import Check, Claim
from assistant.verify.checker import Checker

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

Embed = Callable[[Sequence[str]], Sequence[Embedded]]
AT_ONCE = 64  # questions embedded together


class Assistant:
    """Answers, ranks and checks over one build of the index."""

    def __init__(
        self,
        index: Index,
        *,
        settings: Settings,
        embed: Embed,
        model: AligningModel | None = None,
        judge: Judging | None = None,
    ) -> None:
        self._index = index
        self._settings = settings
        self._embed = embed
        self._model = model
        self._judge = judge
        # What reads and checks is loaded once and works on one thing at a time. While a language
        # model writes, others may have their turn.
        self._turn = RLock()

    @classmethod
    def open(cls, settings: Settings, *, model: AligningModel | None = None) -> "Assistant":
        """The assistant over the index that was built last; models are loaded when first needed.

        `model` aligns; without one, the settings say which, or the built-in aligner does.

        Raises:
            IndexProblem: There is no whole index, or it was built with another embedding model.
            ModelUnavailable: A model that the settings name cannot be had.
        """

        def embed(texts: Sequence[str]) -> Sequence[Embedded]:
            return embed_whole(texts, threads=settings.threads)

        if model is None and settings.model:
            model = open_model(settings)
        chosen = chosen_model(settings.embedding_model, threads=settings.threads)
        index = open_index(settings.index)
        refuse_other_model(index.manifest.embedding_model, chosen, index=settings.index)
        judge: Judging = Judge(index)
        if settings.judge_model:
            judge = cross_encoder_judge(settings.judge_model, threads=settings.threads)
        return cls(index, settings=settings, embed=embed, model=model, judge=judge)

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """The surveys that the index holds."""
        return self._index.surveys

    def ask(self, request: Request) -> Answer:
        """One checked answer, or a refusal."""
        return next(self.ask_all([request]))

    def ask_all(self, requests: Sequence[Request]) -> Iterator[Answer]:
        """Answers in the order of the questions, each as soon as it is there."""
        for start in range(0, len(requests), AT_ONCE):
            batch = requests[start : start + AT_ONCE]
            began = perf_counter()
            calls = [self._calls() for _ in batch]
            questions = list(map(self._whole, batch))
            with self._turn:
                seen = self._embed(questions)
            shared = (perf_counter() - began) / len(batch)
            for at, (request, embedded) in enumerate(zip(batch, seen, strict=True)):
                asked = _Asked(
                    request=request, question=questions[at], embedded=embedded, calls=calls[at]
                )
                for event in self._answer(asked, spent=shared):
                    if isinstance(event, Answered):
                        yield event.answer

    def stream(self, request: Request) -> Iterator[Event]:
        """What happens on the way to an answer: each sentence once checked, then the whole."""
        yield Working(step="searching")
        began = perf_counter()
        calls = self._calls()
        question = self._whole(request)
        with self._turn:
            (embedded,) = self._embed([question])
        asked = _Asked(request=request, question=question, embedded=embedded, calls=calls)
        yield from self._answer(asked, spent=perf_counter() - began)

    def search(self, request: Request, *, k: int = 10) -> tuple[Hit, ...]:
        """The `k` findings and passages that bear most on the question."""
        return next(self.search_all([request], k=k))

    def search_all(self, requests: Sequence[Request], *, k: int = 10) -> Iterator[tuple[Hit, ...]]:
        """Rankings in the order of the questions."""
        for start in range(0, len(requests), AT_ONCE):
            batch = requests[start : start + AT_ONCE]
            with self._turn:
                questions = [standalone(r.question, r.turns) for r in batch]
                seen = self._embed(questions)
            for request, question, embedded in zip(batch, questions, seen, strict=True):
                self._known(request.surveys)
                with self._turn:
                    hits = self._searcher.rank(question, embedded, surveys=request.surveys, k=k)
                yield hits

    def as_retriever(self, *, k: int = 10, surveys: Sequence[str] = ()) -> "BaseRetriever":
        """The index as a LangChain retriever of the `k` findings and passages that bear most."""
        limited = tuple(surveys)
        return retriever_over(lambda q: self.search(Request(question=q, surveys=limited), k=k))

    def check(self, text: str, *, id: str = "", surveys: Sequence[str] = ()) -> Check:
        """Every figure of a text against the source data."""
        with self._turn:
            return next(self.check_all([Draft(text=text, id=id, surveys=tuple(surveys))]))

    def check_all(self, drafts: Sequence[Draft]) -> Iterator[Check]:
        """Checks in the order of the drafts."""
        for draft in drafts:
            self._known(draft.surveys)
        checks = self._checker.check_all(drafts)
        aligner: DraftAligner | BuiltInDraftAligner = (
            DraftAligner(model=self._model, sources=self._sources, retrieve=self._retrieved)
            if self._model
            else BuiltInDraftAligner(retrieve=self._prose_for)
        )
        return (
            aligner.align(check, surveys=draft.surveys)
            for draft, check in zip(drafts, checks, strict=True)
        )

    @property
    def computable(self) -> tuple[str, ...]:
        """The ids of the surveys of which respondents' answers are there to be counted."""
        return tuple(responses.survey for responses in self._index.responses)

    def compute(self, survey: str, wanted: Wanted) -> Tabulation:
        """A statistic from the answers of a survey's respondents; its questions in any words.

        Raises:
            UnknownSurvey: The index holds no such survey.
            BadInput: The survey has no respondents' answers.
            StatisticsError: The statistic cannot be computed as it was asked for, or may not be.
        """
        self._known([survey])
        for responses in self._index.responses:
            if responses.survey == survey:
                wanted = with_ids(responses.questionnaire, wanted)
                return tabulate(responses, wanted, minimum_base=self._settings.minimum_base)
        known = ", ".join(self.computable) or "none"
        raise BadInput(
            f"{survey}: nothing can be computed without respondents' answers; with them: {known}"
        )

    @cached_property
    def _searcher(self) -> Searcher:
        settings = self._settings
        chosen = chosen_model(settings.embedding_model, threads=settings.threads)
        return Searcher(self._index, chosen)

    @cached_property
    def _gathering(self) -> Gathering:
        return Gathering(
            self._index, searcher=self._searcher, judge=self._judge, settings=self._settings
        )

    @cached_property
    def _checker(self) -> Checker:
        recount = Recount(self._gathering.catalog, self._gathering.calculator)
        return Checker(self._index, self._vectors, recount)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        return np.array([e.vector for e in self._embed(texts)])

    def _known(self, surveys: Sequence[str]) -> None:
        for survey in surveys:
            self._index.survey(survey)

    def _calls(self) -> Calls | None:
        """The calls to the language model that one answer will take, where there is one."""
        model = self._model
        return Calls(model.name, seconds=model.seconds, prices=model.prices) if model else None

    def _whole(self, request: Request) -> str:
        """The question made whole from its turns, by rules."""
        with self._turn:
            return standalone(request.question, request.turns)

    def _answer(self, asked: "_Asked", *, spent: float) -> Iterator[Event]:
        """The sentences as they are borne out, then the answer; `spent` are seconds before."""
        began = perf_counter() - spent
        with self._turn:
            material = self._gathering.gather(
                asked.question, asked.embedded, surveys=asked.request.surveys
            )
        retrieved = perf_counter()
        yield Working(step="writing")
        drafted = Drafted(calls=asked.calls)
        to_align = _to_align(asked.request, asked.question, material)
        yield from self._drafting.draft(to_align, drafted)
        if drafted.refusal is None and not (drafted.published.sentences or drafted.closest):
            drafted.refusal = refuse(material, "not_covered")
        ended = perf_counter()
        timings = Timings(
            retrieve=1000 * (retrieved - began),
            answer=1000 * (ended - retrieved - drafted.checking),
            verify=1000 * drafted.checking,
            total=1000 * (ended - began),
        )
        yield Answered(answer=self._answered(asked, drafted, timings))

    def _answered(self, asked: "_Asked", drafted: Drafted, timings: Timings) -> Answer:
        published, refusal = drafted.published, drafted.refusal
        return Answer(
            id=asked.request.id,
            question=asked.request.question,
            standalone_question=drafted.standalone or asked.question,
            text=refusal.text if refusal else published.text or drafted.in_place,
            sentences=tuple(published.sentences),
            figures=tuple(published.figures),
            citations=tuple(published.citations),
            withheld=tuple(published.withheld),
            refusal=refusal,
            closest=tuple(drafted.closest),
            notice=drafted.notice,
            answerer=drafted.aligned_by,
            aligned_by=drafted.aligned_by,
            corpus_version=self._index.corpus_version,
            timings=timings,
            usage=drafted.calls.settle() if drafted.calls else None,
        )

    @cached_property
    def _drafting(self) -> Drafting:
        return Drafting(self._fault, guide=self._guide, model=self._aligner)

    @cached_property
    def _guide(self) -> Guide:
        collection = Collection(index=self._index, searcher=self._searcher, embed=self._embed)
        return Guide(collection=collection, earlier=self._told_before)

    def _told_before(self, asked: Asked) -> Told:
        """What the built-in aligner tells on the turn before."""
        *turns, last = asked.turns
        before = Request(question=last, turns=tuple(turns), surveys=asked.surveys)
        question = self._whole(before)
        material = self._retrieved(question, before.surveys)
        built_in = Drafting(self._fault, guide=self._guide)
        return built_in.told(_to_align(before, question, material))

    @cached_property
    def _aligner(self) -> ModelAligner | None:
        return ModelAligner(self._model, self._sources) if self._model else None

    def _sources(self) -> Sources:
        index = self._index
        return Sources(
            responses=index.responses,
            surveys=index.surveys,
            calculator=self._gathering.calculator,
            retrieve=self._retrieved,
        )

    def _retrieved(self, text: str, surveys: Sequence[str]) -> Material:
        """What bears on a sentence of a draft."""
        with self._turn:
            (embedded,) = self._embed([text])
            return self._gathering.gather(text, embedded, surveys=surveys)

    def _prose_for(self, texts: Sequence[str], surveys: Sequence[str]) -> list[Material]:
        """The passages that bear on each of some sentences of a draft."""
        with self._turn:
            seen = self._embed(texts)
            return [
                self._gathering.gather_prose(text, embedded, surveys=surveys)
                for text, embedded in zip(texts, seen, strict=True)
            ]

    def _fault(self, sentence: DraftSentence) -> str:
        """Why a sentence of the built-in aligner may not be shown, or nothing."""
        with self._turn:
            return fault_of(sentence, self._check)

    def _check(self, sentence: str, cited: Sequence[Finding]) -> Claim:
        return self._checker.check_sentence(sentence, cited=cited)


def _to_align(request: Request, question: str, material: Material) -> Asked:
    return Asked(
        question=request.question,
        material=material,
        turns=request.turns,
        by_rules=question,
        surveys=request.surveys,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A request with the question that stands alone, and how it is embedded."""

    request: Request
    question: str
    embedded: Embedded
    calls: Calls | None
