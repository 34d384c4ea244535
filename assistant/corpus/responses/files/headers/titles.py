"""Where a file's header begins: below titles, notes and empty lines."""

from collections import Counter
from collections.abc import Sequence

FEWEST_CELLS = 2  # of a header that has something above it


def header_at(rows: Sequence[Sequence[str]]) -> int:
    """How many rows stand above the header.

    A title fills one cell, or fewer than half as many as most rows, and so does no header that has
    a wording and empty cells to its right.

    >>> header_at([["Raw data 2024"], [], ["id", "sex", "age"], ["1", "Man", "34"]])
    2
    >>> header_at([["id", "sex"], ["1", "Man"]])
    0
    """
    filled = [sum(map(bool, row)) for row in rows]
    usual = _usual([n for n in filled if n >= FEWEST_CELLS])
    for place, (row, n) in enumerate(zip(rows, filled, strict=True)):
        if n and not _is_title(row, n, usual=usual, rows=rows[place + 1 :]):
            return place
    return next(place for place, n in enumerate(filled) if n)


def _usual(counts: Sequence[int]) -> int:
    """The most frequent count, the larger of two; 0 where there is none."""
    return max(Counter(counts).items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))[0]


def _is_title(
    row: Sequence[str], filled: int, *, usual: int, rows: Sequence[Sequence[str]]
) -> bool:
    """Whether a row stands above a header, which has more cells and is no row of answers."""
    if filled >= usual or not rows:
        return False
    if filled == 1:
        return (bool(row[0]) or usual > FEWEST_CELLS) and _has_header(rows, usual)
    is_short = all(len(row) < len(other) for other in rows if sum(map(bool, other)) == usual)
    return 2 * filled <= usual and (is_short or row[0].endswith(":")) and _has_header(rows, usual)


def _has_header(rows: Sequence[Sequence[str]], usual: int) -> bool:
    """Whether a row of different words, as full as most, comes before answers that are others."""
    fuller = [row for row in rows if 2 * sum(map(bool, row)) > usual]
    if len(fuller) < FEWEST_CELLS:
        return False
    header = fuller[0]
    words = [cell for cell in header if cell]
    are_words = not any(cell.replace(".", "").replace(",", "").isdigit() for cell in words)
    pairs = (pair for row in fuller[1:] for pair in zip(row, header, strict=False))
    recurs = any(cell and cell == head for cell, head in pairs)
    return are_words and len(set(words)) == len(words) and not recurs
