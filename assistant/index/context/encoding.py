"""Vectors of sentences as they read within their passage, and of questions to compare with them.

A passage goes through the network whole, and each sentence's vector is the mean of its word
pieces' (late chunking; Günther et al., 2024): "That is 12 points higher" then has something of
whom it is about.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.findings.finding import Passage
from assistant.index.context.network import Floats, Weights, hidden_states, load_weights
from assistant.index.embeddings import ONE, Pieces, load_model, use_threads
from assistant.index.vectors import sentence_texts

Halves = npt.NDArray[np.float16]
Places = npt.NDArray[np.int64]
Progress = Callable[[int, int], None]

WINDOW = 320  # word pieces of a passage that go in together
QUESTION = 64  # word pieces of a question that are read
AT_ONCE = 64  # passages between two reports of progress


@dataclass(frozen=True, slots=True, kw_only=True)
class InContext:
    """A passage as the network sees it.

    `passage` (384) and the rows of `sentences` (sentences, 384) are unit vectors. `pieces`
    (pieces, 64) are the sentences' word pieces, unit vectors in eight bits, one sentence after the
    other; `ends` says where each sentence's end.
    """

    passage: Halves
    sentences: Halves
    pieces: Pieces
    ends: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionInContext:
    """A question as the network sees it: its unit vector (384) and those of its word pieces.

    `pieces` has a row (64) a piece, and `weights` how much each counts; they sum to 1.
    """

    vector: Floats
    pieces: Floats
    weights: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Word pieces that go in together, and the sentence each is of (-1: of none)."""

    ids: list[int]
    sentence: list[int]


class ContextReader:
    """Reads passages and questions with one set of trained weights."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def passages(
        self, passages: Sequence[Passage], progress: Progress = lambda *_: None, *, threads: int = 0
    ) -> list[InContext]:
        """The passages as the network sees them. `threads` 0 takes the machine's."""
        if passages:
            use_threads(threads)
        read: list[InContext] = []
        for start in range(0, len(passages), AT_ONCE):
            read += self._read([sentence_texts(p) for p in passages[start : start + AT_ONCE]])
            progress(len(read), len(passages))
        return read

    def texts(self, texts: Sequence[Sequence[str]]) -> list[InContext]:
        """Texts that are in no passage, each as sentences, as the network sees them."""
        return list(self._read([list(sentences) for sentences in texts]))

    def question(self, text: str) -> QuestionInContext:
        """A question or claim as the network sees it; long ones are cut."""
        ids = load_model().tokenizer(text, truncation=True, max_length=QUESTION)["input_ids"]
        [seen] = hidden_states(self._weights, [ids])
        kept = words_among(np.array(ids))
        kept = kept if kept.any() else np.ones_like(kept)
        counts = seen[kept] @ self._weights["count.weight"].numpy()[0]
        counts = np.exp(counts - counts.max())
        return QuestionInContext(
            vector=_unit(seen.mean(axis=0)),
            pieces=self._project(seen[kept]),
            weights=counts / counts.sum(),
        )

    def _read(self, passages: list[list[str]]) -> Iterator[InContext]:
        windows = [list(windows_of(sentences)) for sentences in passages]
        states = iter(hidden_states(self._weights, [w.ids for many in windows for w in many]))
        for sentences, many in zip(passages, windows, strict=True):
            seen = np.concatenate([next(states) for _ in many])
            own = np.array([n for window in many for n in window.sentence])
            kept = words_among(np.array([i for window in many for i in window.ids])) & (own >= 0)
            sums = np.zeros((len(sentences), seen.shape[1]), dtype=np.float32)
            np.add.at(sums, own[own >= 0], seen[own >= 0])
            yield InContext(
                passage=_unit(seen.mean(axis=0)).astype(np.float16),
                sentences=_unit(sums).astype(np.float16),
                pieces=np.rint(self._project(seen[kept]) * ONE).astype(np.int8),
                ends=np.cumsum(np.bincount(own[kept], minlength=len(sentences))).astype(np.int64),
            )

    def _project(self, states: Floats) -> Floats:
        """Word pieces' unit vectors in 64 dimensions."""
        axes, moved = self._weights["project.weight"], self._weights["project.bias"]
        return _unit(_unit(states) @ axes.numpy().T + moved.numpy())


@cache
def load_reader() -> ContextReader:
    """The reader with the weights of the project, loaded once a process."""
    return ContextReader(load_weights())


def windows_of(sentences: Sequence[str]) -> Iterator[Window]:
    """A passage in one window, or a long one in several, each of whole sentences."""
    tokenizer = load_model().tokenizer
    first, last = tokenizer.cls_token_id, tokenizer.sep_token_id
    room = WINDOW - 2
    ids: list[int] = []
    own: list[int] = []
    for n, sentence in enumerate(sentences):
        said = tokenizer(sentence, add_special_tokens=False, verbose=False)["input_ids"][:room]
        if ids and len(ids) + len(said) > room:
            yield Window(ids=[first, *ids, last], sentence=[-1, *own, -1])
            ids, own = [], []
        ids, own = [*ids, *said], [*own, *[n] * len(said)]
    yield Window(ids=[first, *ids, last], sentence=[-1, *own, -1])


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    unit: Floats = rows / np.maximum(lengths, 1e-9)
    return unit


def words_among(ids: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Which word pieces have a letter or a digit in them."""
    among: npt.NDArray[np.bool_] = _are_words()[ids]
    return among


@cache
def _are_words() -> npt.NDArray[np.bool_]:
    """Of every word piece there is, whether it has a letter or a digit in it."""
    tokenizer: Any = load_model().tokenizer
    words = tokenizer.convert_ids_to_tokens(list(range(tokenizer.vocab_size)))
    special = set(tokenizer.all_special_tokens)
    return np.array([w not in special and any(c.isalnum() for c in w) for w in words])
