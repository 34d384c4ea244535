"""The share of each side of a relation, looked up as a claim of its own would be."""

from collections.abc import Iterator, Sequence

from assistant.figures import Figure, Form, Unit
from assistant.findings.finding import Finding, Statement
from assistant.findings.measures import measure_of
from assistant.findings.populations import population_of
from assistant.request import Draft
from assistant.verify.bearing.found import Found
from assistant.verify.bearing.gathering import Gatherer
from assistant.verify.claims import SaidFigure, SaidSentence
from assistant.verify.facets.comparison import Comparison
from assistant.verify.judging import Judge
from assistant.verify.relations.pairing import Aside, Pair, nearest, pairs_of, plainly
from assistant.verify.relations.relation import Relation, Side

GRADES = ("responses", "table", "prose")
ASKED = Figure(text="", value=0.0, unit=Unit.PERCENT)  # the share that is looked for


class Prober:
    """Finds what the source data has for the sides of relations."""

    def __init__(self, gatherer: Gatherer, judge: Judge) -> None:
        self._gatherer = gatherer
        self._judge = judge

    def pairs(self, relation: Relation, draft: Draft) -> tuple[Pair, ...]:
        """The findings of both sides, of one question and from one place, highest grade first.

        Where several pairs may be meant, each of them is given.
        """
        asked = [said_of(side) for side in relation.sides]
        if not all(said.text for said in asked):
            return ()
        vectors = self._gatherer.vectors(asked)
        gathered = [self._gatherer.gather(said, vectors[said.text], draft) for said in asked]
        one, other = (
            self._sure(said, near.found) for said, near in zip(asked, gathered, strict=True)
        )
        placed = sorted(_pairs(one, other, relation), key=_order)
        if placed or relation.of == "times":
            return tuple(self._pair(asked, found) for found in placed[:1])
        passages = {c.found.finding.passage for c in (*one, *other)}
        near = [s for g in gathered for s in g.sources if s.passage.id in passages]
        beside = [plainly(found) for found in self._gatherer.around(near)]
        asides = [
            self._aside(said, beside, sure) for said, sure in zip(asked, (one, other), strict=True)
        ]
        is_dated = any(side.year for side in relation.sides)
        return nearest(list(pairs_of(*asides)), is_dated=is_dated)

    def _pair(self, asked: Sequence[SaidSentence], found: tuple[Comparison, Comparison]) -> Pair:
        sides = zip(asked, found, strict=True)
        return Pair(
            one=found[0].found.finding,
            other=found[1].found.finding,
            is_sure=all(self._is_surely_of(said, one) for said, one in sides),
        )

    def _is_surely_of(self, said: SaidSentence, compared: Comparison) -> bool:
        return self._judge.is_surely_meant(said.figures[0], compared)

    def _aside(
        self, said: SaidSentence, beside: Sequence[Found], sure: Sequence[Comparison]
    ) -> Aside:
        (figure,) = said.figures
        compared = self._judge.compared(figure, said.text, beside)
        return Aside(
            measure=figure.statement.measure.text,
            about=tuple(c for c in compared if c.is_about_the_same),
            sure={c.found.finding.id: c.meaning for c in reversed(sure)},
            surest=frozenset(c.found.finding.id for c in sure if self._is_surely_of(said, c)),
        )

    def _sure(self, said: SaidSentence, found: Sequence[Found]) -> list[Comparison]:
        """The findings about a side's very people and measure, best first."""
        (figure,) = said.figures
        shares = [f for f in found if _is_told(f.finding.statement.figure)]
        fitting = self._judge.about_the_same(figure, said.text, shares)
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


def _is_told(figure: Figure) -> bool:
    """Whether a figure is a share to reckon with, and not "half" or "a majority"."""
    return figure.unit is Unit.PERCENT and (figure.is_exact or figure.form is Form.DIGITS)


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
    if one.survey != other.survey or one.passage or other.passage:
        return False
    is_one_answer = relation.sides[0].measure == relation.sides[1].measure
    return first.question == second.question and (
        not is_one_answer or first.option == second.option
    )


def _order(pair: tuple[Comparison, Comparison]) -> tuple[int, float]:
    return _grade(pair[0]), -(pair[0].meaning + pair[1].meaning)
