"""Published figures that a computation does not come to: both are shown."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.answer.choosing.matching import Match, is_quotable, is_share, matches
from assistant.answer.draft import DraftSentence
from assistant.answer.kinds.comparing import sentence_of
from assistant.answer.material import Material
from assistant.answer.wording import quoted, said
from assistant.corpus.responses.questionnaire import Question
from assistant.figures import Hedge, bears_out
from assistant.findings.finding import Finding
from assistant.findings.measures import opposite_poles
from assistant.findings.populations import population_relation
from assistant.findings.stems import content_stems
from assistant.retrieve.responses.measures import option_named

SAME_WORDS = 0.6  # of a published measure that must stand in the question for both to be about one


def disagreeing(
    material: Material, computed: Finding, question: Question
) -> Iterator[DraftSentence]:
    """The published figure for the same people and the same answer, where it is another one.

    Both may be right: an article may count other people as its base, or weight otherwise.
    """
    for match in matches(material, computed.statement.population):
        finding = match.finding
        is_published = finding.survey == computed.survey and finding.grade != "responses"
        if not is_published or not is_quotable(finding, minimum_base=material.minimum_base):
            continue
        if (
            _is_same(finding, computed, question)
            and not _agrees(finding, computed)
            and not _is_of_another(material, finding, question)
        ):
            yield _shown(material, match)
            return


def _is_same(published: Finding, computed: Finding, question: Question) -> bool:
    """Whether two findings say the same of the same people in the same wave."""
    there, here = published.statement, computed.statement
    if not is_share(published) or there.figure.unit is not here.figure.unit:
        return False
    if population_relation(here.population, there.population) != "same":
        return False
    if there.wave and here.wave and there.wave != here.wave:
        return False
    words = content_stems(there.measure.text)
    known = content_stems(f"{question.text} {here.measure.option}")
    is_worded_alike = bool(words) and len(words & known) / len(words) >= SAME_WORDS
    is_turned = bool(opposite_poles(there.measure, here.measure))
    named = option_named(there.measure.text, question)
    return is_worded_alike and not is_turned and named == here.measure.option


def _is_of_another(material: Material, published: Finding, question: Question) -> bool:
    """Whether another question of the survey has as many of a published measure's words."""
    words = content_stems(published.statement.measure.text)
    others = {
        c.finding.statement.measure.question
        for c in material.counted
        if c.finding.survey == published.survey
    } - {question.wording}
    own = len(words & content_stems(question.wording))
    return any(len(words & content_stems(other)) >= own for other in others)


def _agrees(published: Finding, computed: Finding) -> bool:
    """Whether the computed value is one that the published wording allows."""
    figure = computed.statement.figure
    loose = replace(figure, decimals=9, hedge=Hedge.NONE)
    return bears_out(published.statement.figure, loose)


def _shown(material: Material, match: Match) -> DraftSentence:
    lead = said("disagrees")
    if match.candidate is not None:
        return replace(quoted(material, match.candidate, match.sentence), lead=lead)
    return replace(sentence_of(material, match), lead=lead)
