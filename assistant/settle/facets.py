"""Hard facets: what a question or a sentence says of year, sex, party, place and age for certain.

Only a contradiction counts. What is not said, or not read for certain, is the aligner's to judge.
"""

from collections.abc import Iterator, Sequence

from assistant.findings.populations import population_of
from assistant.period import years_in
from assistant.survey import FacetKind, Population

HARD: tuple[FacetKind, ...] = ("gender", "party", "place", "age", "race")


def other_year(asked: str, sentence: str, around: str) -> str:
    """A year that is asked about and not that of the evidence; empty where nothing is certain.

    The evidence contradicts it if its sentence names years, none of them the one asked about, and
    nothing around it does.
    """
    wanted, said = years_in(asked), years_in(sentence)
    if not wanted or not said or wanted & (said | years_in(around)):
        return ""
    return f"it is about {', '.join(sorted(said))}, not {', '.join(sorted(wanted))}"


def other_people(
    asked: Population,
    found: Population,
    around: str,
    *,
    beside: Sequence[Population] = (),
    kinds: Sequence[FacetKind] = HARD,
) -> str:
    """How two populations contradict each other for certain; empty where they need not.

    `around` is the passage: people named there may be those of the figure after all, unless they
    are those of a figure `beside` it.
    """
    named = population_of(around)
    for kind in _hard_kinds(asked, found, kinds):
        wanted, has = asked.values(kind), found.values(kind)
        may_be = wanted & named.values(kind) and not any(wanted & p.values(kind) for p in beside)
        if wanted and has and not wanted & has and not may_be:
            return f"it is about {', '.join(sorted(has))}, not {', '.join(sorted(wanted))}"
    return ""


def _hard_kinds(
    asked: Population, found: Population, kinds: Sequence[FacetKind]
) -> Iterator[FacetKind]:
    for kind in kinds:
        if kind != "place" or not {"global"} & (asked.values(kind) | found.values(kind)):
            yield kind
