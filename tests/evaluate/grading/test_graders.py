"""Each grader passes, fails and does not apply where it should."""

from typing import Any

import pytest

from assistant.evaluate.case import Case
from assistant.evaluate.grading import graders
from assistant.evaluate.grading.graders import Grade, in_words, says
from tests.evaluate.by_hand import (
    SOURCE,
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

FITTING = answer("It is 86%.", figure())
FROM_TEXT = text_only("It is 86%.", ("86%", 86.0, "percent"))
NEARBY = {"status": "closest", "text": "", "closest": [{"text": "", "differs": ["people"]}]}
NO_ANSWERS = (refused(), closest(figure()), failed())


def told(grade: Grade) -> str:
    """What failed; otherwise "passed" or "not applicable"."""
    return grade.why if grade.standing == "failed" else grade.standing


@pytest.mark.parametrize(
    ("case", "given", "found"),
    [
        (question(figures="86%"), FITTING, "passed"),
        (question(figures="86%"), FROM_TEXT, "passed"),
        (question(figures=["86%", "74%"]), FITTING, "does not show 74%"),
        (question(figures=["6 points", "74%"]), FITTING, "does not show 6 points, 74%"),
        (question(figures={"any_of": ["85%", "86%"]}), FITTING, "passed"),
        (question(answer="yes"), FITTING, "not applicable"),
        *((question(figures="86%"), none, "not applicable") for none in NO_ANSWERS),
    ],
)
def test_figures_are_all_shown(case: Case, given: Json, found: str) -> None:
    assert told(graders.figures(case, reply(given))) == found


COUNT_FIRST = answer("Of 150, 86%.", figure("150", 150.0, "count"), figure())
WRONG_FIRST = answer("90%, and not 86%.", figure("90%", 90.0), figure())


@pytest.mark.parametrize(
    ("case", "given", "found"),
    [
        (question(figures="86%"), FITTING, "passed"),
        (question(figures="86%"), COUNT_FIRST, "passed"),
        (question(figures="86%"), WRONG_FIRST, "leads with 90%, which is not expected"),
        (question(not_figures="90%"), WRONG_FIRST, "leads with 90%, which is not the answer"),
        (question(not_figures="86%"), WRONG_FIRST, "passed"),
        # A figure that is wrong for some people may be right for those who are asked about.
        (
            question(
                figures={"value": 86, "unit": "percent", "population": "U.S. employers"},
                not_figures="86%",
            ),
            FITTING,
            "passed",
        ),
        (question(answer="yes"), FITTING, "not applicable"),
        (question(figures="86%"), answer("Most of them."), "not applicable"),
        *((question(figures="86%"), none, "not applicable") for none in NO_ANSWERS),
    ],
)
def test_a_right_figure_leads(case: Case, given: Json, found: str) -> None:
    assert told(graders.leading_figure(case, reply(given))) == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (FITTING, "passed"),
        (answer("It is 86 %, of 150.", figure()), "passed"),
        (answer("It is 29%.", figure("29.2%", 29.2), figure("29%", 29.0)), "passed"),
        (answer("It is 86%.", figure("Eighty-six percent", 86.0)), "passed"),
        (answer("They answered “92% or more”: 86%.", figure()), "passed"),
        (
            answer("In 1986% it was 86%.", figure("86%", 86.0)),
            "1986% stands in the text and is none",
        ),
        (
            answer("It is 86%, or 92%.", figure()),
            "92% stands in the text and is none of its figures",
        ),
        (answer("It is 92%."), "92% stands in the text and is none of its figures"),
        (answer("It is 86%.", figure(verdict="unsupported")), "86% is shown as unsupported"),
        (answer("It is 86%.", figure(verdict="contradicted")), "86% is shown as contradicted"),
        (answer("Most of them do."), "not applicable"),
        (FROM_TEXT, "not applicable"),
        *((none, "not applicable") for none in NO_ANSWERS),
    ],
)
def test_nothing_is_shown_that_was_not_verified(given: Json, found: str) -> None:
    assert told(graders.nothing_unsupported(question(figures="86%"), reply(given))).startswith(
        found
    )


