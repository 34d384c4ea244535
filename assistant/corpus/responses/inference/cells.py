"""Several answers in one cell: the signs between them, and the options that they are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.corpus.responses.files.source import Column, Tally
from assistant.corpus.responses.inference.options import spelt_alike
from assistant.corpus.responses.questionnaire import Option

MOST_PARTS = 60
SEPARATORS = (";", "|", ",")
FEWEST_TOGETHER = 10  # people who have two parts in their cells, and never one without the other
FEWEST_KNOWN = 0.9  # of all parts, those that come back
FEWEST_DELIMITED = 0.1  # share of answers with several parts
FEWEST_PEOPLE = 2  # who gave an answer; what one wrote alone is in his own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Delimited:
    """A column whose cells hold all that a person chose."""

    separator: str
    options: tuple[Option, ...]


def delimited(column: Column, *, missing: Sequence[str]) -> Delimited | None:
    """The options in a column whose cells hold several of them, or None where they hold one.

    Nobody said so, so a cell is only cut up where the parts come back in other company.
    """
    tally = column.tally.without(frozenset(missing))
    if column.separator:
        return Delimited(
            separator=column.separator, options=_parts_as_options(tally, column.separator)
        )
    if column.labels or not tally.counts or tally.are_numbers():
        return None
    told = sum(n for _, n in tally.counts)
    for separator in SEPARATORS:
        cells = _parts_by_cell(tally.counts, separator)
        several = sum(n for parts, n in cells if len(parts) > 1)
        if several >= FEWEST_DELIMITED * told and _are_options(cells):
            return Delimited(
                separator=separator,
                options=_parts_as_options(tally, separator, fewest=FEWEST_PEOPLE),
            )
    return None


def _are_options(cells: Sequence[tuple[list[str], int]]) -> bool:
    """Whether parts come back in other company, but for what a few people wrote themselves."""
    company = Counter(part for parts, _ in cells for part in set(parts))
    mentions: Counter[str] = Counter()
    for parts, n in cells:
        mentions.update(dict.fromkeys(parts, n))
    again = {part for part, n in company.items() if n > 1}
    is_known = sum(mentions[part] for part in again) >= FEWEST_KNOWN * sum(mentions.values())
    return bool(again) and len(again) <= MOST_PARTS and len(cells) > len(company) and is_known


def _parts_as_options(tally: Tally, separator: str, *, fewest: int = 1) -> tuple[Option, ...]:
    """The parts of cells as options, without what fewer people than `fewest` wrote."""
    parts = parts_of(tally.counts, separator, fewest=fewest)
    shown = spelt_alike(parts)
    return tuple(Option(value=part, label=shown[part]) for part in parts)


def parts_of(
    counts: Sequence[tuple[str, int]], separator: str, *, fewest: int = 1
) -> tuple[str, ...]:
    """The parts of delimited cells, the most frequent first; a comma within one is kept.

    >>> parts_of((("Yes, often;TV", 3), ("TV", 2), ("Radio;TV", 1)), ";")
    ('TV', 'Yes, often', 'Radio')
    >>> parts_of((("TV, Yes, often", 3), ("TV", 2), ("Yes, often, Radio", 1)), ",")
    ('TV', 'Yes, often', 'Radio')
    """
    found: Counter[str] = Counter()
    for parts, n in _parts_by_cell(counts, separator):
        found.update(dict.fromkeys(parts, n))
    return tuple(part for part, n in found.most_common() if n >= fewest)


def cut(cell: str, separator: str, *, options: Sequence[str] = ()) -> list[str]:
    """The parts of a cell; options that hold the separator themselves stay whole.

    >>> cut("TV, Yes, often, Radio", ",", options=["TV", "Yes, often"])
    ['TV', 'Yes, often', 'Radio']
    """
    mark = separator.strip() or separator
    parts = [part for part in (p.strip() for p in cell.split(mark)) if part]
    whole = {tuple(p.strip() for p in o.split(mark)): o for o in options if mark in o}
    longest = max(map(len, whole), default=1)
    found: list[str] = []
    while parts:
        size = next((n for n in range(longest, 1, -1) if tuple(parts[:n]) in whole), 1)
        found.append(whole.get(tuple(parts[:size]), parts[0]))
        parts = parts[size:]
    return found


def _parts_by_cell(
    counts: Sequence[tuple[str, int]], separator: str
) -> list[tuple[list[str], int]]:
    apart = [(cut(cell, separator), n) for cell, n in counts]
    if separator.strip() != ",":
        return apart
    joined = _joined(apart)
    return [(_rejoined(parts, joined), n) for parts, n in apart]


def _joined(cut: Sequence[tuple[list[str], int]]) -> dict[str, str]:
    """Parts that are the rest of another's label, by that one.

    They begin with a small letter and only ever follow that one, or neither is ever without the
    other.
    """
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    people: Counter[str] = Counter()
    for parts, count in cut:
        for part, last, following in zip(parts, ["", *parts], [*parts[1:], ""], strict=False):
            before.setdefault(part, set()).add(last)
            after.setdefault(part, set()).add(following)
            people[part] += count
    only = {part: next(iter(others)) for part, others in before.items() if len(others) == 1}
    return {
        part: first
        for part, first in only.items()
        if first
        and (part[:1].islower() or (after[first] == {part} and people[part] >= FEWEST_TOGETHER))
    }


def _rejoined(parts: Sequence[str], joined: dict[str, str]) -> list[str]:
    whole: list[str] = []
    for n, part in enumerate(parts):
        if n and joined.get(part) == parts[n - 1]:
            whole[-1] = f"{whole[-1]}, {part}"
        else:
            whole.append(part)
    return whole
