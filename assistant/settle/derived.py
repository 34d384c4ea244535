"""Figures worked out from two: differences, ratios, sums, and what is left of a hundred."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, TypeAlias

from assistant.answer.derived import can_subtract, difference
from assistant.answer.draft import Slot
from assistant.figures import Figure, Form, Hedge, Unit
from assistant.findings.finding import Finding

BOUNDS = (Hedge.MORE_THAN, Hedge.LESS_THAN, Hedge.AT_LEAST, Hedge.AT_MOST)
Operator: TypeAlias = Literal["difference", "ratio", "sum", "rest"]


def derive(operator: Operator, findings: tuple[Finding, ...]) -> Slot | None:
    """The figure that an operation on findings comes to; None where they do not allow it.

    A figure is not taken twice.
    """
    if len({finding.id for finding in findings}) < len(findings):
        return None
    try:
        return _derived(operator, findings)
    except ArithmeticError:  # a number of some thirty digits
        return None


def _derived(operator: Operator, findings: tuple[Finding, ...]) -> Slot | None:
    match operator, findings:
        case "difference", (one, other):
            return difference(one, other) if can_subtract(one, other) else _about(one, other)
        case "ratio", (one, other):
            return _ratio(one, other)
        case "sum", (one, other):
            return _sum(one, other)
        case "rest", (one,):
            return _rest(one)
        case _:
            return None


def _about(one: Finding, other: Finding) -> Slot | None:
    """A difference with a share told in tenths or as a fraction, which is known roughly."""
    figures = one.statement.figure, other.statement.figure
    spoken = (Form.IN_N, Form.FRACTION, Form.DIGITS, Form.WORDS)
    if any(f.unit is not Unit.PERCENT or f.form not in spoken or f.high for f in figures):
        return None
    if any(f.hedge in BOUNDS for f in figures):
        return None
    said = f"{round(abs(figures[0].value - figures[1].value)):d}"
    unit = "point" if said == "1" else "points"
    figure = Figure(
        text=f"about {said} {unit}", value=float(said), unit=Unit.POINTS, hedge=Hedge.ABOUT
    )
    return Slot(
        figure=figure,
        findings=(one, other),
        how="derived",
        computation=f"{figures[0].text} - {figures[1].text}",
    )


def _ratio(one: Finding, other: Finding) -> Slot | None:
    """How many times the first is the second, to a tenth."""
    first, second = one.statement.figure, other.statement.figure
    if first.unit is not second.unit or first.unit is Unit.POINTS or not second.value:
        return None
    if not (first.is_exact and second.is_exact):
        return None
    times = Decimal(str(first.value)) / Decimal(str(second.value))
    said = f"{times.quantize(Decimal('0.1'), rounding=ROUND_HALF_UP):f}".removesuffix(".0")
    figure = Figure(text=f"{said} times", value=float(said), unit=Unit.RATIO, decimals=1)
    return Slot(
        figure=figure,
        findings=(one, other),
        how="derived",
        computation=f"{first.text} / {second.text}",
    )


def _sum(one: Finding, other: Finding) -> Slot | None:
    """Two shares of different answers of the same people, in one sentence or table, together."""
    figures = one.statement.figure, other.statement.figure
    if not can_subtract(one, other) or sum(f.value for f in figures) > 100:
        return None
    if one.statement.population.facets != other.statement.population.facets:
        return None
    if not _stand_together(one, other) or _are_of_one_answer(one, other):
        return None
    return _share(sum(Decimal(str(f.value)) for f in figures), (one, other), " + ")


def _stand_together(one: Finding, other: Finding) -> bool:
    """Whether figures are of one sentence of a text, or of one question of a table."""
    if one.passage or other.passage:
        first, second = (f.statement.sentence_start for f in (one, other))
        return one.passage == other.passage and first == second
    questions = [f.statement.measure.question for f in (one, other)]
    return one.evidence.source == other.evidence.source and questions[0] == questions[1]


def _are_of_one_answer(one: Finding, other: Finding) -> bool:
    """Whether figures say the same, so that they are of different people or times."""
    first, second = (f.statement.measure for f in (one, other))
    return bool(first.terms) and (first.terms, first.poles) == (second.terms, second.poles)


def _rest(one: Finding) -> Slot | None:
    """What is left of a hundred per cent."""
    figure = one.statement.figure
    if figure.unit is not Unit.PERCENT or not figure.is_exact:
        return None
    return _share(Decimal(100) - Decimal(str(figure.value)), (one,), " - ", first="100%")


def _share(
    value: "Decimal | int", findings: tuple[Finding, ...], sign: str, *, first: str = ""
) -> Slot:
    decimals = min(f.statement.figure.decimals for f in findings)
    step = Decimal(1).scaleb(-decimals)
    said = f"{Decimal(value).quantize(step, rounding=ROUND_HALF_UP)}"
    texts = [*filter(None, [first]), *(f.statement.figure.text for f in findings)]
    figure = Figure(text=f"{said}%", value=float(said), unit=Unit.PERCENT, decimals=decimals)
    return Slot(figure=figure, findings=findings, how="derived", computation=sign.join(texts))