@pytest.mark.parametrize(
    ("keys", "given", "found"),
    [
        ({}, FITTING, "passed"),
        ({"must_cite": "skills"}, FITTING, "passed"),
        ({"must_cite": SOURCE}, FITTING, "passed"),
        ({"must_cite": ["skills", "trust"]}, FITTING, "does not cite trust"),
        ({"must_cite": "skill"}, FITTING, "does not cite skill"),
        ({"must_cite": "skills"}, answer("Most of them do."), "passed"),
        ({}, answer("It is 86%.", figure(), cited=False), "no citation for: It is 86%."),
        ({}, answer("Most of them do."), "not applicable"),
        ({"must_cite": "skills"}, FROM_TEXT, "not applicable"),
        *(({"must_cite": "skills"}, none, "not applicable") for none in NO_ANSWERS),
    ],
)
def test_what_must_be_cited_is(keys: dict[str, Any], given: Json, found: str) -> None:
    case = question(**{"figures": "86%", **keys})

    assert told(graders.citations(case, reply(given))) == found


@pytest.mark.parametrize(
    ("text", "quote", "has_it"),
    [
        ("86%", "86% of employers", True),
        ("86%", "Agree: 86.0", True),
        ("1,456 people", "a base of 1456", True),
        ("1456", "1,456 people", True),
        ("$43,750", "43,750", True),
        ("7%", "0.07", True),
        ("Seventy-four percent", "seventy-four percent of them", True),
        ("74%", "92% of employers", False),
        ("6 points", "86% of employers", False),
        ("8%", "in 2018", False),
        ("Seventy-four percent", "74% of them", False),
        ("86%", "", False),
    ],
)
def test_the_evidence_for_a_published_figure_must_have_it(
    text: str, quote: str, has_it: bool
) -> None:
    given = answer(f"It is {text}.", figure(text, 86.0, quote=quote))
    found = f"the evidence for {text} does not have it: {quote}"

    grade = graders.citations(question(figures="86%"), reply(given))

    assert told(grade) == ("passed" if has_it else found)


def test_the_evidence_for_a_computed_figure_must_say_how_it_was_computed() -> None:
    case = question(figures="86%")
    with_it = figure(how="computed", quote="", computation="129 of 150")
    without = figure(how="derived", quote="86%", computation=None)

    assert told(graders.citations(case, reply(answer("86%.", with_it)))) == "passed"
    assert told(graders.citations(case, reply(answer("86%.", without)))).startswith("the evidence")


def test_a_claim_must_rest_on_the_source_that_is_named() -> None:
    given = reply(check(("verified", None)))

    assert told(graders.citations(claim("verified", must_cite="skills"), given)) == "passed"
    assert told(graders.citations(claim("verified", must_cite=SOURCE), given)) == "passed"
    assert told(graders.citations(claim("verified", must_cite="trust"), given)) == (
        "does not cite trust"
    )


@pytest.mark.parametrize(
    ("keys", "given", "found"),
    [
        ({}, refused("not_covered"), "passed"),
        ({}, closest(reason="not_covered"), "passed"),
        ({}, text_only("I don't know."), "passed"),
        ({}, FITTING, "answers what it should refuse"),
        ({}, failed("ModelFailed: down"), "failed: ModelFailed: down"),
        ({}, refused("ambiguous"), "refuses as ambiguous, not as not_covered"),
        (
            {"refuse": ["not_covered", "out_of_scope"]},
            refused("ambiguous"),
            "refuses as ambiguous, not as not_covered or out_of_scope",
        ),
        ({"refuse": ["not_covered", "ambiguous"]}, refused("ambiguous"), "passed"),
        ({}, {"status": "failed", "text": ""}, "failed: "),
        # The closest findings alone are no answer, and say in which facets they are something else.
        ({}, {"status": "closest", "text": "86%"}, "passed"),
        ({"missing": "people"}, NEARBY, "passed"),
        ({"missing": "option"}, NEARBY, "names people as missing, not option"),
        ({"missing": "people"}, refused(missing=["people", "period"]), "passed"),
        ({"missing": "people"}, refused(missing=["period"]), "names period as missing, not people"),
        (
            {"missing": ["people", "option"]},
            refused(missing=["period", "people"]),
            "names period, people as missing, not option",
        ),
        # A program that does not say what is missing is not held to it.
        ({"missing": "people"}, refused(), "passed"),
    ],
)
def test_a_refusal_has_a_right_reason_and_names_what_is_missing(
    keys: dict[str, Any], given: Json, found: str
) -> None:
    case = question(**{"refuse": "not_covered", **keys})

    assert told(graders.refusal(case, reply(given))) == found


