"""What graders see of a published answer or check."""

import pytest

from tests.evaluate.by_hand import (
    SOURCE,
    answer,
    check,
    closest,
    failed,
    figure,
    refused,
    reply,
    text_only,
)


def test_an_answer_has_its_figures_with_their_people_base_wave_and_evidence() -> None:
    seen = reply(answer("It is 86%.", figure(wave="2018", quote="86% of them")))

    (first,) = seen.figures
    assert seen.is_answered
    assert (first.text, first.value, first.unit) == ("86%", 86.0, "percent")
    assert (first.population, first.base, first.wave) == ("U.S. employers", 150, "2018")
    assert (first.verdict, first.how, first.quote) == ("verified", "published", "86% of them")
    assert not first.is_read_from_text
    assert seen.cited == (("skills", SOURCE),)
    assert seen.sentences == (("It is 86%.", (0,), (1,)),)


def test_a_refusal_has_its_reason_and_what_is_missing() -> None:
    seen = reply(refused("no_such_population", missing=["people"]))

    assert not seen.is_answered
    assert (seen.status, seen.reason, seen.missing) == (
        "refused",
        "no_such_population",
        ("people",),
    )


def test_what_comes_closest_is_no_direct_answer() -> None:
    seen = reply(closest(figure()))

    assert (seen.status, seen.is_answered, seen.reason) == (
        "closest",
        False,
        "no_such_population",
    )


def test_of_a_mere_text_only_the_figures_are_known() -> None:
    seen = reply(text_only("It is 86%.", ("86%", 86.0, "percent")))

    assert seen.figures[0].is_read_from_text
    assert (seen.cited, seen.sentences, seen.reason, seen.verdict) == ((), (), None, None)


def test_a_reply_that_failed_has_the_error_for_its_text() -> None:
    seen = reply(failed("ModelFailed: it was down"))

    assert (seen.status, seen.text, seen.is_answered) == (
        "failed",
        "ModelFailed: it was down",
        False,
    )


@pytest.mark.parametrize(
    ("verdicts", "whole"),
    [
        (["verified"], "verified"),
        (["verified", "unsupported"], "unsupported"),
        (["unsupported", "contradicted", "verified"], "contradicted"),
        (["not_a_claim", "verified"], "verified"),
        (["not_a_claim"], "not_a_claim"),
        ([], "not_a_claim"),
    ],
)
def test_a_check_of_several_sentences_has_the_verdict_of_the_one_that_fails(
    verdicts: list[str], whole: str
) -> None:
    assert reply(check(*((verdict, None) for verdict in verdicts))).verdict == whole


def test_a_check_has_its_reasons_its_corrections_and_the_sources_of_its_evidence() -> None:
    seen = reply(check(("contradicted", "86%"), ("verified", None), why="It has 86%."))

    assert seen.text == "It has 86%. It has 86%."
    assert seen.corrections == ("86%",)
    assert seen.cited == (("skills", SOURCE),)
