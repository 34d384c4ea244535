"""A plain reader and a quick embedding for the tests of the index: no parsing, no model."""

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.corpus.document import Block, Document
from assistant.corpus.documents import read_file
from assistant.corpus.folder import CorpusFile, SurveyFolder, scan_corpus
from assistant.corpus.responses.questionnaire import Responses
from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence, Finding, Measure, Passage, Reading, Statement
from assistant.index.context.encoding import InContext
from assistant.index.embeddings import DIMENSIONS, ONE, PIECE_DIMENSIONS, Embedded, Vectors
from assistant.index.material import Steps
from assistant.index.respondents.reading import ResponseSteps
from assistant.index.vectors import sentence_texts
from assistant.settings import Settings
from assistant.survey import Facet, Population, Survey

SENTENCE = re.compile(r"[^.\s][^.]*\.")
SHARE = re.compile(r"(\d+)%")


def read_plainly(documents: Sequence[tuple[Document, Survey]]) -> Iterator[Reading]:
    """A passage a block, a sentence a full stop, a finding a percentage."""
    for document, _ in documents:
        passages: list[Passage] = []
        findings: list[Finding] = []
        for n, block in enumerate(document.blocks):
            text = document.text[block.start : block.end]
            sentences = tuple(
                (block.start + m.start(), block.start + m.end()) for m in SENTENCE.finditer(text)
            )
            passage = Passage(
                id=f"{document.source}#p{n}",
                survey=document.survey,
                source=document.source,
                locator=block.locator,
                start=block.start,
                end=block.end,
                text=text,
                sentences=sentences,
            )
            passages.append(passage)
            findings += _findings(document, passage)
        yield Reading(source=document.source, passages=tuple(passages), findings=tuple(findings))


def reading_of(survey: str, text: str) -> Reading:
    """The plain reading of a one-paragraph text."""
    block = Block(kind="paragraph", start=0, end=len(text), locator="paragraph 1")
    document = Document(
        survey=survey, source=f"corpus/{survey}/article.txt", title="", text=text, blocks=(block,)
    )
    [reading] = read_plainly([(document, Survey(id=survey))])
    return reading


def _findings(document: Document, passage: Passage) -> Iterator[Finding]:
    for start, end in passage.sentences:
        sentence = document.text[start:end]
        for n, share in enumerate(SHARE.finditer(sentence)):
            yield Finding(
                id=f"{passage.id}.{start}.{n}",
                survey=document.survey,
                passage=passage.id,
                grade="prose",
                evidence=Evidence(source=document.source, locator=passage.locator, quote=sentence),
                statement=Statement(
                    figure=Figure(text=share[0], value=float(share[1]), unit=Unit.PERCENT),
                    start=start + share.start(),
                    end=start + share.end(),
                    sentence_start=start,
                    sentence_end=end,
                    measure=Measure(text=sentence, terms=frozenset({"say", "think"})),
                    population=Population(
                        text="adults", facets=frozenset({Facet("role", "adult")})
                    ),
                ),
            )


def embed_quickly(texts: Sequence[str], progress: Callable[[int, int], None]) -> Vectors:
    """A unit vector that depends on nothing but the text's words."""
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for i, text in enumerate(texts):
        for word in text.lower().split():
            vectors[i, int.from_bytes(hashlib.sha256(word.encode()).digest()[:2]) % DIMENSIONS] += 1
        vectors[i] /= np.linalg.norm(vectors[i]) or 1
    progress(len(texts), len(texts))
    return vectors


def see_quickly(texts: Sequence[str], progress: Callable[[int, int], None]) -> list[Embedded]:
    """The quick vectors, and a word piece a word: a one in the place that the word alone says."""
    vectors = embed_quickly(texts, progress)
    return [_seen(text, vector) for text, vector in zip(texts, vectors, strict=True)]


def _seen(text: str, vector: Vectors) -> Embedded:
    words = tuple(re.findall(r"\w+", text.lower()))
    pieces = np.zeros((len(words), PIECE_DIMENSIONS), dtype=np.int8)
    for row, word in enumerate(words):
        pieces[row, hashlib.sha256(word.encode()).digest()[0] % PIECE_DIMENSIONS] = ONE
    return Embedded(vector=vector, pieces=pieces, words=words)


def read_quickly(
    passages: Sequence[Passage], progress: Callable[[int, int], None]
) -> list[InContext]:
    """Passages in the quick vectors, as if the trained network had read them."""
    read = []
    for passage in passages:
        seen = see_quickly(sentence_texts(passage), lambda *_: None)
        whole = embed_quickly([passage.text], lambda *_: None)[0]
        pieces = [np.empty((0, PIECE_DIMENSIONS), dtype=np.int8), *(e.pieces for e in seen)]
        read.append(
            InContext(
                passage=whole.astype(np.float16),
                sentences=np.array([e.vector for e in seen], np.float16).reshape(-1, DIMENSIONS),
                pieces=np.concatenate(pieces),
                ends=np.cumsum([len(e.words) for e in seen], dtype=np.int64),
            )
        )
    if passages:
        progress(len(passages), len(passages))
    return read


def never_embed(texts: Sequence[str], progress: Callable[[int, int], None]) -> list[Embedded]:
    """For builds that have nothing new to embed."""
    raise AssertionError(f"nothing was to be embedded, and {len(texts)} texts were")


def plain_steps(**others: object) -> Steps:
    """Steps that are quick and need no model; name those that a test wants otherwise."""

    def read(file: CorpusFile, survey: Survey) -> Document:
        return read_file(file, survey=survey, largest_bytes=1_000_000)

    steps: dict[str, object] = {
        "scan": scan_corpus,
        "read_file": read,
        "read_documents": read_plainly,
        "embed": see_quickly,
        "read_in_context": read_quickly,
        "reader": "plain",
        "fill_chroma": lambda build: 1,
        "is_chroma_whole": lambda build, rows: True,
        "responses": ResponseSteps(prepare=never_prepare, compute=never_compute, minimum_base=30),
    }
    return Steps(**(steps | others))  # type: ignore[arg-type]


def never_prepare(folder: SurveyFolder) -> Responses:
    """For corpora without respondents' answers."""
    raise AssertionError(f"{folder.survey.id} has no responses to prepare")


def never_compute(
    responses: Responses, survey: Survey, progress: Callable[[int, int], None]
) -> Reading:
    """For builds in which no respondents' answers are new."""
    raise AssertionError(f"nothing was to be computed of {responses.survey}")


def environment() -> dict[str, str]:
    """For a child process that imports what this one can import."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def write_article(corpus: Path, survey: str, text: str) -> Path:
    """A survey folder with a bare article in it."""
    folder = corpus / survey
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "article.txt").write_text(text, encoding="utf-8")
    return folder / "article.txt"


def settings_in(folder: Path) -> Settings:
    """Settings for a corpus and an index that lie in one folder."""
    return Settings(corpus=folder / "corpus", index=folder / "index")
