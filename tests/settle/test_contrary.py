"""Words that turn the meaning of the sentences that a model's sentence rests on."""

import pytest

from assistant.settle.contrary import denied_alone, denies, turned_negation, turned_word

ROWING = "Women are more likely than men to row at least once a week (48% vs. 39%)."
OPPOSED = "Some 63% of Republicans do not want evening opening, which 20% support."
FELL = "Visits fell from 55% to 47%."
UNINSURED = "Some 25% of children are without health insurance."


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("Women are more likely to row.", ""),
        ("Women are less likely to row.", "less"),
        ("Women are more unlikely to row.", "unlikely"),
        ("Women row at most once a week.", "most"),
        ("Fewer men than women row.", "fewer"),
        ("Women aren't less likely to row.", ""),
        ("Men row in the North.", ""),
    ],
)
def test_the_contrary_of_a_word_of_the_source_is_found(said: str, word: str) -> None:
    assert turned_word(said, [ROWING]) == word


def test_a_word_that_some_source_has_is_no_contrary() -> None:
    assert turned_word("Fewer want it.", [ROWING, "Fewer men want it."]) == ""


@pytest.mark.parametrize(
    ("said", "is_alone"),
    [
        ("Visits fell.", False),
        ("No, visits fell.", False),
        ("Visits did not rise: they fell.", False),
        ("Visits have not ended.", True),
        ("Visits fell, and not only in towns.", False),
        ("Visits were not 70% but 47%.", False),
    ],
)
def test_a_denial_needs_one_in_a_source_or_a_contrary(said: str, is_alone: bool) -> None:
    assert denied_alone(said, [FELL]) is is_alone


def test_a_word_that_denies_in_itself_is_a_denial() -> None:
    assert not denied_alone("They do not want it.", ["Some 41% oppose it."])


@pytest.mark.parametrize(
    ("said", "source", "word"),
    [
        ("{} do not want evening opening.", OPPOSED, ""),
        ("{} want evening opening.", OPPOSED, "want"),
        ("{} do not support evening opening.", OPPOSED, "support"),
        ("No, {} support evening opening.", OPPOSED, ""),
        ("{} are without health insurance.", UNINSURED, ""),
        ("{} have health insurance.", UNINSURED, "health"),
        ("{} want the U.S. army.", "They do not want the US; some want no U army.", "u"),
    ],
)
def test_what_is_denied_in_one_of_the_two_is_found(said: str, source: str, word: str) -> None:
    assert turned_negation(said, [source]) == word


def test_an_opening_no_denies_nothing() -> None:
    assert [denies(text) for text in ("No, they row.", "No, they don't row.")] == [False, True]
