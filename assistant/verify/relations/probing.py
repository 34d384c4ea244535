"""The share of each side of a relation, looked up as a claim of its own would be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.figures import Figure, Unit
from assistant.findings.finding import Finding, Statement
from assistant.findings.measures import measure_of
from assistant.findings.populations import population_of
from assistant.index.embeddings import Vectors
from assistant.request import Draft
from assistant.verify.bearing.gathering import Gatherer
from assistant.verify.claims import SaidFigure, SaidSentence
from assistant.verify.facets.comparison import Comparison
from assistant.verify.judging import Judge
from assistant.verify.relations.relation import Relation, Side

GRADES = ("responses", "table", "prose")
ASKED = Figure(text="", value=0.0, unit=Unit.PERCENT)  # the share that is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two findings of one question, one for each side of a relation."""

    one: Finding
    other: Finding


class Prober:
    """Finds what the source data has for the sides of relations."""

    def __init__(self, gatherer: Gatherer, judge: Judge) -> None:
        self._gatherer = gatherer
        self._judge = judge

    def candidates(self, relation: Relation, draft: Draft) -> list[list[Comparison]]:
        """For each side the findings about its very people and measure, best first."""
        asked = [said_of(side) for side in relation.sides]
        vectors = self._gatherer.vectors(asked)
        return [
            self._candidates(said, draft, vectors[said.text]) if said.text else [] for said in asked
        ]

    def pair(self, relation: Relation, draft: Draft) -> Pair | None:
        """The findings of both sides, of one question and from one place, highest grade first."""
        one, other = self.candidates(relation, draft)
        pairs = sorted(_pairs(one, other, relation), key=_order)
        return (
            Pair(one=pairs[0][0].found.finding, other=pairs[0][1].found.finding) if pairs else None
        )

    def _candidates(self, said: SaidSentence, draft: Draft, vector: Vectors) -> list[Comparison]:
        gathered = self._gatherer.gather(said, vector, draft)
        (figure,) = said.figures
        fitting = self._judge.about_the_same(figure, said.text, gathered.found)
        return sorted(fitting, key=lambda c: (_grade(c), -c.meaning))


def said_of(side: Side) -> SaidSentence:
    """A side as a claim whose figure is looked for."""
    statement = Statement(
        figure=ASKED,
        start=0,
        end=0,
        sentence_start=0,
        sentence_end=len(side.text),
        measure=measure_of(side.measure),
        population=population_of(side.people),
        wave=side.year or None,
    )
    figure = SaidFigure(at=0, figure=ASKED, statement=statement)
    return SaidSentence(text=side.text, paragraph=0, tokens=(), figures=(figure,))


def _grade(compared: Comparison) -> int:
    return GRADES.index(compared.found.finding.grade)


def _pairs(
    one: Sequence[Comparison], other: Sequence[Comparison], relation: Relation
) -> Iterator[tuple[Comparison, Comparison]]:
    for first in one:
        for second in other:
            if first.found.finding.id == second.found.finding.id:
                continue
            if _is_one_place(first.found.finding, second.found.finding, relation):
                yield first, second


def _is_one_place(one: Finding, other: Finding, relation: Relation) -> bool:
    """Whether two findings are of one question, in one place or in two waves of it."""
    first, second = one.statement.measure, other.statement.measure
    if one.grade != other.grade:
        return False
    if relation.of == "times":
        if one.passage or other.passage:
            return one.passage == other.passage
        return (first.question, first.option) == (second.question, second.option)
    if one.survey != other.survey or one.passage != other.passage:
        return False
    is_one_answer = relation.sides[0].measure == relation.sides[1].measure
    return first.question == second.question and (
        not is_one_answer or first.option == second.option
    )


def _order(pair: tuple[Comparison, Comparison]) -> tuple[int, float]:
    return _grade(pair[0]), -(pair[0].meaning + pair[1].meaning)
