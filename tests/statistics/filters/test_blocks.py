"""Blocks of values: whole, large enough, and coarser only where there are fewer people."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.statistics.filters.blocks import blocks, tree_of_choices, tree_of_numbers

MINIMUM = 30
whole_survey = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(30, 300), min_size=2)


@given(whole_survey, st.data())
def test_fewer_people_only_ever_make_coarser_blocks(
    people: dict[str, int], data: st.DataObject
) -> None:
    tree = tree_of_choices(people)
    more = {level: data.draw(st.integers(0, count)) for level, count in people.items()}
    fewer = {level: data.draw(st.integers(0, count)) for level, count in more.items()}

    finer, coarser = blocks(tree, {**more}, MINIMUM), blocks(tree, {**fewer}, MINIMUM)

    assert all(any(block <= larger for larger in coarser) for block in finer)


@given(whole_survey, st.data())
def test_every_block_has_the_minimum_unless_all_together_have_not(
    people: dict[str, int], data: st.DataObject
) -> None:
    tree = tree_of_choices(people)
    counts = {level: data.draw(st.integers(0, count)) for level, count in people.items()}

    found = blocks(tree, {**counts}, MINIMUM)

    sizes = [sum(counts[str(level)] for level in block) for block in found]
    assert len(found) == 1 or min(sizes) >= MINIMUM
    assert sorted(level for block in found for level in map(str, block)) == sorted(counts)


def test_numbers_are_cut_at_customary_ages_first() -> None:
    ages = {float(age): 10 for age in range(18, 90)}
    among = {float(age): 1 for age in range(18, 90)}

    found = blocks(tree_of_numbers(ages), {**among}, 12)

    # 18-29, 30-49, 65-89 are 12, 20 and 25 people: enough; 50-64 has 15. Within 65-89 the cuts at
    # 70 and 80 leave too few on a side (5 and 10), but one at 77 would leave 12 and 13
    assert [(min(block), max(block)) for block in found][:3] == [(18, 29), (30, 49), (50, 64)]
