from pathlib import Path

from assistant.index.words import WordIndex, write_words

TEXTS = ["Some 41% of adults trust the news.", "Working from home is liked.", "Nobody was asked."]


def test_the_text_that_shares_the_questions_stems_scores_highest(tmp_path: Path) -> None:
    write_words(tmp_path / "words", TEXTS)

    scores = WordIndex(tmp_path / "words", 3).scores("Who likes to work at home?")

    assert scores.argmax() == 1
    assert scores[0] == scores[2] == 0


def test_a_question_without_a_known_word_scores_nothing(tmp_path: Path) -> None:
    write_words(tmp_path / "words", TEXTS)
    words = WordIndex(tmp_path / "words", 3)

    for question in ("zebras", "the of", "", "\0"):
        assert words.scores(question).tolist() == [0, 0, 0]


def test_texts_without_words_can_be_indexed(tmp_path: Path) -> None:
    write_words(tmp_path / "none", [])
    write_words(tmp_path / "blank", ["", "…"])

    assert WordIndex(tmp_path / "none", 0).scores("news").tolist() == []
    assert WordIndex(tmp_path / "blank", 2).scores("news").tolist() == [0, 0]
