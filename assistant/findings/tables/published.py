"""A figure in a published table with what its row and column say of it, as a finding."""

import hashlib
from dataclasses import dataclass, replace

from assistant.corpus.document import Table
from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence, Finding, Role, Statement
from assistant.findings.measures import measure_of
from assistant.findings.populations import population_of
from assistant.survey import Base, Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One cell of a table, understood. `column` is empty where the row says it all."""

    table: Table
    row: int
    column: str
    quote: str
    figure: Figure
    question: str
    option: str
    population: str
    base: int | None = None
    base_population: str = ""
    wave: str | None = None
    role: Role = "finding"

    @property
    def part(self) -> Role:
        """The role, which differences and ratios have of themselves, as in prose."""
        is_difference = self.figure.unit in (Unit.POINTS, Unit.RATIO)
        return "difference" if is_difference and self.role == "finding" else self.role


def finding_of(cell: Published, survey: Survey) -> Finding:
    """The finding that a cell publishes; its id is the same for the same cell and figure."""
    locator = f"{cell.table.locator}, row {cell.row}"
    if cell.column:
        locator += f", column {cell.column}"
    base = None
    if cell.base is not None:
        base = Base(population=cell.base_population or cell.population, unweighted_n=cell.base)
    identity = "|".join((survey.id, cell.table.source, locator, cell.figure.text))
    return Finding(
        id=hashlib.sha256(identity.encode()).hexdigest()[:16],
        survey=survey.id,
        statement=Statement(
            figure=cell.figure,
            start=0,
            end=0,
            sentence_start=0,
            sentence_end=0,
            measure=replace(
                measure_of(as_question(cell.question, cell.option)),
                question=cell.question if cell.option else "",
                option=cell.option,
            ),
            population=population_of(cell.population),
            base=base,
            wave=cell.wave,
            role=cell.part,
        ),
        evidence=Evidence(source=cell.table.source, locator=locator, quote=cell.quote),
        grade="table",
    )


def as_question(question: str, option: str) -> str:
    """A question with one of its answers, as one text.

    >>> as_question("How safe do you feel?", "Very safe"), as_question("Feeling safe", "Very")
    ('How safe do you feel? Very safe', 'Feeling safe: Very')
    """
    if not question or not option:
        return question or option
    joint = " " if question[-1] in "?.!:" else ": "
    return f"{question}{joint}{option}"
