import pytest

from assistant.retrieve.choices import chosen

CHOICES = [
    "How much do you trust the courts?",
    "How much do you trust the police?",
    "How satisfied are you with your pay?",
]


@pytest.mark.parametrize(
    ("reply", "place"),
    [
        ("the second one", 1),
        ("2", 1),
        ("2.", 1),
        ("(b)", 1),
        ("option c", 2),
        ("number one, please", 0),
        ("the last one", 2),
        ("I meant the first", 0),
        ("the one about pay", 2),
        ("police", 1),
        ("how much do you trust the courts", 0),
    ],
)
def test_a_reply_picks_by_place_by_letter_or_by_words(reply: str, place: int) -> None:
    assert chosen(reply, CHOICES) == CHOICES[place]


@pytest.mark.parametrize(
    "reply",
    ["", "the one about trust", "the fourth one", "9", "z", "neither", "What do nurses earn?"],
)
def test_a_reply_that_fits_none_or_several_picks_nothing(reply: str) -> None:
    assert chosen(reply, CHOICES) is None


def test_nothing_is_picked_from_nothing() -> None:
    assert chosen("the first one", []) is None
