"""Whether answers and groups hang together: Pearson's chi-square, corrected for the design.

Rao and Scott's second-order correction as an F test, as R's `svychisq` and Stata make it.
"""

from dataclasses import dataclass

import numpy as np

from assistant.statistics.estimating.variance import sum_units
from assistant.statistics.summing.drawn import Drawn
from assistant.statistics.summing.sums import Floats, Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class FTest:
    """An F statistic with its degrees of freedom."""

    statistic: float
    df: float
    df_denominator: float


def table_covariance(sums: Sums, drawn: Drawn) -> tuple[Floats, Floats]:
    """The shares of a table's cells in everybody, group by group, and their covariance."""
    options = sums.wy.shape[1]
    shares = sums.by_group(sums.wy).ravel() / sums.w.sum()
    cells = np.zeros((len(sums.group), sums.groups * options))
    columns = sums.group[:, None] * options + np.arange(options)
    np.put_along_axis(cells, columns, sums.wy, axis=1)
    scores = (cells - shares * sums.w[:, None]) / sums.w.sum()
    covariance = np.zeros((len(shares), len(shares)))
    stratum, totals = (sums.stratum, scores) if not drawn.has_clusters else sum_units(sums, scores)
    for place in np.unique(stratum):
        inside = stratum == place
        if drawn.has_clusters:
            squares = totals[inside].T @ totals[inside]
        else:
            squares = _squares_of_rows(sums, shares, columns, inside=inside)
        covariance += _of_stratum(squares, totals[inside].sum(axis=0), int(place), drawn)
    return shares, covariance


def _squares_of_rows(sums: Sums, shares: Floats, columns: Floats, *, inside: Floats) -> Floats:
    """Σ z z' over respondents: z = w (e - p) / W, with e the unit vector of a person's cell."""
    squares = np.zeros(len(shares))
    np.add.at(squares, columns[inside], sums.w2y[inside])
    outer = squares.sum() * np.outer(shares, shares)
    outer -= np.outer(squares, shares) + np.outer(shares, squares)
    return np.asarray((outer + np.diag(squares)) / sums.w.sum() ** 2)


def _of_stratum(squares: Floats, total: Floats, place: int, drawn: Drawn) -> Floats:
    units = drawn.units[place]
    if units == 1:
        return np.asarray(squares * drawn.left[place])
    spread = squares - np.outer(total, total) / units
    return np.asarray(spread * drawn.left[place] * units / (units - 1))


def rao_scott(shares: Floats, covariance: Floats, *, people: float, df: float) -> FTest:
    """Test a table of shares (group by option) with the covariance of its cells."""
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    pearson = people * ((shares - expected) ** 2 / expected).sum()
    contrasts = _interactions(*shares.shape)
    inverse = np.divide(1, shares.ravel(), out=np.zeros(shares.size), where=shares.ravel() > 0)
    weighted = contrasts * inverse[:, None]
    delta = np.linalg.solve(contrasts.T @ weighted / people, weighted.T @ covariance @ weighted)
    trace = float(np.trace(delta))
    numerator = trace**2 / float(np.trace(delta @ delta))
    return FTest(statistic=float(pearson) / trace, df=numerator, df_denominator=numerator * df)


def _interactions(groups: int, options: int) -> Floats:
    """What of a table's cells neither its rows nor its columns explain, as independent columns."""
    rows = np.kron(np.eye(groups), np.ones((options, 1)))
    columns = np.kron(np.ones((groups, 1)), np.eye(options))
    margins = np.column_stack([rows, columns[:, 1:]])
    inner = np.kron(np.eye(groups)[:, 1:], np.eye(options)[:, 1:])
    fitted, *_ = np.linalg.lstsq(margins, inner, rcond=None)
    return np.asarray(inner - margins @ fitted)
