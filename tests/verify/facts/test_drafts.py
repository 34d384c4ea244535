"""Drafts whose sentences say how a survey was made, checked as a whole."""

import pytest

from assistant.index.store import Index
from assistant.verify.bearing.recount import Recount
from assistant.verify.check import Claim
from assistant.verify.checker import Checker
from tests.verify.conftest import embed_stems


@pytest.fixture(scope="session")
def checker(index: Index) -> Checker:
    return Checker(index, embed_stems, Recount.of_nothing())


def claim(checker: Checker, text: str) -> Claim:
    (found,) = checker.check_text(text).claims
    return found


def test_a_sentence_with_nothing_but_field_dates_is_a_claim(checker: Checker) -> None:
    checked = claim(checker, "The ferry passengers survey was conducted May 10-22, 2018.")

    assert checked.verdict == "verified"
    assert [checked.text[w.start : w.end] for w in checked.words] == ["May 10-22, 2018"]


def test_wrong_field_dates_are_told_with_the_right_ones(checker: Checker) -> None:
    checked = claim(checker, "The ferry passengers survey was conducted May 1-9, 2018.")

    assert checked.verdict == "contradicted"
    assert checked.why == "the survey was in the field May 10-22, 2018, not May 1-9, 2018"


def test_a_sentence_is_corrected_in_every_number_of_its_survey(checker: Checker) -> None:
    checked = claim(
        checker, "The Bread Poll interviewed 2,040 bakers, with a margin of error of 3 points."
    )

    assert checked.corrected == (
        "The Bread Poll interviewed 2,004 bakers, with a margin of error of 2.2 points."
    )


def test_a_sentence_names_the_survey_that_the_next_one_is_about(checker: Checker) -> None:
    draft = "Here is the Lighthouse Keepers Poll. It was conducted in eight countries in May 2021."

    _, checked = checker.check_text(draft).claims

    assert checked.verdict == "contradicted"
    assert checked.why == "the survey was in the field March 2021, not May 2021"


def test_no_margin_of_error_is_made_up_for_volunteers(checker: Checker) -> None:
    checked = claim(checker, "The margin of error of the lighthouse keepers poll is 4.8 points.")

    assert checked.verdict == "unsupported"
    assert "no margin of error is published" in checked.why


@pytest.mark.parametrize(
    "text",
    [
        "The harbour opened on May 10, 2018.",
        "Keepers who voted in November 2016 like the sea.",
        "The keepers' survey was released on June 3, 2021.",
        "Bread has been a topic of polls since 1990.",
    ],
)
def test_other_dates_are_no_claims(checker: Checker, text: str) -> None:
    assert claim(checker, text).verdict == "not_a_claim"
