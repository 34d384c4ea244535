"""What speaks for each sentence of the passages that were found for a question."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.index.context.encoding import InContext, QuestionInContext
from assistant.index.embeddings import ONE, Vectors
from assistant.judge.words import Said, part, said_in

Floats = npt.NDArray[np.float64]

# In the order of the columns. Cosines: `sentence` and `passage` by the published model, the four
# `in_context` by the trained one; `weakest` is the piece of the question that comes least near.
SIGNALS = (
    *("sentence", "passage", "rank", "behind", "words"),
    *("sentence_in_context", "pieces_in_context", "passage_in_context", "weakest_in_context"),
    *("stems", "stems_of_passage", "stems_asked", "has_share", "shares"),
    *("numbers", "numbers_of_passage", "asks_number", "negation", "length", "place"),
)
LATEST_PLACE = 6  # sentences after it count as standing there


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A passage that was found for a question, with the published model's cosines.

    `behind` is its score minus the best passage's; `words` has each sentence's BM25 score.
    """

    sentences: tuple[str, ...]
    context: InContext
    similarity: float
    similarities: Vectors
    words: Vectors
    behind: float


def signals_of(
    question: str, in_context: QuestionInContext, found: Sequence[Found]
) -> npt.NDArray[np.float64]:
    """A row a sentence, passage after passage, a column a signal (`SIGNALS`)."""
    asked = Said.of(question)
    most = max((float(f.words.max(initial=0)) for f in found), default=0) or 1.0
    rows = [
        np.column_stack(
            [
                f.similarities,
                np.full(len(f.sentences), f.similarity),
                np.full(len(f.sentences), np.log1p(rank)),
                np.full(len(f.sentences), f.behind),
                f.words / most,
                *_in_context(in_context, f.context),
                _in_words(asked, f.sentences),
            ]
        )
        for rank, f in enumerate(found)
        if f.sentences
    ]
    return np.concatenate([np.empty((0, len(SIGNALS))), *rows])


def _in_context(question: QuestionInContext, context: InContext) -> tuple[Floats, ...]:
    size = len(context.sentences)
    nearest = np.full((size, len(question.weights)), -1.0)
    cosines = (context.pieces.astype(np.float32) / ONE) @ question.pieces.T
    starts = context.ends - np.diff(context.ends, prepend=0)
    filled = starts < context.ends
    if filled.any():
        nearest[filled] = np.maximum.reduceat(cosines, starts[filled], axis=0)
    return (
        context.sentences.astype(np.float64) @ question.vector,
        nearest @ question.weights,
        np.full(size, float(context.passage.astype(np.float32) @ question.vector)),
        nearest.min(axis=1),
    )


def _in_words(asked: Said, sentences: Sequence[str]) -> Floats:
    said = [said_in(sentence) for sentence in sentences]
    stems = frozenset[str]().union(*(s.stems for s in said))
    numbers = frozenset[str]().union(*(s.numbers for s in said))
    rows = [
        (
            part(s.stems, asked.stems),
            part(stems, asked.stems),
            part(asked.stems, s.stems),
            s.shares > 0,
            np.log1p(s.shares),
            part(s.numbers, asked.numbers),
            part(numbers, asked.numbers),
            bool(asked.numbers),
            s.negates != asked.negates,
            np.log(max(1, len(sentence))),
            min(place, LATEST_PLACE),
        )
        for place, (s, sentence) in enumerate(zip(said, sentences, strict=True))
    ]
    return np.array(rows, dtype=np.float64)
