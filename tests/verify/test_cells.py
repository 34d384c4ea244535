"""Sentences that say a table's cell in its own words."""

from dataclasses import replace

import pytest

from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence, Finding, Measure, Statement
from assistant.survey import Population
from assistant.verify.copies.cells import says_cell

CELL = Finding(
    id="f",
    survey="s",
    statement=Statement(
        figure=Figure(text="31%", value=31, unit=Unit.PERCENT),
        start=0,
        end=0,
        sentence_start=0,
        sentence_end=0,
        measure=Measure(question="How safe do you feel?", option="Not very safe"),
        population=Population(text="adults (65 and up)"),
    ),
    evidence=Evidence(source="corpus/s/toplines.csv", locator="row 3", quote="31%"),
    grade="table",
)
SAID = "31% of adults (65 and up) answered “Not very safe” to “How safe do you feel?”."


def test_a_cell_in_its_own_words_is_borne_out() -> None:
    assert says_cell(SAID, CELL)


@pytest.mark.parametrize(
    "sentence",
    [
        SAID.replace("31%", "32%"),
        SAID.replace("31%", "31 points"),
        SAID.replace("65 and up", "35 to 64"),
        SAID.replace("Not very safe", "Very safe"),
        SAID.replace("safe do you feel", "often do you walk"),
        SAID.replace(".", ", and 40% of others."),
    ],
)
def test_another_facet_is_another_cell(sentence: str) -> None:
    assert not says_cell(sentence, CELL)


def test_prose_is_not_judged_as_a_cell() -> None:
    assert not says_cell(SAID, replace(CELL, passage="p"))
