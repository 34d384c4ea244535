"""Disclosure: which groups may be shown, so that nobody small is given away by subtraction.

`docs/disclosure.md` has the rule and why it holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations, product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.responses.questionnaire import Question
from assistant.errors import TooFewPeople
from assistant.statistics.answers import Answers
from assistant.statistics.filters.blocks import Tree, blocks
from assistant.statistics.filters.cells import Cells, Mask, count_cells
from assistant.statistics.filters.conditions import Conditions, conditions_of, is_true
from assistant.statistics.filters.expression import Filter
from assistant.statistics.filters.families import Family, Key, banner_of, family_of
from assistant.statistics.filters.meaning import CHOSEN, Level, Variable, meaning_of

MOST_CONDITIONS = 8

Group: TypeAlias = tuple[str, ...]
Chosen: TypeAlias = Mapping[Key, NDArray[np.bool_]]


def shown_groups(
    answers: Answers,
    question: Question,
    *,
    where: Filter,
    by: Sequence[Question] = (),
    minimum_base: int,
) -> frozenset[Group]:
    """The groups of a table that may be shown, each as the labels of its breaks in order.

    Without breaks the only group is `()`.

    Raises:
        TooFewPeople: The filter itself leaves, or gives away by subtraction, too few people.
    """
    conditions = conditions_of(meaning_of(where, answers.questionnaire))
    looked = _Looked(answers=answers, question=question, minimum=minimum_base)
    if conditions.terms and not looked.shown(conditions, ()):
        raise TooFewPeople(
            f"the filter is refused: it leaves fewer than {minimum_base} people, or lets so few be "
            "worked out by subtraction from another table; ask of a wider group"
        )
    crossed = product(*(_variables_of(one) for one in by)) if by else ()
    found = [looked.shown(conditions, breaks) for breaks in crossed]
    return frozenset().union(*found) if by else looked.shown(conditions, ())


def _variables_of(question: Question) -> list[Variable]:
    """A break's variables: one with all its groups, or in a set one for each option."""
    if question.type != "multiple":
        return [Variable(question=question)]
    options = {option.label: option for option in question.options}
    return [Variable(question=question, option=option) for option in options.values()]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """A question's base, looked at for who may be shown."""

    answers: Answers
    question: Question
    minimum: int

    def shown(self, conditions: Conditions, breaks: Sequence[Variable]) -> frozenset[Group]:
        """The groups of these breaks that may be shown under these conditions."""
        asked = {v.key: v for v in (*conditions.variables, *breaks)}
        if len(asked) > MOST_CONDITIONS:
            return frozenset()
        banner = banner_of(self.answers.questionnaire) if asked else []
        beside = [one for one in banner if one.key not in asked]
        cells = count_cells(self.answers, self.question, [*asked.values(), *beside])
        if not len(cells.people):
            return frozenset()
        checked = Checked(
            cells=cells, asked=tuple(asked.values()), conditions=conditions, minimum=self.minimum
        )
        if not checked.can_be_told_apart:
            return _of_joint(replace(checked, cells=cells.of_first(len(asked))), breaks)
        families = Families(cells, banner)
        return frozenset(
            group
            for group, levels in _groups(cells, breaks)
            if checked.is_safe(checked.chosen(levels), families)
        )


def _groups(cells: Cells, breaks: Sequence[Variable]) -> Iterator[tuple[Group, dict[Key, Level]]]:
    """Each group's labels, with the value that it has of each break."""
    places = {v.key: place for place, v in enumerate(cells.variables)}
    each = [[CHOSEN] if one.option else list(cells.levels[places[one.key]]) for one in breaks]
    for levels in product(*each):
        labels = tuple(_label(one, level) for one, level in zip(breaks, levels, strict=True))
        yield labels, {one.key: level for one, level in zip(breaks, levels, strict=True)}


