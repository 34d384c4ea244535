import pytest

from assistant.findings.finding import Passage
from assistant.verify.bearing.passages import SourcePassage, SourceSentence

TEXT = "Overall, 86% of  men agree, and 4.5% do not."
SENTENCE = SourceSentence(
    source=SourcePassage(
        Passage(
            id="p",
            survey="s",
            source="corpus/s/article.txt",
            locator="paragraph 1",
            start=100,
            end=100 + len(TEXT),
            text=TEXT,
            sentences=((100, 100 + len(TEXT)),),
        ),
        tuple,
    ),
    number=0,
    similarity=1.0,
)


@pytest.mark.parametrize("words", ["86% of men agree", "4.5% do not.", "Overall, 86% of men"])
def test_a_quote_stands_in_its_sentence_whatever_its_spaces(words: str) -> None:
    assert SENTENCE.has(words)


@pytest.mark.parametrize("words", ["6% of men agree", "5% do not", "86", "96% of men agree", ""])
def test_a_number_that_was_cut_is_no_quote(words: str) -> None:
    assert not SENTENCE.has(words)


def test_evidence_names_the_place_and_the_words() -> None:
    token = SENTENCE.source.tokens[1]

    evidence = SENTENCE.evidence_at(token)

    assert token.text == "86%"
    assert evidence.locator == "paragraph 1, sentence 1"
    assert evidence.quote == TEXT
