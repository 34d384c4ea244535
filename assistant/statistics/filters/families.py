"""Families: a question and the coarser ones that it decides, such as age in years and age groups.

Where a finer and a coarser question are both at hand, a small group can be had by taking one table
from the other. So the finer one's tree grows out of the coarser one's: first the coarser values,
then the finer ones within each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from assistant.corpus.responses.questionnaire import Questionnaire
from assistant.statistics.filters.blocks import (
    Tree,
    refined,
    tree_of_choices,
    tree_of_numbers,
)
from assistant.statistics.filters.cells import Cells, levels_in_order
from assistant.statistics.filters.meaning import Level, Variable

MOST_TREES = 24

Key: TypeAlias = tuple[str, str]
Mapped: TypeAlias = Mapping[Level, Level]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A variable with its people in the whole base, and the questions that it decides.

    `leaking` are those of them in the banner that people without an answer to it have answered.
    """

    variable: Variable
    people: Mapping[Level, int]
    coarser: Mapping[Key, Mapped]
    banner: Sequence[Variable] = ()
    leaking: Sequence[Variable] = ()

    def trees(self) -> list[Tree]:
        """The trees that its blocks are read from: one for each line of coarser questions."""
        lines = self._nearest_coarser()
        if not lines:
            return [_plain_tree(self.variable, self.people)]
        found: dict[Tree, None] = {}
        for other in lines:
            mapped = self.coarser[other.key]
            within = {
                value: _plain_tree(
                    self.variable, {v: n for v, n in self.people.items() if mapped[v] == value}
                )
                for value in set(mapped.values())
            }
            for tree in self._seen_from(other).trees():
                found[refined(tree, within)] = None
        return list(found)[:MOST_TREES]

    def _nearest_coarser(self) -> list[Variable]:
        """Its coarser questions, but for those that another of them decides."""
        coarser = [one for one in self.banner if self._is_coarser(one)]
        through = {key for one in coarser for key in self._seen_from(one).decided()}
        return [one for one in coarser if one.key not in through]

    def decided(self) -> set[Key]:
        """The keys of its coarser questions."""
        return {one.key for one in self.banner if self._is_coarser(one)}

    def _is_coarser(self, other: Variable) -> bool:
        """Of two questions that decide each other, the one that comes first is the coarser."""
        mapped = self.coarser.get(other.key)
        if mapped is None or other.key == self.variable.key:
            return False
        if len(set(mapped.values())) < len(mapped):
            return True
        keys = [one.key for one in self.banner]
        mine = keys.index(self.variable.key) if self.variable.key in keys else len(keys)
        return keys.index(other.key) < mine

    def _seen_from(self, other: Variable) -> "Family":
        """The family of one of its coarser questions, by what this one shows of it."""
        mapped = self.coarser[other.key]
        people: dict[Level, int] = dict.fromkeys(levels_in_order(other, set(mapped.values())), 0)
        for level, count in self.people.items():
            people[mapped[level]] += count
        return Family(
            variable=other,
            people=people,
            coarser={
                key: _through(mapped, further)
                for key, further in self.coarser.items()
                if key != other.key and _is_decided(mapped, further)
            },
            banner=self.banner,
        )


def banner_of(questionnaire: Questionnaire) -> list[Variable]:
    """The banner's questions with one answer."""
    questions = [questionnaire.question(name) for name in questionnaire.banner]
    return [Variable(question=q) for q in questions if q and q.type in ("single", "scale")]


def family_of(place: int, cells: Cells, banner: Sequence[Variable]) -> Family:
    """The family of one of the cells' variables, as far as the cells show it."""
    variable = cells.variables[place]
    counts = cells.counts(place, cells.everybody()).tolist()
    people = dict(zip(cells.levels[place], counts, strict=False))
    coarser: dict[Key, Mapped] = {}
    leaking = []
    for at, other in enumerate(cells.variables):
        if at == place or variable.option is not None or not _has_one_answer(other):
            continue
        decided = cells.decided(place, at)
        if decided is not None and _is_banded(variable, decided.values):
            coarser[other.key] = decided.values
            leaking += [other] if decided.leaks and other in banner else []
    return Family(variable=variable, people=people, coarser=coarser, banner=banner, leaking=leaking)


def _has_one_answer(variable: Variable) -> bool:
    return variable.option is None and not variable.is_number


def _is_banded(variable: Variable, mapped: Mapped) -> bool:
    """Whether the coarser values are runs of the finer ones, which numbers must be."""
    if not variable.is_number:
        return True
    in_order = [mapped[level] for level in sorted(mapped)]
    runs = 1 + sum(one != other for one, other in pairwise(in_order))
    return runs == len(set(in_order))


def _is_decided(mapped: Mapped, further: Mapped) -> bool:
    pairs = {(mapped[level], further[level]) for level in mapped}
    return len(pairs) == len(set(mapped.values()))


def _through(mapped: Mapped, further: Mapped) -> Mapped:
    return {mapped[level]: further[level] for level in mapped}


def _plain_tree(variable: Variable, people: Mapping[Level, int]) -> Tree:
    if variable.is_number:
        return tree_of_numbers({float(level): count for level, count in people.items()})
    nets = [net.options for net in variable.question.nets] if variable.option is None else []
    return tree_of_choices({str(level): count for level, count in people.items()}, nets)
