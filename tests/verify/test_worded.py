"""What a language model may say beside its figures."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answer.draft import DraftSentence
from assistant.answer.models.reading import drafted
from assistant.findings.finding import Finding
from assistant.verify.check import Check, CheckedWords, Claim
from assistant.verify.worded import WordedCheck, said_by_nobody
from tests.answer.models.plain import OFFERED

SOURCE = ["86% of U.S. nurses said night shifts harm their sleep."]


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
    "text", ["Nurses dislike night shifts.", "Of U.S. nurses, 99% said so.", "Here is the answer."]
)
def test_a_sentence_without_a_figure_of_a_finding_is_not_shown(text: str) -> None:
    assert "no figure" in fault(text)


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
    "claim",
    [
        "86% of U.S. nurses said night shifts harm their sleep because wards are loud.",
        "86% of U.S. nurses said night shifts harm their sleep, leading many to quit.",
        "86% of U.S. nurses said night shifts harm sleep, marriage, appetite and friendship.",
        "Selon 86% des infirmières, le travail de nuit nuit au sommeil.",
    ],
)
def test_reasons_other_matters_and_other_languages_are_said_by_nobody(claim: str) -> None:
    assert said_by_nobody(claim, SOURCE)


@pytest.mark.parametrize(
    "claim",
    [
        "According to 86% of nurses in the U.S., night shifts harm their sleep.",
        "Some 86% of U.S. nurses report that the night shift damages their sleep.",
    ],
)
def test_other_words_for_the_same_are_not_held_against_a_sentence(claim: str) -> None:
    assert said_by_nobody(claim, SOURCE) == ""


def sentence() -> DraftSentence:
    return drafted("{f1} of U.S. nurses said night shifts harm their sleep.", OFFERED)
