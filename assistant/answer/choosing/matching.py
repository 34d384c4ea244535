"""Which findings are about what was asked, among the people who were asked about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.answer.material import Candidate, CellCandidate, Material
from assistant.figures import Unit
from assistant.findings.finding import Finding
from assistant.findings.stems import content_stems
from assistant.retrieve.query import Query, asks_for_average
from assistant.survey import UNKNOWN_POPULATION, Facet, Population

Fit = Literal["same", "near", "other", "unknown"]
SHARES = (Unit.PERCENT, Unit.RATIO, Unit.MEAN, Unit.MEDIAN, Unit.MONEY, Unit.OTHER)
WHOLE_WORLD = "global"
COUNTRY_LENGTH = 2  # countries are ISO codes; regions have names
FIT_WORTH = {"same": 0.3, "near": 0.15, "unknown": 0.0, "other": -1.0}
# What may be counted in a survey beside those who answered it: "in 11 countries surveyed"
NOT_PEOPLE = re.compile(
    r"\b(?:countries|nations|publics|groups|leaders|states|regions|items|questions|entities)\b"
    r"|\b\d\d-|^\d+$",
    re.IGNORECASE,
)
LEAST_OVERLAP_AND_SIMILARITY = 1.0
GRADE_WORTH = 0.15  # of a table or of responses: the highest grade that covers a claim decides
SAME_MEASURE = 0.5  # of the smaller measure's terms that two findings share


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A finding held against a question.

    `overlap` is the share of the question's terms in its measure, and `hits` their number;
    `similarity` is the cosine of the question and the finding's sentence or cell; `candidate` is
    the passage it stands in, if any.
    """

    finding: Finding
    fit: Fit
    overlap: float
    hits: int
    similarity: float
    candidate: Candidate | None = None
    sentence: int = 0

    @property
    def score(self) -> float:
        """How well the finding answers; comparable within one question only."""
        graded = GRADE_WORTH if self.finding.grade != "prose" else 0.0
        return self.overlap + self.similarity + FIT_WORTH[self.fit] + graded

    def is_about(self, *, least_overlap: float) -> bool:
        """Whether the finding's words and its meaning together say what was asked.

        What the judge of meaning has seen, among the likeliest sentences, is.
        """
        if self.candidate is not None and self.candidate.chances:
            return True
        is_like = self.overlap + self.similarity >= LEAST_OVERLAP_AND_SIMILARITY
        return is_like and self.overlap >= least_overlap and is_enough(self.hits, self.overlap)


def fit_of(asked: Population, found: Population) -> Fit:
    """Whether figures about `found` may answer a question about `asked`.

    Another value of the same kind makes them other people, and so does one country where all were
    asked about; a restriction that only one of them has makes them near.

    >>> us = Population(text="U.S. employers",
    ...                 facets=frozenset({Facet("place", "US"), Facet("role", "employer")}))
    >>> world = Population(text="employers",
    ...                    facets=frozenset({Facet("place", "global"), Facet("role", "employer")}))
    >>> fit_of(us, us), fit_of(us, world), fit_of(us, UNKNOWN_POPULATION)
    ('same', 'other', 'unknown')
    """
    if not found.is_known:
        return "unknown"
    if contradicts(asked, found):
        return "other"
    wanted, has = _kinds(asked), _kinds(found)
    if has == wanted or (has | {"place"} == wanted | {"place"} and _is_everywhere(asked, found)):
        return "same"
    return "near"


def contradicts(asked: Population, found: Population) -> bool:
    """Whether two populations have different values of the same kind."""
    return any(differs(kind, asked, found) for kind in _kinds(asked) & _kinds(found))


def is_wider(asked: Population, found: Population) -> bool:
    """Whether figures are about people whom nothing restricts as those asked about are.

    Places are left out: a survey of one country seldom names it in every sentence.
    """
    return bool(_kinds(asked) - _kinds(found) - {"place"})


def _kinds(population: Population) -> set[str]:
    return {f.kind for f in population.facets if f.kind != "quality"}


