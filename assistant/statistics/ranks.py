"""Ranks: options or groups from the most to the least, and which of them cannot be told apart."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.statistics.estimate import Estimate

NORMAL_95 = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A place in an order, 1 for the highest value; equal values share a place.

    `tied_with` are the places in the order, from 0, of others that lie within the errors: their
    difference is no larger than 1.96 times the sum of the two standard errors. No difference has a
    larger error than that sum, however the two hang together, so what is not tied does differ.
    """

    place: int
    estimate: Estimate
    tied_with: tuple[int, ...] = ()


def rank(estimates: Iterable[Estimate]) -> tuple[Rank, ...]:
    """Estimates from the highest to the lowest; suppressed and unknown ones are left out.

    >>> a, b, c = (
    ...     Estimate(option=name, value=value, se=se)
    ...     for name, value, se in (("a", 20.0, 1.0), ("b", 40.0, 2.0), ("c", 45.0, 2.0))
    ... )
    >>> [(r.place, r.estimate.option, r.tied_with) for r in rank([a, b, c])]
    [(1, 'c', (1,)), (2, 'b', (0,)), (3, 'a', ())]
    """
    known = [(each.value, each) for each in estimates if each.value is not None]
    ordered = [each for _, each in sorted(known, key=lambda pair: -pair[0])]
    return tuple(
        Rank(
            place=1 + sum((other.value or 0) > (each.value or 0) for other in ordered),
            estimate=each,
            tied_with=tuple(
                place
                for place, other in enumerate(ordered)
                if other is not each and _is_tied(each, other)
            ),
        )
        for each in ordered
    )


def _is_tied(one: Estimate, other: Estimate) -> bool:
    """Whether chance could have put them the other way round; unknown errors leave that open."""
    if one.se is None or other.se is None:
        return True
    return abs((one.value or 0) - (other.value or 0)) <= NORMAL_95 * (one.se + other.se)
