"""A claim's statement held against a finding, facet by facet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.figures import Figure, Form, Unit
from assistant.findings.finding import Finding, Statement
from assistant.survey import Relation, Survey
from assistant.verify.bearing.found import Found
from assistant.verify.facets.brackets import in_its_degree, is_of_other_bracket, words_before
from assistant.verify.facets.meaning import (
    content_of,
    coverage,
    is_moved_otherwise,
    is_opposite,
    is_other_degree,
    is_unlike_negated,
    likeness,
    other_names,
    taken_up,
)
from assistant.verify.facets.people import relation
from assistant.verify.facets.phrases import Phrases
from assistant.verify.facets.times import YEAR
from assistant.verify.facets.values import are_comparable, mismatch
from assistant.verify.judgements import Judgement, Reason

NOW = ("finding", "change", "difference", "compared")
CHANGES = frozenset((Unit.POINTS, Unit.RATIO))
BEARS_ON = 0.55  # how like a finding must be to a claim to speak against it
BEARS_OUT = 0.6  # and to bear it out
AS_NEAR = 0.1  # by how much less like a finding may be that outdoes another by its words
CLEARLY = 0.1  # by how much more like, where both have the same of its words
LEAST_MEANING = 0.3  # below it, a finding is about something else
LEAST_WORDS = 0.5  # of what the claim says of its people must stand in or near the finding
PEOPLE_REASONS: dict[Relation, Reason] = {
    "other": "population",
    "narrower": "wider",
    "wider": "narrower",
    "unknown": "no_population",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a claim's statement stands to one finding.

    `words` is the share of the claim's words that stand in the finding, `meaning` counts likeness
    of the whole sentence as well; both from 0 to 1.
    """

    found: Found
    figure: Reason | None
    population: Relation
    measure: Reason | None
    is_same_wave: bool
    words: float
    meaning: float

    @property
    def failed(self) -> Reason | None:
        """The first facet that the finding does not bear out, or None."""
        if self.figure:
            return self.figure
        if self.population != "same":
            return PEOPLE_REASONS[self.population]
        if self.measure:
            return self.measure
        return None if self.is_same_wave else "wave"

    @property
    def bears_out(self) -> bool:
        """Whether the finding bears the claim out, unless another finding is nearer to it."""
        return self.failed is None and self.is_alike

    @property
    def is_alike(self) -> bool:
        """Whether enough of what is said stands in the finding for the two to mean the same."""
        return self.meaning >= BEARS_OUT and self.words >= LEAST_WORDS

    @property
    def is_about_the_same(self) -> bool:
        """Whether the finding has the same people in the same direction, whatever its figure."""
        return self.population == "same" and self.measure is None and self.is_same_wave


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
        population=relation(said.population, there.population, around=around, survey=found.survey),
        measure=_measure(said, there, found.sentence, told),
        is_same_wave=_is_same_wave(said, found),
        words=words,
        meaning=1.0 if is_bare_count else (words + likeness(found.similarity)) / 2,
    )


def _measure(said: Statement, there: Statement, sentence: str, around: str) -> Reason | None:
    """What is wrong with a measure that has like words."""
    moved = said.figure.unit in CHANGES and is_moved_otherwise(said.measure, there.measure)
    if moved or is_opposite(said.measure, there.measure):
        return "direction"
    if other_names(said, there, around):
        return "name"
    if is_other_degree(said.measure, in_its_degree(there, sentence), sentence):
        return "degree"
    return "negation" if is_unlike_negated(said.measure, there.measure) else None


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


def judgement_of(compared: Comparison, said: Statement, *, reason: Reason | None) -> Judgement:
    """The judgement that a comparison gives, given that it is about the same thing."""
    there = compared.found.finding.statement
    is_loose = reason in ("spoken", "no_population", "negation")
    return Judgement(
        verdict="verified" if reason is None else "unsupported" if is_loose else "contradicted",
        reason=reason or "borne_out",
        strength=compared.meaning,
        said=said.figure.text,
        found=there.figure.text,
        people=there.population.text,
        expected=there.figure.text if reason in ("value", "unit", "spoken") else None,
        evidence=compared.found.finding.evidence,
    )


def judge(said: Statement, compared: Sequence[Comparison], *, phrases: Phrases) -> list[Judgement]:
    """What findings say of a claim's statement: those that bear it out, or those against it.

    None bears it out less surely than another shows that it is about a figure beside it.
    """
    judged: list[Judgement] = []
    for compared_by_words in compared:
        one = by_meaning(compared_by_words, said, phrases=phrases)
        if not one.bears_out:
            continue
        nearer = outdone(one, compared, said, phrases=phrases)
        if nearer is None:
            judged.append(judgement_of(one, said, reason=None))
        else:
            judged.append(judgement_of(nearer, said, reason="value"))
    sure = max((j.strength for j in judged if j.verdict != "verified"), default=0.0)
    verified = [j for j in judged if j.verdict == "verified"]
    if verified and max(j.strength for j in verified) >= sure:
        return verified
    judged = [j for j in judged if j.verdict != "verified"]
    against = [c for c in compared if c.failed and c.meaning >= BEARS_ON]
    return [*judged, *(judgement_of(c, said, reason=c.failed) for c in against)]


def by_meaning(one: Comparison, said: Statement, *, phrases: Phrases) -> Comparison:
    """A comparison about the same people and time, its words counted by what they mean.

    Writers put a finding into words that no list of like words has; the vectors of the two
    measures see that. They do not see direction, which is held apart.
    """
    if not one.is_about_the_same or one.is_alike or one.meaning < LEAST_MEANING:
        return one
    alike = likeness(phrases.likeness(said.measure.text, one.found.finding.statement.measure.text))
    words = max(one.words, alike)
    return replace(one, words=words, meaning=one.meaning + (words - one.words) / 2)


def right_figure(compared: Sequence[Comparison]) -> Finding | None:
    """What the source has for the claim's own people, where the claim took another group's."""
    right = [c for c in compared if c.figure == "value" and c.is_about_the_same]
    right = [c for c in right if c.meaning >= BEARS_ON]
    return max(right, key=lambda c: c.meaning).found.finding if right else None
