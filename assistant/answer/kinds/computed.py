"""Answers computed from respondents' answers: one share, all options, a comparison, a trend."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from assistant.answer.answer import Refusal
from assistant.answer.derived import can_subtract, difference
from assistant.answer.draft import Draft, DraftSentence, Slot, fill
from assistant.answer.kinds.comparing import difference_of
from assistant.answer.kinds.disagreeing import disagreeing
from assistant.answer.kinds.yes_or_no import by_figures
from assistant.answer.material import Material
from assistant.answer.refusing import refuse_responses
from assistant.answer.wording import base_note, said
from assistant.figures import Unit
from assistant.findings.finding import Finding
from assistant.findings.lexicon import load
from assistant.retrieve.responses.computing import Computed, ComputedGroup, Outcome

MOST_OPTIONS = 15
MOST_COMPARED = 6
LEAST = re.compile(r"\b(?:least|lowest|fewest|smallest|bottom)\b", re.IGNORECASE)
CLEARLY_NEARER = 0.12  # in cosine, for prose to be taken before what responses say
NEARER = 0.05  # and before what they do not


def computed_answer(material: Material) -> Draft | Refusal | None:
    """What the responses say to the question; None where they have no bearing on it."""
    outcome = material.computed
    if outcome is None or _is_outdone(material, outcome):
        return None
    if not isinstance(outcome, Computed) or outcome.refused:
        return refuse_responses(material, outcome)
    plan = outcome.plan
    if plan.by:
        return Draft(sentences=tuple(_broken_down(material, group) for group in outcome.groups))
    if len(plan.surveys) > 1:
        sentences = [*_over_waves(material, outcome), *_tested(outcome)]
        return Draft(sentences=tuple(_with_yes_or_no(material, outcome, sentences)))
    sentences = [*_beside(material, outcome.groups[:MOST_COMPARED]), *_tested(outcome)]
    sentences = _with_yes_or_no(material, outcome, sentences)
    first = outcome.groups[0].findings
    if len(outcome.groups) == 1 == len(first):
        sentences += disagreeing(material, first[0], plan.question)
    return Draft(sentences=tuple(sentences))


def _with_yes_or_no(
    material: Material, outcome: Computed, sentences: list[DraftSentence]
) -> list[DraftSentence]:
    """The sentences, opened with Yes or No where that is asked for and the figures decide it."""
    ones = [g.findings[0].statement.figure.value for g in outcome.groups if len(g.findings) == 1]
    is_change = len(outcome.plan.surveys) > 1
    ends = [ones[0], ones[-1]] if is_change and ones else ones
    is_told = len(ones) == len(outcome.groups) and (
        is_change or len(ones) <= len(outcome.plan.among)
    )
    yes = by_figures(material.query.text, ends, is_change=is_change) if is_told else None
    if yes is None:
        return sentences
    first = sentences[0]
    lead = said("premise borne out" if yes else "premise not borne out") + first.lead
    return [replace(first, lead=lead), *sentences[1:]]


def _is_outdone(material: Material, outcome: Outcome) -> bool:
    """Whether the prose of another survey is clearly nearer to the question."""
    if isinstance(outcome, Computed):
        own, similarity, lead = outcome.plan.surveys, outcome.plan.similarity, CLEARLY_NEARER
    else:
        own, similarity, lead = (outcome.survey,), outcome.similarity, NEARER
    series = {s.series for s in material.surveys if s.series and s.id in own}
    same = {s.id for s in material.surveys if s.id in own or s.series in series}
    others = (c for c in material.candidates if c.passage.survey not in same and c.findings)
    return max((c.best_similarity for c in others), default=0.0) > similarity + lead


def _beside(material: Material, groups: Sequence[ComputedGroup]) -> list[DraftSentence]:
    """A sentence for each population, and how far two of them lie apart."""
    sentences = [_told(material, group.findings) for group in groups]
    if len(groups) == 1 and _likeliest().search(material.query.text):
        sentences = [*_most_given(material, groups[0].findings), *sentences]
    ones = [group.findings[0] for group in groups if len(group.findings) == 1]
    apart = difference_of(*ones) if len(ones) == 2 == len(groups) else None
    if apart is None:
        return sentences
    return [apart, *sentences] if material.query.operation == "difference" else [*sentences, apart]


def _most_given(material: Material, findings: Sequence[Finding]) -> list[DraftSentence]:
    """The answer that most gave, of all that are told; nothing where two are even."""
    most = sorted(findings, key=lambda f: -f.statement.figure.value)[:2]
    if len(most) < 2 or most[0].statement.figure.text == most[1].statement.figure.text:
        return []
    return [told_alone(material, most[0])]


@cache
def _likeliest() -> re.Pattern[str]:
    return re.compile(load("questions")["likeliest"], re.IGNORECASE)


def _tested(outcome: Computed) -> list[DraftSentence]:
    """Whether a difference is more than chance would bring, with the test that says so."""
    difference = outcome.difference
    if difference is None or difference.p is None:
        return []
    name = "significant" if difference.significant_at() else "not significant"
    evidence = outcome.groups[-1].findings[0].evidence
    return [
        DraftSentence(
            parts=fill(said(name), {"test": difference.test}),
            survey=outcome.groups[-1].survey,
            source=evidence.source,
            locator=evidence.locator,
            quote="",
        )
    ]


def told_alone(material: Material, finding: Finding) -> DraftSentence:
    """A computed finding in a sentence of its own."""
    return _sentence(material, [finding], _one(finding))


def _told(material: Material, findings: Sequence[Finding]) -> DraftSentence:
    """One figure in a sentence of its own, or every option of the question in one."""
    if len(findings) == 1:
        return _sentence(material, findings, _one(findings[0]))
    listed = list(findings)[:MOST_OPTIONS]
    parts = fill(said("options"), _names(listed[0]))
    for number, finding in enumerate(listed):
        joint = ", " if number else " "
        parts = (*parts, f"{joint}{finding.statement.measure.option} ", _slot(finding))
    claims = tuple(_words(_one(f)) for f in listed)
    return replace(_sentence(material, listed, (*parts, ".")), claims=claims)


def _broken_down(material: Material, group: ComputedGroup) -> DraftSentence:
    """One option, or a mean, in every group of a break: the highest first, or the lowest."""
    by_option = {f.statement.measure.option for f in group.findings}
    ordered = list(group.findings)
    if len(by_option) == 1:
        is_least = bool(LEAST.search(material.query.text))
        ordered.sort(key=lambda f: f.statement.figure.value, reverse=not is_least)
        is_share = ordered[0].statement.figure.unit is Unit.PERCENT
        names = _names(ordered[0])
        if not is_share:
            names["option"] = ordered[0].statement.measure.option.lower()
        parts = fill(said("by group" if is_share else "by group mean"), names)
        for number, finding in enumerate(ordered):
            joint = ", " if number else " "
            parts = (*parts, f"{joint}{_people(finding)} ", _slot(finding))
    else:
        parts = fill(said("by group all"), _names(ordered[0]))
        for number, (people, row) in enumerate(groupby(ordered, key=_people)):
            parts = (*parts, f"{'; ' if number else ' '}{people}:")
            for at, finding in enumerate(row):
                option = finding.statement.measure.option
                parts = (*parts, f"{', ' if at else ' '}{option} ", _slot(finding))
    claims = tuple(_words(_one(f)) for f in ordered)
    sentence = _sentence(material, ordered, (*parts, "."))
    note = said("groups left out") if group.suppressed else ""
    return replace(sentence, claims=claims, note=sentence.note + note)


def _over_waves(material: Material, outcome: Computed) -> list[DraftSentence]:
    """A sentence a wave, and the change from the first to the last where one figure is asked."""
    sentences = []
    for group in outcome.groups:
        told = _told(material, group.findings)
        wave = group.findings[0].statement.wave
        lead = said("wave").replace("{wave}", wave) if wave else ""
        sentences.append(replace(told, lead=lead))
    first, last = outcome.groups[0], outcome.groups[-1]
    is_one = len(outcome.plan.among) == 1 and len(first.findings) == 1 == len(last.findings)
    if is_one and can_subtract(first.findings[0], last.findings[0]):
        sentences.append(_change(first.findings[0], last.findings[0]))
    return sentences


def _change(earlier: Finding, later: Finding) -> DraftSentence:
    """How many points a share rose or fell between two waves."""
    before, now = earlier.statement.figure, later.statement.figure
    slot = difference(later, earlier)
    name = (
        "unchanged" if not slot.figure.value else "risen" if now.value > before.value else "fallen"
    )
    values: dict[str, str | Slot] = {
        "difference": slot,
        "earlier": earlier.statement.wave or "",
        "later": later.statement.wave or "",
    }
    return DraftSentence(
        parts=fill(said(name), values),
        survey=later.survey,
        source=later.evidence.source,
        locator=later.evidence.locator,
        quote=later.evidence.quote,
    )


def _one(finding: Finding) -> tuple[str | Slot, ...]:
    """The finding's own sentence, its figure in a slot."""
    quote, figure = finding.evidence.quote, finding.statement.figure
    is_share = figure.unit is Unit.PERCENT
    at = quote.find(figure.text) if is_share else quote.rfind(figure.text)
    rest = quote[at + len(figure.text) :]
    return tuple(part for part in (quote[:at], _slot(finding), f"{rest}.") if part)


def _names(finding: Finding) -> dict[str, str | Slot]:
    measure = finding.statement.measure
    return {
        "population": _people(finding),
        "option": measure.option,
        "question": measure.question,
    }


def _people(finding: Finding) -> str:
    return finding.statement.population.text


def _words(parts: Sequence[str | Slot]) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def _slot(finding: Finding) -> Slot:
    return Slot(figure=finding.statement.figure, findings=(finding,), how=finding.how)


def _sentence(
    material: Material, findings: Sequence[Finding], parts: tuple[str | Slot, ...]
) -> DraftSentence:
    first = findings[0]
    computations = dict.fromkeys(f.evidence.computation or f.evidence.locator for f in findings)
    return DraftSentence(
        parts=parts,
        survey=first.survey,
        source=first.evidence.source,
        locator="; ".join(computations),
        quote=first.evidence.quote,
        note=base_note(material, tuple(findings), ""),
    )
