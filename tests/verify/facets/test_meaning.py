"""Measures that say the opposite of one another."""

import pytest

from assistant.findings.measures import measure_of
from assistant.verify.facets.meaning import is_opposite, is_unlike_negated


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("plan to hire in the coming year", "do not plan to hire in the year ahead"),
        ("do not cycle to work", "cycle to work"),
        ("never eat lunch at a desk", "eat lunch at a desk"),
    ],
)
def test_what_one_denies_and_the_other_affirms_is_opposite(said: str, there: str) -> None:
    assert is_opposite(measure_of(said), measure_of(there))


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("do not plan to hire", "do not plan to hire in the year ahead"),
        ("plan to hire", "plan to hire in the year ahead"),
        ("do not cycle to work", "eat lunch at a desk"),
    ],
)
def test_the_same_denial_or_another_matter_is_no_opposite(said: str, there: str) -> None:
    assert not is_opposite(measure_of(said), measure_of(there))


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("the harbour is gaining trade", "the harbour is losing trade"),
        ("the harbour is gaining trade", "a growing share say the harbour is losing trade"),
        ("favor the toll", "oppose the toll"),
        ("think it likely that fares rise", "think it unlikely that fares rise"),
    ],
)
def test_opposite_words_are_opposite_in_any_form(said: str, there: str) -> None:
    assert is_opposite(measure_of(said), measure_of(there))


def test_a_denial_on_both_sides_is_no_opposite_wherever_it_stands() -> None:
    said, there = "councils have little say or none", "councils should have little or no say"
    assert not is_opposite(measure_of(said), measure_of(there))


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("a gardener must know Latin", "it is not necessary to know Latin to be a gardener"),
        ("would sell the allotment", "wouldn't part with the allotment"),
    ],
)
def test_a_denial_that_nothing_answers_leaves_it_open(said: str, there: str) -> None:
    assert is_unlike_negated(measure_of(said), measure_of(there))


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("are unable to swim", "cannot swim"),
        ("vote to remain outside the league", "would not join the league"),
        ("swim, whether or not it rains", "swim in any weather"),
        ("do not swim", "never swim"),
    ],
)
def test_a_denial_may_be_said_in_a_word(said: str, there: str) -> None:
    assert not is_unlike_negated(measure_of(said), measure_of(there))
