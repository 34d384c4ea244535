"""The vectors in context of a build, in files of our own, passage by passage."""

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.findings.finding import Passage
from assistant.index.builds import reading
from assistant.index.context.encoding import Halves, InContext, Places
from assistant.index.embeddings import DIMENSIONS, PIECE_DIMENSIONS, Pieces

PASSAGES_FILE = "context.passages.npy"
SENTENCES_FILE = "context.sentences.npy"
PIECES_FILE = "context.pieces.npy"
ENDS_FILE = "context.ends.npz"


def digest_of(passage: Passage) -> bytes:
    """What a passage is known by here: its text, and where its sentences begin and end."""
    bounds = [[a - passage.start, b - passage.start] for a, b in passage.sentences]
    said = json.dumps([passage.text, bounds])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()


class StoredContext:
    """Read from a build's folder when first looked at; vectors are mapped, not read whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def passages(self) -> Halves:
        """One row (384) a passage, in the index's order."""
        rows: Halves = self._mapped(PASSAGES_FILE)
        return rows

    @cached_property
    def sentences(self) -> Halves:
        """One row (384) a sentence, in the index's order."""
        rows: Halves = self._mapped(SENTENCES_FILE)
        return rows

    @cached_property
    def pieces(self) -> Pieces:
        """One row (64) a word piece, sentence by sentence."""
        rows: Pieces = self._mapped(PIECES_FILE)
        return rows

    @cached_property
    def _ends(self) -> dict[str, npt.NDArray[np.int64]]:
        path = self._folder / ENDS_FILE
        with reading(path), np.load(path, allow_pickle=False) as file:
            return {name: file[name] for name in ("sentences", "pieces", "digests")}

    @property
    def sentence_ends(self) -> Places:
        """Where each passage's sentences end among all sentences."""
        return self._ends["sentences"]

    @property
    def piece_ends(self) -> Places:
        """Where each sentence's word pieces end among all pieces."""
        return self._ends["pieces"]

    def read(self, position: int) -> InContext:
        """The passage at a position, with its sentences."""
        first, last = _span(self.sentence_ends, position)
        start = int(self.piece_ends[first - 1]) if first else 0
        ends = self.piece_ends[first:last]
        return InContext(
            passage=self.passages[position],
            sentences=self.sentences[first:last],
            pieces=self.pieces[start : int(ends[-1]) if len(ends) else start],
            ends=ends - start,
        )

    def known(self) -> dict[bytes, int]:
        """The position of every passage, by its digest."""
        return {bytes(d.tobytes()): n for n, d in enumerate(self._ends["digests"])}

    def _mapped(self, name: str) -> Any:
        path = self._folder / name
        with reading(path):
            mapped = np.load(path, mmap_mode="r", allow_pickle=False)
            return mapped.view(np.ndarray)


def _span(ends: Places, position: int) -> tuple[int, int]:
    return int(ends[position - 1]) if position else 0, int(ends[position])


def write_context(folder: Path, passages: Sequence[Passage], read: Sequence[InContext]) -> None:
    """Write the files that `StoredContext` reads."""
    none = np.empty((0, DIMENSIONS), dtype=np.float16)
    whole = np.array([r.passage for r in read], dtype=np.float16).reshape(-1, DIMENSIONS)
    pieces = [np.empty((0, PIECE_DIMENSIONS), dtype=np.int8), *(r.pieces for r in read)]
    sizes = [np.diff(r.ends, prepend=0) for r in read]
    digests = b"".join(map(digest_of, passages))
    np.save(folder / PASSAGES_FILE, whole, allow_pickle=False)
    np.save(folder / SENTENCES_FILE, np.concatenate([none, *(r.sentences for r in read)]))
    np.save(folder / PIECES_FILE, np.concatenate(pieces), allow_pickle=False)
    np.savez(
        folder / ENDS_FILE,
        sentences=np.cumsum([len(s) for s in sizes], dtype=np.int64),
        pieces=np.cumsum(np.concatenate([[], *sizes]), dtype=np.int64),
        digests=np.frombuffer(digests, dtype=np.uint8).reshape(-1, 32),
    )


def carry_over(
    passages: Sequence[Passage], before: StoredContext | None
) -> tuple[dict[int, InContext], list[int]]:
    """What an earlier build has of the passages, by position, and the positions that are new."""
    known = before.known() if before else {}
    rows = [known.get(digest_of(passage), -1) for passage in passages]
    kept = {i: before.read(row) for i, row in enumerate(rows) if before and row >= 0}
    return kept, [i for i, row in enumerate(rows) if row < 0]
