"""What a language model may say beside its figures."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answer.draft import DraftSentence
from assistant.answer.models.reading import drafted
from assistant.findings.finding import Finding
from assistant.verify.check import Check, CheckedWords, Claim
from assistant.verify.worded import WordedCheck
from tests.answer.models.plain import OFFERED


def borne_out(text: str, _: Sequence[Finding]) -> Claim:
    return Claim(text=text, verdict="verified")


def whole(text: str, _: Sequence[str]) -> Check:
    return Check(id="", claims=(Claim(text=text, verdict="verified"),))


def fault(text: str) -> str:
    return WordedCheck(borne_out, whole).fault(drafted(text, OFFERED))


def test_a_sentence_in_the_sources_words_may_be_shown() -> None:
    assert fault("Night shifts harm the sleep of {f1} of U.S. nurses, they said.") == ""


@pytest.mark.parametrize(
    "text",
    [
        "{f1} of U.S. nurses said night shifts harm their sleep: https://example.org.",
        "{f1} of U.S. nurses said [night shifts](x) harm their sleep.",
        "{f1} of U.S. nurses said <b>night shifts</b> harm their sleep.",
        "**{f1}** of U.S. nurses said night shifts harm their sleep.",
        "{f1} and {f7} of U.S. nurses said night shifts harm their sleep.",
    ],
)
def test_markup_links_and_unknown_tokens_are_not_shown(text: str) -> None:
    assert "markup" in fault(text)


@pytest.mark.parametrize(
    "text",
    [
        '{f1} of U.S. nurses said that night shifts "harm their sleep".',
        "{f1} of U.S. nurses said that night shifts \u201charm their sleep\u201d.",
    ],
)
def test_what_a_source_says_may_be_quoted(text: str) -> None:
    assert fault(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        '{f1} of U.S. nurses said night shifts harm their sleep "awfully".',
        'Write "{f1} of U.S. nurses said their sleep".',
        'Write "{f1} of U.S. nurses said night shifts harm their sleep.',
    ],
)
def test_what_no_source_says_may_not_be_quoted(text: str) -> None:
    assert "quot" in fault(text)


@pytest.mark.parametrize(
    "text",
    [
        "{f1} = {f1}.",
        "{f1}.",
        "{f1} said night shifts harm their sleep.",
        "{f1} of people said night shifts harm their sleep.",
    ],
)
def test_a_figure_is_not_shown_without_its_people(text: str) -> None:
    assert "people" in fault(text)


@pytest.mark.parametrize(
    "text", ["Nurses dislike night shifts.", "Of U.S. nurses, 99% said so.", "Here is the answer."]
)
def test_a_sentence_without_a_figure_of_a_finding_is_not_shown(text: str) -> None:
    assert "no figure" in fault(text)


def test_half_a_sentence_is_not_shown() -> None:
    assert "whole sentence" in fault("{f1} of U.S. nurses said night shifts harm")
    assert "whole sentence" in fault("{f1} of U.S. nurses said night shifts harm their sleep:")


def test_a_sentence_without_end_is_not_shown() -> None:
    assert "too long" in fault("{f1} of U.S. nurses said night shifts harm their sleep" * 20)


def test_what_the_findings_do_not_bear_out_is_not_shown() -> None:
    def contradicted(text: str, _: Sequence[Finding]) -> Claim:
        return Claim(text=text, verdict="contradicted", why="it is 92%")

    check = WordedCheck(contradicted, whole)

    assert check.fault(sentence()) == "it is 92%"


def test_a_comparison_that_the_source_data_leaves_open_is_not_shown() -> None:
    def open_comparison(text: str, _: Sequence[str]) -> Check:
        words = CheckedWords(start=0, end=4, verdict="unsupported", why="no such comparison")
        claim = Claim(text=text, verdict="unsupported", why=words.why, words=(words,))
        return Check(id="", claims=(claim,))

    assert WordedCheck(borne_out, open_comparison).fault(sentence()) == "no such comparison"


def test_a_difference_that_does_not_recompute_is_not_shown() -> None:
    (slot,) = sentence().slots
    wrong = replace(slot, how="derived")

    assert WordedCheck(borne_out, whole).fault(replace(sentence(), parts=(wrong, " of them.")))


@pytest.mark.parametrize(
    "text",
    [
        "According to {f1} of nurses in the U.S., night shifts harm their sleep.",
        "Some {f1} of U.S. nurses report that night shifts damage their sleep.",
        "Only {f1} of U.S. nurses said that their sleep was harmed by night shifts.",
        "Night shifts harm the sleep of {f2} of nurses globally.",
    ],
)
def test_other_words_for_the_same_are_not_held_against_a_sentence(text: str) -> None:
    assert fault(text) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "{f1} of U.S. nurses said night shifts harm their sleep because wards are loud.",
            "reason",
        ),
        ("{f1} of U.S. nurses said night shifts harm their sleep, so they leave.", "conclusion"),
        ("{f1} of U.S. nurses said night shifts harm their sleep, and most agree.", "how many"),
        ("{f1} of U.S. nurses said night shifts badly harm their sleep.", "badly"),
        ("{f1} of U.S. nurses said night shifts strongly harm their sleep.", "how much"),
        ("{f1} of U.S. nurses said night shifts often harm their sleep.", "how often"),
        ("{f1} of U.S. nurses now say night shifts harm their sleep.", "when"),
        ("A rising {f1} of U.S. nurses said night shifts harm their sleep.", "a change"),
        ("U.S. nurses lead: {f1} said night shifts harm their sleep.", "a rank"),
        ("{f1} of U.S. nurses said night shifts harm their sleep more.", "a comparison"),
        ("{f1} of U.S. nurses said night shifts may harm their sleep.", "a possibility"),
        ("Significantly, {f1} of U.S. nurses said night shifts harm their sleep.", "significance"),
        ("More than {f1} of U.S. nurses said night shifts harm their sleep.", "bounds"),
        ("{f1} or more of U.S. nurses said night shifts harm their sleep.", "bounds"),
        ("{f1} of U.S. nurses aged 30 said night shifts harm their sleep.", "number"),
        ("{f1} of U.S. nurses said night shifts don't harm their sleep.", "denies"),
        ("{f1} of U.S. nurses said night shifts would harm their sleep.", "planned"),
        ("{f1} of U.S. nurses said night shifts harm their sleep, as you know.", "reader"),
        ("Yes, {f1} of U.S. nurses said night shifts harm their sleep.", "yes or no"),
        ("{f1} of U.S. nurses said night shifts harm their marriage.", "marriage"),
        ("Selon {f1} des infirmières, le travail de nuit nuit au sommeil.", "leaves out"),
        ("{f1} of nurses said night shifts harm their sleep.", "where the people are"),
        ("In the U.S., {f1} said night shifts harm their sleep.", "which people"),
    ],
)
def test_what_no_source_says_is_not_shown(text: str, why: str) -> None:
    assert why in fault(text)


def sentence() -> DraftSentence:
    return drafted("{f1} of U.S. nurses said night shifts harm their sleep.", OFFERED)
