"""What a case ends as."""

from typing import Any

import pytest

from assistant.evaluate.case import Case
from assistant.evaluate.grading import Outcome, grade
from tests.evaluate.by_hand import (
    Json,
    answer,
    check,
    claim,
    closest,
    failed,
    figure,
    question,
    refused,
    reply,
    text_only,
)

RIGHT = answer("Yes, it is 86%.", figure())
WRONG = answer("It is 92%.", figure("92%", 92.0))
COVERED = question(figures="86%", not_figures="92%")
UNCOVERED = question(refuse="not_covered")


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        (RIGHT, "right"),
        (answer("It is 86%, of 150.", figure(), figure("150", 150.0, "count")), "right"),
        (text_only("It is 86%.", ("86%", 86.0, "percent")), "right"),
        (answer("Of 150, it is 86%.", figure("150", 150.0, "count"), figure()), "right"),
        # A right figure is shown, and something else is lacking.
        (answer("It is 86%.", figure(), cited=False), "partly"),
        (answer("It is 86%, or 92% of all.", figure()), "partly"),
        (answer("It is 86%.", figure(verdict="unsupported")), "partly"),
        (answer("It is 90%, or 86%.", figure("90%", 90.0), figure()), "partly"),
        # No answer is given.
        (refused(), "refused though covered"),
        (closest(figure()), "refused though covered"),
        (failed(), "refused though covered"),
        (text_only("I don't know."), "refused though covered"),
        # No answer is given, and the closest findings have the figure that is expected, or not.
        ({**closest(figure()), "closest": [{"text": "86%", "figures": [0]}]}, "partly"),
        (
            {
                **closest(figure(), figure("92%", 92.0)),
                "closest": [{"text": "92%", "figures": [1]}],
            },
            "refused though covered",
        ),
        # A wrong figure leads, or none is right.
        (WRONG, "misleading"),
        (answer("It is 92%, or 86%.", figure("92%", 92.0), figure()), "misleading"),
        (answer("It is 85%.", figure("85%", 85.0)), "misleading"),
        (answer("It is 86 points.", figure("86 points", 86.0, "points")), "misleading"),
        (answer("Most of them do."), "misleading"),
    ],
)
def test_a_question_that_the_data_answers(told: Json, outcome: Outcome) -> None:
    assert grade(COVERED, reply(told)).outcome == outcome


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        (refused("not_covered"), "right"),
        (closest(figure(), reason="not_covered"), "right"),
        (text_only("I don't know."), "right"),
        (refused("ambiguous"), "partly"),
        (failed(), "partly"),
        (RIGHT, "answered though uncovered"),
        (answer("Nobody knows."), "answered though uncovered"),
        (text_only("It is 86%.", ("86%", 86.0, "percent")), "answered though uncovered"),
    ],
)
def test_a_question_that_the_data_does_not_answer(told: Json, outcome: Outcome) -> None:
    assert grade(UNCOVERED, reply(told)).outcome == outcome


@pytest.mark.parametrize(
    ("keys", "told", "outcome"),
    [
        ({"answer": "yes", "figures": "86%"}, RIGHT, "right"),
        ({"answer": "no", "figures": "86%"}, RIGHT, "misleading"),
        ({"answer": "no", "figures": "92%"}, RIGHT, "misleading"),
        ({"answer": "yes"}, WRONG, "misleading"),
        ({"answer": "yes", "figures": "92%"}, WRONG, "partly"),
        ({"answer": "fell"}, answer("It rose."), "misleading"),
        ({"answer": ["fell", "rose"]}, answer("It rose."), "right"),
        ({"answer": "Coursera"}, answer("Coursera paid."), "right"),
        ({"answer": "Coursera"}, answer("Nobody paid."), "misleading"),
        ({"must_say": "Coursera"}, answer("Coursera paid."), "right"),
        ({"must_say": "Coursera"}, answer("Nobody paid."), "misleading"),
        ({"must_say": "Coursera", "answer": "yes"}, answer("Yes, somebody."), "partly"),
        ({"must_not_say": "Pearson"}, answer("Pearson paid."), "misleading"),
        ({"must_cite": "skills"}, answer("Coursera paid."), "right"),
        ({"must_cite": "trust"}, answer("Coursera paid."), "partly"),
        ({"not_figures": "92%"}, RIGHT, "right"),
        ({"not_figures": "86%"}, RIGHT, "misleading"),
        ({"figures": ["86%", "74%"]}, RIGHT, "partly"),
        ({"figures": {"value": 86, "unit": "percent", "base": 306}}, RIGHT, "misleading"),
    ],
)
def test_a_question_for_more_than_one_figure(
    keys: dict[str, Any], told: Json, outcome: Outcome
) -> None:
    assert grade(question(**keys), reply(told)).outcome == outcome


