"""Figures worked out from published ones: the only arithmetic that an answer contains."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.answer.draft import Slot
from assistant.figures import Figure, Form, Hedge, Unit
from assistant.findings.finding import Finding


def _number(value: float, decimals: int) -> str:
    """A number with thousands separators, halves rounded up.

    >>> _number(1234.5, 0), _number(12.25, 1), _number(6, 0)
    ('1,235', '12.3', '6')
    """
    step = Decimal(1).scaleb(-decimals)
    return f"{Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP):,}"


def _unrounded(figure: Figure) -> str:
    """A share with a decimal more where it was computed and not published.

    >>> share = Figure(text="41%", value=40.6, unit=Unit.PERCENT)
    >>> _unrounded(share)
    '40.6%'
    """
    if figure.value == round(figure.value, figure.decimals):
        return figure.text
    return f"{figure.value:.{figure.decimals + 1}f}%"


def can_subtract(one: Finding, other: Finding) -> bool:
    """Whether two findings are exact shares, so that their difference is known."""
    figures = (one.statement.figure, other.statement.figure)
    return all(f.unit is Unit.PERCENT and f.is_exact for f in figures)


def difference(one: Finding, other: Finding) -> Slot:
    """How far two shares lie apart, in points, at the coarser of their roundings.

    86% and 81% are 5 points apart. Rounded shares leave a difference uncertain by a point, as every
    published difference of rounded shares is.
    """
    first, second = one.statement.figure, other.statement.figure
    decimals = min(first.decimals, second.decimals)
    value = abs(Decimal(str(first.value)) - Decimal(str(second.value)))
    said = _number(float(value), decimals)
    unit = "point" if said == "1" else "points"
    return Slot(
        figure=Figure(
            text=f"{said} {unit}",
            value=float(said.replace(",", "")),
            unit=Unit.POINTS,
            decimals=decimals,
        ),
        findings=(one, other),
        how="derived",
        computation=f"{_unrounded(first)} - {_unrounded(second)}",
    )


def people_of(finding: Finding) -> Slot | None:
    """About how many of those asked a share is; None where the base or the share is not exact.

    86% of 306 is 263.16, so "about 263". The share is weighted or rounded, the base is not:
    hence "about".
    """
    figure, base = finding.statement.figure, finding.statement.base
    if base is None or figure.unit is not Unit.PERCENT or not figure.is_exact:
        return None
    count = Decimal(str(figure.value)) * base.unweighted_n / 100
    said = _number(float(count), 0)
    return Slot(
        figure=Figure(
            text=said,
            value=float(said.replace(",", "")),
            unit=Unit.COUNT,
            hedge=Hedge.ABOUT,
            form=Form.DIGITS,
        ),
        findings=(finding,),
        how="derived",
        computation=f"{figure.text} of {base.unweighted_n:,}",
    )


def net(findings: Sequence[Finding]) -> Slot | None:
    """The sum of shares of the same people who gave different single answers.

    None where a share is not exact, or where they are not all about the same people: then the
    answers may not be disjoint. That the question allowed one answer only is the caller's to know.
    """
    populations = {f.statement.population.facets for f in findings}
    figures = [f.statement.figure for f in findings]
    if len(populations) != 1 or not all(f.unit is Unit.PERCENT and f.is_exact for f in figures):
        return None
    total = sum((Decimal(str(f.value)) for f in figures), Decimal(0))
    if total > 100 or len(findings) < 2:
        return None
    decimals = min(f.decimals for f in figures)
    said = _number(float(total), decimals)
    return Slot(
        figure=Figure(text=f"{said}%", value=float(said), unit=Unit.PERCENT, decimals=decimals),
        findings=tuple(findings),
        how="derived",
        computation=" + ".join(f.text for f in figures),
    )


def total(findings: Sequence[Finding]) -> Slot:
    """How many people several surveys asked together."""
    figures = [f.statement.figure for f in findings]
    value = sum(f.value for f in figures)
    return Slot(
        figure=Figure(text=_number(value, 0), value=value, unit=Unit.COUNT),
        findings=tuple(findings),
        how="derived",
        computation=" + ".join(f.text for f in figures),
    )


def is_as_computed(slot: Slot) -> bool:
    """Whether a derived figure is what its findings come to when it is worked out again."""
    match slot.figure.unit:
        case Unit.POINTS if len(slot.findings) == 2 and can_subtract(*slot.findings):
            again: Slot | None = difference(*slot.findings)
        case Unit.COUNT if len(slot.findings) == 1:
            again = people_of(slot.findings[0])
        case Unit.COUNT:
            again = total(slot.findings)
        case Unit.PERCENT:
            again = net(slot.findings)
        case _:
            again = None
    return again is not None and again.figure == slot.figure


def is_as_published(slot: Slot) -> bool:
    """Whether a slot beside a derived figure is its finding's own figure, or its base."""
    statements = [finding.statement for finding in slot.findings]
    bases = [s.base.unweighted_n for s in statements if s.base]
    is_base = slot.figure.unit is Unit.COUNT and slot.figure.value in bases
    return is_base or any(slot.figure == s.figure for s in statements)
