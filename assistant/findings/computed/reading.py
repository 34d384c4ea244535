"""Respondents' answers → the findings worth indexing: toplines, and first-order breaks."""

import logging
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Protocol

from assistant.corpus.responses.questionnaire import Question, Responses
from assistant.errors import EngineUnavailable, StatisticsError
from assistant.findings.computed.finding import findings_of
from assistant.findings.finding import Finding, Reading
from assistant.statistics.estimate import Tabulation, Wanted
from assistant.survey import Survey

# 60 questions with five options and four breaks of three groups make about 4,000. What is
# beyond is computed when somebody asks for it; a sentence takes 10 to 20 ms to embed.
MOST_FINDINGS = 5_000
MOST_GROUPS = 60  # of a banner question: more are no usual break

log = logging.getLogger(__name__)


class Tabulate(Protocol):
    """Computes a tabulation; `assistant.statistics` has the one that the product uses."""

    def __call__(self, responses: Responses, wanted: Wanted, *, minimum_base: int) -> Tabulation:
        """The estimates that are wanted, those on too few people suppressed."""
        ...


def tabulable(responses: Responses) -> tuple[Question, ...]:
    """The questions that have a table: those with options, and those whose answers are numbers."""
    return tuple(
        question
        for question in responses.questionnaire.questions
        if question.type == "numeric" or (question.type != "open" and question.options)
    )


def read_responses(
    responses: Responses,
    survey: Survey,
    *,
    tabulate: Tabulate,
    minimum_base: int,
    progress: Callable[[int, int], None],
) -> Reading:
    """Every question's topline, then every question by each of the banner, base permitting.

    No more than `MOST_FINDINGS`, toplines first; the log says where that leaves any out, and which
    questions have no table.

    Raises:
        EngineUnavailable: The engine that holds the responses cannot be reached.
    """
    wanted = list(_wanted(responses))

    def findings() -> Iterator[Finding]:
        for done, one in enumerate(wanted):
            progress(done, len(wanted))
            try:
                tabulation = tabulate(responses, one, minimum_base=minimum_base)
            except EngineUnavailable:
                raise
            except StatisticsError as problem:
                log.warning("%s: %s", responses.source, problem)
                continue
            yield from findings_of(tabulation, survey=survey, questionnaire=responses.questionnaire)

    kept = tuple(islice(findings(), MOST_FINDINGS + 1))
    if len(kept) > MOST_FINDINGS:
        log.warning(
            "%s: the first %s figures are indexed, toplines before breaks; others are computed "
            "when they are asked for",
            responses.source,
            f"{MOST_FINDINGS:,}",
        )
    progress(len(wanted), len(wanted))
    return Reading(source=responses.source, findings=kept[:MOST_FINDINGS])


def _wanted(responses: Responses) -> Iterator[Wanted]:
    questions = tabulable(responses)
    for question in questions:
        yield Wanted(question=question.id)
    for id in responses.questionnaire.banner:
        banner = responses.questionnaire.question(id)
        if banner is None or banner not in questions or not _breaks(banner):
            continue
        for question in questions:
            if question.id != banner.id:
                yield Wanted(question=question.id, by=(banner.id,))


def _breaks(banner: Question) -> bool:
    return banner.type in ("single", "scale") and len(banner.options) <= MOST_GROUPS
