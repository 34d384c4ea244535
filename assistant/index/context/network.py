"""The trained network: the first layers of all-MiniLM-L6-v2 as published, the last ones fine-tuned.

`network.npz` holds what training changed, in 16 bits; `python -m tests.measure.judge` makes it.
The layers are those of BERT (Devlin et al., 2019): self-attention, then two linear maps, each
added to its input and normalised.
"""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from assistant.index.embeddings import MODEL_NAME, MODEL_SHA256, load_model

if TYPE_CHECKING:
    from torch import Tensor

Floats = npt.NDArray[np.float32]
Weights = Mapping[str, "Tensor"]

WEIGHTS_FILE = "network.npz"
FROZEN_LAYERS = 3  # the published model's own; the layers after them are in the file
HEADS = 12
EPSILON = 1e-12  # of the normalisation, as in the published model
HIDDEN = -1e4  # what attention adds for a place that holds no word piece
BATCH = 8


@cache
def context_version() -> str:
    """What vectors in context depend on: those of another version can't be compared with these."""
    trained = (files("assistant.index.context") / WEIGHTS_FILE).read_bytes()
    return f"{MODEL_NAME} {MODEL_SHA256} {hashlib.sha256(trained).hexdigest()[:16]}"


@cache
def load_weights(path: Path | None = None) -> Weights:
    """The trained weights by name, loaded once a process; a file of others may be named."""
    import torch

    source = path or files("assistant.index.context") / WEIGHTS_FILE
    with source.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return {name: torch.from_numpy(stored[name].astype(np.float32)) for name in stored.files}


def hidden_states(weights: Weights, texts: Sequence[Sequence[int]]) -> list[Floats]:
    """The network's vectors of each text's word pieces: an array (pieces, 384) a text."""
    import torch

    by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    seen: dict[int, Floats] = {}
    with torch.inference_mode():
        for start in range(0, len(texts), BATCH):
            rows = by_length[start : start + BATCH]
            ids, mask = padded([texts[i] for i in rows])
            states = upper_layers(weights, lower_layers(ids, mask), mask)
            seen.update((i, states[n, : len(texts[i])].numpy()) for n, i in enumerate(rows))
    return [seen[i] for i in range(len(texts))]


def padded(texts: Sequence[Sequence[int]]) -> tuple["Tensor", "Tensor"]:
    """Ids of word pieces as a rectangle (texts, pieces), and 1 where a piece stands, else 0."""
    import torch

    longest = max(map(len, texts))
    ids = torch.tensor([[*text, *[0] * (longest - len(text))] for text in texts])
    mask = torch.tensor([[1] * len(text) + [0] * (longest - len(text)) for text in texts])
    return ids, mask


def lower_layers(ids: "Tensor", mask: "Tensor") -> "Tensor":
    """The published model's word embeddings and first layers: (texts, pieces, 384)."""
    model: Any = load_model()[0].auto_model
    states, added = model.embeddings(input_ids=ids), _added(mask)
    for layer in model.encoder.layer[:FROZEN_LAYERS]:
        states = layer(states, attention_mask=added)
        states = states[0] if isinstance(states, tuple) else states
    return states


def upper_layers(
    weights: Weights, states: "Tensor", mask: "Tensor", *, dropped: float = 0.0
) -> "Tensor":
    """The fine-tuned layers: (texts, pieces, 384). `dropped` is for training alone."""
    from torch.nn import functional

    added = _added(mask)
    for layer in range(sum(name.endswith(".qkv.weight") for name in weights)):
        own = {
            name.removeprefix(f"{layer}."): weight
            for name, weight in weights.items()
            if name.startswith(f"{layer}.")
        }
        attended = functional.dropout(_attention(own, states, added), dropped)
        states = _normalised(own, "norm1", states + attended)
        raised = functional.gelu(_linear(own, "up", states))
        lowered = functional.dropout(_linear(own, "down", raised), dropped)
        states = _normalised(own, "norm2", states + lowered)
    return states


def _attention(weights: Weights, states: "Tensor", added: "Tensor") -> "Tensor":
    texts, pieces, size = states.shape
    mapped = _linear(weights, "qkv", states).view(texts, pieces, 3, HEADS, size // HEADS)
    queries, keys, values = mapped.permute(2, 0, 3, 1, 4)
    likeness = (queries @ keys.transpose(2, 3)) * (HEADS / size) ** 0.5 + added.to(queries.dtype)
    mixed = likeness.softmax(-1).to(values.dtype) @ values
    return _linear(weights, "out", mixed.transpose(1, 2).reshape(texts, pieces, size))


def _linear(weights: Weights, name: str, states: "Tensor") -> "Tensor":
    from torch.nn import functional

    return functional.linear(states, weights[f"{name}.weight"], weights[f"{name}.bias"])


def _normalised(weights: Weights, name: str, states: "Tensor") -> "Tensor":
    from torch.nn import functional

    weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return functional.layer_norm(states, (states.shape[-1],), weight, bias, EPSILON)


def _added(mask: "Tensor") -> "Tensor":
    import torch

    return torch.zeros(mask.shape).masked_fill(mask == 0, HIDDEN)[:, None, None]
