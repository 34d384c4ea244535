import logging
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexDamaged
from assistant.index.build import build_index
from assistant.index.chroma import (
    check_chroma,
    fill_chroma,
    looks_whole,
    make_chroma,
    run_child,
)
from assistant.index.store import open_index
from assistant.index.vectors import SearchRows
from assistant.settings import Settings
from tests.index.articles import embed_quickly, plain_steps, settings_in, write_article

NEWS = "Some 41% of adults trust the news. In 2019 it was 52%."
WORK = "Some 30% of adults work at home. Others do not."

pytestmark = pytest.mark.slow  # each child process imports Chroma, which takes seconds


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_article(tmp_path / "corpus", "news", NEWS)
    write_article(tmp_path / "corpus", "work", WORK)
    return settings_in(tmp_path)


def test_chroma_finds_what_the_exact_search_finds(settings: Settings) -> None:
    steps = plain_steps(fill_chroma=fill_chroma, is_chroma_whole=looks_whole)
    report = build_index(settings, steps=steps)
    question = embed_quickly(["adults trust the news at home"], print)[0]

    assert report.counts.chroma == 5  # two passages and three findings
    assert build_index(settings, steps=steps).is_new is False
    with (
        open_index(settings.index) as exact,
        open_index(settings.index, chroma_from=1) as chroma,
    ):
        for surveys in ((), ("work",)):
            ours = exact.nearest(question, 3, surveys=surveys)
            theirs = chroma.nearest(question, 3, surveys=surveys)
            assert [n.id for n in theirs] == [n.id for n in ours]
            assert [n.score for n in theirs] == pytest.approx([n.score for n in ours], abs=1e-5)


def test_a_destroyed_chroma_folder_is_gone_round_and_made_again(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    steps = plain_steps(fill_chroma=fill_chroma, is_chroma_whole=looks_whole)
    report = build_index(settings, steps=steps)
    database = settings.index / "builds" / report.id / "chroma" / "chroma.sqlite3"
    database.write_bytes(b"\0" * 5000)
    question = embed_quickly(["Others do not."], print)[0]

    with (
        open_index(settings.index, chroma_from=1) as index,
        caplog.at_level(logging.WARNING),
    ):
        assert len(index.nearest(question, 3)) == 3
    assert "every vector is compared instead" in caplog.text
    again = build_index(settings, steps=steps)

    assert (again.is_new, again.counts.chroma) == (True, 5)


def test_a_folder_without_rows_does_not_look_whole(tmp_path: Path) -> None:
    assert looks_whole(tmp_path, 5) is False
    assert list(tmp_path.iterdir()) == []


def test_what_chroma_dies_of_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match=r"Chroma ended with 1: .*passages.parquet"):
        run_child("probe", tmp_path)


def test_rows_with_other_vectors_than_ours_are_damage(tmp_path: Path) -> None:
    texts = ["Trust fell.", "Trust rose.", "Few work at home."]
    ours, theirs = embed_quickly(texts, print), embed_quickly(texts[::-1], print)
    rows = SearchRows(
        ids=tuple(texts),
        kinds=("passage",) * 3,
        surveys=("a", "a", "b"),
        vectors=np.arange(3, dtype=np.int32),
    )
    make_chroma(tmp_path, rows, theirs)

    check_chroma(tmp_path, rows, theirs)
    with pytest.raises(IndexDamaged, match="other vectors"):
        check_chroma(tmp_path, rows, ours)
