"""The word index: BM25 over English stems, kept in files of our own making."""

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.index.builds import reading

STOP_WORDS = "en"
LANGUAGE = "english"


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer(LANGUAGE)


def _tokens(texts: list[str], *, return_ids: bool) -> Any:
    import bm25s

    return bm25s.tokenize(
        texts,
        stopwords=STOP_WORDS,
        stemmer=_stemmer(),
        return_ids=return_ids,
        show_progress=False,
    )


def write_words(folder: Path, texts: Sequence[str]) -> None:
    """Index the texts' words into a folder; a folder without files stands for no words at all."""
    import bm25s

    folder.mkdir()
    tokens = _tokens(list(texts), return_ids=True) if texts else None
    if tokens is None or not any(tokens.ids):
        return
    scorer = bm25s.BM25()
    scorer.index(tokens, show_progress=False)
    scorer.save(str(folder), show_progress=False)


class WordIndex:
    """Scores every text by the words that it shares with a question."""

    def __init__(self, folder: Path, size: int) -> None:
        self._folder = folder
        self._size = size

    @cached_property
    def _scorer(self) -> Any:
        import bm25s

        with reading(self._folder):
            if not any(self._folder.iterdir()):
                return None
            return bm25s.BM25.load(str(self._folder), load_corpus=False)

    def scores(self, question: str) -> npt.NDArray[np.float32]:
        """A score a text, in the texts' order; 0 where no word is shared."""
        nothing = np.zeros(self._size, dtype=np.float32)
        if self._scorer is None:
            return nothing
        stems = [
            s for s in _tokens([question], return_ids=False)[0] if s in self._scorer.vocab_dict
        ]
        if not stems:
            return nothing
        found: npt.NDArray[np.float32] = self._scorer.get_scores(stems)
        return found
