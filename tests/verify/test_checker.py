"""The checker as a writer meets it. What is right was read off the sources by hand."""

import pytest

from assistant.index.store import Index
from assistant.request import Draft
from assistant.verify.check import Claim
from assistant.verify.checker import Checker


def claim_of(checker: Checker, text: str) -> Claim:
    (claim,) = checker.check_text(text).claims
    return claim


@pytest.mark.parametrize(
    "text",
    [
        "86% of U.S. employers agreed that a microcredential strengthens a job application.",
        "86% of U.S. employers say a microcredential makes a candidate's job application stronger.",
        "Nearly nine in ten students globally agreed that a microcredential will help them stand "
        "out to employers.",
        "A majority of U.S. employers agreed that earning an industry microcredential strengthens "
        "a candidate's job application.",
        "Among the 150 U.S. employers surveyed, 86 percent agreed that earning an industry "
        "microcredential strengthens a candidate's job application.",
    ],
)
def test_what_the_article_says_is_verified_in_its_words_and_in_others(
    microcredentials: Checker, text: str
) -> None:
    claim = claim_of(microcredentials, text)

    assert claim.verdict == "verified"
    assert claim.why == ""


def test_a_figure_of_other_people_is_contradicted(microcredentials: Checker) -> None:
    text = "92% of U.S. employers agreed that a certificate strengthens a job application."

    claim = claim_of(microcredentials, text)

    assert claim.verdict == "contradicted"
    assert "employers (globally)" in claim.why


@pytest.mark.parametrize(
    "text",
    [
        "86 points of U.S. employers agreed that a microcredential strengthens a job application.",
        "On average, 76% of employers were likely to hire a candidate who has earned an industry "
        "microcredential.",
    ],
)
def test_another_unit_is_contradicted(microcredentials: Checker, text: str) -> None:
    assert claim_of(microcredentials, text).verdict == "contradicted"


def test_another_direction_in_other_words_is_not_verified(microcredentials: Checker) -> None:
    text = (
        "Globally, 89% of students in the survey disagreed that a microcredential will help them "
        "stand out to employers."
    )

    assert claim_of(microcredentials, text).verdict in ("unsupported", "contradicted")


def test_people_that_the_article_does_not_know_are_not_verified(microcredentials: Checker) -> None:
    text = "Most German employers agreed that microcredentials strengthen a job application."

    assert claim_of(microcredentials, text).verdict != "verified"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("64% of passengers say they approve of the new harbour, up from 51% in 2019.", "verified"),
        ("51% of passengers approve of the new harbour, up from 64% in 2019.", "contradicted"),
        ("64% of passengers say they disapprove of the new harbour.", "contradicted"),
        ("64% of cyclists say they approve of the new harbour.", "contradicted"),
        ("65% of passengers say they approve of the new harbour.", "contradicted"),
        ("Nearly two-thirds of passengers approve of the new harbour.", "verified"),
        ("About six-in-ten passengers (68%) say the crossing is very safe.", "contradicted"),
        ("31% of passengers say the crossing is very safe.", "contradicted"),
        ("Women are more likely than men to say so (33% vs. 47%).", "contradicted"),
        ("Women are less likely than men to say so (47% vs. 33%).", "contradicted"),
        ("Among commuters, 72% own a season ticket.", "verified"),
        ("Among tourists, 72% own a season ticket.", "contradicted"),
        ("Three in ten dentists prefer blue shoes.", "unsupported"),
        ("The harbour was opened by the mayor.", "not_a_claim"),
    ],
)  # fmt: skip
def test_each_facet_of_a_claim_is_held_against_the_source(
    harbour: Checker, text: str, verdict: str
) -> None:
    assert claim_of(harbour, text).verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "In 2023, 51% of passengers approved of the new harbour.",
        "As of 2019, 64% of passengers approved of the new harbour.",
        "Some 51% of passengers now approve of the new harbour.",
    ],
)
def test_a_value_of_another_time_is_not_verified(harbour: Checker, text: str) -> None:
    # 64%, up from 51% in 2019
    assert claim_of(harbour, text).verdict != "verified"


def test_an_old_value_is_verified_of_its_own_year(harbour: Checker) -> None:
    text = "In 2019, 51% of passengers approved of the new harbour."

    assert claim_of(harbour, text).verdict == "verified"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Women are 14 points more likely than men to say that tickets cost too much.", "verified"),
        (
            "Women are 9 points more likely than men to say that tickets cost too much.",
            "contradicted",
        ),
        ("Women are more likely than men to say that tickets cost too much.", "verified"),
        ("Men are more likely than women to say that tickets cost too much.", "contradicted"),
    ],
)
def test_a_comparison_is_worked_out_from_both_sides(
    harbour: Checker, text: str, verdict: str
) -> None:
    # 47% of women and 33% of men
    assert claim_of(harbour, text).verdict == verdict


def test_a_figure_is_not_borne_out_by_words_that_belong_to_the_next_one(harbour: Checker) -> None:
    # 58% say very safe, and 31% somewhat
    text = "58% of passengers say the crossing is somewhat safe."

    assert claim_of(harbour, text).verdict != "verified"


def test_a_sentence_is_judged_among_the_people_of_its_paragraph(harbour: Checker) -> None:
    text = "Cyclists are less happy. Only 38% approve of the new harbour."

    first, second = harbour.check_text(text).claims

    assert first.verdict == "not_a_claim"
    assert second.verdict == "verified"


def test_checks_come_in_the_order_of_the_drafts_with_their_ids(harbour: Checker) -> None:
    drafts = [Draft(id="a", text="Nothing."), Draft(id="b", text="72% of commuters own a boat.")]

    assert [check.id for check in harbour.check_all(drafts)] == ["a", "b"]


def test_a_check_limited_to_another_survey_finds_nothing(harbour: Checker) -> None:
    text = "64% of passengers say they approve of the new harbour."

    (claim,) = harbour.check_text(text, surveys=("elsewhere",)).claims

    assert claim.verdict == "unsupported"


def test_the_same_text_gets_the_same_verdict_again(harbour: Checker) -> None:
    text = "64% of passengers approve of the harbour, and 57% of cyclists disapprove."

    assert harbour.check_text(text) == harbour.check_text(text)


def test_nothing_to_check_is_no_claim(harbour: Checker) -> None:
    assert harbour.check_text("").claims == ()
    assert harbour.check_text("\x00 \n\n \u200b").is_borne_out


def test_a_drafted_sentence_must_be_borne_out_by_what_it_cites(
    harbour: Checker, harbour_index: Index
) -> None:
    cited = {f.statement.figure.text: f for f in harbour_index.findings}
    sentence = "64% of passengers approve of the new harbour."

    rightly = harbour.check_sentence(sentence, cited=[cited["64%"]])
    wrongly = harbour.check_sentence(sentence, cited=[cited["72%"]])

    assert rightly.verdict == "verified"
    assert wrongly.verdict != "verified"
