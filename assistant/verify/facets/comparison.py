"""A claim's statement held against a finding, facet by facet."""

from dataclasses import dataclass, replace
from typing import Literal

from assistant.figures import Figure, Form, Unit
from assistant.findings.finding import Statement
from assistant.survey import Relation, Survey
from assistant.verify.bearing.found import Found
from assistant.verify.facets.brackets import in_its_degree
from assistant.verify.facets.meaning import (
    content_of,
    coverage,
    is_moved_otherwise,
    is_opposite,
    is_other_degree,
    is_unlike_negated,
    likeness,
    other_names,
)
from assistant.verify.facets.people import relation
from assistant.verify.facets.phrases import Phrases
from assistant.verify.facets.times import YEAR
from assistant.verify.facets.values import are_comparable, mismatch
from assistant.verify.judgements import Reason

NOW = ("finding", "change", "difference", "compared")
CHANGES = frozenset((Unit.POINTS, Unit.RATIO))
BEARS_OUT = 0.6  # how like a finding must be to a claim to bear it out
LEAST_MEANING = 0.3  # below it, a finding is about something else
# Cosines of two measures: of one meaning above the first, of another below the second.
SAME_MEASURE, OTHER_MEASURE = 0.75, 0.2
LEAST_WORDS = 0.5  # of what the claim says of its people must stand in or near the finding
Aim = Literal["same", "opposite", "other"]  # of a measure that may have like words


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a claim's statement stands to one finding.

    `words` is the share of the claim's words that stand in the finding, `meaning` counts likeness
    of the whole sentence as well; both from 0 to 1.
    """

    found: Found
    figure: Reason | None
    population: Relation
    measure: Aim
    is_same_wave: bool
    words: float
    meaning: float

    @property
    def bears_out(self) -> bool:
        """Whether the finding bears the claim out, unless another finding is nearer to it."""
        return self.figure is None and self.is_about_the_same and self.is_alike

    @property
    def is_alike(self) -> bool:
        """Whether enough of what is said stands in the finding for the two to mean the same."""
        return self.meaning >= BEARS_OUT and self.words >= LEAST_WORDS

    @property
    def is_about_the_same(self) -> bool:
        """Whether the finding has the same people in the same direction, whatever its figure."""
        return self.population == "same" and self.measure == "same" and self.is_same_wave


def compare(said: Statement, found: Found) -> Comparison | None:
    """Hold a claim's statement against a finding; None if their figures cannot be compared."""
    there = found.finding.statement
    figure = _comparable(said, there)
    if figure is None:
        return None
    around = f"{found.sentence} {found.passage}"
    told = f"{around} {_names_of(found.survey)}"
    wanted = content_of(said.measure.text)
    words = coverage(
        wanted, measure=there.measure.text, sentence=found.sentence, passage=found.passage
    )
    # "The survey asked 306 students" says nothing but who and how many.
    is_bare_count = not wanted and said.figure.unit is Unit.COUNT
    return Comparison(
        found=found,
        figure=mismatch(said.figure, figure),
        population=relation(
            said.population,
            there.population,
            around=around,
            sentence=found.sentence,
            survey=found.survey,
        ),
        measure=_aim(said, there, found.sentence, told),
        is_same_wave=_is_same_wave(said, found),
        words=words,
        meaning=1.0 if is_bare_count else (words + likeness(found.similarity)) / 2,
    )


def _aim(said: Statement, there: Statement, sentence: str, around: str) -> Aim:
    """Whether a measure is of another direction, name or degree than the claim's."""
    if is_opposite(said.measure, there.measure):
        return "opposite"
    is_other = (
        (said.figure.unit in CHANGES and is_moved_otherwise(said.measure, there.measure))
        or other_names(said, there, around)
        or is_other_degree(said.measure, in_its_degree(there, sentence), sentence)
        or is_unlike_negated(said.measure, there.measure)
    )
    return "other" if is_other else "same"


def _names_of(survey: Survey | None) -> str:
    """What a survey is called, and who made it: no name of its own measures."""
    if survey is None:
        return ""
    return " ".join((survey.title, survey.series, survey.sponsor, survey.fieldwork_by))


def _comparable(said: Statement, there: Statement) -> Figure | None:
    """The finding's figure, or its base where people are counted."""
    if are_comparable(said.figure, there.figure):
        return there.figure
    if said.figure.unit is Unit.COUNT and there.base is not None:
        n = there.base.unweighted_n
        return Figure(text=f"{n:,}", value=n, unit=Unit.COUNT, form=Form.DIGITS)
    return None


def _is_same_wave(said: Statement, found: Found) -> bool:
    """Whether the claim's date is the finding's, and an old value is not said of now."""
    there, around = found.finding.statement, f"{found.sentence} {found.passage}"
    asked, known = (frozenset(YEAR.findall(s.wave or "")) for s in (said, there))
    if asked:
        return is_of(asked, found)
    if said.wave:
        return not known or said.wave.lower() in around.lower()
    return (said.role in NOW) == (there.role in NOW) and not _is_past(known, found)


def is_of(years: frozenset[str], found: Found) -> bool:
    """Whether a finding is of all these years."""
    known = frozenset(YEAR.findall(found.finding.statement.wave or ""))
    return years <= (known or _years_about(found, f"{found.sentence} {found.passage}"))


def _years_about(found: Found, around: str) -> frozenset[str]:
    """The years that an undated figure may be of; none where it is the old one of two."""
    if found.finding.statement.role == "earlier":
        return frozenset()
    fielded = f"{found.survey.field_dates} {found.survey.title}" if found.survey else ""
    near = fielded if YEAR.search(fielded) else around
    return frozenset(YEAR.findall(f"{found.sentence} {near}")) - found.dated_otherwise


def _is_past(known: frozenset[str], found: Found) -> bool:
    """Whether a figure's years are before those of another figure in its sentence."""
    later = found.dated_otherwise - known
    return bool(known) and any(year > max(known) for year in later)


def by_meaning(one: Comparison, said: Statement, *, phrases: Phrases) -> Comparison:
    """A comparison about the same people and time, its words counted by what they mean.

    Writers put a finding into words that no list of like words has; the vectors of the two
    measures see that. They do not see direction, which is held apart. Measures that are of quite
    another meaning share their words by chance.
    """
    there = one.found.finding.statement.measure.text
    if (
        not one.is_about_the_same
        or one.meaning < LEAST_MEANING
        or not content_of(said.measure.text)
    ):
        return one
    cosine = phrases.likeness(said.measure.text, there)
    if cosine < OTHER_MEASURE:
        return replace(one, words=0.0)
    if one.is_alike or cosine < SAME_MEASURE:
        return one
    words = max(one.words, likeness(cosine))
    return replace(one, words=words, meaning=one.meaning + (words - one.words) / 2)
