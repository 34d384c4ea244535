"""What findings in other words than a claim's say of it: only a sure one contradicts."""

import pytest

from assistant.verify.check import CheckedFigure, Claim
from assistant.verify.checker import Checker

ELSEWHERE = "the closest finding may be about something else"


def claim_of(checker: Checker, text: str) -> Claim:
    (claim,) = checker.check_text(text).claims
    return claim


def figure_of(checker: Checker, text: str) -> CheckedFigure:
    (figure,) = claim_of(checker, text).figures
    return figure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Season tickets are owned by 60% of commuters.", "72%"),
        ("Of tourists, 55% bought their ticket online.", "40%"),
        ("Half of the cyclists approve of the new harbour.", "38%"),
    ],
)
def test_another_figure_for_the_same_people_and_measure_contradicts(
    harbour: Checker, text: str, expected: str
) -> None:
    figure = figure_of(harbour, text)

    assert figure.verdict == "contradicted"
    assert figure.expected == expected


def test_the_figure_of_other_people_contradicts(harbour: Checker) -> None:
    claim = claim_of(harbour, "Teens approve of the new harbour, 64% of them.")

    assert claim.verdict == "contradicted"
    assert claim.why == "64% is the figure for passengers"


@pytest.mark.parametrize(
    "text",
    [
        "Half of all ferry users approve of the new harbour.",  # who may be no passengers
        "Among tourists, 20% bought a ticket online.",  # printed beside it, for commuters
        "Some 38% of passengers on bicycles like the new harbour.",
    ],
)
def test_a_finding_that_is_only_like_a_claim_leaves_it_open(harbour: Checker, text: str) -> None:
    claim = claim_of(harbour, text)

    assert claim.verdict == "unsupported"
    assert claim.why == ELSEWHERE
    assert claim.corrected == ""


def test_the_closest_finding_is_shown_without_a_right_figure(harbour: Checker) -> None:
    figure = figure_of(harbour, "Half of all ferry users approve of the new harbour.")

    assert figure.expected is None
    assert figure.evidence is not None
    assert "approve of the new harbour" in figure.evidence.quote


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Tourists bought a ticket online less often than commuters.", "contradicted"),
        ("Tourists are less likely than commuters to use the web for it.", "unsupported"),
    ],
)
def test_a_comparison_is_wrong_only_of_the_very_measure(
    harbour: Checker, text: str, verdict: str
) -> None:
    # 40% of tourists and 20% of commuters
    assert claim_of(harbour, text).verdict == verdict


def test_a_wrong_number_in_a_sentence_of_the_source_is_contradicted_though_it_prints_it(
    harbour: Checker,
) -> None:
    claim = claim_of(harbour, "31% of passengers say the crossing is very safe.")

    assert claim.verdict == "contradicted"


def test_a_sentence_is_not_corrected_by_a_number_for_most(harbour: Checker) -> None:
    claim = claim_of(harbour, "Most tourists bought a ticket online.")

    assert claim.verdict == "contradicted"
    assert claim.corrected == ""
