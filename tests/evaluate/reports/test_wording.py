"""What a case asks for, in words."""

import pytest

from assistant.evaluate.case import Case
from assistant.evaluate.reports.wording import asked_of, expected_of
from tests.evaluate.by_hand import claim, question


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (question(figures=["86%", "6 points"]), "shows 86%, 6 points"),
        (question(figures={"any_of": ["35%", "35.1%"]}), "shows 35% or 35.1%"),
        (
            question(
                figures={
                    "value": 50.4,
                    "unit": "percent",
                    "population": ["men", "U.S. men"],
                    "base": 1671,
                    "wave": "2018",
                }
            ),
            "shows 50.4% of men or U.S. men (base 1,671) in 2018",
        ),
        (question(not_figures="$43,750"), "does not lead with 43,750 (money)"),
        (question(answer=["yes", "most"]), "answers yes or most"),
        (question(must_cite=["a", "b"]), "cites a, b"),
        (question(must_say=["a", ["b", "c"]]), "says a, b or c"),
        (question(must_not_say="d"), "does not say d"),
        (
            question(refuse=["not_covered", "ambiguous"], missing=["people", "period"]),
            "refuses as not_covered or ambiguous; names as missing: people, period",
        ),
        (claim("contradicted", expected="86%"), "is contradicted; is corrected to 86%"),
        (question(figures="86%", within_ms=1500), "shows 86%; within 1,500 ms"),
    ],
)
def test_what_is_expected_is_told_in_a_line(case: Case, words: str) -> None:
    assert expected_of(case) == words


def test_what_is_asked_is_the_question_the_turns_or_the_claim() -> None:
    assert asked_of(question(answer="yes")) == "Who?"
    assert asked_of(question(turns=["Men?", "And women?"], answer="yes")) == "Men? → And women?"
    assert asked_of(claim("verified")) == "It is 92%."
