"""What the findings that a claim is held against say of it: they bear it out, or speak against it.

A finding that is only like a claim may be about something else, or the reader may have read either
of them otherwise than it was meant. So a finding contradicts a claim only where its people, its
measure and its time surely are the claim's; otherwise it is merely the closest one.
"""

import re
from collections.abc import Sequence

from assistant.figures import Form
from assistant.findings.finding import Finding, Statement
from assistant.verify.facets.brackets import is_of_other_bracket, words_before
from assistant.verify.facets.comparison import SAME_MEASURE, Comparison, by_meaning
from assistant.verify.facets.meaning import content_of, is_denied_alike, taken_up
from assistant.verify.facets.people import are_set_apart
from assistant.verify.facets.phrases import Phrases
from assistant.verify.facets.times import YEAR
from assistant.verify.judgements import Judgement, Reason

NUMBER = re.compile(r"\d+")
BEARS_ON = 0.55  # how like a finding must be to a claim to be shown beside it
AS_NEAR = 0.1  # by how much less like a finding may be that outdoes another by its words
CLEARLY = 0.1  # by how much more like, where both have the same of its words
SURE_MEANING = 0.6  # how like a finding must be to a claim to contradict it


def judge(said: Statement, compared: Sequence[Comparison], *, phrases: Phrases) -> list[Judgement]:
    """What findings say of a claim's statement: those that bear it out, or else the closest ones.

    None bears it out less surely than another shows that it is about a figure beside it.
    """
    meant = [by_meaning(one, said, phrases=phrases) for one in compared]
    borne_out: list[Comparison] = []
    against = [one for one in meant if not one.bears_out and one.meaning >= BEARS_ON]
    sure = 0.0
    for one in meant:
        if one.bears_out:
            nearer = outdone(one, compared, said, phrases=phrases)
            if nearer is None:
                borne_out.append(one)
            else:
                against.append(nearer)
                sure = max(sure, nearer.meaning)
    if borne_out and max(one.meaning for one in borne_out) >= sure:
        return [_judgement(one, said, reason="borne_out") for one in borne_out]
    return [
        _judgement(one, said, reason=reason_against(one, said, meant, phrases=phrases))
        for one in against
    ]


def reason_against(
    one: Comparison, said: Statement, compared: Sequence[Comparison], *, phrases: Phrases
) -> Reason:
    """What alone tells a finding from a claim: its figure, its people or its direction.

    Where more may, or it is not sure that they are of the same measure, it is just elsewhere.
    """
    there = one.found.finding.statement
    if not _is_surely_measured(one, said, phrases=phrases):
        return "elsewhere"
    if one.figure is None and one.measure == "same":
        is_told = not there.is_population_inherited
        is_other = is_told and are_set_apart(said.population, there.population)
        return "population" if is_other else "elsewhere"
    if not _are_surely_the_people(one, said):
        return "elsewhere"
    if one.figure is None:
        return "direction"
    is_told = there.figure.form is not Form.VAGUE and not _is_beside_figure(one, compared)
    is_same = one.measure == "same" and is_denied_alike(said.measure, there.measure)
    return one.figure if is_told and is_same else "elsewhere"


def is_surely_meant(one: Comparison, said: Statement, *, phrases: Phrases) -> bool:
    """Whether a finding surely is of a claim's people, measure and time, whatever its figure."""
    is_measured = one.measure == "same" and _is_surely_measured(one, said, phrases=phrases)
    return is_measured and _are_surely_the_people(one, said)


def _is_surely_measured(one: Comparison, said: Statement, *, phrases: Phrases) -> bool:
    """Whether a finding surely is of a claim's measure, either end of it, and of no other time.

    "They interviewed 1,010 adults" has no measure that could tell one such number from another.
    """
    mine, theirs = said.measure.text, one.found.finding.statement.measure.text
    is_open = one.measure == "other" or not one.is_same_wave or one.meaning < SURE_MEANING
    if is_open or not content_of(mine) or not _numbers_in(mine) <= _numbers_in(theirs):
        return False
    return phrases.likeness(mine, theirs) >= SAME_MEASURE


def _are_surely_the_people(one: Comparison, said: Statement) -> bool:
    are_named = said.population.is_known and one.found.finding.statement.population.is_known
    return are_named and one.population == "same"


def _numbers_in(measure: str) -> frozenset[str]:
    """The numbers that a measure has in it, years aside: "sends 11 to 50 texts"."""
    return frozenset(NUMBER.findall(YEAR.sub("", measure)))


def _is_beside_figure(one: Comparison, compared: Sequence[Comparison]) -> bool:
    """Whether another figure of the finding's own sentence is the one that is said."""
    place = one.found.finding.evidence
    return any(c.figure is None and c.found.finding.evidence == place for c in compared)


def _judgement(one: Comparison, said: Statement, *, reason: Reason) -> Judgement:
    there = one.found.finding.statement
    is_right = reason in ("value", "unit", "spoken") and there.figure.text != said.figure.text
    return Judgement(
        reason=reason,
        strength=one.meaning,
        said=said.figure.text,
        found=there.figure.text,
        people=there.population.text,
        expected=there.figure.text if is_right else None,
        evidence=one.found.finding.evidence,
    )


def right_figure(
    judged: Judgement, said: Statement, compared: Sequence[Comparison], *, phrases: Phrases
) -> Finding | None:
    """What the source has for the claim's own people, where the claim took another group's.

    Where the claim is a changed copy, its words need not be compared so closely.
    """
    right = [
        one
        for one in compared
        if one.figure == "value"
        and one.is_about_the_same
        and one.meaning >= BEARS_ON
        and (judged.is_of_copy or is_surely_meant(one, said, phrases=phrases))
    ]
    return max(right, key=lambda c: c.meaning).found.finding if right else None


def outdone(
    one: Comparison, others: Sequence[Comparison], said: Statement, *, phrases: Phrases
) -> Comparison | None:
    """A finding beside this one that has more of the claim's words, and another figure.

    Of two figures of one passage about the same people, a claim is about the one whose own words
    it takes up: "security ties", not "economic ties". So of two figures of one survey, if the one
    has all that the other has of the claim's words, and more.
    """
    for other in others:
        if not other.is_about_the_same or other.figure != "value":
            continue
        if other.meaning < one.meaning - AS_NEAR:
            continue
        if _is_nearer(other, one, said, phrases=phrases):
            return other
    return None


def _is_nearer(other: Comparison, one: Comparison, said: Statement, *, phrases: Phrases) -> bool:
    """Whether another finding is rather what a claim is about than this one."""
    there, beside = (c.found.finding for c in (one, other))
    mine, theirs = (taken_up(said.measure, f.statement.measure) for f in (there, beside))
    if there.passage != beside.passage:
        return there.survey == beside.survey and theirs > mine
    by = 0.0 if theirs != mine else CLEARLY
    own, others_own = (_before_bracket(c) for c in (one, other))
    if own and others_own and is_of_other_bracket(said.measure, own, others_own):
        return _is_liker(said, others_own, own, phrases=phrases)
    more = len(theirs - mine) - len(mine - theirs)
    measures = beside.statement.measure.text, there.statement.measure.text
    return more > 0 or (more == 0 and _is_liker(said, *measures, phrases=phrases, by=by))


def _is_liker(said: Statement, one: str, other: str, *, phrases: Phrases, by: float = 0.0) -> bool:
    mine, theirs = (phrases.likeness(said.measure.text, text) for text in (one, other))
    return mine > theirs + by


def _before_bracket(compared: Comparison) -> str:
    there = compared.found.finding.statement
    return words_before(compared.found.sentence, there.start - there.sentence_start)