def _label(variable: Variable, level: Level) -> str:
    if variable.option is not None:
        return variable.option.label
    return level if isinstance(level, str) else f"{level:.12g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A filter's conditions against the people that they leave.

    `asked` are the variables of the filter and the breaks; the cells may have more after them.
    """

    cells: Cells
    asked: tuple[Variable, ...]
    conditions: Conditions
    minimum: int

    @property
    def can_be_told_apart(self) -> bool:
        """Whether it is one set of values for each variable; of numbers, one stretch of them."""
        return self.conditions.is_plain and all(
            not variable.is_number or _is_stretch(chosen)
            for variable, chosen in zip(self.asked, self.chosen({}).values(), strict=True)
        )

    def chosen(self, levels: Mapping[Key, Level]) -> dict[Key, NDArray[np.bool_]]:
        """For each variable which values are meant, by the filter and by being in a group.

        The last place stands for no answer, which is never meant.
        """
        found = {}
        for variable, known in zip(self.asked, self.cells.levels, strict=False):
            wanted = levels.get(variable.key)
            meant = [
                self.conditions.holds(variable, level) and wanted in (None, level)
                for level in known
            ]
            found[variable.key] = np.array([*meant, False], dtype=np.bool_)
        return found

    def is_safe(self, chosen: Chosen, families: "Families") -> bool:
        """Whether the people meant are enough, and can be taken from no other table."""
        meant = _merged(chosen, self, families)
        places = [p for p, variable in enumerate(self.asked) if variable.key in meant]
        masks = {
            place: meant[self.cells.variables[place].key][self.cells.codes[place]]
            for place in places
        }
        among = np.logical_and.reduce([self.cells.everybody(), *masks.values()])
        if self.cells.people[among].sum() < self.minimum:
            return False
        return all(
            self._is_whole(place, meant, families, [(p, masks[p]) for p in kept])
            and self._hides_unanswered(place, meant, families, [masks[p] for p in kept])
            for place in places
            for kept in _subsets([other for other in places if other != place])
        )

    def _is_whole(
        self, place: int, meant: Chosen, families: "Families", kept: list[tuple[int, Mask]]
    ) -> bool:
        """Whether the values meant are whole blocks among the people of the kept conditions."""
        cells, levels = self.cells, self.cells.levels[place]
        wanted = meant[cells.variables[place].key]
        among = np.logical_and.reduce([cells.everybody(), *(mask for _, mask in kept)])
        asked = np.logical_and.reduce(
            [cells.everybody(), *(cells.codes[other] >= 0 for other, _ in kept)]
        )
        counts = cells.counts(place, among)
        exists = cells.counts(place, asked) > 0
        if _is_few(counts[-1], self.minimum) and bool(wanted[:-1][counts[:-1] > 0].all()):
            return False
        if bool((counts[:-1][exists[:-1]] >= self.minimum).all()):
            return True
        people = {levels[at]: int(counts[at]) for at in np.flatnonzero(exists[:-1])}
        within = {level for level, is_wanted in zip(levels, wanted, strict=False) if is_wanted}
        rarest = families.rarest(place)
        if rarest in people and people[rarest] < self.minimum and counts[-1]:
            # Nobody can ask for those without an answer: the rarest answer hides among them.
            if rarest in within and people[rarest]:
                return False
            people[rarest] += int(counts[-1])
        return all(
            block <= within or not block & within
            for tree in families.trees(place)
            for block in blocks(tree, people, self.minimum)
        )

    def _hides_unanswered(
        self, place: int, meant: Chosen, families: "Families", kept: list[Mask]
    ) -> bool:
        """Whether people without an answer cannot be had from a coarser question's table."""
        cells = self.cells
        wanted = meant[cells.variables[place].key]
        among = np.logical_and.reduce([cells.everybody(), *kept])
        for coarser in families.of(place).leaking:
            other = [one.key for one in cells.variables].index(coarser.key)
            mapped = families.of(place).coarser[coarser.key]
            values = {
                mapped[level]
                for level, is_in in zip(cells.levels[place], wanted, strict=False)
                if is_in
            }
            reached = set(mapped.values())
            known = cells.levels[other]
            inside = np.array([*(value in values for value in known), False])[cells.codes[other]]
            beyond = [at for at, value in enumerate(known) if value not in reached]
            counts = cells.counts(place, among & inside)
            if not bool(wanted[:-1][counts[:-1] > 0].all()):
                continue
            others = cells.counts(other, among)
            few_beyond = any(_is_few(others[at], self.minimum) for at in beyond)
            if _is_few(counts[-1], self.minimum) or (counts[-1] == 0 and few_beyond):
                return False
        return True


def _is_few(people: int, minimum: int) -> bool:
    return 0 < people < minimum


