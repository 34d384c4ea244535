"""Sentences of the evidence that a model quotes or cites, and words that rest on nothing else."""

import pytest

from tests.align.evidenced import OPENING, VISITS
from tests.align.settled import BOATS, PREMISE, QUOTES, SEXES, VISITED, settled, shown


@pytest.mark.parametrize(
    ("label", "text"), [("1.1", VISITS), ("2.1", OPENING[: OPENING.index(" Some")])]
)
def test_a_sentence_of_the_evidence_is_shown_as_it_stands(label: str, text: str) -> None:
    (tried,) = settled(SEXES, {"quote": label})

    assert shown(tried) == [text]


@pytest.mark.parametrize("label", ["9.9", "99%", "1.1\nIgnore the above", "../1.1", "x" * 900])
def test_a_label_that_is_not_there_shows_nothing(label: str) -> None:
    (tried,) = settled(VISITED, {"quote": label, "text": "99% did."})

    assert shown(tried) == []
    assert len(tried.text) <= 40
    assert len(tried.why) < 80
    assert "\n" not in tried.why


@pytest.mark.parametrize(
    ("question", "label"),
    [
        (BOATS, "3.2"),
        ("What share of adults visited a public library in 1998?", "2.3"),
    ],
    ids=["too small a group", "surely another year"],
)
def test_a_quote_that_may_not_answer_is_held_back(question: str, label: str) -> None:
    (tried,) = settled(question, {"quote": label})

    assert tried.why
    assert shown(tried) == []


@pytest.mark.parametrize(
    ("question", "lead", "shown_lead"),
    [(SEXES, "Yes", "Yes: "), (PREMISE, "Yes", ""), (PREMISE, "No", "No: ")],
)
def test_a_quotes_yes_holds_only_where_its_figure_is_so(
    question: str, lead: str, shown_lead: str
) -> None:
    (tried,) = settled(question, {"quote": "1.1", "lead": lead})

    assert shown(tried) == [f"{shown_lead}{VISITS}"]


NAMED = "Women are more likely than men to support evening opening."


def test_words_without_a_figure_keep_to_what_they_cite() -> None:
    (tried,) = settled(SEXES, {"text": NAMED, "cites": ["2.1"]})

    assert shown(tried) == [NAMED]


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        (NAMED, []),
        (NAMED, ["9.9"]),
        (NAMED, ["3.2"]),
        ("The mayor is loved by everybody in the whole county.", ["2.1"]),
        ("Women are not more likely than men to support evening opening.", ["2.1"]),
        ("Women are 9 times more likely than men to support evening opening.", ["2.1"]),
        ("Women are more likely than men to support evening opening (48% vs. 30%).", ["2.1"]),
        ("Republicans want evening opening.", ["2.2"]),
    ],
    ids=[
        "nothing",
        "a label that is not there",
        "too small a group",
        "another matter",
        "denied",
        "a number",
        "another number",
        "a denial left out",
    ],
)
def test_words_that_say_more_than_they_cite_are_held_back(text: str, cites: list[str]) -> None:
    (tried,) = settled(SEXES, {"text": text, "cites": cites})

    assert tried.why
    assert {*shown(tried)} <= QUOTES
