"""Computations that a model asks for: counted for those who are there, and for nobody else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.align.asking.reply import Computation
from assistant.align.counting import plan_of
from assistant.align.evidence import AskedQuestion, Evidence
from assistant.answer.answer import Answer
from assistant.errors import ModelFailed
from assistant.request import Request
from tests.align.counted import build_islands
from tests.align.evidenced import assistant_over
from tests.retrieve.responses.people_asked import COUNTY, FERRY, RESPONSES, TRUST

EVIDENCE = Evidence(
    questions=(
        AskedQuestion(question=FERRY, waves=("county",)),
        AskedQuestion(question=TRUST, waves=("county",)),
    ),
    surveys={"county": COUNTY},
    responses={"county": RESPONSES},
)


def plans(**computation: Any) -> list[dict[str, Any]]:
    """What is to be counted, in short."""
    asked = Computation.model_validate({"question": "ferry"} | computation)
    return [
        {
            "option": plan.option,
            "among": [[(c.question, c.labels, c.low, c.high) for c in one] for one in plan.among],
            "surveys": plan.surveys,
        }
        for plan in plan_of(asked, EVIDENCE)
    ]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ([], [""]),
        (["yes"], ["Yes"]),
        (["Yes", "Don't know"], ["Yes", "Don't know"]),
        (["Yes", "yes", " YES "], ["Yes"]),
        (["No", "Don't know", "Yes"], [""]),
    ],
)
def test_each_answer_that_is_wanted_is_counted_once(options: list[str], wanted: list[str]) -> None:
    assert [plan["option"] for plan in plans(options=options)] == wanted


def test_a_net_is_a_condition_on_its_answers() -> None:
    (plan,) = plans(groups=[[{"question": "trust", "options": ["trust (net)"]}]])

    assert plan["among"] == [[("trust", ("A great deal", "A fair amount"), None, None)]]


def test_people_of_an_age_are_a_range() -> None:
    (plan,) = plans(groups=[[{"question": "age", "low": 18, "high": 29}], []])

    assert plan["among"] == [[("age", (), 18, 29)], []]


WRONG: dict[str, dict[str, Any]] = {
    "a question that is not there": {"question": "mayor"},
    "a question by its wording": {"question": FERRY.text},
    "a survey that is not there": {"surveys": ["town"]},
    "a survey beside the right one": {"surveys": ["county", "town"]},
    "an answer that is not there": {"options": ["99%"]},
    "an answer beside a right one": {"options": ["Yes", "Perhaps"]},
    "a break that is not there": {"by": "mayor"},
    "people of a question that is not there": {"groups": [[{"question": "x", "options": ["Yes"]}]]},
    "people of an answer that is not there": {"groups": [[{"question": "sex", "options": ["X"]}]]},
    "people of whom nothing is said": {"groups": [[{"question": "sex"}]]},
    "a range of answers in words": {"groups": [[{"question": "sex", "low": 1}]]},
    "a range up to no number": {"groups": [[{"question": "age", "high": float("inf")}]]},
    "a range from no number": {"groups": [[{"question": "age", "low": float("nan")}]]},
    "a filter in our own language": {"groups": [[{"question": "sex == 'Male' or 1", "low": 0}]]},
    "very many groups": {"groups": [[{"question": "sex", "options": ["Male"]}]] * 500},
}


@pytest.mark.parametrize("name", WRONG)
def test_what_the_questionnaires_do_not_have_is_not_counted(name: str) -> None:
    with pytest.raises(ModelFailed) as raised:
        plans(**WRONG[name])

    assert raised.value.outcome == "malformed"


QUESTION = "How often do islanders row a boat?"
BOTH = [{"question": "region", "options": ["North", "South"]}]
ROCK = [{"question": "region", "options": ["Rock"]}]
WOMEN = {"question": "sex", "options": ["Female"]}
Count = Callable[..., Answer]


@pytest.fixture(scope="module")
def count(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Count]:
    """Has a computation counted over the answers of the islanders."""
    folder = tmp_path_factory.mktemp("islands")
    with build_islands(folder) as index:

        def counted(*computations: dict[str, Any]) -> Answer:
            told = [{"question": "boat"} | one for one in computations]
            assistant = assistant_over(index, folder, {"compute": told})
            return assistant.ask(Request(question=QUESTION))

        yield counted


def shown(answer: Answer) -> list[str]:
    return [figure.figure.text for figure in answer.figures]


@pytest.mark.parametrize(
    ("computation", "figures"),
    [
        # Often 95, seldom 50, never 60 of 205 in 2024
        ({}, ["46%", "24%", "29%"]),
        ({"options": ["Often"]}, ["46%"]),
        ({"options": ["Often", "Often"]}, ["46%"]),
        # 145 of 205
        ({"options": ["Often", "Seldom"]}, ["71%"]),
        # a net and one of its answers are not added up
        ({"options": ["Rows (net)", "Often"]}, ["71%", "46%"]),
        # 30 of 200 in 2014
        ({"options": ["Often"], "surveys": ["rowing-2014"] * 3}, ["15%"]),
        (
            {"options": ["Often"], "surveys": ["rowing-2014", "rowing-2024"]},
            ["15%", "46%", "31 points"],
        ),
        # 65 of 105
        ({"options": ["Often"], "groups": [[WOMEN]]}, ["62%"]),
        # of the South alone; the North would tell of the Rock
        ({"options": ["Often"], "by": "region"}, ["30%"]),
    ],
)
def test_what_is_counted_is_shown_in_our_own_words(
    count: Count, computation: dict[str, Any], figures: list[str]
) -> None:
    answer = count(computation)

    assert shown(answer) == figures
    assert answer.aligned_by == "scripted:model"


@pytest.mark.parametrize(
    "groups",
    [
        [ROCK],
        [[], ROCK],
        [BOTH],
        [[WOMEN], [WOMEN, {"question": "region", "options": ["North"]}]],
        [[WOMEN, {"question": "sex", "options": ["Male"]}]],
        [[{"question": "hours", "low": 8, "high": 7}]],
    ],
    ids=["five", "five beside all", "all but five", "five by subtraction", "nobody", "no range"],
)
@pytest.mark.parametrize("by", ["", "sex"])
def test_nothing_of_too_small_a_group_is_shown_or_could_be_worked_out(
    count: Count, groups: list[Any], by: str
) -> None:
    answer = count({"options": ["Often"], "groups": groups, "by": by})

    assert shown(answer) == []
    assert answer.refusal is not None
    assert answer.refusal.reason == "base_too_small"
    assert "%" not in answer.text


@pytest.mark.parametrize(
    "computation",
    [
        {"question": "comment", "surveys": ["rowing-2024"]},
        {"by": "comment"},
        {"groups": [[{"question": "comment", "options": ["call Mary Secret on 0123 0"]}]]},
        {"statistic": "mean"},
        {"question": "none"},
        {"options": ["99%"]},
    ],
    ids=["open", "by the open", "of the open", "mean of answers", "no question", "no answer"],
)
def test_what_cannot_be_counted_leaves_the_answer_to_the_built_in_aligner(
    count: Count, computation: dict[str, Any]
) -> None:
    answer = count(computation)

    assert shown(answer) == ["46%"]
    assert answer.aligned_by == "built-in"
    assert "nothing that could be read" in answer.text
    assert "Secret" not in answer.text


def test_one_computation_that_may_not_be_shown_is_said_and_no_other_is(count: Count) -> None:
    answer = count({"options": ["Often"]}, {"options": ["Often"], "groups": [ROCK]})

    assert shown(answer) == []
    assert answer.refusal is not None


@pytest.mark.parametrize(
    ("computation", "lead"),
    [
        ({"options": ["Often"], "yes_if": "majority"}, "No: "),
        ({"options": ["Often"], "yes_if": "minority"}, "Yes: "),
        ({"options": ["Often", "Seldom"], "yes_if": "majority"}, "Yes: "),
        ({"yes_if": "majority"}, "Asked "),
        (
            {
                "options": ["Often"],
                "surveys": ["rowing-2014", "rowing-2024"],
                "yes_if": "first_smaller",
            },
            "Yes: In 2014: ",
        ),
        (
            {"options": ["Often"], "groups": [[WOMEN], []], "yes_if": "first_smaller"},
            "No: ",
        ),
    ],
)
def test_yes_or_no_is_what_was_counted(
    count: Count, computation: dict[str, Any], lead: str
) -> None:
    assert count(computation).text.startswith(lead)
