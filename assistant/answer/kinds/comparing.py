"""Comparisons of two or more populations: each figure, and how far they lie apart."""

from dataclasses import replace
from itertools import combinations

from assistant.answer.choosing.matching import (
    Match,
    is_quotable,
    is_share,
    matches,
    same_measure,
    terms_of,
)
from assistant.answer.derived import can_subtract, difference
from assistant.answer.draft import Draft, DraftSentence, Slot, fill, sentence_on
from assistant.answer.material import Material
from assistant.answer.wording import people_in_words, quoted, said, stated
from assistant.figures import Form, Unit, bears_out
from assistant.findings.finding import Finding
from assistant.numerals import read_figures

SAME_WORDS = 0.8  # of the two measures' terms together; below it, the answer says so
LEAST_OVERLAP = 0.34  # of the question's terms, for a finding to be about what is compared
MOST_COMPARED = 4


def comparison(material: Material) -> Draft | None:
    """One sentence a population and the difference; None where they cannot be laid side by side."""
    populations = material.query.populations[:MOST_COMPARED]
    ranked = [_fitting(material, matches(material, p)) for p in populations]
    if len(ranked) < 2 or not all(ranked):
        return None
    chosen = _comparable(ranked)
    if chosen is None:
        return None
    sentences = _sentences(material, chosen)
    apart = [
        apart
        for one, other in combinations(chosen, 2)
        if (apart := difference_of(one.finding, other.finding)) and len(chosen) == 2
    ]
    return Draft(sentences=(*sentences, *apart))


def _sentences(material: Material, chosen: list[Match]) -> list[DraftSentence]:
    """A sentence for each finding that no sentence before has."""
    sentences: list[DraftSentence] = []
    for match in chosen:
        if not any(match.finding in sentence.findings for sentence in sentences):
            sentences.append(sentence_of(material, match))
    longest = max(sentences, key=lambda s: len(s.findings))
    if all(match.finding in longest.findings for match in chosen):
        return [longest]
    return sentences


def _fitting(material: Material, found: list[Match]) -> list[Match]:
    return [
        m
        for m in found
        if m.fit == "same"
        and is_share(m.finding)
        and is_quotable(m.finding, minimum_base=material.minimum_base)
    ]


def _comparable(ranked: list[list[Match]]) -> list[Match] | None:
    """The finding that is most about the question, with its likes among the other populations.

    One that says what was asked is enough: the others are about the same because they say the same.
    """
    anchors = [m for matches in ranked for m in matches if m.is_about(least_overlap=LEAST_OVERLAP)]
    for anchor in sorted(anchors, key=lambda m: -m.score):
        row = [_like(anchor, matches) for matches in ranked]
        if all(row):
            return [m for m in row if m is not None]
    return None


def _like(anchor: Match, others: list[Match]) -> Match | None:
    """Of one population's findings the one that says most nearly what the anchor says."""
    if any(anchor.finding is m.finding for m in others):
        return anchor
    like = [m for m in others if _is_like(anchor, m)]
    return max(like, key=lambda m: _shared(anchor, m), default=None)


def _shared(one: Match, other: Match) -> tuple[bool, int]:
    is_one_grade = one.finding.grade == other.finding.grade
    return is_one_grade, len(terms_of(one.finding) & terms_of(other.finding))


def _is_like(one: Match, other: Match) -> bool:
    first, second = one.finding, other.finding
    is_same_survey = first.survey == second.survey
    is_same_wave = first.statement.wave == second.statement.wave
    return is_same_survey and is_same_wave and same_measure(first, second) and first is not second


def sentence_of(material: Material, match: Match) -> DraftSentence:
    """A finding in a sentence of its own, or the source's sentence where that cannot be."""
    own = stated(material, match.finding)
    if own is None and match.candidate is not None:
        own = quoted(material, match.candidate, match.sentence)
    return own or _bare(match)


def _bare(match: Match) -> DraftSentence:
    """A cell whose table names no people: its measure and its figure."""
    finding = match.finding
    slot = Slot(figure=finding.statement.figure, findings=(finding,), how=finding.how)
    people = finding.statement.population.text
    name = finding.statement.measure.text or finding.evidence.quote
    values: dict[str, str | Slot] = {"population": people, "measure": name, "figure": slot}
    template = said("statistic") if people else "{measure}: {figure}."
    return sentence_on(finding, fill(template, values))


def told_apart(material: Material, sentence: DraftSentence) -> DraftSentence:
    """A sentence of a source, opened with how far its two shares lie apart if that is asked for.

    One that tells points of its own is left as it is.
    """
    if material.query.operation != "difference" or sentence.claim != sentence.quote:
        return sentence
    shares = _two_shares(sentence)
    return replace(sentence, leading=difference(*shares)) if shares else sentence


def _two_shares(sentence: DraftSentence) -> list[Finding]:
    """The two exact shares of a sentence; none if it has a third, or points of its own.

    "Four-in-ten adults (40%)" is one share.
    """
    printed = [mention.figure for mention in read_figures(sentence.claim)]
    exact = [f for f in printed if f.unit is Unit.PERCENT and f.form is Form.DIGITS]
    others = [f for f in printed if f.unit in (Unit.PERCENT, Unit.POINTS) and f not in exact]
    if len(exact) != 2 or not all(any(bears_out(f, one) for one in exact) for f in others):
        return []
    shares = [f for f in sentence.findings if f.statement.figure in exact]
    return shares if len(shares) == 2 and can_subtract(*shares) else []


def difference_of(first: Finding, second: Finding) -> DraftSentence | None:
    """How far two shares lie apart and which is higher; None where they are not exact."""
    if not can_subtract(first, second):
        return None
    high, low = sorted((first, second), key=lambda f: f.statement.figure.value, reverse=True)
    people = {
        "higher": people_in_words(high),
        "lower": people_in_words(low),
    }
    if not all(people.values()):
        return None
    slot = difference(high, low)
    parts = (
        fill(said("difference"), {**people, "difference": slot})
        if slot.figure.value
        else fill(said("equal"), people)
    )
    note = "" if _are_worded_alike(high, low) else said("reworded")
    return sentence_on(high, parts, note=note)


def _are_worded_alike(one: Finding, other: Finding) -> bool:
    """Whether two findings say what was asked in the same words, or nearly."""
    first, second = one.statement.measure.terms, other.statement.measure.terms
    if first == second:
        return True
    return len(first & second) / len(first | second) >= SAME_WORDS
