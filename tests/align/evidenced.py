"""Made-up passages, read by the real reader, and models that reply what a test has them reply."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.align.by_model import AligningModel
from assistant.align.evidence import Evidence, gather_evidence
from assistant.align.opening import aligning_model
from assistant.answer.material import Candidate, CellCandidate, Material
from assistant.answer.models.opening import OpenedModel
from assistant.corpus.responses.questionnaire import Responses
from assistant.findings.finding import Evidence as Place
from assistant.findings.finding import Finding, Passage, Statement
from assistant.findings.prose import read_paragraphs
from assistant.index.embeddings import Embedded
from assistant.index.store import Index
from assistant.pipeline import Assistant
from assistant.retrieve.query import parse_question
from assistant.settings import Settings
from assistant.survey import Survey
from tests.scripted_model import ScriptedModel, scripted
from tests.verify.conftest import see_stems

VISITS = (
    "Just over half of county residents (54%) visited a public library in the past year, up from"
    " 46% in 2021, according to a survey of 1,204 adults."
)
OPENING = (
    "Women are more likely than men to support evening opening (48% vs. 39%)."
    " Some 41% of Democrats oppose it, and 63% of Republicans do not want it at all."
    " Support fell from 55% in 2019 to 47% in 2023."
)
COMPUTERS = (
    "Among the 212 visitors who used a public computer, 44% said the wait was too long."
    " Among the 19 visitors who came by boat, 62% were late."
)
LIBRARY = Survey(id="library", title="Library visits", countries=("Ireland",))


def candidate(
    text: str, *, id: str = "p1", survey: str = "library", heading: str = ""
) -> Candidate:
    """A passage with what the reader finds in it."""
    ((spans, statements),) = read_paragraphs([text])
    source = f"corpus/{survey}/article.md"
    passage = Passage(
        id=id,
        survey=survey,
        source=source,
        locator="paragraph 1",
        start=0,
        end=len(text),
        text=text,
        heading=heading,
        sentences=tuple(spans),
    )
    return Candidate(
        passage=passage,
        similarity=0.7,
        sentence_similarities=(0.7,) * len(spans),
        findings=tuple(_finding(passage, statement) for statement in statements),
    )


def _finding(passage: Passage, statement: Statement) -> Finding:
    start, end = statement.sentence_start, statement.sentence_end
    return Finding(
        id=f"{passage.id}:{statement.start}",
        survey=passage.survey,
        statement=statement,
        evidence=Place(
            source=passage.source, locator=passage.locator, quote=passage.text[start:end].strip()
        ),
        grade="prose",
        passage=passage.id,
    )


def material(
    question: str,
    *passages: str | Candidate,
    cells: Sequence[CellCandidate] = (),
    counted: Sequence[CellCandidate] = (),
    surveys: Sequence[Survey] = (LIBRARY,),
) -> Material:
    """A question with passages that may answer it, in their order."""
    texts = passages or (VISITS, OPENING, COMPUTERS)
    return Material(
        query=parse_question(question),
        candidates=tuple(
            candidate(text, id=f"p{n}") if isinstance(text, str) else text
            for n, text in enumerate(texts, start=1)
        ),
        cells=tuple(cells),
        counted=tuple(counted),
        surveys=tuple(surveys),
    )


def evidence_of(
    *materials: Material,
    responses: Sequence[Responses] = (),
    surveys: Sequence[Survey] = (LIBRARY,),
) -> Evidence:
    """The numbered evidence in what was retrieved."""
    return gather_evidence(materials, responses, surveys)


def number(evidence: Evidence, text: str) -> int:
    """The number of the first figure that is written so; "48%#2" is the second."""
    written, _, nth = text.partition("#")
    found = [n for n, m in evidence.figures.items() if m.finding.statement.figure.text == written]
    return found[int(nth or 1) - 1]


def about(figure: int, **other: str) -> dict[str, Any]:
    """A figure that a model says is about the question."""
    told = {"role": "answer", "people": "same", "measure": "same", "period": "same"}
    return {"figure": figure, **told, **other}


def opened(model: ScriptedModel) -> AligningModel:
    """A scripted model that aligns."""
    return aligning_model(OpenedModel(name="scripted:model", model=model))


def replying(*replies: str | dict[str, Any]) -> ScriptedModel:
    """A model with these replies, the last of them for ever."""
    texts = [reply if isinstance(reply, str) else json.dumps(reply) for reply in replies]
    return scripted(*texts, *[texts[-1]] * 20)


def assistant_over(index: Index, folder: Path, *replies: str | dict[str, Any]) -> Assistant:
    """The assistant over an index whose embedding is quick, with a model of these replies."""
    return assistant_with(replying(*replies) if replies else None, index, folder)


def assistant_with(model: ScriptedModel | None, index: Index, folder: Path) -> Assistant:
    """The same with a model that can be looked at afterwards, or with none."""
    settings = Settings(corpus=folder / "corpus", index=folder / "index")
    aligner = opened(model) if model else None
    return Assistant(index, settings=settings, embed=embed_quickly, model=aligner)


def embed_quickly(texts: Sequence[str]) -> Sequence[Embedded]:
    """Vectors that depend on nothing but the words' stems."""
    return see_stems(texts, lambda *_: None)
