"""How near the word pieces of a question come to those of a passage or cell.

Late interaction (Khattab & Zaharia, ColBERT, 2020): each piece of the question takes
the candidate's piece that is most like it.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.index.embeddings import ONE, Pieces
from assistant.index.store import Index

Scores = npt.NDArray[np.float32]
Rows = npt.NDArray[np.integer]


class PieceReader:
    """Reads the word pieces of one build's candidates: its passages, then its cells."""

    def __init__(self, index: Index, cells: Rows) -> None:
        self._index = index
        self._cells = cells

    def nearness(self, asked: Pieces, candidates: Sequence[int]) -> Scores:
        """The mean of the cosines between the question's pieces and each candidate's nearest.

        A candidate without any word piece is as near as the least near of the others.
        """
        texts = [self._texts_of(c) for c in candidates]
        sizes = np.array([self._sizes[rows].sum() for rows in texts], dtype=np.int64)
        near = np.zeros(len(texts), dtype=np.float32)
        if not len(asked) or not sizes.any():
            return near
        theirs = self._index.stored.pieces[self._places(np.concatenate(texts))]
        cosines = theirs.astype(np.float32) @ (asked.T.astype(np.float32) / ONE**2)
        firsts = (np.cumsum(sizes) - sizes)[sizes > 0]
        near[sizes > 0] = np.maximum.reduceat(cosines, firsts, axis=0).mean(axis=1)
        near[sizes == 0] = near[sizes > 0].min()
        return near

    def _texts_of(self, candidate: int) -> Rows:
        places, size = self._index.stored.places, len(self._index.passages)
        if candidate < size:
            rows: Rows = places.sentences[slice(*self._bounds[candidate : candidate + 2])]
            return rows
        return places.findings[self._cells[[candidate - size]]]

    def _places(self, texts: Rows) -> Rows:
        """Where the pieces of some texts stand, one text after the other."""
        sizes = self._sizes[texts]
        starts = self._index.stored.piece_ends[texts] - sizes
        places: Rows = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
        return places + np.arange(len(places))

    @cached_property
    def _sizes(self) -> Rows:
        return np.diff(self._index.stored.piece_ends, prepend=0)

    @cached_property
    def _bounds(self) -> Rows:
        """Where each passage's sentences begin, and after the last, where they end."""
        passages = np.arange(len(self._index.passages) + 1)
        return np.searchsorted(self._index.sentence_of[:, 0], passages)