def test_a_question_that_is_to_be_answered_has_no_grade_for_its_refusal() -> None:
    assert told(graders.refusal(question(figures="86%"), reply(refused()))) == "not applicable"


@pytest.mark.parametrize(
    ("case", "given", "found"),
    [
        (question(must_say="coursera"), answer("COURSERA paid."), "passed"),
        (question(must_say="Coursera"), answer("Courserans paid."), "does not say 'Coursera'"),
        (question(must_say="in  all"), answer("It is 86% in\nall."), "passed"),
        (question(must_say=[["a", "b"], "c"]), answer("b, c"), "passed"),
        (question(must_say=[["a", "b"], "c"]), answer("c"), "does not say 'a' or 'b'"),
        (question(must_not_say="Pearson"), answer("Coursera."), "passed"),
        (question(must_not_say="Pearson"), answer("Pearson."), "says 'Pearson'"),
        (question(figures="86%"), FITTING, "not applicable"),
        *((question(must_say="a"), none, "not applicable") for none in NO_ANSWERS),
        # What a refusal says is held against it where refusing is right.
        (question(refuse="not_covered", must_say="asked"), refused(text="Not asked."), "passed"),
        (question(refuse="not_covered", must_not_say="asked"), refused(), "says 'asked'"),
        (question(refuse="not_covered", must_not_say="asked"), failed(), "not applicable"),
        (claim("verified", must_say="source"), check(("verified", None)), "passed"),
        (claim("verified", must_say="no"), check(("verified", None)), "does not say 'no'"),
    ],
)
def test_the_text_has_the_words_that_it_must_have(case: Case, given: Json, found: str) -> None:
    assert told(graders.wording(case, reply(given))) == found


@pytest.mark.parametrize(
    ("right", "text", "is_given"),
    [
        ("yes", "Yes: 86%.", True),
        ("YES", "“Yes”, they said.", True),
        ("yes", "86% said yes.", False),
        ("yes", "Yesterday, 86%.", False),
        ("no", "No, 74%.", True),
        ("no", "Nobody.", False),
        ("rose", "It rose from 42% to 48%.", True),
        ("rose", "It went up.", True),
        ("rose", "It rose, then fell.", False),
        ("rose", "It fell.", False),
        ("rose", "“It fell” is what more of them said.", True),
        ("fell", "There was a decline.", True),
        ("fell", "It declined by 6 points.", True),
        ("unchanged", "It stayed about the same.", True),
        ("unchanged", "It rose.", False),
        ("Coursera", "It was paid for by coursera.", True),
        ("C++", "Most used C++.", True),
        ("C", "Most used C++.", True),
        ("Go", "Most used Google.", False),
    ],
)
def test_the_answer_is_given_in_the_text(right: str, text: str, is_given: bool) -> None:
    grade = graders.direct_answer(question(answer=right), reply(answer(text)))

    assert told(grade) == ("passed" if is_given else f"does not answer {right!r}")


def test_one_of_several_answers_is_enough() -> None:
    case = question(answer=["employers", "bosses"])

    assert told(graders.direct_answer(case, reply(answer("The bosses.")))) == "passed"
    assert told(graders.direct_answer(case, reply(answer("Them.")))) == (
        "does not answer 'employers' or 'bosses'"
    )


@pytest.mark.parametrize("given", NO_ANSWERS)
def test_where_there_is_no_answer_none_is_held_against_it(given: Json) -> None:
    assert told(graders.direct_answer(question(answer="yes"), reply(given))) == "not applicable"


