"""What the cases can be filtered by: each choice has a short token that its cases carry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluate.reports.page.words import WORST_FIRST

Facet = tuple[str, str]
"""What a case has, and of which kind that is: `("tag", "trend")`."""

FIELDS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("outcome", "Outcome", (("outcome", ""),)),
    ("change", "Since the base run", (("change", ""),)),
    ("tag", "Tag", (("tag", ""),)),
    ("place", "Set or survey", (("set", "Sets"), ("survey", "Surveys"))),
    ("model", "Model", (("model", ""),)),
)
NEWLY_MISLEADING = "newly misleading"
# These choices stand in this order, and all others in that of the alphabet.
ORDER = (
    *WORST_FIRST,
    *("broken", NEWLY_MISLEADING, "unstable", "fixed", "changed", "new", "unchanged"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a field, and how many cases it leaves."""

    token: str
    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Choices of one kind; `label` is empty where a field has only one kind."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the filter form."""

    name: str
    label: str
    groups: tuple[Choices, ...]


def tokens_of(facets: Iterable[Sequence[Facet]]) -> dict[Facet, str]:
    """A token for each facet that some case has.

    >>> tokens_of([[("set", "a"), ("tag", "b c")], [("set", "a")]])
    {('set', 'a'): 'f0', ('tag', 'b c'): 'f1'}
    """
    every = dict.fromkeys(facet for of_one in facets for facet in of_one)
    return {facet: f"f{n}" for n, facet in enumerate(every)}


def fields_of(facets: Sequence[Sequence[Facet]], tokens: Mapping[Facet, str]) -> tuple[Field, ...]:
    """The fields in which there is something to choose."""
    counts: dict[Facet, int] = dict.fromkeys(tokens, 0)
    for of_one in facets:
        for facet in set(of_one):
            counts[facet] += 1
    fields = (
        Field(
            name=name,
            label=label,
            groups=tuple(
                Choices(label=heading, choices=some)
                for kind, heading in kinds
                if (some := _choices(kind, counts, tokens))
            ),
        )
        for name, label, kinds in FIELDS
    )
    return tuple(field for field in fields if sum(len(g.choices) for g in field.groups) > 1)


def _choices(
    kind: str, counts: Mapping[Facet, int], tokens: Mapping[Facet, str]
) -> tuple[Choice, ...]:
    found = sorted(facet for facet in counts if facet[0] == kind)
    if kind in ("outcome", "change"):
        found.sort(key=lambda facet: ORDER.index(facet[1]))
    return tuple(Choice(token=tokens[facet], text=facet[1], count=counts[facet]) for facet in found)
