"""Figures of now, and figures of before."""

import pytest

from assistant.verify.facets.times import are_apart


@pytest.mark.parametrize(
    ("said", "there", "apart"),
    [
        ("Now 17% ride.", "Before the bridge opened, 17% rode.", True),
        ("Earlier, 17% rode.", "Currently, 17% ride.", True),
        ("Now 17% ride.", "Today 17% ride.", False),
        # neither says when
        ("Just 17% ride.", "Before the bridge opened, 17% rode.", False),
        # the other clause's time is its own
        ("Now 17% ride.", "Before the bridge opened it was 9%; 17% ride these days.", False),
        ("Now 17% ride.", "Now 30% ride, up from 17% a year ago.", True),
        # a month cut short ends no clause
        ("Even before the Feb. 3 opening, 17% rode.", "About 17% now ride.", True),
        ("After the strike, 17% rode.", "Ahead of the strike, 17% rode.", True),
        ("After the strike, 17% rode.", "17% ride now.", False),
    ],
)
def test_now_and_before_are_told_apart_by_the_figures_clause(
    said: str, there: str, apart: bool
) -> None:
    assert are_apart(said, said.index("17%"), there, there.index("17%")) is apart
