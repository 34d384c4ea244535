"""The embedding model of the settings: its vectors of texts and of questions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import ModelUnavailable, OtherModel
from assistant.index.chosen.folders import (
    architecture_of,
    config_of,
    loading,
    model_folder,
    version_of,
)
from assistant.index.embeddings import (
    BATCH,
    MODEL_NAME,
    TEXTS_BETWEEN_REPORTS,
    Vectors,
    use_threads,
)

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SETTING = "ASSISTANT_EMBEDDING_MODEL"
SHIPPED = ("", MODEL_NAME, f"sentence-transformers/{MODEL_NAME}")
SEQUENCE_CLASSIFICATION = "ForSequenceClassification"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenModel:
    """A model by the name that the settings give it; `version` changes when its files do."""

    name: str
    version: str
    folder: Path
    threads: int = 0

    @property
    def recorded(self) -> str:
        """What an index keeps of it: the name, a space and the version."""
        return f"{self.name} {self.version}"

    def texts(self, texts: Sequence[str], progress: Callable[[int, int], None]) -> Vectors:
        """The unit vectors of texts of the corpus, a row a text."""
        use_threads(self.threads)
        model = load_chosen(self.folder)
        rows = [np.empty((0, model.get_embedding_dimension() or 0), dtype=np.float32)]
        for start in range(0, len(texts), TEXTS_BETWEEN_REPORTS):
            some = list(texts[start : start + TEXTS_BETWEEN_REPORTS])
            rows.append(model.encode_document(some, batch_size=BATCH, show_progress_bar=False))
            progress(start + len(some), len(texts))
        return _unit(np.concatenate(rows, dtype=np.float32))

    def question(self, text: str) -> Vectors:
        """The unit vector of a question."""
        use_threads(self.threads)
        seen = load_chosen(self.folder).encode_query([text], show_progress_bar=False)
        row: Vectors = _unit(np.asarray(seen, dtype=np.float32))[0]
        return row


def chosen_model(name: str, *, threads: int = 0) -> ChosenModel | None:
    """The model of that name or folder; None for the shipped one. Nothing is loaded yet.

    `threads` 0 takes the machine's.

    Raises:
        ModelUnavailable: It cannot be had, or does not embed texts.
    """
    if name in SHIPPED:
        return None
    folder = model_folder(name, setting=SETTING)
    architecture = architecture_of(config_of(folder, setting=SETTING))
    if architecture.endswith(SEQUENCE_CLASSIFICATION):
        raise ModelUnavailable(
            f"{SETTING}: {name} is a cross-encoder, which does not embed texts; name a "
            "sentence-transformers embedding model"
        )
    return ChosenModel(name=name, version=version_of(folder), folder=folder, threads=threads)


def refuse_other_model(recorded: str, chosen: ChosenModel | None, *, index: Path) -> None:
    """Raise OtherModel unless an index was built with the model that the settings name.

    `recorded` is what the index keeps of its model; empty for the shipped one.
    """
    built, _, version = recorded.rpartition(" ")
    if version != (chosen.version if chosen else ""):
        raise OtherModel(
            index, built=built or MODEL_NAME, chosen=chosen.name if chosen else MODEL_NAME
        )


@cache
def load_chosen(folder: Path) -> "SentenceTransformer":
    """The model of a folder, loaded once a process."""
    with loading(folder, setting=SETTING):
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = rows / np.maximum(lengths, 1e-9)
    return unit
