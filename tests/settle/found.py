"""Findings and sentences made by hand."""

from dataclasses import replace

from assistant.answer.draft import DraftSentence, Slot, fill
from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence, Finding, Statement
from assistant.findings.prose import read_statements
from assistant.numerals import read_figures
from assistant.survey import UNKNOWN_POPULATION, Population


def figure(text: str, **changed: object) -> Figure:
    """The one figure of a text; the text may hedge it."""
    (mention,) = read_figures(f"{text} of them") if "point" not in text else read_figures(text)
    return replace(mention.figure, **changed)  # type: ignore[arg-type]


def count(value: float, text: str = "") -> Figure:
    return Figure(text=text or f"{value:,.0f}", value=value, unit=Unit.COUNT)


def finding(figure: Figure, *, id: str = "", people: Population = UNKNOWN_POPULATION) -> Finding:
    return Finding(
        id=id or figure.text,
        survey="s",
        statement=Statement(
            figure=figure, start=0, end=0, sentence_start=0, sentence_end=0, population=people
        ),
        evidence=Evidence(source="corpus/s/a.txt", locator="paragraph 1", quote=figure.text),
        grade="prose",
    )


def read(text: str) -> dict[str, Finding]:
    """What the reader finds in a sentence, by how the figures are written."""
    (statements,) = read_statements([text])
    place = Evidence(source="corpus/s/a.txt", locator="paragraph 1", quote=text)
    return {
        s.figure.text: Finding(
            id=f"{s.start}", survey="s", statement=s, evidence=place, grade="prose"
        )
        for s in statements
    }


def sentence(template: str, **findings: Finding | Slot) -> DraftSentence:
    """A sentence whose tokens {a}, {b} are figures."""
    slots: dict[str, str | Slot] = {
        name: found
        if isinstance(found, Slot)
        else Slot(figure=found.statement.figure, findings=(found,))
        for name, found in findings.items()
    }
    return DraftSentence(parts=fill(template, slots), survey="s", source="", locator="", quote="")
