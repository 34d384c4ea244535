"""Computed differences told in other words."""

from dataclasses import replace

import pytest

from assistant.answer.derived import difference
from assistant.answer.draft import Draft, DraftSentence
from assistant.answer.models.offered import Offered
from assistant.answer.models.reading import drafted
from assistant.findings.finding import Finding
from assistant.verify.added.differences import tells_difference
from assistant.verify.added.source import Wording
from tests.answer.examples import US, WORLD


def tells(text: str, one: Finding, other: Finding, *, plain: str) -> bool:
    before, after = plain.split("{f1}")
    origin = DraftSentence(
        parts=(before, difference(one, other), after), survey="s", source="", locator="", quote=""
    )
    return tells_difference(
        Wording(sentence=drafted(text, Offered(plain=Draft(sentences=(origin,)))))
    )


def of_people(text: str) -> bool:
    plain = "The difference is {f1}: the share is higher among nurses worldwide than U.S. nurses."
    return tells(text, WORLD, US, plain=plain)


def of_waves(text: str) -> bool:
    early, late = (
        replace(finding, statement=replace(finding.statement, wave=year))
        for finding, year in ((US, "1998"), (WORLD, "2018"))
    )
    return tells(text, late, early, plain="That is {f1} more in 2018 than in 1998.")


@pytest.mark.parametrize(
    "text",
    [
        "Nurses worldwide are {f1} above U.S. nurses.",
        "The share is lower among U.S. nurses than among nurses worldwide, by {f1}.",
        "The difference of U.S. nurses and nurses worldwide is {f1}.",
    ],
)
def test_people_who_differ_may_be_told_from_either_side(text: str) -> None:
    assert of_people(text)


@pytest.mark.parametrize(
    "text",
    [
        "U.S. nurses are {f1} above nurses worldwide.",
        "The share is lower among nurses worldwide than among U.S. nurses, by {f1}.",
        "Nurses worldwide are {f1} above U.S. doctors.",
        "Nurses worldwide are {f1} above others.",
        "The share among nurses worldwide rose {f1} above U.S. nurses.",
    ],
)
def test_sides_that_are_exchanged_or_others_are_not_told(text: str) -> None:
    assert not of_people(text)


@pytest.mark.parametrize(
    "text",
    [
        "From 1998 to 2018 the share rose by {f1}.",
        "In 1998 the share was {f1} lower than in 2018.",
    ],
)
def test_a_change_is_told_from_the_earlier_time_to_the_later(text: str) -> None:
    assert of_waves(text)


@pytest.mark.parametrize(
    "text",
    [
        "From 1998 to 2018 the share fell by {f1}.",
        "From 2018 to 1998 the share rose by {f1}.",
        "In 1998 the share was {f1} higher than in 2018.",
        "The share was {f1} more in 2018 than in 2008.",
    ],
)
def test_a_change_the_other_way_or_at_another_time_is_not_told(text: str) -> None:
    assert not of_waves(text)