def _is_everywhere(asked: Population, found: Population) -> bool:
    """Whether nobody's place restricts: no place asked about, and none or all of them found."""
    return not asked.values("place") and found.values("place") <= {WHOLE_WORLD}


def differs(kind: str, asked: Population, found: Population) -> bool:
    """Whether two populations have different values of a kind; a region may hold a country."""
    wanted = {f.value for f in asked.facets if f.kind == kind}
    has = {f.value for f in found.facets if f.kind == kind}
    if wanted & has:
        return False
    if kind == "place":
        return all(len(v) == COUNTRY_LENGTH or v == WHOLE_WORLD for v in wanted | has)
    return True


def matches(material: Material, asked: Population) -> list[Match]:
    """Every finding of the material held against the question, best first."""
    query = material.query
    found = [*_prose(material.candidates, query, asked), *_cells(material.cells, query, asked)]
    if asks_for_average(query.text):  # a share is no mean
        found = [m for m in found if m.finding.statement.figure.unit is not Unit.PERCENT]
    return sorted(found, key=lambda m: -m.score)


def _prose(candidates: Iterable[Candidate], query: Query, asked: Population) -> Iterator[Match]:
    for candidate in candidates:
        for number, findings in enumerate(candidate.findings_by_sentence):
            for finding in findings:
                yield Match(
                    finding=finding,
                    fit=fit_of(asked, finding.statement.population),
                    overlap=overlap(query.measure_terms, finding),
                    hits=len(query.measure_terms & terms_of(finding)),
                    similarity=candidate.sentence_similarities[number],
                    candidate=candidate,
                    sentence=number,
                )


def _cells(cells: Iterable[CellCandidate], query: Query, asked: Population) -> Iterator[Match]:
    for cell in cells:
        yield Match(
            finding=cell.finding,
            fit=fit_of(asked, cell.finding.statement.population),
            overlap=overlap(query.measure_terms, cell.finding),
            hits=len(query.measure_terms & terms_of(cell.finding)),
            similarity=cell.similarity,
        )


def is_enough(hits: int, share: float) -> bool:
    """Whether shared words tell more than a common noun does: two of them, or all there are.

    >>> is_enough(1, 0.5), is_enough(2, 0.5), is_enough(1, 1.0)
    (False, True, True)
    """
    return hits >= 2 or share >= 1.0


def overlap(terms: frozenset[str], finding: Finding) -> float:
    """The share of the question's terms that the finding's measure has.

    Where the question names nothing but people, every measure is as good.
    """
    if not terms:
        return 0.5
    return len(terms & terms_of(finding)) / len(terms)


def terms_of(finding: Finding) -> frozenset[str]:
    """The stems of a finding's measure."""
    measure = finding.statement.measure
    return measure.terms | content_stems(measure.text)


def is_share(finding: Finding) -> bool:
    """Whether a finding is an answer to "what share": no count of people asked, no change."""
    statement = finding.statement
    is_of_people = statement.role in ("finding", "compared") or statement.figure.unit is Unit.RATIO
    return statement.figure.unit in SHARES and is_of_people


def same_measure(one: Finding, other: Finding) -> bool:
    """Whether two findings say the same thing of their people, in the same unit."""
    if one.statement.figure.unit is not other.statement.figure.unit:
        return False
    first, second = terms_of(one), terms_of(other)
    if not first or not second:
        return first == second
    return len(first & second) / min(len(first), len(second)) >= SAME_MEASURE


def is_quotable(finding: Finding, *, minimum_base: int) -> bool:
    """Whether enough people answered for the figure to be quoted, as far as that is known."""
    base = finding.statement.base
    if base is None or base.unweighted_n >= minimum_base:
        return True
    return bool(NOT_PEOPLE.search(base.population))


def place_of(value: str) -> Population:
    """Everybody of one place.

    >>> place_of("US").values("place")
    frozenset({'US'})
    """
    return Population(text=value, facets=frozenset({Facet("place", value)}))


def asked_population(query: Query) -> Population:
    """The people asked about, or nobody in particular."""
    return query.population if query.populations else UNKNOWN_POPULATION
