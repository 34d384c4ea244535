from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.findings.finding import Finding, Passage
from assistant.index.rows import read_rows, write_rows
from assistant.index.vectors import (
    StoredVectors,
    Texts,
    TextVectors,
    carry_over,
    collect_texts,
    finding_text,
    search_exactly,
    search_rows,
    write_vectors,
)
from tests.index.articles import embed_quickly, reading_of, see_quickly


def test_equal_texts_are_kept_once() -> None:
    one = reading_of("a", "Some 41% agree. Some 30% do not.")
    two = reading_of("b", "Some 41% agree.")

    texts = collect_texts([*one.passages, *two.passages], [*one.findings, *two.findings])

    # b's passage, its only sentence and its finding are all of them a's first sentence
    assert texts.texts == (
        "Some 41% agree. Some 30% do not.",
        "Some 41% agree.",
        "Some 30% do not.",
    )
    assert texts.places.passages.tolist() == [0, 1]
    assert texts.places.sentences.tolist() == [1, 2, 1]
    assert texts.places.sentence_of.tolist() == [[0, 0], [0, 1], [1, 0]]
    assert texts.places.findings.tolist() == [1, 2, 1]


def write_all(folder: Path, texts: Texts) -> None:
    """Write the vectors of all texts, and the pieces of those that have some."""
    seen = see_quickly(texts.texts, print)
    pieces = [e.pieces if i in texts.in_pieces else e.pieces[:0] for i, e in enumerate(seen)]
    vectors = embed_quickly(texts.texts, print)
    write_vectors(folder, texts, TextVectors(vectors=vectors, pieces=pieces))


def test_vectors_of_known_texts_are_carried_over(tmp_path: Path) -> None:
    old = collect_texts(reading_of("a", "One is here. Two is here.").passages, [])
    write_all(tmp_path, old)
    new = collect_texts(reading_of("a", "Two is here. Three is here.").passages, [])

    kept, missing = carry_over(new, StoredVectors(tmp_path))

    assert [new.texts[i] for i in missing] == ["Two is here. Three is here.", "Three is here."]
    [two] = see_quickly(["Two is here."], print)
    assert np.array_equal(kept.vectors[1], two.vector)
    assert np.array_equal(kept.pieces[1], two.pieces)


def test_word_pieces_are_kept_of_sentences_and_not_of_whole_passages(tmp_path: Path) -> None:
    texts = collect_texts(reading_of("a", "One is here. Two came.").passages, [])
    write_all(tmp_path, texts)

    stored = StoredVectors(tmp_path)

    assert [len(stored.pieces_of(row)) for row in range(3)] == [0, 3, 2]
    assert np.array_equal(stored.pieces_of(2), see_quickly(["Two came."], print)[0].pieces)


def test_a_passages_text_that_is_a_sentence_now_is_embedded_again(tmp_path: Path) -> None:
    passage = reading_of("a", "One is here. Two came.").passages[0]
    write_all(tmp_path, collect_texts([passage], []))
    whole = replace(passage, sentences=((passage.start, passage.end),))

    assert carry_over(collect_texts([whole], []), StoredVectors(tmp_path))[1] == [0]


def test_without_an_earlier_build_every_text_is_missing() -> None:
    texts = collect_texts(reading_of("a", "One is here. Two is here.").passages, [])

    assert carry_over(texts, None)[1] == [0, 1, 2]


def test_a_cells_text_is_its_measure_people_and_figure() -> None:
    from tests.index.test_rows import BARE, FULL

    assert finding_text(BARE) == "41"
    assert finding_text(FULL) == "trust, U.S. men, 2024, nearly two-thirds"


def test_the_exact_search_ranks_by_likeness_within_the_surveys_asked(tmp_path: Path) -> None:
    readings = [reading_of("a", "Trust fell to 41%."), reading_of("b", "Trust fell. It is 30%.")]
    passages = [p for r in readings for p in r.passages]
    findings = [f for r in readings for f in r.findings]
    write_rows(tmp_path / "p", passages)
    write_rows(tmp_path / "f", findings)
    texts = collect_texts(passages, findings)
    vectors = embed_quickly(texts.texts, print)
    rows = search_rows(
        read_rows(tmp_path / "p", Passage), read_rows(tmp_path / "f", Finding), texts.places
    )
    similarities = vectors @ embed_quickly(["Trust fell to 41%."], print)[0]

    everywhere = search_exactly(rows, similarities, k=2)
    only_b = search_exactly(rows, similarities, k=9, surveys=["b"])

    assert [(n.kind, n.id) for n in everywhere] == [
        ("passage", passages[0].id),
        ("finding", findings[0].id),
    ]
    assert everywhere[0].score == np.float32(1)
    assert {n.id for n in only_b} == {passages[1].id, findings[1].id}
