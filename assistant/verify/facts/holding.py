"""One fact that a sentence states, held against one that is known of a survey."""

from typing import Literal

from assistant.figures import bears_out
from assistant.methodology.days import Agreement, agreement, begins_on, ends_on
from assistant.methodology.fact import KnownFact, SaidFact
from assistant.methodology.people import ANYBODY, are_everybody
from assistant.survey import Population, Survey
from assistant.verify.facets.people import relation

Held = Literal["same", "other", "coarser", "confidence", "apart"]


def hold(said: SaidFact, known: KnownFact, survey: Survey, *, is_most: bool = True) -> Held:
    """Whether a known fact bears out what is said, says another thing, or less, or is apart.

    `is_most` where no known fact counts more people: those are all whom the survey asked.
    """
    fact = known.fact
    if said.kind == "dates":
        return _dates(said, fact)
    if said.figure is None or fact.figure is None or said.figure.unit is not fact.figure.unit:
        return "apart"
    if said.kind in ("size", "margin") and not _is_of_the_same(said.people, known, survey):
        is_count = said.kind == "size" and said.figure.value == fact.figure.value
        return "same" if is_count and _is_of_more(said.people, known, survey, is_most) else "apart"
    if not bears_out(said.figure, fact.figure):
        return "other" if said.is_total and fact.is_total else "apart"
    is_other_level = said.confidence and fact.confidence and said.confidence != fact.confidence
    return "confidence" if is_other_level else "same"


def _is_of_more(people: Population, known: KnownFact, survey: Survey, is_most: bool) -> bool:
    """Whether the same number of people is given in wider words: "farmers", "respondents"."""
    if not people.facets - ANYBODY:
        return is_most
    return relation(people, known.fact.people, around=known.sentence, survey=survey) == "narrower"


def _dates(said: SaidFact, known: SaidFact) -> Held:
    if said.period is None or known.period is None:
        return "apart"
    if known.edge and known.edge != said.edge:
        return "apart"
    if said.edge and not known.edge:
        compare = begins_on if said.edge == "begin" else ends_on
        return _held(compare(said.period, known.period))
    return _held(agreement(said.period, known.period))


def _held(agreed: Agreement) -> Held:
    return "coarser" if agreed == "overlapping" else agreed


def _is_of_the_same(people: Population, known: KnownFact, survey: Survey) -> bool:
    """Whether a number of people, or a margin, is of those who are spoken of."""
    theirs = known.fact.people
    everybody, all_theirs = are_everybody(people, survey), are_everybody(theirs, survey)
    if everybody and all_theirs:
        return True
    if everybody != all_theirs and not (people.is_known and theirs.is_known):
        return False
    return relation(people, theirs, around=known.sentence, survey=survey) == "same"
