"""Who is read as having paid for a survey or carried it out, and how people were asked."""

import pytest

from assistant.methodology.reading.sentence import facts_in


def read(sentence: str) -> list[str]:
    wanted = ("sponsor", "fieldwork_by", "mode")
    return [f"{fact.kind} {fact.text}" for fact in facts_in(sentence) if fact.kind in wanted]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "Tide polled 1,000 adults for the Harbour Trust.",
            ["fieldwork_by Tide", "sponsor Harbour Trust"],
        ),
        (
            "The study, funded by Harbour and carried out by Tide, covers eight countries.",
            ["sponsor Harbour", "fieldwork_by Tide"],
        ),
        (
            "The Harbour Trust, which funded the research, asked Tide to carry out the survey.",
            ["sponsor Harbour Trust", "fieldwork_by Tide"],
        ),
        (
            "The survey was done by researchers at Tide University.",
            ["fieldwork_by Tide University"],
        ),
        ("Interviews were held by video call.", ["mode by video call"]),
        ("We interviewed 900 nurses by telephone.", ["mode by telephone"]),
    ],
)
def test_names_are_read_with_what_they_did(sentence: str, facts: list[str]) -> None:
    assert read(sentence) == facts


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the 1,200 adults surveyed, 40% said the decision was made by Parliament.",
        "Half of those polled back a program funded by the Harbour Foundation.",
        "Half of the 800 adults polled voted in 2020 for Jane Doe.",
        "The survey found support for Jane Doe at 40%.",
        "The poll asks about trust in courses run by Harvard.",
        "Adults in the survey were asked how often they shop online.",
        "Response rates of telephone surveys have fallen.",
    ],
)
def test_others_who_are_named_in_a_finding_have_no_part_in_the_survey(sentence: str) -> None:
    assert read(sentence) == []
