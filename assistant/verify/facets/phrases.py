"""How like two measures are in meaning, by the vectors of their words; each is embedded once."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from assistant.index.embeddings import Vectors

MOST_KEPT = 20_000  # phrases; a vector of 384 numbers takes 1.5 kB


class Phrases:
    """Vectors of the measures that were compared so far."""

    def __init__(self, embed: Callable[[Sequence[str]], Vectors]) -> None:
        self._embed = embed
        self._vectors: dict[str, Vectors] = {}

    def prepare(self, texts: Iterable[str]) -> None:
        """Embed those of the texts that are new, together."""
        new = [text for text in dict.fromkeys(texts) if text and text not in self._vectors]
        if len(self._vectors) + len(new) > MOST_KEPT:
            self._vectors.clear()
        if new:
            self._vectors.update(zip(new, self._embed(new), strict=True))

    def likeness(self, one: str, other: str) -> float:
        """The cosine between two measures; 0 where one of them is empty."""
        if not one or not other:
            return 0.0
        self.prepare((one, other))
        return float(np.dot(self._vectors[one], self._vectors[other]))
