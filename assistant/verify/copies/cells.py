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
    for words in (measure.question, measure.option, statement.population.text):
        if not _has(rest, words):
            return False
        rest = rest.replace(words, " ", 1)
    figures = [mention.figure for mention in read_figures(rest)]
    return figures == [statement.figure]


def _has(text: str, words: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))