@pytest.mark.parametrize(
    ("right", "given", "outcome"),
    [
        ("verified", "verified", "right"),
        ("verified", "unsupported", "refused though covered"),
        ("verified", "not_a_claim", "refused though covered"),
        ("verified", "contradicted", "misleading"),
        ("contradicted", "contradicted", "right"),
        ("contradicted", "unsupported", "partly"),
        ("contradicted", "not_a_claim", "refused though covered"),
        ("contradicted", "verified", "misleading"),
        ("unsupported", "unsupported", "right"),
        ("unsupported", "not_a_claim", "partly"),
        ("unsupported", "verified", "answered though uncovered"),
        ("unsupported", "contradicted", "answered though uncovered"),
    ],
)
def test_a_claim_by_its_right_verdict_and_the_one_that_was_given(
    right: str, given: str, outcome: Outcome
) -> None:
    assert grade(claim(right), reply(check((given, None)))).outcome == outcome


@pytest.mark.parametrize(
    ("right", "outcome"),
    [
        ("verified", "refused though covered"),
        ("contradicted", "refused though covered"),
        ("unsupported", "partly"),
    ],
)
def test_a_claim_whose_check_failed_is_never_right(right: str, outcome: Outcome) -> None:
    graded = grade(claim(right), reply(failed("BadInput: too long")))

    assert graded.outcome == outcome
    assert graded.why == "failed: BadInput: too long"


def test_a_claim_that_is_contradicted_with_the_wrong_correction_is_partly_right() -> None:
    case = claim("contradicted", expected="86%")

    assert grade(case, reply(check(("contradicted", "86%")))).outcome == "right"
    assert grade(case, reply(check(("contradicted", "74%")))).outcome == "partly"
    assert grade(case, reply(check(("contradicted", None)))).outcome == "partly"


def test_grades_that_do_not_apply_are_left_out_and_never_count_as_passed() -> None:
    graded = grade(question(must_cite="skills"), reply(refused()))

    assert graded.grades == {}
    assert graded.outcome == "refused though covered"


def test_a_reply_that_failed_passes_in_nothing() -> None:
    words = {"must_say": "down", "must_not_say": "up"}
    questions = (COVERED, UNCOVERED, question(answer="yes", **words))
    claims = (claim("verified", expected="86%"), claim("unsupported", **words))
    for case in (*questions, *claims, question(refuse="not_covered", **words)):
        graded = grade(case, reply(failed()))

        assert "passed" not in {one.standing for one in graded.grades.values()}
        assert graded.outcome != "right"


def test_what_failed_is_told_in_a_line() -> None:
    graded = grade(question(figures=["86%", "74%"], must_say="Coursera"), reply(RIGHT))

    assert graded.why == "does not show 74%; does not say 'Coursera'"


@pytest.mark.parametrize(
    ("case", "told", "found"),
    [
        (question(figures=["86%", "74%"]), RIGHT, (2, 1, 1)),
        (COVERED, WRONG, (1, 1, 0)),
        (COVERED, refused(), (1, 0, 0)),
        (UNCOVERED, RIGHT, (0, 0, 0)),
        # Figures of other units are not shown in answer to the question.
        (COVERED, answer("86% of 150.", figure(), figure("150", 150.0, "count")), (1, 1, 1)),
        # A mean may be shown in what it counts.
        (
            question(figures={"value": 13.2, "unit": "mean"}),
            answer("It is 13.2 years.", figure("13.2 years", 13.2, "other")),
            (1, 1, 1),
        ),
        # The same number twice is one figure, unless two of those expected are that number.
        (COVERED, answer("86%, yes, 86%.", figure(), figure()), (1, 1, 1)),
        (
            question(
                figures=[
                    {"value": 86, "unit": "percent", "population": "men"},
                    {"value": 86, "unit": "percent", "population": "women"},
                ]
            ),
            answer("86% of both.", figure(population="men"), figure(population="women")),
            (2, 2, 2),
        ),
    ],
)
def test_figures_are_counted_as_expected_shown_and_both(
    case: Case, told: Json, found: tuple[int, int, int]
) -> None:
    assert grade(case, reply(told)).found == found
