"""Measures that say the opposite of one another."""

import pytest

from assistant.findings.measures import measure_of
from assistant.verify.facets.meaning import is_opposite


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
