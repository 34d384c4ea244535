"""Blocks of values: whole, large enough, and coarser only where there are fewer people."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from assistant.statistics.filters.blocks import (
    Level,
    Tree,
    blocks,
    tree_of_choices,
    tree_of_numbers,
)

MINIMUM = 30
whole_survey = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(30, 300), min_size=2)


def drawn(data: st.DataObject, most: Mapping[str, int]) -> dict[str, int]:
    return {level: data.draw(st.integers(0, count)) for level, count in most.items()}


def blocks_of(tree: Tree, people: Mapping[str, int]) -> list[frozenset[Level]]:
    counts: dict[Level, int] = {level: people[level] for level in people}
    return blocks(tree, counts, MINIMUM)


@given(whole_survey, st.data())
def test_fewer_people_only_ever_make_coarser_blocks(
    people: dict[str, int], data: st.DataObject
) -> None:
    tree = tree_of_choices(people)
    more = drawn(data, people)
    fewer = drawn(data, more)

    finer, coarser = blocks_of(tree, more), blocks_of(tree, fewer)

    assert all(any(block <= larger for larger in coarser) for block in finer)


@given(whole_survey, st.data())
def test_every_block_has_the_minimum_unless_all_together_have_not(
    people: dict[str, int], data: st.DataObject
) -> None:
    counts = drawn(data, people)

    found = blocks_of(tree_of_choices(people), counts)

    sizes = [sum(counts[str(level)] for level in block) for block in found]
    assert len(found) == 1 or min(sizes) >= MINIMUM
    assert sorted(str(level) for block in found for level in block) == sorted(counts)


def test_numbers_are_cut_at_customary_ages_first() -> None:
    everybody = {float(age): 10 for age in range(18, 90)}
    among: dict[Level, int] = {float(age): 1 for age in range(18, 90)}

    found = blocks(tree_of_numbers(everybody), among, 12)

    # 12 people are 18 to 29, 20 are 30 to 49, and 15 are 50 to 64: no further cut leaves 12 twice
    assert [(min(block), max(block)) for block in found[:3]] == [(18, 29), (30, 49), (50, 64)]


def test_a_rare_option_joins_the_others_of_its_net_first() -> None:
    everybody = {"Fair": 200, "Poor": 60, "Good": 150, "Very good": 40}
    among: dict[Level, int] = {"Fair": 50, "Poor": 40, "Good": 35, "Very good": 8}

    apart = blocks(tree_of_choices(everybody), among, MINIMUM)
    in_nets = blocks(tree_of_choices(everybody, [("Good", "Very good")]), among, MINIMUM)

    assert frozenset({"Poor", "Very good"}) in apart
    assert set(in_nets) == {
        frozenset({"Good", "Very good"}),
        frozenset({"Fair"}),
        frozenset({"Poor"}),
    }
