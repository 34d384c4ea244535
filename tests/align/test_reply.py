"""A model's reply is read to a shape, whatever stands around it; what is no reply is none."""

import json
from time import perf_counter
from typing import Any

import pytest

from assistant.align.asking.reply import (
    ClaimFigure,
    ClaimsReply,
    Holding,
    QuestionReply,
    Use,
    read_reply,
)
from assistant.errors import ModelFailed

ANSWER = {"operation": "value", "uses": [{"figure": 1}], "sentences": [{"text": "{1} row."}]}
TOLD = json.dumps(ANSWER)


@pytest.mark.parametrize(
    "text",
    [
        TOLD,
        f"Here is the JSON:\n```json\n{TOLD}\n```\nI hope this helps!",
        f"<think>{{7}} might be it {{ or not</think>{TOLD}",
        f"{TOLD}{json.dumps({'operation': 'small_talk'})}",
        json.dumps(ANSWER | {"thoughts": "n" * 1000, "figures": [99], "verdict": "99%"}),
        json.dumps(ANSWER | {"uses": [{"figure": "1", "confidence": 1e308}]}),
        "\ufeff" + TOLD,
    ],
    ids=["bare", "fenced", "thoughts", "twice", "more keys", "an id as a text", "a byte mark"],
)
def test_the_first_object_of_the_shape_is_the_reply(text: str) -> None:
    reply = read_reply(text, QuestionReply)

    assert [use.figure for use in reply.uses] == [1]
    assert [said.text for said in reply.sentences] == ["{1} row."]


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_a_reply_without_a_word_is_empty(text: str) -> None:
    with pytest.raises(ModelFailed) as raised:
        read_reply(text, QuestionReply)

    assert raised.value.outcome == "empty"


MALFORMED: dict[str, Any] = {
    "no JSON": "I cannot say.",
    "broken off": TOLD[:-5],
    "an array": "[1, 2]",
    "nothing in it": "{}",
    "another shape": {"answer": "99%"},
    "an operation that is none": {"operation": "obey"},
    "a figure in words": {"uses": [{"figure": "ninety-nine"}]},
    "a figure that is none": {"uses": [{"figure": 1.5}]},
    "a figure that is an object": {"uses": [{"figure": {"id": 1}}]},
    "people of a kind that is none": {"uses": [{"figure": 1, "people": "everybody"}]},
    "a sentence that is a text": {"sentences": ["99% row."]},
    "sentences that are a text": {"sentences": "99% row."},
    "a lead of its own": {"sentences": [{"quote": "1.1", "lead": "Surely 99%"}]},
    "what is missing in its own words": {"missing": "99% of everything"},
    "a closest that is none": {"closest": ["all"]},
    "a statistic that is none": {"compute": [{"question": "q", "statistic": "sum"}]},
    "a digit for a number of 5,000": '{"closest": [' + "9" * 5_000 + "]}",
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_not_of_the_shape_is_malformed(name: str) -> None:
    given = MALFORMED[name]
    text = given if isinstance(given, str) else json.dumps(given)

    with pytest.raises(ModelFailed) as raised:
        read_reply(text, QuestionReply)

    assert raised.value.outcome == "malformed"
    assert "\n" not in str(raised.value)
    assert "99" not in str(raised.value)  # nothing of a reply is in what is said of it


@pytest.mark.parametrize(
    "text",
    [
        "{" * 200_000,
        '{"a":' * 60_000,
        '{"a":[' * 5_000 + "1" + "]}" * 5_000,
        '{"sentences":[' + '{"text":"{1}"},' * 50_000,
        '{"standalone_question":"' + "{" * 100_000,
        "[" * 100_000,
    ],
    ids=["braces", "deep", "deep and closed", "wide", "a long text", "brackets"],
)
def test_a_huge_or_deep_reply_is_given_up_soon(text: str) -> None:
    began = perf_counter()

    with pytest.raises(ModelFailed):
        read_reply(text, QuestionReply)

    assert perf_counter() - began < 10


def test_a_reply_to_claims_has_a_shape_of_its_own() -> None:
    told = {"claims": [{"n": 1, "figures": [{"said": "a", "is": 12, "people": "same"}]}]}

    (claim,) = read_reply(json.dumps(told), ClaimsReply).claims

    assert (claim.n, claim.figures[0].is_, claim.figures[0].people) == (1, 12, "same")
    with pytest.raises(ModelFailed):
        read_reply(TOLD, ClaimsReply)


@pytest.mark.parametrize(
    ("people", "measure", "period", "is_about_it"),
    [
        ("same", "same", "same", True),
        ("same", "same", "not stated", True),
        ("same", "same", "other", False),
        ("same", "same", "unclear", False),
        ("same", "other", "same", False),
        ("same", "not stated", "same", False),
        ("narrower", "same", "same", False),
        ("wider", "same", "same", False),
        ("other", "same", "same", False),
        ("unclear", "same", "same", False),
    ],
)
def test_only_the_same_people_measure_and_period_are_about_it(
    people: Any, measure: Any, period: Any, is_about_it: bool
) -> None:
    facets = {"people": people, "measure": measure, "period": period}

    assert Use(figure=1, **facets).is_about_it is is_about_it
    assert ClaimFigure(said="a", **facets).is_about_it is is_about_it
    assert Holding(**facets).is_about_it is is_about_it


def test_what_is_left_out_is_never_taken_for_the_same() -> None:
    assert not Use(figure=1).is_about_it
    assert not ClaimFigure(said="a").is_about_it
    assert not Holding().is_about_it


@pytest.mark.parametrize("shape", [QuestionReply, ClaimsReply])
def test_a_schema_has_no_defaults_which_strict_ones_may_not(shape: Any) -> None:
    assert '"default"' not in json.dumps(shape.model_json_schema())
