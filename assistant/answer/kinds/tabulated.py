"""Answers out of tables of questions and options: the option asked about, or all of them."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.choosing.matching import fit_of, is_quotable, overlap
from assistant.answer.draft import Draft, DraftSentence, Slot, fill
from assistant.answer.kinds.comparing import difference_of
from assistant.answer.material import CellCandidate, Material
from assistant.answer.wording import base_note, people_in_words, said
from assistant.findings.finding import Finding
from assistant.findings.stems import stem, words_of
from assistant.retrieve.responses.measures import has_in_order
from assistant.survey import UNKNOWN_POPULATION, Population

LEAST_OVERLAP = 0.34  # of the question's terms that a cell must have
MOST_COMPARED = 4
CLOSE = 0.08  # in cosine: how far behind the likest sentence of prose a cell may be
MOST_OPTIONS = 12


def tabulated(material: Material) -> Draft | None:
    """Cells of the question that was meant; None where no table is as near as the prose."""
    cells = [c for c in material.cells if c.finding.statement.measure.option]
    if not cells or not _is_near(material, cells[0]):
        return None
    table = _of_question(cells, cells[0].finding)
    asked = material.query.populations[:MOST_COMPARED] or (UNKNOWN_POPULATION,)
    groups = [_of_people(material, table, population) for population in asked]
    if not all(groups):
        return None
    chosen = [_option_asked(material.query.text, group) for group in groups]
    named = [finding for finding in chosen if finding is not None]
    if len(named) == len(groups):
        sentences = [_one(material, finding) for finding in named]
        apart = difference_of(*named) if len(named) == 2 else None
        return Draft(sentences=(*sentences, *([apart] if apart else [])))
    return Draft(sentences=tuple(_all(material, group[:MOST_OPTIONS]) for group in groups))


def _is_near(material: Material, cell: CellCandidate) -> bool:
    """Whether a cell is about what was asked, by its words and beside the prose."""
    prose = max((c.best_similarity for c in material.candidates if c.findings), default=0.0)
    is_about = overlap(material.query.measure_terms, cell.finding) >= LEAST_OVERLAP
    return is_about and cell.similarity >= prose - CLOSE


def _of_question(cells: Sequence[CellCandidate], first: Finding) -> list[Finding]:
    """The cells of one question of one table, in the table's order."""
    found = [
        c.finding
        for c in cells
        if c.finding.evidence.source == first.evidence.source
        and c.finding.statement.measure.question == first.statement.measure.question
    ]
    return sorted(found, key=lambda f: _row(f.evidence.locator))


def _row(locator: str) -> tuple[int, str]:
    """A cell's place in its table.

    >>> _row("toplines.csv, row 12, column Men") < _row("toplines.csv, row 101")
    True
    """
    numbers = [int(w) for w in words_of(locator.partition("row ")[2]) if w.isdigit()]
    return (numbers[0] if numbers else 0, locator)


def _of_people(material: Material, table: Sequence[Finding], asked: Population) -> list[Finding]:
    """The cells on the people asked about; those of the widest group where nobody is named."""
    enough = [f for f in table if is_quotable(f, minimum_base=material.minimum_base)]
    same = [f for f in enough if fit_of(asked, f.statement.population) == "same"]
    if same or asked.is_known:
        return _of_one_group(same)
    fewest = min((len(f.statement.population.facets) for f in enough), default=0)
    return _of_one_group([f for f in enough if len(f.statement.population.facets) == fewest])


def _of_one_group(table: list[Finding]) -> list[Finding]:
    """The cells of one column of a table: those about the very people of the first."""
    first = table[0].statement.population.text if table else ""
    return [f for f in table if f.statement.population.text == first]


def _option_asked(question: str, table: Sequence[Finding]) -> Finding | None:
    """The cell whose option the question names in full; of several the longest.

    Words that grade an option ("very", "not at all") are part of its name.
    """
    asked = [stem(word) for word in words_of(question)]
    named = [f for f in table if has_in_order(asked, _words(f))]
    return max(named, key=lambda f: len(_words(f)), default=None)


def _words(finding: Finding) -> list[str]:
    return [stem(word) for word in words_of(finding.statement.measure.option)]


def _one(material: Material, finding: Finding) -> DraftSentence:
    return _sentence(material, [finding], _answered(finding))


def _answered(finding: Finding) -> tuple[str | Slot, ...]:
    measure = finding.statement.measure
    values: dict[str, str | Slot] = {
        "figure": _slot(finding),
        "population": people_in_words(finding),
        "option": measure.option,
        "question": measure.question,
    }
    return fill(said("answered"), values)


def _all(material: Material, table: Sequence[Finding]) -> DraftSentence:
    """Every option with its share, in the questionnaire's order."""
    first = table[0]
    parts = fill(
        said("options"),
        {
            "population": people_in_words(first),
            "question": first.statement.measure.question,
        },
    )
    for number, finding in enumerate(table):
        joint = ", " if number else " "
        option = finding.statement.measure.option
        parts = (*parts, f"{joint}{option} ", _slot(finding))
    claims = tuple("".join(_text(part) for part in _answered(f)) for f in table)
    return replace(_sentence(material, table, (*parts, ".")), claims=claims)


def _text(part: str | Slot) -> str:
    return part if isinstance(part, str) else part.text


def _slot(finding: Finding) -> Slot:
    return Slot(figure=finding.statement.figure, findings=(finding,), how=finding.how)


def _sentence(
    material: Material, findings: Sequence[Finding], parts: tuple[str | Slot, ...]
) -> DraftSentence:
    first = findings[0]
    rows = dict.fromkeys(f.evidence.locator for f in findings)
    return DraftSentence(
        parts=parts,
        survey=first.survey,
        source=first.evidence.source,
        locator="; ".join(rows),
        quote=" / ".join(dict.fromkeys(f.evidence.quote for f in findings)),
        note=base_note(material, tuple(findings), ""),
    )
