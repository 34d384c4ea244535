"""What is read out of a model's replies."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.answer.draft import Draft
from assistant.answer.models.offered import Offered
from assistant.answer.models.reading import (
    drafted,
    led_once,
    sentences_of_shapes,
    sentences_of_text,
)
from assistant.errors import ModelFailed
from tests.answer.models.plain import HARM, OFFERED, WORLDWIDE


def texts(reply: str) -> list[str]:
    return [sentence.claim for sentence in sentences_of_text([reply], OFFERED)]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("{f1} of U.S. nurses say so.", "86% of U.S. nurses say so."),
        ("{F1} of U.S. nurses say so.", "86% of U.S. nurses say so."),
        ("{{f1}} of U.S. nurses say so.", "86% of U.S. nurses say so."),
        ("{f1}% of U.S. nurses say so.", "86% of U.S. nurses say so."),
        ("{f1} percent of U.S. nurses say so.", "86% of U.S. nurses say so."),
        ("{f1} of U.S. nurses say so. [f1]", "86% of U.S. nurses say so."),
        ("{f9} of U.S. nurses say so.", "{…} of U.S. nurses say so."),
    ],
)
def test_a_token_becomes_its_figure_and_an_unknown_one_no_figure(said: str, shown: str) -> None:
    assert drafted(said, OFFERED).claim == shown


def test_a_sentence_cites_what_the_plain_ones_cite_that_have_its_figures() -> None:
    sentence = drafted("{f1} of U.S. nurses and {f2} of nurses worldwide say so.", OFFERED)

    assert sentence.origins == (HARM, WORLDWIDE)


def test_a_typed_number_is_the_finding_that_prints_it() -> None:
    sentence = drafted("Of U.S. nurses, 86% say so.", OFFERED)

    assert [s.findings for s in sentence.slots] == [HARM.findings]


def test_a_typed_number_that_no_finding_prints_stays_a_mere_word() -> None:
    assert drafted("Of U.S. nurses, 99% say so.", OFFERED).slots == ()


def test_a_typed_number_that_two_findings_print_is_neither() -> None:
    twice = Offered(plain=Draft(sentences=(HARM, replace(HARM, quote="another"))))

    assert drafted("Of U.S. nurses, 86% say so.", twice).slots == ()


def test_the_base_of_the_plain_sentence_goes_with_its_figure() -> None:
    assert drafted("{f1} of U.S. nurses say so.", OFFERED).text == (
        "86% of U.S. nurses say so (base: 150)."
    )


def test_lines_and_bullets_are_sentences() -> None:
    reply = "- {f1} of U.S. nurses say so.\n2. {f2} of nurses worldwide say so. That is all."

    assert texts(reply) == [
        "86% of U.S. nurses say so.",
        "92% of nurses worldwide say so.",
        "That is all.",
    ]


def test_a_sentence_of_a_growing_draft_is_read_when_the_next_one_begins() -> None:
    first = {"text": "{f1} of U.S. nurses say so.", "cites": ["f1"]}
    growing: list[Any] = [
        {"sentences": [{"text": "{f1} of"}]},
        {"sentences": [first]},
        {"sentences": [first, {"text": ""}]},
    ]
    seen: list[int] = []

    def shapes() -> Any:
        for number, shape in enumerate(growing):
            seen.append(number)
            yield shape

    next(sentences_of_shapes(shapes(), OFFERED))

    assert seen == [0, 1, 2]


@pytest.mark.parametrize("shapes", [[], [None], ["86%"], [{"answer": "86%"}], [{"sentences": 3}]])
def test_what_is_no_draft_is_a_failure(shapes: list[Any]) -> None:
    with pytest.raises(ModelFailed):
        list(sentences_of_shapes(shapes, OFFERED))


@pytest.mark.parametrize("item", [None, 3, {"text": 5, "cites": []}, {"cites": ["f1"]}])
def test_an_item_that_is_no_sentence_is_passed_over(item: Any) -> None:
    assert list(sentences_of_shapes([{"sentences": [item]}], OFFERED)) == []


def test_a_citation_of_nothing_lends_a_number_no_finding() -> None:
    shapes = [{"sentences": [{"text": "99% of nurses say so.", "cites": ["f7", "", 3]}]}]

    (sentence,) = sentences_of_shapes(shapes, OFFERED)

    assert sentence.slots == ()


def test_a_reply_without_end_is_not_read_to_its_end() -> None:
    given = 0

    def endless() -> Any:
        nonlocal given
        while given < 1_000:
            given += 1
            yield "{f1} of U.S. nurses say so.\n" * 40

    list(sentences_of_text(endless(), OFFERED))

    assert given < 30


def test_what_leads_a_plain_sentence_in_is_said_once() -> None:
    plain = replace(HARM, lead="No: ")
    offered = Offered(plain=Draft(sentences=(plain,)))
    reply = ["No: {f1} of U.S. nurses say so.\nThat is {f1}."]

    first, second = led_once(sentences_of_text(reply, offered))

    assert (first.text, second.lead) == ("No: 86% of U.S. nurses say so (base: 150).", "")