class Families:
    """The family of each of the cells' variables, looked up when it is first needed."""

    def __init__(self, cells: Cells, banner: Sequence[Variable]) -> None:
        self._cells = cells
        self._banner = banner
        self._known: dict[int, Family] = {}
        self._trees: dict[int, list[Tree]] = {}

    def rarest(self, place: int) -> Level | None:
        """The least frequent answer of the whole base; None of numbers."""
        people = self.of(place).people
        if self._cells.variables[place].is_number or not people:
            return None
        return min(people, key=lambda level: people[level])

    def of(self, place: int) -> Family:
        """The family of a variable, by its place among the cells' variables."""
        if place not in self._known:
            self._known[place] = family_of(place, self._cells, self._banner)
        return self._known[place]

    def trees(self, place: int) -> list[Tree]:
        """The trees of a variable's family."""
        if place not in self._trees:
            self._trees[place] = self.of(place).trees()
        return self._trees[place]


def _is_stretch(chosen: NDArray[np.bool_]) -> bool:
    places = np.flatnonzero(chosen)
    return len(places) == 0 or bool(places[-1] - places[0] + 1 == len(places))


def _merged(chosen: Chosen, checked: Checked, families: Families) -> Chosen:
    """The conditions, with each on a question that another one decides carried over to that."""
    merged = dict(chosen)
    levels = checked.cells.levels
    for finer, coarser in permutations(range(len(checked.asked)), 2):
        key, other = checked.asked[finer].key, checked.asked[coarser].key
        if key not in merged or other not in merged:
            continue
        mapped = families.of(finer).coarser.get(other)
        if mapped is not None:
            meant = dict(zip(levels[coarser], merged[other], strict=False))
            kept = [bool(meant[mapped[level]]) for level in levels[finer]]
            merged[key] = merged[key] & np.array([*kept, False], dtype=np.bool_)
            del merged[other]
    return merged


def _subsets(places: list[int]) -> Iterator[tuple[int, ...]]:
    for size in range(len(places) + 1):
        yield from combinations(places, size)


def _of_joint(checked: Checked, breaks: Sequence[Variable]) -> frozenset[Group]:
    """The groups of a filter whose conditions are entangled: all or none but the small.

    It is answered only where every combination of its variables' values has people enough, so that
    whatever is told of some of them differs from this by people enough, too.
    """
    cells, minimum = checked.cells, checked.minimum
    bins = [_bins(cells, place, minimum) for place in range(len(cells.variables))]
    keys = [v.key for v in cells.variables]
    together: dict[tuple[int, ...], int] = {}
    held: dict[tuple[int, ...], set[bool]] = {}
    people_of: dict[Group, int] = {group: 0 for group, _ in _groups(cells, breaks)}
    for cell, count in zip(cells.codes.T.tolist(), cells.people.tolist(), strict=True):
        binned = tuple(of[code] for of, code in zip(bins, cell, strict=True))
        values = {
            key: known[code] if code >= 0 else None
            for key, known, code in zip(keys, cells.levels, cell, strict=True)
        }
        is_meant = all(is_true(term, values) for term in checked.conditions.terms)
        together[binned] = together.get(binned, 0) + count
        held.setdefault(binned, set()).add(is_meant)
        group = _group_of(values, breaks) if is_meant else None
        if group is not None:
            people_of[group] += count
    if min(together.values()) < minimum or any(len(truths) > 1 for truths in held.values()):
        return frozenset()
    return frozenset(group for group, count in people_of.items() if count >= minimum)


def _bins(cells: Cells, place: int, minimum: int) -> list[int]:
    """The block of each value: numbers by theirs in the whole base, other values by themselves."""
    levels = cells.levels[place]
    variable = cells.variables[place]
    if not variable.is_number:
        return [*range(len(levels)), -1]
    counts = cells.counts(place, cells.everybody()).tolist()
    people: dict[Level, int] = dict(zip(levels, counts, strict=False))
    tree = Family(variable=variable, people=people, coarser={}).trees()[0]
    block_of = {
        level: at for at, block in enumerate(blocks(tree, people, minimum)) for level in block
    }
    return [*(block_of[level] for level in levels), -1]


def _group_of(values: Mapping[Key, Level | None], breaks: Sequence[Variable]) -> Group | None:
    labels = []
    for one in breaks:
        level = values[one.key]
        if level is None or (one.option is not None and level != CHOSEN):
            return None
        labels.append(_label(one, level))
    return tuple(labels)
