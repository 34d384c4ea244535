"""A sentence that says one cell of a table in the table's own words.

Headings ("65 and up", "Never, but open to it") parse badly inside a sentence. Where a sentence has
a cell's people, question, option and figure word for word, and no other figure, every facet of it
is the cell's.
"""

import re

from assistant.findings.finding import Finding
from assistant.numerals import read_figures


def says_cell(sentence: str, finding: Finding) -> bool:
    """Whether a sentence is about this cell and no other, facet by facet and word for word."""
    statement = finding.statement
    measure = statement.measure
    if finding.passage or not measure.option:
        return False
    rest = sentence
    for words in (
        measure.question,
        measure.option,
        statement.population.text,
        statement.figure.text,
    ):
        found = _place_of(rest, words)
        if found is None:
            return False
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    return not read_figures(rest)


def _place_of(text: str, words: str) -> re.Match[str] | None:
    return re.search(rf"(?<![\w.,]){re.escape(words)}(?!\w|[.,]\d|%)", text, re.IGNORECASE)
