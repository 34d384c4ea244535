import numpy as np
import pytest

from assistant.index.context.encoding import InContext, QuestionInContext
from assistant.index.embeddings import ONE
from assistant.judge.signals import SIGNALS, Found, signals_of

QUESTION = "How many nurses did not vote in 2019?"


def unit(place: int, size: int) -> np.ndarray:
    vector = np.zeros(size, dtype=np.float32)
    vector[place] = 1
    return vector


def asked(*pieces: int) -> QuestionInContext:
    return QuestionInContext(
        vector=unit(0, 384),
        pieces=np.array([unit(p, 64) for p in pieces]),
        weights=np.full(len(pieces), 1 / len(pieces), dtype=np.float32),
    )


def found(*sentences: str, pieces: tuple[tuple[int, ...], ...]) -> Found:
    rows = [unit(p, 64) * ONE for of_one in pieces for p in of_one]
    return Found(
        sentences=sentences,
        context=InContext(
            passage=unit(0, 384).astype(np.float16),
            sentences=np.array([unit(n, 384) for n in range(len(sentences))], dtype=np.float16),
            pieces=np.array(rows, dtype=np.int8).reshape(-1, 64),
            ends=np.cumsum([len(of_one) for of_one in pieces]),
        ),
        similarity=0.5,
        similarities=np.full(len(sentences), 0.4, dtype=np.float32),
        words=np.full(len(sentences), 2.0, dtype=np.float32),
        behind=0.0,
    )


def column(name: str, *passages: Found) -> list[float]:
    signals = signals_of(QUESTION, asked(1, 2), passages)
    return [float(value) for value in signals[:, SIGNALS.index(name)]]


def test_each_word_piece_of_the_question_takes_the_nearest_of_the_sentence() -> None:
    passage = found("A.", "B.", "C.", pieces=((1, 2), (2, 9), ()))

    # both are there: 1; one of two: (0 + 1) / 2; a sentence without a piece: -1
    assert column("pieces_in_context", passage) == pytest.approx([1, 0.5, -1])
    assert column("weakest_in_context", passage) == pytest.approx([1, 0, -1])


def test_words_numbers_and_negation_are_those_that_both_have() -> None:
    passage = found(
        "In 2019, 12% of nurses didn't vote.", "Most teachers voted.", pieces=((1,), (1,))
    )

    assert column("numbers", passage) == [1, 0]
    assert column("numbers_of_passage", passage) == [1, 1]
    assert column("negation", passage) == [0, 1]
    assert column("has_share", passage) == [1, 1]
    stems = column("stems", passage)
    assert stems[0] > stems[1] > 0


def test_nothing_found_has_no_signals() -> None:
    assert signals_of(QUESTION, asked(1), []).shape == (0, len(SIGNALS))
