from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.corpus.document import Document
from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence, Finding, Measure, Reading, Statement
from assistant.index.build import build_index
from assistant.index.embeddings import PIECE_DIMENSIONS, Embedded
from assistant.index.store import open_index
from assistant.retrieve.search import Searcher
from assistant.settings import Settings
from assistant.survey import Population, Survey
from tests.index.articles import (
    plain_steps,
    read_plainly,
    see_quickly,
    settings_in,
    write_article,
)

BAKERS = "Most bakers start before dawn. 71% of bakers say early hours tire them."
GARDENS = "Gardens grow ever smaller. 44% of gardeners keep a hedge."
TRAMS = "Trams carry more people than buses. 58% of riders prefer trams."
CELL = "prefers ferries"


def seen(question: str) -> Embedded:
    return see_quickly([question], lambda done, total: None)[0]


def read_with_a_table(documents: Sequence[tuple[Document, Survey]]) -> Iterator[Reading]:
    """The plain reading, and one cell beside the passages of the survey of trams."""
    for reading in read_plainly(documents):
        cell = Finding(
            id="cell",
            survey="trams",
            grade="table",
            evidence=Evidence(source="corpus/trams/toplines.csv", locator="row 1", quote="37"),
            statement=Statement(
                figure=Figure(text="37%", value=37, unit=Unit.PERCENT),
                start=0,
                end=0,
                sentence_start=0,
                sentence_end=0,
                measure=Measure(text=CELL),
                population=Population(text="islanders"),
            ),
        )
        is_of_trams = "/trams/" in reading.source
        yield replace(reading, findings=(*reading.findings, cell)) if is_of_trams else reading


@pytest.fixture
def searcher(tmp_path: Path) -> Iterator[Searcher]:
    for survey, text in (("bakers", BAKERS), ("gardens", GARDENS), ("trams", TRAMS)):
        write_article(tmp_path / "corpus", survey, text)
    settings = settings_in(tmp_path)
    build_index(settings, steps=plain_steps(read_documents=read_with_a_table))
    with open_index(settings.index) as index:
        yield Searcher(index)


@pytest.mark.parametrize(
    ("question", "survey"),
    [
        ("How many bakers say early hours tire them?", "bakers"),
        ("Describe the gardeners who keep a hedge.", "gardens"),
        ("Do riders prefer trams?", "trams"),
    ],
)
def test_the_passage_that_a_question_is_about_comes_first(
    searcher: Searcher, question: str, survey: str
) -> None:
    first = searcher.rank(question, seen(question), k=3)[0]

    assert (first.rank, first.kind, first.survey) == (1, "passage", survey)


def test_a_cell_of_a_table_is_ranked_beside_the_passages(searcher: Searcher) -> None:
    question = "islanders prefers ferries"

    first, *others = searcher.rank(question, seen(question), k=10)

    assert (first.kind, first.id) == ("finding", "cell")
    assert first.source == "corpus/trams/toplines.csv"
    assert [h.kind for h in others] == ["passage", "passage", "passage"]


def test_scores_fall_and_ranks_count_from_one(searcher: Searcher) -> None:
    question = "Do riders prefer trams?"

    hits = searcher.rank(question, seen(question), k=10)

    assert [h.rank for h in hits] == [1, 2, 3, 4]
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_only_the_surveys_that_are_named_are_searched(searcher: Searcher) -> None:
    question = "How many bakers say early hours tire them?"

    hits = searcher.rank(question, seen(question), surveys=("gardens", "trams"), k=10)

    assert {h.survey for h in hits} == {"gardens", "trams"}


def test_no_more_hits_than_asked_for(searcher: Searcher) -> None:
    embedded = seen("trams")

    assert len(searcher.rank("trams", embedded, k=2)) == 2
    assert searcher.rank("trams", embedded, k=0) == ()


@pytest.mark.parametrize(
    "question",
    [
        "",
        "the of and",
        "please describe",
        "\x00\x07 trams \x1b[31m",
        "trams " * 1700,  # 10,200 characters
        "電車はどうですか",
    ],
)
def test_odd_questions_rank_everything_without_a_fuss(searcher: Searcher, question: str) -> None:
    hits = searcher.rank(question, seen(question), k=10)

    assert sorted(h.id for h in hits if h.kind == "finding") == ["cell"]
    assert len(hits) == 4
    assert all(np.isfinite(h.score) for h in hits)


def test_equals_come_in_the_order_of_the_corpus(searcher: Searcher) -> None:
    # No word and no part of a vector is shared; the three passages have two sentences each.
    nothing = Embedded(
        vector=np.zeros(384, dtype=np.float32),
        pieces=np.empty((0, PIECE_DIMENSIONS), dtype=np.int8),
        words=(),
    )

    passages = searcher.passages("zzz", nothing, k=10)

    assert [p.survey for p, _ in passages] == ["bakers", "gardens", "trams"]
    assert len({score for _, score in passages}) == 1


def test_passages_leave_the_cells_out_and_cells_leave_the_passages_out(
    searcher: Searcher,
) -> None:
    embedded = seen("islanders prefers ferries")

    passages = searcher.passages("islanders prefers ferries", embedded, k=10)
    [(cell, cosine)] = searcher.cells("islanders prefers ferries", embedded, k=10)

    assert len(passages) == 3
    assert cell.id == "cell"
    assert 0 < cosine <= 1


def test_a_hundred_cells_leave_the_passages_as_they_rank_alone(
    searcher: Searcher, tmp_path: Path
) -> None:
    def read_with_many_cells(documents: Sequence[tuple[Document, Survey]]) -> Iterator[Reading]:
        for reading in read_with_a_table(documents):
            of_trams = [f for f in reading.findings if f.id == "cell"]
            more = [replace(f, id=f"cell {n}") for f in of_trams for n in range(100)]
            yield replace(reading, findings=(*reading.findings, *more))

    question = "Who prefers ferries to trams?"
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "other")
    build_index(settings, steps=plain_steps(read_documents=read_with_many_cells))

    with open_index(settings.index) as index:
        crowded = Searcher(index).passages(question, seen(question), k=3)

    assert crowded == searcher.passages(question, seen(question), k=3)


def test_cells_of_surveys_that_are_not_named_stay_out(searcher: Searcher) -> None:
    assert searcher.cells("ferries", seen("ferries"), surveys=("bakers",), k=10) == []


def test_an_empty_index_has_no_hits(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    settings = settings_in(tmp_path)
    build_index(settings, steps=plain_steps())

    with open_index(settings.index) as index:
        searcher = Searcher(index)
        assert searcher.rank("trams", seen("trams"), k=10) == ()
        assert searcher.passages("trams", seen("trams"), k=10) == []
        assert searcher.cells("trams", seen("trams"), k=10) == []
