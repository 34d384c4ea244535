from math import exp

import pytest

from assistant.answer.choosing.selection import chosen_sentences, hangs_on, marginals
from tests.answer.examples import material


def test_a_lone_link_is_chosen_with_the_logistic_of_its_score() -> None:
    assert marginals([1.0], []) == [pytest.approx(1 / (1 + exp(-1.0)))]


def test_neighbours_that_should_agree_pull_each_other_along() -> None:
    # by hand, with e = exp(1): weights of (neither, first, second, both) are e, e^2, 1, e * e^2
    e = exp(1.0)
    whole = e + e**2 + 1 + e**3

    first, second = marginals([2.0, 0.0], [1.0])

    assert first == pytest.approx((e**2 + e**3) / whole)
    assert second == pytest.approx((1 + e**3) / whole)


def test_something_is_always_chosen_in_the_order_of_the_passage() -> None:
    asked = material("Describe the sleep of nurses on night shifts.")

    chosen = chosen_sentences(asked.query, asked.candidates[0])

    assert chosen
    assert list(chosen) == sorted(chosen)


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("By contrast, 12% of pilots agree.", True),
        ("They are mostly tired.", True),
        ("Pilots are mostly tired.", False),
        ("Thisbe is a name.", False),
    ],
)
def test_a_sentence_leans_by_its_opening(sentence: str, leans: bool) -> None:
    assert hangs_on(sentence) is leans
