from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.index.build import build_index
from assistant.index.embeddings import Embedded
from assistant.index.store import Index, open_index
from assistant.retrieve.pieces import PieceReader
from assistant.retrieve.signals import SignalReader, asked_pieces
from tests.index.articles import plain_steps, see_quickly, settings_in, write_article

NO_CELLS = np.empty(0, dtype=np.int64)


def seen(text: str) -> Embedded:
    return see_quickly([text], lambda done, total: None)[0]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    write_article(tmp_path / "corpus", "a", "Bakers start early. Ovens are hot.")
    write_article(tmp_path / "corpus", "b", "Trams carry bakers.")
    write_article(tmp_path / "corpus", "c", "…")
    settings = settings_in(tmp_path)
    build_index(settings, steps=plain_steps())
    with open_index(settings.index) as index:
        yield index


def test_each_piece_of_the_question_takes_the_nearest_in_any_sentence(index: Index) -> None:
    reader = PieceReader(index, NO_CELLS)

    near = reader.nearness(seen("bakers ovens").pieces, [1, 0])

    # b has one of the two words; a has both, though in two sentences
    assert near.tolist() == pytest.approx([0.5, 1.0])


def test_a_candidate_without_pieces_is_as_near_as_the_least_near(index: Index) -> None:
    reader = PieceReader(index, NO_CELLS)

    assert reader.nearness(seen("bakers ovens").pieces, [2, 0, 1]).tolist() == [0.5, 1.0, 0.5]
    assert reader.nearness(seen("bakers").pieces, [2]).tolist() == [0.0]
    assert reader.nearness(seen("bakers").pieces, []).tolist() == []


def test_a_question_without_pieces_is_near_to_nothing(index: Index) -> None:
    reader = PieceReader(index, NO_CELLS)

    assert reader.nearness(seen("?").pieces, [0, 1]).tolist() == [0.0, 0.0]


def test_pieces_that_only_ask_are_left_out_unless_there_are_no_others() -> None:
    asked, only_asking = seen("Describe the bakers"), seen("Describe the")

    assert np.array_equal(asked_pieces(asked), seen("bakers").pieces)
    assert np.array_equal(asked_pieces(only_asking), only_asking.pieces)


def test_candidates_whose_pieces_are_not_read_have_the_least_of_the_others(index: Index) -> None:
    allowed = np.array([True, True, False])

    signals = SignalReader(index).read("bakers ovens", seen("bakers ovens"), allowed=allowed)

    assert signals.pieces.tolist() == pytest.approx([1.0, 0.5, 0.5])
