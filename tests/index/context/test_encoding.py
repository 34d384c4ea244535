import numpy as np
import pytest

from assistant.index.context.encoding import ContextReader, load_reader, windows_of
from tests.index.articles import reading_of

TEXT = "Some 41% of nurses trust the news. That is 12 points more than among teachers."


@pytest.fixture(scope="module")
def reader() -> ContextReader:
    return load_reader()


def test_a_passage_has_a_unit_vector_a_sentence_and_pieces_for_each(reader: ContextReader) -> None:
    [read] = reader.passages(reading_of("news", TEXT).passages)

    lengths = np.linalg.norm(read.sentences.astype(np.float32), axis=1)
    assert lengths == pytest.approx([1, 1], abs=1e-3)
    # "some 41 of nurses trust the news", without the per cent sign and the full stop
    assert read.ends[0] == 7
    assert read.ends[-1] == len(read.pieces)


def test_a_sentence_is_read_in_its_context(reader: ContextReader) -> None:
    other = TEXT.replace("nurses", "farmers")

    nurses, farmers = reader.passages(
        [*reading_of("a", TEXT).passages, *reading_of("b", other).passages]
    )

    # the second sentence has the same words in both
    same = nurses.sentences[1].astype(np.float32) @ farmers.sentences[1].astype(np.float32)
    assert same < 0.999


def test_the_sentence_that_answers_is_nearer_than_one_about_other_people(
    reader: ContextReader,
) -> None:
    text = "Some 41% of nurses trust the news. Among the farmers of the county, 12% own a boat."
    [read] = reader.passages(reading_of("news", text).passages)

    question = reader.question("how many nurses have faith in the press?")

    cosines = read.sentences.astype(np.float32) @ question.vector
    assert cosines[0] > cosines[1]
    assert question.weights.sum() == pytest.approx(1)


def test_a_question_without_a_word_is_read_all_the_same(reader: ContextReader) -> None:
    assert np.isfinite(reader.question("?!").vector).all()


def test_a_long_passage_goes_in_by_windows_of_whole_sentences() -> None:
    sentence = "It rained in the town for days on end and nobody went out to vote at all."

    windows = list(windows_of([sentence] * 40))

    assert len(windows) > 1
    assert [n for w in windows for n in dict.fromkeys(w.sentence) if n >= 0] == list(range(40))
    assert max(len(w.ids) for w in windows) <= 320
