"""Makes `assistant/index/projection.npz`: `python -m tests.measure.projection`.

The principal components (Hotelling 1933) of the word pieces' vectors in the paragraphs of
`corpora/pew`, unlabelled: their mean, and the 64 directions in which they differ most, each
divided by how much they differ in it, so that each says as much.
"""

import json
from pathlib import Path

import numpy as np

import assistant.index
from assistant.index.embeddings import PIECE_DIMENSIONS, PROJECTION_FILE, Vectors, look_at

PEW = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "pew" / "passages.json"


def principal(whole: Vectors) -> tuple[Vectors, Vectors]:
    """The mean of unit vectors, and the axes to multiply by what is left without it."""
    mean = whole.mean(axis=0)
    covariance = np.cov((whole - mean).T.astype(np.float64))
    spread, axes = np.linalg.eigh(covariance)
    chosen = axes[:, -PIECE_DIMENSIONS:] / np.sqrt(spread[-PIECE_DIMENSIONS:])
    return mean.astype(np.float32), chosen.astype(np.float32)


def main() -> None:
    """Write the file that `embeddings.py` reads."""
    rows = json.loads(PEW.read_text(encoding="utf-8"))
    passages = dict.fromkeys(row["passage"] for row in rows)
    paragraphs = [line for p in passages for line in p.splitlines() if line.strip()]
    whole = np.concatenate([pieces for _, pieces, _ in look_at(paragraphs)])
    mean, axes = principal(whole / np.linalg.norm(whole, axis=1, keepdims=True))
    path = Path(assistant.index.__file__).parent / PROJECTION_FILE
    np.savez(path, mean=mean, axes=axes)


if __name__ == "__main__":
    main()