@pytest.mark.parametrize(
    ("right", "text", "is_contrary"),
    [
        (["yes"], "No, 74%.", True),
        (["yes"], "It is 74%.", False),
        (["no"], "Yes.", True),
        (["rose"], "It fell.", True),
        (["Fell"], "It rose.", True),
        (["rose", "fell"], "It fell.", False),
        (["unchanged"], "It fell.", False),
        (["Coursera"], "No.", False),
    ],
)
def test_the_contrary_of_an_answer_is_known(right: list[str], text: str, is_contrary: bool) -> None:
    assert graders.contradicts(question(answer=right), reply(answer(text))) is is_contrary


@pytest.mark.parametrize(
    ("case", "given", "found"),
    [
        (claim("verified"), check(("verified", None)), "passed"),
        (claim("verified"), check(("unsupported", None)), "is called unsupported, not verified"),
        (claim("verified"), check(), "is called not_a_claim, not verified"),
        (claim("verified"), failed("BadInput: too long"), "failed: BadInput: too long"),
        (question(figures="86%"), FITTING, "not applicable"),
        (question(figures="86%"), failed(), "not applicable"),
    ],
)
def test_a_claim_has_its_verdict(case: Case, given: Json, found: str) -> None:
    assert told(graders.verdict(case, reply(given))) == found


@pytest.mark.parametrize(
    ("right", "offered", "found"),
    [
        ("86%", "86%", "passed"),
        ("86%", "86.4%", "passed"),
        ("86%", "86.6%", "offers 86.6% in place of the wrong figure"),
        ("86.2%", "86%", "passed"),
        ("86.2%", "86.5%", "offers 86.5% in place of the wrong figure"),
        ("74%", "Seventy-four percent", "passed"),
        ("25%", "one in four", "passed"),
        ("4%", "1 in 4", "offers 1 in 4 in place of the wrong figure"),
        ("1,456 people", "1,456", "passed"),
        ("$43,750", "$43,750", "passed"),
        ({"any_of": ["85%", "86%"]}, "86%", "passed"),
        ({"value": 86, "unit": "percent", "tolerance": 2}, "88%", "passed"),
        (
            {"value": 86, "unit": "percent", "tolerance": 0},
            "86.4%",
            "offers 86.4% in place of the wrong figure",
        ),
        ("86%", None, "offers no figure in place of the wrong one"),
    ],
)
def test_the_figure_that_is_offered_in_place_of_a_wrong_one_is_right(
    right: Any, offered: str | None, found: str
) -> None:
    case = claim("contradicted", expected=right)

    assert told(graders.correction(case, reply(check(("contradicted", offered))))) == found


def test_a_correction_is_looked_at_only_where_one_is_expected_and_the_claim_is_contradicted() -> (
    None
):
    contradicted, verified = reply(check(("contradicted", "1%"))), reply(check(("verified", None)))

    for case, given in (
        (claim("contradicted"), contradicted),
        (claim("contradicted", expected="86%"), verified),
        (claim("contradicted", expected="86%"), reply(failed())),
    ):
        assert told(graders.correction(case, given)) == "not applicable"


@pytest.mark.parametrize(
    ("within", "took", "found"),
    [
        (None, 9_000.0, "not applicable"),
        (1_500, 1_500.0, "passed"),
        (1_500, 1_501.0, "took 1,501 ms, more than 1,500"),
    ],
)
def test_an_answer_is_there_in_time(within: float | None, took: float, found: str) -> None:
    assert told(graders.latency(question(answer="yes", within_ms=within), took)) == found


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (86, "percent", "86%"),
        (29.21, "percent", "29.21%"),
        (1_234_567.5, "money", "1,234,567.5 (money)"),
        (2.5, "ratio", "2.5 times"),
        (1_456, "count", "1,456"),
        (13.2, "mean", "13.2 (mean)"),
        (-6, "points", "-6 points"),
    ],
)
def test_an_expected_figure_is_told_as_people_read_it(value: float, unit: str, words: str) -> None:
    assert in_words(value, unit) == words


def test_words_with_signs_are_looked_for_as_they_stand() -> None:
    assert says("Is it a.b (c)?", "a.b (c)")
    assert not says("Is it aXb (c)?", "a.b (c)")
