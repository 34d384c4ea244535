"""Pairs of nested filters, one within the other, such as somebody after a small group would try."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.statistics.filters.people import EVERYONE, Asked, Person, between, both, either, one_of

Range: TypeAlias = tuple[float, float]
Wanted: TypeAlias = "list[str] | Range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """What may be asked: answers, and cuts of numbers; and which question is finer than which."""

    answers: Mapping[str, Sequence[str]]
    cuts: Mapping[str, Sequence[float]] = field(default_factory=dict)
    finer: Sequence[tuple[str, str]] = ()

    @property
    def names(self) -> list[str]:
        return [*self.answers, *self.cuts]


def attacks(
    pool: Pool, people: Sequence[Person], *, seed: int, many: int
) -> list[tuple[Asked, Asked]]:
    """So many pairs whose difference is 1 to 29 people, and whose smaller table has 30 or more."""
    chance = random.Random(seed)  # noqa: S311
    known: dict[str, int] = {}
    found: dict[tuple[str, str], tuple[Asked, Asked]] = {}
    while len(found) < many:
        for wide, narrow in _pairs(pool, chance):
            inside, within = wide.within(people, known), narrow.within(people, known)
            is_nested = within & inside == within
            if is_nested and within.bit_count() >= 30 > (inside ^ within).bit_count() > 0:
                found[wide.text, narrow.text] = (wide, narrow)
    return list(found.values())[:many]


def _pairs(pool: Pool, chance: random.Random) -> Iterator[tuple[Asked, Asked]]:
    """One pair of each shape, either way round."""
    wanted = dict(_condition(pool, chance) for _ in range(chance.choice([1, 2, 2, 3])))
    narrow = both(*(_asked(name, value) for name, value in wanted.items()))
    wider = {
        name: _value(pool, chance, name) if chance.random() < 0.6 else value
        for name, value in wanted.items()
    }
    fewer = {name: value for name, value in wanted.items() if chance.random() < 0.5}
    some = {name: value for name, value in _joined(wanted, wider).items() if chance.random() < 0.7}
    for conditions in (_joined(wanted, wider), fewer, some):
        wide = both(*(_asked(name, value) for name, value in conditions.items()))
        yield (wide if conditions else EVERYONE), narrow
    another = _asked(*_condition(pool, chance))
    yield either(narrow, another), narrow
    yield either(narrow, another), both(narrow, _asked(*_condition(pool, chance)))
    name = chance.choice(list(pool.answers))
    yield narrow, both(narrow, one_of(name, _some(pool, chance, name), negated=True))
    yield from _of_families(pool, chance)


def _of_families(pool: Pool, chance: random.Random) -> Iterator[tuple[Asked, Asked]]:
    for finer, coarser in pool.finer:
        fine = _asked(finer, _value(pool, chance, finer))
        coarse = one_of(coarser, _some(pool, chance, coarser))
        others = [name for name in pool.names if name not in (finer, coarser)]
        name = chance.choice(others)
        rest = [_asked(name, _value(pool, chance, name))] * chance.choice([0, 1])
        yield both(coarse, *rest), both(fine, *rest)
        yield both(fine, *rest), both(coarse, *rest)
        yield both(fine, *rest), both(fine, coarse, *rest)


def _condition(pool: Pool, chance: random.Random) -> tuple[str, Wanted]:
    name = chance.choice(pool.names)
    return name, _value(pool, chance, name)


def _value(pool: Pool, chance: random.Random, name: str) -> Wanted:
    if name in pool.answers:
        return _some(pool, chance, name)
    low, high = sorted(chance.sample(list(pool.cuts[name]), 2))
    return low, high


def _some(pool: Pool, chance: random.Random, name: str) -> list[str]:
    labels = pool.answers[name]
    kept = set(chance.sample(list(labels), chance.randint(1, max(1, len(labels) - 1))))
    return [label for label in labels if label in kept]


def _joined(wanted: Mapping[str, Wanted], more: Mapping[str, Wanted]) -> dict[str, Wanted]:
    """For each question all that either of two filters asks for."""
    joined: dict[str, Wanted] = {}
    for name, value in wanted.items():
        other = more[name]
        if isinstance(value, tuple) and isinstance(other, tuple):
            joined[name] = (min(value[0], other[0]), max(value[1], other[1]))
        else:
            joined[name] = list(dict.fromkeys([*map(str, value), *map(str, other)]))
    return joined


def _asked(name: str, value: Wanted) -> Asked:
    return between(name, *value) if isinstance(value, tuple) else one_of(name, value)
