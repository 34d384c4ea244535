"""An assistant that knows one finding, for tests of what stands around it."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from assistant.answer.answer import Answer, Citation, Refusal, Sentence, ShownFigure, Timings
from assistant.answer.events import Answered, Event, Shown, Working
from assistant.errors import BadInput
from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence
from assistant.request import Draft, Request
from assistant.retrieve.hit import Hit
from assistant.survey import Survey, SurveyPopulation
from assistant.verify.check import Check, CheckedFigure, Claim

QUOTE = "86% of U.S. employers said that they would hire a candidate with a microcredential."
EVIDENCE = Evidence(source="corpus/skills/article.md", locator="paragraph 4", quote=QUOTE)
SKILLS = Survey(
    id="skills",
    title="Skills at work",
    sponsor="A Foundation",
    sample_size=1_456,
    countries=("US", "IN"),
    populations=(SurveyPopulation(name="U.S. employers", n=150, other_names=("employers",)),),
)
SHARE = Figure(text="86%", value=86.0, unit=Unit.PERCENT)
SHOWN = ShownFigure(
    figure=SHARE,
    population="U.S. employers",
    base=150,
    measure="would hire a candidate with a microcredential",
    wave=None,
    verdict="verified",
    grade="prose",
    how="published",
    evidence=EVIDENCE,
)
ANSWER = Answer(
    id="",
    question="",
    standalone_question="",
    text="86% of U.S. employers would hire a candidate with a microcredential (base: 150). [1]",
    sentences=(
        Sentence(
            text="86% of U.S. employers would hire a candidate with a microcredential (base: 150).",
            citations=(1,),
            figures=(0,),
        ),
    ),
    figures=(SHOWN,),
    citations=(
        Citation(
            n=1,
            survey="skills",
            source=EVIDENCE.source,
            locator=EVIDENCE.locator,
            quote=EVIDENCE.quote,
        ),
    ),
    corpus_version="v1",
    timings=Timings(retrieve=1.5, answer=2.25, verify=0.5, total=4.25),
)
SECOND = Sentence(text="The survey was carried out online.", citations=(), figures=())
TWO_SENTENCES = replace(
    ANSWER, text=f"{ANSWER.text} {SECOND.text}", sentences=(*ANSWER.sentences, SECOND)
)
REFUSED = Answer(
    id="",
    question="",
    standalone_question="",
    text="The surveys here say nothing of the weather.",
    refusal=Refusal(
        reason="not_covered",
        text="The surveys here say nothing of the weather.",
        nearest=("skills-4",),
    ),
    corpus_version="v1",
)
AMBIGUOUS = Answer(
    id="",
    question="",
    standalone_question="",
    text="More than one question could be meant: “Do you vote?”, “Do you drive?”.",
    refusal=Refusal(
        reason="ambiguous",
        text="More than one question could be meant: “Do you vote?”, “Do you drive?”.",
        choices=("Do you vote?", "Do you drive?"),
    ),
    corpus_version="v1",
)
HIT = Hit(
    rank=1,
    id="skills-4",
    survey="skills",
    source="corpus/skills/article.md",
    kind="finding",
    score=0.75,
    text=QUOTE,
)


@dataclass(slots=True)
class FakeAssistant:
    """Answers questions about employers and refuses the rest; remembers what it was asked."""

    answer: Answer = ANSWER
    surveys: tuple[Survey, ...] = (SKILLS,)
    asked: list[Request] = field(default_factory=list)

    def ask(self, request: Request) -> Answer:
        self.asked.append(request)
        if "unusable" in request.question:
            raise BadInput("the question cannot be worked with")
        known = self.answer if "employers" in request.question else REFUSED
        if request.question == "Which?":
            known = AMBIGUOUS
        return replace(
            known,
            id=request.id,
            question=request.question,
            standalone_question=" ".join((*request.turns, request.question)),
        )

    def ask_all(self, requests: Sequence[Request]) -> Iterator[Answer]:
        yield from map(self.ask, requests)

    def stream(self, request: Request) -> Iterator[Event]:
        """Each sentence with the figures and citations that it is the first to have."""
        yield Working(step="searching")
        answer = self.ask(request)
        yield Working(step="writing")
        figures, citations = iter(answer.figures), iter(answer.citations)
        for sentence in answer.sentences:
            yield Shown(
                sentence=sentence,
                figures=tuple(islice(figures, len(sentence.figures))),
                citations=tuple(islice(citations, len(sentence.citations))),
            )
        yield Answered(answer=answer)

    def search(self, request: Request, *, k: int = 10) -> tuple[Hit, ...]:
        self.asked.append(request)
        return (HIT,)[:k]

    def search_all(self, requests: Sequence[Request], *, k: int = 10) -> Iterator[tuple[Hit, ...]]:
        for request in requests:
            yield self.search(request, k=k)

    def check(self, text: str, *, id: str = "", surveys: Sequence[str] = ()) -> Check:
        """Every line is a claim: one with 86% is borne out, one with 92% is not."""
        self.asked.append(Request(question=text, surveys=tuple(surveys)))
        return Check(id=id, claims=tuple(_claim(line) for line in text.splitlines() if line))

    def check_all(self, drafts: Sequence[Draft]) -> Iterator[Check]:
        for draft in drafts:
            yield self.check(draft.text, id=draft.id, surveys=draft.surveys)


@dataclass(slots=True)
class SlowAssistant(FakeAssistant):
    """Has two sentences to say, and waits with the second until it is told to go on."""

    answer: Answer = TWO_SENTENCES
    may_go_on: threading.Event = field(default_factory=threading.Event)

    def stream(self, request: Request) -> Iterator[Event]:
        for event in FakeAssistant.stream(self, request):
            if isinstance(event, Shown) and event.sentence == SECOND:
                assert self.may_go_on.wait(timeout=60), "nobody said to go on"
            yield event


def _claim(line: str) -> Claim:
    if "92%" in line:
        start = line.index("92%")
        wrong = Figure(text="92%", value=92.0, unit=Unit.PERCENT)
        checked = CheckedFigure(
            figure=wrong,
            start=start,
            end=start + len("92%"),
            verdict="contradicted",
            why="the source has another value for the same people",
            expected="86%",
            evidence=EVIDENCE,
        )
        why = "92% should be 86%"
        return Claim(
            text=line,
            verdict="contradicted",
            why=why,
            figures=(checked,),
            corrected=line.replace("92%", "86%"),
        )
    if "86%" in line:
        start = line.index("86%")
        checked = CheckedFigure(
            figure=SHARE,
            start=start,
            end=start + len("86%"),
            verdict="verified",
            evidence=EVIDENCE,
        )
        return Claim(text=line, verdict="verified", figures=(checked,))
    return Claim(text=line, verdict="not_a_claim")
