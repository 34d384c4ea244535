from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexDamaged, IndexMissing, UnknownSurvey
from assistant.index.build import build_index
from assistant.index.store import Index, open_index
from assistant.settings import Settings
from tests.index.articles import embed_quickly, plain_steps, settings_in, write_article

NEWS = "Some 41% of adults trust the news. In 2019 it was 52%."
WORK = "Some 30% of adults work at home. Others do not."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_article(tmp_path / "corpus", "news", NEWS)
    write_article(tmp_path / "corpus", "work", WORK)
    settings = settings_in(tmp_path)
    build_index(settings, steps=plain_steps())
    return settings


@pytest.fixture
def index(settings: Settings) -> Index:
    return open_index(settings.index)


def test_passages_and_findings_are_found_by_id(index: Index) -> None:
    for passage in index.passages:
        assert index.passage(passage.id) == passage
    for finding in index.findings:
        assert index.finding(finding.id) == finding
    with pytest.raises(KeyError):
        index.finding("none")


def test_the_findings_of_a_passage_are_those_that_stand_in_it(index: Index) -> None:
    news, work = index.passages

    assert [f.statement.figure.text for f in index.findings_of(news.id)] == ["41%", "52%"]
    assert [f.statement.figure.text for f in index.findings_of(work.id)] == ["30%"]
    assert index.findings_of("none") == ()


def test_an_unknown_survey_is_named_with_those_there_are(index: Index) -> None:
    assert index.survey("work").id == "work"
    with pytest.raises(UnknownSurvey, match="news, work"):
        index.survey("wrok")


def test_vectors_stand_in_the_order_of_what_they_are_of(index: Index) -> None:
    question = embed_quickly(["Others do not."], print)[0]

    similar = index.similarities(question)

    assert similar.sentences.argmax() == 3
    assert index.sentence_of.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert similar.sentences[3] == pytest.approx(1)
    assert np.allclose(index.passage_vectors @ question, similar.passages)
    assert np.allclose(index.sentence_vectors @ question, similar.sentences)
    assert np.allclose(index.finding_vectors @ question, similar.findings)


def test_words_stand_in_the_order_of_what_they_are_of(index: Index) -> None:
    assert index.word_index.scores("trusting").argmax() == 0
    assert index.sentence_words.scores("others").argmax() == 3
    assert index.finding_words.scores("home").argmax() == 2


def test_the_nearest_rows_are_kept_to_the_surveys_asked_for(index: Index) -> None:
    question = embed_quickly(["adults trust the news"], print)[0]

    everywhere = index.nearest(question, 2)
    only_work = index.nearest(question, 9, surveys=["work"])

    assert everywhere[0].id == index.findings[0].id
    assert {n.id for n in only_work} == {index.passages[1].id, index.findings[2].id}


def test_an_index_knows_when_a_newer_one_has_taken_its_place(
    settings: Settings, index: Index, tmp_path: Path
) -> None:
    assert index.is_current

    write_article(tmp_path / "corpus", "zoo", "Few came.")
    build_index(settings, steps=plain_steps())

    assert not index.is_current
    assert len(index.passages) == 2


def test_a_reader_keeps_its_build_whatever_is_built(settings: Settings, tmp_path: Path) -> None:
    with open_index(settings.index) as index:
        for n in range(3):
            write_article(tmp_path / "corpus", "news", f"It was {n}%.")
            build_index(settings, steps=plain_steps())

        assert [p.text for p in index.passages] == [NEWS, WORK]


def test_where_nothing_was_built_the_reader_is_told_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="run `assistant index` first"):
        open_index(tmp_path)


def test_a_pointer_to_a_build_that_is_gone_is_damage(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("0123456789abcdef\n")

    with pytest.raises(IndexDamaged, match="gone"):
        open_index(tmp_path)


def test_an_index_of_another_version_is_refused(settings: Settings) -> None:
    [manifest] = settings.index.glob("builds/*/manifest.json")
    manifest.write_text(manifest.read_text().replace('"format": 3', '"format": 0'))

    with pytest.raises(IndexDamaged, match="another version"):
        open_index(settings.index)


def read_all(index: Index) -> None:
    assert list(index.passages)
    assert index.nearest(embed_quickly(["news"], print)[0], 1)
    assert len(index.stored.pieces_of(0)) == 0
    assert index.surveys
    assert index.word_index.scores("news").any()


@pytest.mark.parametrize(
    "name",
    [
        "passages.parquet",
        "vectors.npy",
        "vectors.places.npz",
        "pieces.*",
        "surveys.json",
        "words.*",
    ],
)
def test_a_file_that_lost_its_sense_but_not_its_size_is_damage(
    settings: Settings, name: str
) -> None:
    for path in settings.index.glob(f"builds/*/{name}"):
        for file in [*path.glob("*"), path]:
            if file.is_file():
                file.write_bytes(b"\xff" * file.stat().st_size)

    with open_index(settings.index) as index, pytest.raises(IndexDamaged, match="cannot be read"):
        read_all(index)
