"""Documents → readings: passages with their sentences, and the findings that stand in them."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.corpus.document import Block, Document
from assistant.findings.finding import Evidence, Finding, Passage, Reading, Statement
from assistant.findings.prose import read_paragraphs
from assistant.findings.tables import read_tables
from assistant.survey import Survey

LONGEST_PASSAGE = 1_500  # characters; longer runs of blocks are passages of their own
SHORT_BLOCK = 300  # a block this short joins the one before it: list items, one-line paragraphs
BATCH = 256  # documents read together


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of blocks that is read as one passage."""

    start: int
    end: int
    locator: str
    heading: str


def read_documents(documents: Sequence[tuple[Document, Survey]]) -> Iterator[Reading]:
    """Read documents in batches; one reading a document, in order."""
    iterator = iter(documents)
    while batch := list(islice(iterator, BATCH)):
        stretches = [list(_stretches(document)) for document, _ in batch]
        texts = [
            document.text[s.start : s.end]
            for (document, _), runs in zip(batch, stretches, strict=True)
            for s in runs
        ]
        read = read_paragraphs(texts)
        for (document, survey), runs in zip(batch, stretches, strict=True):
            yield _reading(document, survey, runs, list(islice(read, len(runs))))


def _stretches(document: Document) -> Iterator[Stretch]:
    heading = ""
    run: list[Block] = []
    for block in document.blocks:
        if block.kind in ("paragraph", "item"):
            if run and not _joins(run, block):
                yield _stretch(run, heading)
                run = []
            run.append(block)
            continue
        if run:
            yield _stretch(run, heading)
            run = []
        if block.kind in ("title", "heading"):
            heading = document.text[block.start : block.end]
    if run:
        yield _stretch(run, heading)


def _joins(run: Sequence[Block], block: Block) -> bool:
    """Whether a block continues the passage before it: items under their lead-in do."""
    is_item = block.kind == "item"
    is_short = block.end - block.start < SHORT_BLOCK and run[-1].kind == "item"
    return (is_item or is_short) and block.end - run[0].start <= LONGEST_PASSAGE


def _stretch(run: Sequence[Block], heading: str) -> Stretch:
    first, last = run[0], run[-1]
    locator = first.locator if first is last else f"{first.locator} to {last.locator}"
    return Stretch(start=first.start, end=last.end, locator=locator, heading=heading)


def _reading(
    document: Document,
    survey: Survey,
    runs: Sequence[Stretch],
    read: Sequence[tuple[tuple[tuple[int, int], ...], tuple[Statement, ...]]],
) -> Reading:
    passages: list[Passage] = []
    findings: list[Finding] = []
    for run, (sentences, statements) in zip(runs, read, strict=True):
        passage = Passage(
            id=_id(document, "passage", run.start, run.end),
            survey=survey.id,
            source=document.source,
            locator=run.locator,
            start=run.start,
            end=run.end,
            text=document.text[run.start : run.end],
            heading=run.heading,
            sentences=tuple((run.start + s, run.start + e) for s, e in sentences),
        )
        passages.append(passage)
        findings.extend(_finding(document, passage, statement) for statement in statements)
    findings.extend(read_tables(document, survey))
    return Reading(source=document.source, passages=tuple(passages), findings=tuple(findings))


def _finding(document: Document, passage: Passage, read: Statement) -> Finding:
    statement = _moved(read, passage.start)
    start, end = statement.sentence_start, statement.sentence_end
    number = next((n for n, (s, _) in enumerate(passage.sentences, 1) if s == start), 1)
    return Finding(
        id=_id(document, "finding", statement.start, statement.end),
        survey=passage.survey,
        statement=statement,
        evidence=Evidence(
            source=document.source,
            locator=f"{passage.locator}, sentence {number}",
            quote=document.text[start:end].strip(),
        ),
        grade="prose",
        passage=passage.id,
    )


def _moved(statement: Statement, by: int) -> Statement:
    return replace(
        statement,
        start=statement.start + by,
        end=statement.end + by,
        sentence_start=statement.sentence_start + by,
        sentence_end=statement.sentence_end + by,
    )


def _id(document: Document, kind: str, start: int, end: int) -> str:
    key = f"{document.source}|{kind}|{start}|{end}|{document.text[start:end]}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]
