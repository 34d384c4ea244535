import os
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelUnavailable
from assistant.index.embeddings import (
    MiniLM,
    check_weights,
    embed_query,
    embed_texts,
    embed_whole,
    load_model,
    model_folder,
)


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")

    with pytest.raises(ModelUnavailable, match="not the published weights"):
        check_weights(tmp_path / "model.safetensors")


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="cannot read the model's weights"):
        check_weights(tmp_path / "model.safetensors")


def test_the_installed_weights_are_the_published_ones() -> None:
    check_weights(model_folder() / "model.safetensors")


def test_nothing_is_loaded_for_no_texts() -> None:
    before = load_model.cache_info().currsize

    assert embed_texts([]).shape == (0, 384)
    assert load_model.cache_info().currsize == before


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
def test_vectors_are_unit_vectors_in_the_order_of_the_texts() -> None:
    texts = ["Trust in news fell.", "A", "Many people work from home on some days. " * 60]

    vectors = embed_texts(texts)

    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(embed_query(text), vector, atol=1e-5)
    assert np.allclose(MiniLM().embed_documents(texts[:1])[0], vectors[0], atol=1e-6)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
def test_word_pieces_are_unit_vectors_of_what_is_no_punctuation() -> None:
    trust, nothing = embed_whole(["Trust, in news: 41%!", "…"])

    assert trust.words == ("trust", "in", "news", "41")
    assert trust.pieces.shape == (4, 64)
    # rounding to whole steps moves each of 64 parts by up to half a step of 127
    assert np.allclose(np.linalg.norm(trust.pieces / 127.0, axis=1), 1, atol=0.5 * 8 / 127)
    assert (nothing.words, nothing.pieces.shape) == ((), (0, 64))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
def test_a_word_is_nearer_to_itself_in_a_like_context_than_to_another_word() -> None:
    one, other = embed_whole(["Most adults trust the news.", "Few adults trust the news media."])

    news = one.pieces[one.words.index("news")].astype(np.int32)
    near = other.pieces.astype(np.int32) @ news

    assert other.words[int(near.argmax())] == "news"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
def test_loading_the_model_leaves_the_environment_as_it_was() -> None:
    before = {
        name: value for name, value in os.environ.items() if name.startswith(("HF_", "TRANS"))
    }

    load_model()

    after = {name: value for name, value in os.environ.items() if name.startswith(("HF_", "TRANS"))}
    assert after == before
