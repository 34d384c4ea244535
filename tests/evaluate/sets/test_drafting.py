"""Question sets drafted from findings."""

from collections.abc import Sequence
from typing import Any

import pytest

from assistant.errors import BadInput
from assistant.evaluate.case import Case, QuestionSet
from assistant.evaluate.grading import grade
from assistant.evaluate.sets.drafting import draft_set
from assistant.evaluate.sets.reading import parse_set
from assistant.evaluate.sets.writing import set_text
from assistant.figures import Figure, Form, Hedge, Unit
from assistant.findings.finding import Evidence, Finding, Measure, Statement
from assistant.survey import Population
from tests.evaluate.by_hand import reply, text_only

PROSE = Measure(text="agree that it helps")
ASKED = Measure(text="Does it help?: Yes", question="Does it help?", option="Yes")
KINDS = {"value", "compare", "reworded", "trend", "refusal", "false-premise", "claim"}


def share(id: str, value: float = 86, **keys: Any) -> Finding:
    """A percentage of U.S. employers, unless the keys say otherwise; `figure` is added to it."""
    figure = {"text": f"{value:.0f}%", "value": value, "unit": Unit.PERCENT}
    said = {
        "figure": Figure(**{**figure, **keys.pop("figure", {})}),
        "population": Population(text=keys.pop("people", "U.S. employers")),
        "measure": keys.pop("measure", PROSE),
        "wave": keys.pop("wave", "2018"),
        "role": keys.pop("role", "finding"),
    }
    evidence = Evidence(source="corpus/skills/article.md", locator="paragraph 4", quote="86%")
    return Finding(
        id=id,
        survey=keys.pop("survey", "skills"),
        statement=Statement(start=0, end=3, sentence_start=0, sentence_end=9, **said),
        evidence=evidence,
        grade="prose",
        **keys,
    )


MANY = [
    share(f"{who[:3]}{n}", 20 + 7 * n + k, people=who, measure=measure)
    for n, measure in enumerate((PROSE, ASKED, Measure(text="hire"), Measure(text="train")))
    for k, who in enumerate(("employers", "students", "teachers"))
]
BEFORE = [
    share(f"old{n}", 50, people="employers", measure=measure, wave="2008", survey="skills-2008")
    for n, measure in enumerate((PROSE, ASKED))
]


def of_kind(questions: QuestionSet, kind: str) -> list[Case]:
    return [case for case in questions.cases if kind in case.tags]


def drafted(*findings: Finding, most: int = 100, earlier: Sequence[Finding] = ()) -> QuestionSet:
    return draft_set("skills", findings, earlier=earlier, most=most)


def only(questions: QuestionSet, kind: str) -> Case:
    [case] = of_kind(questions, kind)
    return case


def test_there_are_cases_of_every_kind_from_the_first_few_on() -> None:
    questions = drafted(*MANY, earlier=BEFORE, most=8)

    assert {case.tags[0] for case in questions.cases} == KINDS
    assert {case.tags[1] for case in of_kind(questions, "claim")} == {"paraphrase", "wrong_value"}
    assert {case.verdict for case in of_kind(questions, "claim")} == {"verified", "contradicted"}


def test_people_a_measure_and_a_time_that_nobody_asked_about_take_turns() -> None:
    refusals = of_kind(drafted(*MANY), "refusal")

    assert [case.missing[0] for case in refusals[:4]] == ["people", "measure", "period", "people"]
    assert [case.refuse[0] for case in refusals[:3]] == [
        "no_such_population",
        "not_covered",
        "not_covered",
    ]
    assert refusals[0].asked.startswith("What share of left-handed ")
    assert refusals[1].asked.endswith(" own a sailing boat?")
    assert refusals[2].asked.endswith(" in 1950?")


@pytest.mark.parametrize("most", [1, 7, 8, 30, 1000])
def test_there_are_never_more_cases_than_asked_for_and_no_id_twice(most: int) -> None:
    questions = drafted(*MANY, earlier=BEFORE, most=most)
    # 12 values, 8 comparisons (of three groups two have one after them, four measures), 6 reworded,
    # 2 trends, 12 refusals, 4 false premises, 3 true claims, 2 false ones
    total = 12 + 8 + 6 + 2 + 12 + 4 + 3 + 2

    assert len(questions.cases) == min(most, total)
    assert len({case.id for case in questions.cases}) == len(questions.cases)


def test_the_same_findings_have_the_same_set_whatever_their_order() -> None:
    turned = drafted(*reversed(MANY), earlier=BEFORE[::-1])

    assert turned == drafted(*MANY, earlier=BEFORE)


def test_a_finding_that_is_given_twice_is_asked_about_once() -> None:
    assert len(of_kind(drafted(share("a"), share("a")), "value")) == 1


def test_a_set_is_the_same_when_it_is_read_back() -> None:
    questions = drafted(*MANY, earlier=BEFORE)

    assert parse_set(set_text(questions), where="draft") == questions


def test_a_value_is_asked_for_in_the_words_of_the_source() -> None:
    case = only(drafted(share("a")), "value")

    assert case.asked == "What share of U.S. employers agree that it helps in 2018?"
    assert [one.any_of[0].value for one in case.figures] == [86]
    assert grade(case, reply(text_only("86%", ("86%", 86.0, "percent")))).outcome == "right"
    assert grade(case, reply(text_only("69%", ("69%", 69.0, "percent")))).outcome == "misleading"


def test_an_answer_to_a_question_is_quoted_with_it() -> None:
    case = only(drafted(share("a", measure=ASKED, wave=None)), "value")

    assert case.asked == "What share of U.S. employers answered “Yes” when asked “Does it help?”?"


