from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelUnavailable, OtherModel
from assistant.index.build import build_index
from assistant.index.builds import read_manifest
from assistant.index.chosen.embedding import (
    ChosenModel,
    chosen_model,
    load_chosen,
    refuse_other_model,
)
from assistant.index.embeddings import PIECE_DIMENSIONS
from assistant.index.material import Steps
from assistant.index.store import Index, open_index
from assistant.pipeline import Assistant
from assistant.request import Request
from assistant.retrieve.search import Searcher
from assistant.settings import Settings
from tests.index.articles import (
    never_embed,
    plain_steps,
    read_quickly,
    see_quickly,
    settings_in,
    write_article,
)
from tests.tiny_models import write_cross_encoder, write_encoder

pytestmark = pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
NEWS = "Some 41% of adults trust the news. Rain fell on the town."
WORK = "Some 30% of adults work at home."
NO_PIECES = np.empty((0, PIECE_DIMENSIONS), dtype=np.int8)
NONSENSE = ("zzz", "qjx", "vvk", "xqz", "jjj", "kzq", "zvq", "qqj")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_encoder(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def model(folder: Path) -> ChosenModel:
    chosen = chosen_model(str(folder))
    assert chosen is not None
    return chosen


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_article(tmp_path / "corpus", "news", NEWS)
    write_article(tmp_path / "corpus", "work", WORK)
    return settings_in(tmp_path)


def steps_with(model: ChosenModel | None, **others: object) -> Steps:
    return plain_steps(chosen=model, **others)


def rows_of(index: Index) -> list[list[float]]:
    rows: list[list[float]] = index.stored.searched.tolist()
    return rows


@pytest.mark.parametrize("name", ["", "all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"])
def test_the_shipped_model_is_the_default_under_any_of_its_names(name: str) -> None:
    assert chosen_model(name) is None
    assert chosen_model(Settings().embedding_model) is None


def test_naming_a_model_loads_nothing(folder: Path) -> None:
    before = load_chosen.cache_info()

    chosen_model(str(folder))

    assert load_chosen.cache_info() == before


def test_its_vectors_are_unit_vectors_of_its_own_size_in_the_order_of_the_texts(
    model: ChosenModel,
) -> None:
    heard: list[tuple[int, int]] = []

    vectors = model.texts(["rain", "adults trust the news"], lambda *said: heard.append(said))

    assert vectors.shape == (2, 24)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(model.question("rain"), vectors[0], atol=1e-5)
    assert heard == [(2, 2)]


def test_a_cross_encoder_is_refused(tmp_path: Path) -> None:
    folder = write_cross_encoder(tmp_path / "judge")

    with pytest.raises(ModelUnavailable, match="is a cross-encoder, which does not embed texts"):
        chosen_model(str(folder))


def test_a_folder_that_holds_no_model_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    chosen = chosen_model(str(tmp_path / "empty"))
    assert chosen is not None

    with pytest.raises(ModelUnavailable, match=r"EMBEDDING_MODEL: .*cannot be loaded") as raised:
        chosen.question("rain")

    assert "\n" not in str(raised.value)


def test_an_index_keeps_the_vectors_of_the_chosen_model_beside_the_shipped_ones(
    settings: Settings, model: ChosenModel
) -> None:
    report = build_index(settings, steps=steps_with(model))

    assert report.embedding_model == model.name
    with open_index(settings.index) as index:
        assert index.manifest.embedding_model == f"{model.name} {model.version}"
        assert index.vectors.shape == (4, 384)
        assert index.stored.searched.shape == (4, 24)
        near = index.nearest(model.question(WORK), 1)
        assert index.passage(near[0].id).text == WORK


def test_another_model_is_embedded_anew_and_the_rest_carried_over(
    settings: Settings, model: ChosenModel
) -> None:
    first = build_index(settings, steps=plain_steps())

    second = build_index(settings, steps=steps_with(model, embed=never_embed))
    third = build_index(settings, steps=plain_steps(embed=never_embed))

    assert (first.is_new, second.is_new, third.is_new) == (True, True, True)
    assert (second.embedded, third.embedded) == (4, 0)
    assert first.corpus_version == third.corpus_version != second.corpus_version


def test_the_same_model_is_not_asked_again(settings: Settings, model: ChosenModel) -> None:
    build_index(settings, steps=steps_with(model))
    again = build_index(settings, steps=steps_with(model))
    write_article(settings.corpus, "zoo", "Some 77% of zoologists photograph okapis.")
    grown = build_index(settings, steps=steps_with(model))
    other = Settings(corpus=settings.corpus, index=settings.index.parent / "other")
    at_once = build_index(other, steps=steps_with(model))

    assert (again.is_new, grown.embedded, at_once.embedded) == (False, 1, 5)
    with open_index(settings.index) as one, open_index(other.index) as two:
        assert one.corpus_version == two.corpus_version
        assert np.allclose(rows_of(one), rows_of(two), atol=1e-5)


def test_changed_files_of_a_model_are_another_model(settings: Settings, tmp_path: Path) -> None:
    one = chosen_model(str(write_encoder(tmp_path / "one", seed=1)))
    two = chosen_model(str(write_encoder(tmp_path / "two", seed=2, size=32)))
    build_index(settings, steps=steps_with(one))

    report = build_index(settings, steps=steps_with(two))

    assert report.embedded == 4
    with open_index(settings.index) as index:
        assert index.stored.searched.shape == (4, 32)


def test_an_index_of_another_model_is_refused_with_what_to_do(
    settings: Settings, model: ChosenModel, tmp_path: Path
) -> None:
    build_index(settings, steps=steps_with(model))

    with pytest.raises(OtherModel) as raised:
        Assistant.open(settings)

    assert str(raised.value) == (
        f"{settings.index}: built with the embedding model {model.name}, but the settings name "
        f"all-MiniLM-L6-v2; run `assistant index`, or set ASSISTANT_EMBEDDING_MODEL to {model.name}"
    )


def test_an_index_of_the_shipped_model_is_refused_where_another_is_named(
    settings: Settings, model: ChosenModel
) -> None:
    build_index(settings, steps=plain_steps())
    other = settings.model_copy(update={"embedding_model": model.name})

    with pytest.raises(OtherModel, match=r"built with the embedding model all-MiniLM-L6-v2, but"):
        Assistant.open(other)


def test_changed_files_of_the_model_are_told_from_another_name(
    model: ChosenModel, tmp_path: Path
) -> None:
    with pytest.raises(OtherModel, match="have changed since the index was built; run `assistant"):
        refuse_other_model(f"{model.name} 0123", model, index=tmp_path)
    refuse_other_model(f"/moved/elsewhere {model.version}", model, index=tmp_path)


def test_the_chosen_model_decides_what_is_found(settings: Settings, model: ChosenModel) -> None:
    write_article(settings.corpus, "news", "Some 41% of adults trust the news.")
    build_index(settings, steps=steps_with(model))
    with open_index(settings.index) as index:
        of_passages = index.stored.searched[index.stored.places.passages]
        # a word that no passage has, which the model puts nearer to the second of the two
        word = next(w for w in NONSENSE if (of_passages @ model.question(w)).argmax() == 1)
        seen = replace(see_quickly(["trust"], lambda *_: None)[0], pieces=NO_PIECES, words=())

        by_chosen = Searcher(index, model).passages(word, seen, k=2)
        by_shipped = Searcher(index).passages(word, seen, k=2)

    assert [p.survey for p, _ in by_chosen] == ["work", "news"]
    assert [p.survey for p, _ in by_shipped] == ["news", "work"]


def test_a_build_of_the_settings_model_answers(settings: Settings, model: ChosenModel) -> None:
    named = settings.model_copy(update={"embedding_model": model.name})
    build_index(named, steps=steps_with(model, read_in_context=read_quickly))

    hits = Assistant.open(named).search(Request(question="adults work at home"), k=2)

    assert hits[0].survey == "work"
    manifest = read_manifest(next((settings.index / "builds").iterdir()))
    assert manifest.embedding_model == model.recorded
