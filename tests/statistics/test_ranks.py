"""Ranks of options and groups."""

from assistant.statistics.estimate import Estimate
from assistant.statistics.ranks import rank


def test_the_highest_comes_first_and_equal_values_share_a_place() -> None:
    values = {"a": 10.0, "b": 30.0, "c": 10.0}

    ranks = rank(Estimate(option=name, value=value, se=0.1) for name, value in values.items())

    assert [(each.place, each.estimate.option) for each in ranks] == [(1, "b"), (2, "a"), (2, "c")]


def test_those_within_their_errors_are_tied() -> None:
    # 1.96 * (1 + 1) = 3.92: 3.9 apart is within it, 4 apart is not.
    near = rank([Estimate(value=50.0, se=1.0), Estimate(value=46.1, se=1.0)])
    apart = rank([Estimate(value=50.0, se=1.0), Estimate(value=46.0, se=1.0)])

    assert [each.tied_with for each in near] == [(1,), (0,)]
    assert [each.tied_with for each in apart] == [(), ()]


def test_a_value_of_unknown_error_is_tied_with_all() -> None:
    ranks = rank([Estimate(value=90.0, se=None), Estimate(value=1.0, se=0.1)])

    assert [each.tied_with for each in ranks] == [(1,), (0,)]


def test_suppressed_estimates_have_no_place() -> None:
    ranks = rank([Estimate(option="a", suppressed=True), Estimate(option="b", value=1.0, se=0.1)])

    assert [each.estimate.option for each in ranks] == ["b"]