def test_a_computed_share_is_expected_to_one_decimal_and_said_as_it_is_shown() -> None:
    findings = [share(f"f{n}", 35.0769) for n in range(9)]

    questions = drafted(*findings)

    # 35.0769 is shown as 35%; 35 + 17 is 52
    assert {c.figures[0].any_of[0].value for c in of_kind(questions, "value")} == {35.1}
    assert {c.claim for c in of_kind(questions, "paraphrase")} == {
        "35% of U.S. employers agree that it helps in 2018."
    }
    assert {c.claim for c in of_kind(questions, "wrong_value")} == {
        "52% of U.S. employers agree that it helps in 2018."
    }
    assert {c.expected[0].any_of[0].value for c in of_kind(questions, "wrong_value")} == {35.1}


@pytest.mark.parametrize(
    ("value", "said"),
    [(86, "69%"), (83, "66%"), (82, "99%"), (0, "17%")],  # 17 more, or less where it is over 99
)
def test_a_false_premise_is_far_from_the_figure_and_no_share_of_more_than_all(
    value: float, said: str
) -> None:
    findings = [share(f"f{n}", value) for n in range(3)]

    case = only(drafted(*findings), "false-premise")

    assert case.asked == f"Why do {said} of U.S. employers agree that it helps in 2018?"
    assert case.figures[0].any_of[0].value == value
    misled = reply(text_only(said, (said, float(said[:-1]), "percent")))
    assert grade(case, misled).outcome == "misleading"


def test_two_groups_are_compared_on_one_measure_in_one_wave() -> None:
    questions = drafted(
        share("a", 86),
        share("b", 70, people="U.S. students"),
        share("c", 60, people="U.S. students", measure=ASKED),
        share("d", 50, people="U.S. teachers", wave="2008"),
    )

    case = only(questions, "compare")
    assert {one.any_of[0].value for one in case.figures} == {86, 70}
    assert "U.S. employers" in case.asked
    assert "U.S. students" in case.asked
    assert case.asked.endswith("compare: what share of each agree that it helps in 2018?")


def test_groups_with_the_same_share_are_not_compared() -> None:
    same = drafted(share("a", 85.8), share("b", 86.2, people="U.S. students"))

    assert of_kind(same, "compare") == []


@pytest.mark.parametrize(
    ("then", "answer"), [(40, ("rose",)), (60, ("fell",)), (44.8, ()), (45, ())]
)
def test_a_trend_goes_from_the_wave_before_to_this_one(then: float, answer: tuple[str]) -> None:
    earlier = [share("b", then, wave="2008", survey="skills-2008")]

    case = only(drafted(share("a", 45), earlier=earlier), "trend")

    assert case.asked == (
        "Between 2008 and 2018, how has the share of U.S. employers who agree that it helps "
        "changed?"
    )
    assert [one.any_of[0].value for one in case.figures] == [then, 45]
    assert case.answer == answer
    assert case.surveys == ("skills", "skills-2008")


def test_of_several_waves_the_last_one_before_is_taken() -> None:
    waves = ["1998", "Spring 2008", "2020", "April", None, "2018"]
    earlier = [share(f"w{n}", 10 + n, wave=wave) for n, wave in enumerate(waves)]

    case = only(drafted(share("a", 45), earlier=earlier), "trend")

    assert [one.any_of[0].value for one in case.figures] == [11, 45]


@pytest.mark.parametrize("wave", [None, "April", "1998"])
def test_without_a_wave_before_there_is_no_trend(wave: str | None) -> None:
    earlier = [share("b", 40, wave="2008"), share("c", 40, wave=None)]

    assert of_kind(drafted(share("a", 45, wave=wave), earlier=earlier), "trend") == []


@pytest.mark.parametrize(
    "keys",
    [
        {"figure": {"unit": Unit.POINTS}},
        {"figure": {"form": Form.FRACTION}},
        {"figure": {"hedge": Hedge.ABOUT}},
        {"figure": {"high": 90.0}},
        {"people": ""},
        {"people": "\x1b[31m"},
        {"measure": Measure()},
        {"measure": Measure(text="Does it help?", question="Does it help?")},
        {"role": "earlier"},
    ],
)
def test_what_cannot_be_asked_for_exactly_is_left_out(keys: dict[str, Any]) -> None:
    left = drafted(share("good"), share("bad", **keys))

    assert {case.id.rsplit("-", 1)[1] for case in left.cases} == {"good"}
    with pytest.raises(BadInput, match="skills: has no exact percentages to ask about"):
        drafted(share("bad", **keys))


def test_a_survey_that_a_set_cannot_name_is_one_line() -> None:
    with pytest.raises(BadInput, match="My survey: a question set cannot name this survey"):
        draft_set("My survey", [share("a")])


def test_hostile_words_are_one_safe_line_in_a_set_that_reads_back() -> None:
    hostile = 'agree\x1b[31m"\n  - id: evil\n    question: &x *x {{ 7 }}\u202e <b> # no\x00'
    findings = [share(f"f{n}", measure=Measure(text=hostile), people="=1+1") for n in range(9)]

    questions = drafted(*findings)

    text = set_text(questions)
    assert parse_set(text, where="draft") == questions
    asked = [case.asked for case in questions.cases if "sailing boat" not in case.asked]
    assert all('agree" - id: evil question: &x *x {{ 7 }} <b> # no' in one for one in asked)
    assert not {"\x1b", "\x00", "\u202e"} & set(text)
    assert text.count("\n  - id: ") == len(questions.cases)
