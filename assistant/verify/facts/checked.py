"""The facts of a sentence beside its figures: which are the same, and how they are reported."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.findings.lexicon import load
from assistant.methodology.fact import SaidFact
from assistant.methodology.reading.sentence import facts_in
from assistant.verify.check import CheckedFigure, CheckedWords
from assistant.verify.claims import SaidSentence
from assistant.verify.judgements import Judgement

CLAIMED = frozenset(
    (
        *("dates", "margin", "size", "countries"),
        *("mode", "sponsor", "fieldwork_by", "weighting", "response_rate", "languages"),
    )
)
# What must be known, whatever else the sentence says; of the rest, what is known to be so or not.
NEEDED = frozenset(("dates", "margin", "size", "countries"))


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFact:
    """A fact with its judgement."""

    fact: SaidFact
    judgement: Judgement


def facts_of(said: SaidSentence) -> tuple[SaidFact, ...]:
    """The facts that a sentence of a draft states, each with the place of its first token."""
    return tuple(
        replace(fact, at=next((n for n, t in enumerate(said.tokens) if t.end > fact.start), -1))
        for fact in facts_in(said.plain or said.text)
        if fact.kind in CLAIMED
    )


def with_facts(
    said: SaidSentence, judged: Sequence[Judgement], facts: Sequence[JudgedFact]
) -> tuple[list[Judgement], list[CheckedFigure | CheckedWords]]:
    """The figures' judgements, where a fact decides by that; and the facts that are no figure.

    A number of people asked, or of countries, may be one of the sentence's figures. What is known
    of the survey decides it, unless the sentence repeats a source's: then that sentence has.
    """
    decided, beside = list(judged), list[CheckedFigure | CheckedWords]()
    numbers = [figure_of(said, one.fact) for one in facts]
    has_findings = len({n for n in numbers if n is not None}) < len(said.figures)
    for one, number in zip(facts, numbers, strict=True):
        if number is None:
            is_needed = one.fact.kind in NEEDED or not has_findings
            if one.judgement.verdict != "unsupported" or (one.fact.is_total and is_needed):
                beside.append(checked(one))
        elif one.judgement.verdict != "unsupported" and not decided[number].is_of_copy:
            decided[number] = one.judgement
    return decided, beside


def figure_of(said: SaidSentence, fact: SaidFact) -> int | None:
    """The number of the sentence's figure that a fact is about, if it was read as one."""
    for number, figure in enumerate(said.figures):
        token = said.tokens[figure.at]
        if token.start < fact.end and fact.start < token.end:
            return number
    return None


def checked(one: JudgedFact) -> CheckedFigure | CheckedWords:
    """A fact as a check reports it: words where it is a date, a figure otherwise."""
    fact, judged = one.fact, one.judgement
    if fact.figure is None:
        return CheckedWords(
            start=fact.start,
            end=fact.end,
            verdict=judged.verdict,
            why=why(one),
            evidence=judged.evidence,
        )
    return CheckedFigure(
        figure=fact.figure,
        start=fact.start,
        end=fact.end,
        verdict=judged.verdict,
        why=why(one),
        expected=judged.expected,
        evidence=judged.evidence,
    )


def why(one: JudgedFact) -> str:
    """What is not so, and what is, in one plain sentence without a full stop."""
    judged = one.judgement
    if judged.verdict == "verified":
        return ""
    wording: str = load("verdicts")[judged.reason]
    said = judged.said or one.fact.text
    return wording.format(said=said, found=judged.found, people=judged.people or judged.found)
