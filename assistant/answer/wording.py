"""Sentences made of findings: the source's own words, or a template filled with them."""

import re
from functools import cache
from typing import cast

from assistant.answer.draft import DraftSentence, Slot, cut, fill, sentence_on
from assistant.answer.material import Candidate, Material
from assistant.figures import Form, Unit
from assistant.findings.finding import Finding
from assistant.findings.lexicon import load
from assistant.findings.populations import population_of

TEMPLATES = {Unit.PERCENT: "share", Unit.RATIO: "ratio"}
# "employers (globally)": a place that the source states before its clause
PLACED = re.compile(r"^(?P<people>.+?) \((?P<place>[^()]+)\)$")
# "the same 306 students surveyed" are students, outside the sentence that counts them
POINTING = re.compile(r"^(?:(?:the|these|those|same|such|all|of|\d[\d,]*)\s+)+", re.IGNORECASE)
SURVEYED = re.compile(r"\s+(?:surveyed|polled|interviewed|questioned)$", re.IGNORECASE)
# Between a figure and its verb only the people may stand: "92% of employers agreed".
PEOPLE_ONLY = re.compile(r"^\s*(?:of\s+[^,;:()]{1,80})?\s*$")


def said(name: str) -> str:
    """One wording of `data/wording.yaml`."""
    return cast(str, load("wording")[name])


@cache
def _dangling() -> re.Pattern[str]:
    return re.compile(rf"[\"\u201c(\[]*(?:{load('links')['dangling']})\b", re.IGNORECASE)


def dangles(sentence: str) -> bool:
    """Whether a sentence cannot be understood without the one before it.

    >>> dangles("Among them, 40% agree."), dangles("Those ages 18 to 29 agree.")
    (True, False)
    """
    return bool(_dangling().match(sentence))


def quoted(material: Material, candidate: Candidate, number: int) -> DraftSentence:
    """A sentence of the source as it stands, its figures in slots."""
    start, _ = candidate.passage.sentences[number]
    text, findings = candidate.sentences[number], candidate.findings_by_sentence[number]
    return DraftSentence(
        parts=cut(text, start, findings),
        survey=candidate.passage.survey,
        source=candidate.passage.source,
        locator=f"{candidate.passage.locator}, sentence {number + 1}",
        quote=text.strip(),
        note=base_note(material, findings, text),
    )


def stated(material: Material, finding: Finding) -> DraftSentence | None:
    """A finding as a sentence of its own; None where its words do not make one."""
    statement = finding.statement
    people, measure = _people(statement.population.text), statement.measure.text.rstrip(" .;,:")
    if not people or not measure:
        return None
    if not is_clause(finding) or statement.figure.form is Form.VAGUE:
        return None
    slot = Slot(figure=statement.figure, findings=(finding,), how=finding.how)
    values: dict[str, str | Slot] = {"population": people, "measure": measure, "figure": slot}
    name = TEMPLATES.get(statement.figure.unit, "statistic")
    if name == "share" and (placed := PLACED.match(people)):
        place = placed["place"]
        values |= {"population": placed["people"], "place": place[:1].upper() + place[1:]}
        name = "share placed"
    parts = fill(said(name), values)
    return sentence_on(finding, _capitalised(parts), note=base_note(material, (finding,), ""))


def is_clause(finding: Finding) -> bool:
    """Whether the measure's words follow the figure in the source, as verb and object."""
    statement, quote = finding.statement, finding.evidence.quote
    if finding.grade != "prose":
        return True
    if statement.figure.unit is not Unit.PERCENT:
        return False
    figure = quote.find(statement.figure.text)
    after = quote[figure + len(statement.figure.text) :]
    gap, found, _ = after.partition(statement.measure.text)
    return figure >= 0 and bool(found) and bool(PEOPLE_ONLY.match(gap))


def people_in_words(finding: Finding) -> str:
    """The people of a finding as they stand inside a sentence: "employers globally".

    A place that was stated before the clause is kept in brackets by the reading.
    """
    people = _people(finding.statement.population.text)
    placed = PLACED.match(people)
    if placed is None or not population_of(placed["place"]).values("place"):
        return people
    return f"{placed['people']} {placed['place']}"


def _people(named: str) -> str:
    """A population without the words that count it or point to it.

    >>> _people("the same 306 students surveyed")
    'students'
    """
    return SURVEYED.sub("", POINTING.sub("", named))


def _capitalised(parts: tuple[str | Slot, ...]) -> tuple[str | Slot, ...]:
    first, *rest = parts
    return (first[:1].upper() + first[1:], *rest) if isinstance(first, str) else parts


def base_note(material: Material, findings: tuple[Finding, ...], text: str) -> str:
    """The base that the figures share, unless the sentence has it already."""
    bases = {f.statement.base.unweighted_n for f in findings if f.statement.base}
    has_base = [
        f.statement.base is not None for f in findings if f.statement.figure.unit != "count"
    ]
    if len(bases) != 1 or not all(has_base):
        return ""
    (base,) = bases
    shown = f"{base:,}"
    if re.search(rf"(?<![\d,]){shown}(?![\d,])", text):
        return ""
    name = "small base" if base < material.marked_base else "base"
    return said(name).replace("{base}", shown)
