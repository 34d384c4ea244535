"""What was said, with its direction."""

import pytest

from assistant.findings.measures import is_anaphoric, measure_of, opposite_poles


@pytest.mark.parametrize(
    ("one", "other", "scale"),
    [
        ("approve of the mayor", "disapprove of the mayor", "approve"),
        ("are satisfied with their pay", "are dissatisfied with their pay", "satisfied"),
        ("are satisfied with their pay", "are not satisfied with their pay", "satisfied"),
        ("trust the court", "don't trust the court", "trust"),
        ("support has increased", "support has declined", "increase"),
        ("a favorable view", "an unfavourable view", "favor"),
        ("agree that it helps", "disagree that it helps", "agree"),
    ],
)
def test_opposite_ends_of_a_scale_are_told_apart(one: str, other: str, scale: str) -> None:
    assert scale in opposite_poles(measure_of(one), measure_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("approve of the mayor", "approval of the mayor"),
        ("are dissatisfied", "are not satisfied"),
        ("support has increased", "support rose"),
        ("use a bicycle", "disapprove of the mayor"),
    ],
)
def test_the_same_end_or_another_scale_is_no_opposite(one: str, other: str) -> None:
    assert not opposite_poles(measure_of(one), measure_of(other))


def test_terms_leave_out_people_numbers_and_reporting() -> None:
    measure = measure_of("say that 40 employers will hire graduates by bicycle")

    assert measure.terms == {"hire", "bicycl"}


def test_a_clause_may_take_over_the_measure_before_it() -> None:
    assert is_anaphoric("say the same")
    assert not is_anaphoric("ride a bicycle")
