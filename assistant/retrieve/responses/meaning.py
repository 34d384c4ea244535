"""How probably some words mean a question of a questionnaire: by meaning, and not by its words.

Two networks read the words beside each wording with its answers: the published sentence encoder,
and the one that was trained to read in context. Their cosines, and the possibility that no question
is meant, compete under a linear score (a conditional logit; McFadden, 1974), which
`python -m tests.measure.meant` fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.lexicon import load
from assistant.findings.stems import stop_words, words_of
from assistant.index.context.encoding import InContext, load_reader
from assistant.index.embeddings import ONE, Vectors, embed_texts
from assistant.retrieve.responses.measures import all_words

Floats = npt.NDArray[np.float64]

# In the order of the weights. `wording` and `option` are the published encoder's cosines with the
# wording and with its nearest answer, the others the trained network's; `weakest` is the piece of
# the words that comes least near.
SIGNALS = ("wording", "option", "whole", "sentence", "pieces", "weakest")
MOST_OPTIONS = 20  # of a question that are read
MOST_KEPT = 2_000  # questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A question as the networks see it: the wording's vector first, then its answers'."""

    vectors: Vectors
    context: InContext


class Meaning:
    """Reads questions when they are first looked at, and remembers them."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, ...], Read] = {}
        self._words: dict[str, Vectors] = {}

    def chances(self, said: str, questions: Sequence[Question]) -> list[float]:
        """The probability of each question that the words mean it; what is left, that none is."""
        if not questions or not said.strip():
            return [0.0] * len(questions)
        weights = load("meaning")
        scores = self.signals(said, questions) @ [weights["signals"][name] for name in SIGNALS]
        odds = np.append(scores, weights["none"])
        chances: list[float] = np.exp(odds - np.logaddexp.reduce(odds))[:-1].tolist()
        return chances

    def signals(self, said: str, questions: Sequence[Question]) -> Floats:
        """A row a question, a column a signal."""
        self._look_at(questions)
        asked, vector = load_reader().question(said), embed_texts([said])[0]
        rows = []
        for question in questions:
            read = self._read[_texts(question)]
            cosines = read.vectors @ vector
            pieces = (read.context.pieces.astype(np.float32) / ONE) @ asked.pieces.T
            nearest = pieces.max(axis=0, initial=-1.0)
            sentences = read.context.sentences.astype(np.float32) @ asked.vector
            whole = float(read.context.passage.astype(np.float32) @ asked.vector)
            of_words = float(nearest @ asked.weights), float(nearest.min())
            rows.append((cosines[0], cosines.max(), whole, sentences.max(), *of_words))
        return np.array(rows, dtype=np.float64)

    def nearness(self, words: Sequence[str], question: Question) -> list[float]:
        """The cosine of each word with the nearest word of a question and its answers."""
        said = all_words(question)
        if said not in self._words:
            content = [w for w in words_of(said) if w not in stop_words() and not w[0].isdigit()]
            self._words[said] = embed_texts(list(dict.fromkeys(content)) or [said])
        nearest: list[float] = (embed_texts(list(words)) @ self._words[said].T).max(axis=1).tolist()
        return nearest

    def _look_at(self, questions: Sequence[Question]) -> None:
        new = [t for q in questions if (t := _texts(q)) not in self._read]
        if len(self._read) + len(new) > MOST_KEPT:
            self._read.clear()
            new = [_texts(q) for q in questions]
        new = list(dict.fromkeys(new))
        context = load_reader().texts(new)
        for texts, seen in zip(new, context, strict=True):
            wording, *answers = texts
            vectors = embed_texts([wording, *(f"{wording} {answer}" for answer in answers)])
            self._read[texts] = Read(vectors=vectors, context=seen)


@cache
def _texts(question: Question) -> tuple[str, ...]:
    labels = [*(o.label for o in question.options), *(n.label for n in question.nets)]
    return question.wording, *labels[:MOST_OPTIONS]
