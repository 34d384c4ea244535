from dataclasses import replace

import pytest

from assistant.answer.derived import can_subtract, difference, net, people_of
from assistant.figures import Figure, Hedge
from assistant.findings.finding import Finding
from tests.answer.examples import LEAVING, US, WORLD, share


def with_figure(finding: Finding, figure: Figure) -> Finding:
    return replace(finding, statement=replace(finding.statement, figure=figure))


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        (share("92%", 92), share("86%", 86), "6 points"),
        (share("86%", 86), share("92%", 92), "6 points"),
        (share("41%", 41), share("40%", 40), "1 point"),
        # 41.2 - 39.9 = 1.3; to the whole points of the coarser 40%: 41.2 - 40 = 1.2, so 1
        (share("41.2%", 41.2, decimals=1), share("39.9%", 39.9, decimals=1), "1.3 points"),
        (share("41.2%", 41.2, decimals=1), share("40%", 40), "1 point"),
    ],
)
def test_a_difference_is_in_points_at_the_coarser_rounding(
    one: Figure, other: Figure, text: str
) -> None:
    slot = difference(with_figure(US, one), with_figure(WORLD, other))

    assert (slot.text, slot.how) == (text, "derived")


def test_loose_shares_are_not_subtracted() -> None:
    about = replace(share("92%", 92), hedge=Hedge.ABOUT)

    assert not can_subtract(with_figure(WORLD, about), US)


@pytest.mark.parametrize(
    ("value", "base", "people"),
    [
        # 86% of 306: 0.86 * 306 = 263.16
        (86, 306, "263"),
        # 50% of 3,601: 1,800.5, halves up
        (50, 3601, "1,801"),
    ],
)
def test_a_share_of_a_base_is_so_many_people(value: float, base: int, people: str) -> None:
    figured = with_figure(US, share(f"{value}%", value))
    assert figured.statement.base is not None
    asked = replace(figured.statement.base, unweighted_n=base)

    slot = people_of(replace(figured, statement=replace(figured.statement, base=asked)))

    assert slot is not None
    assert (slot.text, slot.figure.hedge) == (people, Hedge.ABOUT)


def test_without_a_base_nobody_is_counted() -> None:
    assert people_of(WORLD) is None


def test_shares_of_the_same_people_are_added() -> None:
    slot = net([with_figure(US, share("46%", 46)), LEAVING])

    # 46 + 40
    assert slot is not None
    assert (slot.text, slot.computation) == ("86%", "46% + 40%")


def test_shares_of_other_people_or_beyond_the_whole_are_not_added() -> None:
    assert net([WORLD, LEAVING]) is None
    assert net([US, LEAVING]) is None
