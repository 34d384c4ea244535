"""A judge by a cross-encoder of the settings: it reads a question and a text together.

A sentence alone may not say whom it is about, and a passage does not say which of its sentences
answers. So both are scored, and a sentence has the mean of its own score and its passage's.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelUnavailable
from assistant.index.chosen.folders import architecture_of, config_of, loading, model_folder
from assistant.index.embeddings import Vectors, use_threads
from assistant.index.vectors import sentence_texts
from assistant.judge.judge import Ranked

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

SETTING = "ASSISTANT_JUDGE_MODEL"
BATCH = 16
ONE_SCORE = "name a cross-encoder with one score, such as cross-encoder/ms-marco-MiniLM-L6-v2"
# How the classes are named that score a pair: by a head of their own, or by the next word.
CLASSIFIES, WRITES = "ForSequenceClassification", "ForCausalLM"


class CrossEncoderJudge:
    """Says of each sentence how probably it answers a question. Nothing is loaded before that."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        self._folder = folder
        self._threads = threads

    def chances(
        self,
        question: str,
        vector: Vectors,  # noqa: ARG002 - the shipped judge's
        ranked: Ranked,
    ) -> list[tuple[float, ...]]:
        """A probability for each sentence of the passages that were found, in their order.

        Raises:
            ModelUnavailable: The model's files cannot be loaded.
        """
        sentences = [sentence_texts(passage) for passage, _ in ranked]
        texts = [*(p.text for p, _ in ranked), *(text for own in sentences for text in own)]
        if not texts:
            return []
        scores = self._scores(question, texts)
        own, chances = iter(scores[len(ranked) :]), []
        for whole, some in zip(scores[: len(ranked)], sentences, strict=True):
            chances.append(tuple(_chance((whole + next(own)) / 2) for _ in some))
        return chances

    def _scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """What the model says to each text beside the question, as logits."""
        from torch.nn import Identity

        use_threads(self._threads)
        scores: npt.NDArray[np.float32] = load_cross_encoder(self._folder).predict(
            [(question, text) for text in texts],
            batch_size=BATCH,
            show_progress_bar=False,
            activation_fn=Identity(),
        )
        return [float(score) for score in np.asarray(scores, dtype=np.float64).reshape(len(texts))]


def _chance(score: float) -> float:
    """A logit as a probability.

    >>> _chance(0.0), round(_chance(-1000.0), 2)
    (0.5, 0.0)
    """
    return float(np.exp(-np.logaddexp(0.0, -score)))


def cross_encoder_judge(name: str, *, threads: int = 0) -> CrossEncoderJudge:
    """The judge by the cross-encoder of that name or folder. `threads` 0 takes the machine's.

    Raises:
        ModelUnavailable: It cannot be had, or does not give one score to a pair of texts.
    """
    folder = model_folder(name, setting=SETTING)
    config = config_of(folder, setting=SETTING)
    architecture = architecture_of(config)
    if not architecture.endswith((CLASSIFIES, WRITES)):
        raise ModelUnavailable(f"{SETTING}: {name} is not a cross-encoder; {ONE_SCORE}")
    labels = labels_of(config)
    if architecture.endswith(CLASSIFIES) and len(labels) != 1:
        raise ModelUnavailable(
            f"{SETTING}: {name} gives {len(labels)} scores ({', '.join(labels)}); {ONE_SCORE}"
        )
    return CrossEncoderJudge(folder, threads=threads)


def labels_of(config: dict[str, Any]) -> list[str]:
    """What a network's scores stand for; a configuration that names none has two of them.

    >>> labels_of({"id2label": {"0": "LABEL_0"}}), labels_of({})
    (['LABEL_0'], ['LABEL_0', 'LABEL_1'])
    """
    return list(map(str, config.get("id2label", {"0": "LABEL_0", "1": "LABEL_1"}).values()))


@cache
def load_cross_encoder(folder: Path) -> "CrossEncoder":
    """The model of a folder, loaded once a process."""
    with loading(folder, setting=SETTING):
        from sentence_transformers import CrossEncoder

        return CrossEncoder(str(folder), device="cpu", local_files_only=True)
