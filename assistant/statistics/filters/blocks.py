"""Blocks: values of a question taken together, so that none of them stands for too few people.

A question's values are the leaves of a tree that is the same for every filter. A branch is split
where both sides have people enough; a side that has not is taken together with its neighbour. Fewer
people therefore only ever make coarser blocks, which is what the rule of disclosure rests on.
"""

import heapq
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

# Where surveys usually cut age; after these, rounder numbers come first.
CUSTOMARY_CUTS = (30.0, 50.0, 65.0)
_STEPS = tuple(step * 10.0**power for power in range(9, -4, -1) for step in (5, 1))

Level: TypeAlias = str | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One value."""

    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Values on two sides; those next to each other are taken together first."""

    left: "Tree"
    right: "Tree"


Tree: TypeAlias = Leaf | Branch


def tree_of_choices(people: Mapping[str, int], nets: Sequence[Collection[str]] = ()) -> Tree:
    """The tree of a question's options: the least frequent are next to each other.

    Options of a net are next to each other before they are next to any others, so that a net can be
    shown of which one option is rare. `people` counts the whole survey, in the questionnaire's
    order, which settles ties.
    """
    left = dict(people)
    parts: list[tuple[int, int, Tree]] = []
    places = {level: place for place, level in enumerate(people)}
    for net in nets:
        members = {level: left[level] for level in people if level in net and level in left}
        if len(members) > 1 and len(members) == len(set(net) & people.keys()):
            parts.append(_joined([_leaf(level, members[level], places) for level in members]))
            left = {level: count for level, count in left.items() if level not in members}
    return _joined([*parts, *(_leaf(level, count, places) for level, count in left.items())])[2]


def _leaf(level: str, count: int, places: Mapping[str, int]) -> tuple[int, int, Tree]:
    return count, places[level], Leaf(level=level)


def _joined(parts: list[tuple[int, int, Tree]]) -> tuple[int, int, Tree]:
    """Huffman's tree of the parts, with its people and its first place."""
    heap = list(parts)
    heapq.heapify(heap)
    while len(heap) > 1:
        few, place, left = heapq.heappop(heap)
        more, other, right = heapq.heappop(heap)
        heapq.heappush(heap, (few + more, min(place, other), Branch(left=left, right=right)))
    return heap[0]


def tree_of_numbers(people: Mapping[float, int]) -> Tree:
    """The tree of a numeric question: cut at customary and round numbers first.

    `people` counts the whole survey. Among equally round cuts the middle one comes first.
    """
    numbers = sorted(people)
    before = [0]
    for number in numbers:
        before.append(before[-1] + people[number])
    return _cut(numbers, before, (0, len(numbers)))


def _cut(numbers: Sequence[float], before: Sequence[int], part: tuple[int, int]) -> Tree:
    start, end = part
    if end - start == 1:
        return Leaf(level=numbers[start])
    middle = (before[start] + before[end]) / 2

    def preference(cut: int) -> tuple[int, float, int]:
        return _roundness(numbers[cut - 1], numbers[cut]), abs(before[cut] - middle), cut

    best = min(range(start + 1, end), key=preference)
    return Branch(
        left=_cut(numbers, before, (start, best)), right=_cut(numbers, before, (best, end))
    )


def _roundness(below: float, from_: float) -> int:
    """The rank of the roundest number above `below` and not above `from_`; 0 is the best.

    >>> _roundness(29, 30) < _roundness(19, 20) < _roundness(34, 35) < _roundness(22, 23)
    True
    """
    if any(below < cut <= from_ for cut in CUSTOMARY_CUTS):
        return 0
    for rank, step in enumerate(_STEPS, start=1):
        if (from_ // step) * step > below:
            return rank
    return len(_STEPS) + 1


def refined(tree: Tree, finer: Mapping[Level, Tree]) -> Tree:
    """The tree with each value replaced by the tree of the finer values that lie in it."""
    if isinstance(tree, Leaf):
        return finer[tree.level]
    return Branch(left=refined(tree.left, finer), right=refined(tree.right, finer))


def blocks(tree: Tree, people: Mapping[Level, int], minimum: int) -> list[frozenset[Level]]:
    """The values taken together; each block has `minimum` people unless they all have not.

    Values that `people` does not name are left out, those it counts as 0 are not.

    >>> tree = tree_of_choices({"a": 500, "b": 300, "c": 90, "d": 80})
    >>> [sorted(block) for block in blocks(tree, {"a": 200, "b": 50, "c": 40, "d": 10}, 30)]
    [['c', 'd'], ['b'], ['a']]
    """
    return [frozenset(levels) for levels, _ in _blocks(tree, people, minimum)]


def _blocks(tree: Tree, people: Mapping[Level, int], minimum: int) -> list[tuple[list[Level], int]]:
    if isinstance(tree, Leaf):
        return [([tree.level], people[tree.level])] if tree.level in people else []
    left = _blocks(tree.left, people, minimum)
    right = _blocks(tree.right, people, minimum)
    if not left or not right:
        return left or right
    few_left = sum(count for _, count in left) < minimum
    few_right = sum(count for _, count in right) < minimum
    if few_left and few_right:
        return [_together([*left, *right])]
    if few_left:
        return [_together([*left, right[0]]), *right[1:]]
    if few_right:
        return [*left[:-1], _together([left[-1], *right])]
    return [*left, *right]


def _together(several: list[tuple[list[Level], int]]) -> tuple[list[Level], int]:
    levels = [level for block, _ in several for level in block]
    return levels, sum(count for _, count in several)
