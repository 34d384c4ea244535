"""The trade's nouns: who was asked, how many, by whom, and when."""

from dataclasses import dataclass, field
from typing import Literal

FacetKind = Literal[
    "place",  # a country, region, state or city; "global" for all countries of a survey
    "role",  # what people are to the survey: student, employer, voter, teacher, adult
    "gender",
    "age",
    "race",
    "party",
    "ideology",
    "religion",
    "education",
    "income",
    "generation",
    "size",  # of a business
    "community",  # urban, suburban, rural
    "employment",
    "marital",
    "nativity",
    "quality",  # any other restriction, by the words that make it: "who use Twitter"
]
Relation = Literal["same", "narrower", "wider", "other", "unknown"]
SampleKind = Literal["probability", "opt-in", "census", "unknown"]


@dataclass(frozen=True, slots=True, order=True)
class Facet:
    """One thing that is true of everybody in a population: place=US, role=employer."""

    kind: FacetKind
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """The people a figure is about, in the survey's own words and as facets.

    `text` is empty and `facets` is empty when the source does not say who they are.
    """

    text: str = ""
    facets: frozenset[Facet] = frozenset()

    @property
    def is_known(self) -> bool:
        """Whether anything at all is said about who they are."""
        return bool(self.text or self.facets)

    def values(self, kind: FacetKind) -> frozenset[str]:
        """The values of one kind of facet, such as the places.

        >>> us = Population(text="U.S. adults", facets=frozenset({Facet("place", "US")}))
        >>> sorted(us.values("place"))
        ['US']
        """
        return frozenset(f.value for f in self.facets if f.kind == kind)


UNKNOWN_POPULATION = Population()


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The people a percentage is a percentage of; `unweighted_n` counts them as asked."""

    population: str
    unweighted_n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyPopulation:
    """A population as a survey's manifest declares it, with its other names."""

    name: str
    n: int | None = None
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A study as its `survey.yaml` describes it; what is unknown is empty or None."""

    id: str
    title: str = ""
    sponsor: str = ""
    fieldwork_by: str = ""
    field_dates: str = ""
    mode: str = ""
    sample: SampleKind = "unknown"
    sample_size: int | None = None
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    populations: tuple[SurveyPopulation, ...] = ()
    weighting: str = ""
    margin_of_error: str = ""
    publication: str = ""
    published: str = ""
    url: str = ""
    licence: str = ""
    series: str = ""
    visible_to: tuple[str, ...] = field(default=("everyone",))
