"""A plan carried out: the findings that the respondents' answers come to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.corpus.responses.questionnaire import Responses
from assistant.errors import EngineUnavailable, StatisticsError, TooFewPeople
from assistant.findings.computed.finding import finding_of, findings_of
from assistant.findings.finding import Finding
from assistant.retrieve.responses.plan import Among, Plan, Unsure, where_of
from assistant.statistics.differences import Difference, compare_groups, compare_waves
from assistant.statistics.estimate import Estimate, Tabulation, Wanted
from assistant.statistics.tabulate import tabulate
from assistant.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedGroup:
    """What one population of one wave answered: its findings, in the questionnaire's order.

    `suppressed` counts groups of a break that are too small to be shown.
    """

    survey: str
    among: Among
    findings: tuple[Finding, ...]
    suppressed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A plan with what it came to, population by population and wave by wave.

    `difference` is between two populations or the first and the last wave, where one figure of each
    is asked for and the samples allow a test. `refused` says why nothing may be shown, in words
    without figures; empty where all went well.
    """

    plan: Plan
    groups: tuple[ComputedGroup, ...] = ()
    difference: Difference | None = None
    refused: str = ""


Outcome = Computed | Unsure
"""What a question comes to when it is put to responses."""


class Calculator:
    """Computes statistics over the responses of one build."""

    def __init__(
        self, responses: Iterable[Responses], surveys: Sequence[Survey], *, minimum_base: int
    ) -> None:
        self._responses = {r.survey: r for r in responses}
        self._surveys = {s.id: s for s in surveys}
        self._minimum_base = minimum_base

    def compute(self, plan: Plan) -> Computed:
        """What a plan comes to; a group that is too small refuses the whole of it."""
        groups = []
        for survey in plan.surveys:
            for among in plan.among:
                try:
                    group = self._group(plan, survey, among)
                except TooFewPeople as error:
                    return Computed(plan=plan, refused=str(error))
                if not group.findings:
                    return Computed(plan=plan, refused="suppressed")
                groups.append(group)
        return Computed(plan=plan, groups=tuple(groups), difference=self._difference(plan, groups))

    def attempt(self, plan: Plan) -> Computed | None:
        """The same, or None where the answers cannot be had: an engine is down, a wave lacks it."""
        try:
            return self.compute(plan)
        except (StatisticsError, EngineUnavailable):
            return None

    def findings(self, table: Tabulation) -> Iterator[Finding]:
        """The findings of a table that may be quoted."""
        questionnaire = self._responses[table.survey].questionnaire
        survey = self._surveys[table.survey]
        return findings_of(table, survey=survey, questionnaire=questionnaire)

    def _difference(self, plan: Plan, groups: Sequence[ComputedGroup]) -> Difference | None:
        """The test of the one difference that a plan asks for; only between probability samples."""
        sampled = all(self._surveys[id].sample == "probability" for id in plan.surveys)
        is_one = len(groups) > 1 and all(len(group.findings) == 1 for group in groups)
        if not sampled or not is_one or plan.by or plan.statistic == "median":
            return None
        try:
            if len(plan.surveys) > 1:
                return self._between_waves(plan) if len(plan.among) == 1 else None
            return self._between_groups(plan) if len(plan.among) == 2 else None
        except StatisticsError:
            return None

    def _between_waves(self, plan: Plan) -> Difference:
        last, first = self._responses[plan.surveys[-1]], self._responses[plan.surveys[0]]
        (among,) = plan.among
        wanted = _wanted(plan, among)
        minimum = self._minimum_base
        return compare_waves(last, first, wanted, option=plan.option, minimum_base=minimum)

    def _between_groups(self, plan: Plan) -> Difference | None:
        one, other = plan.among
        shared = tuple(c for c in one if c in other)
        apart = [c for c in (*one, *other) if c not in shared]
        is_plain = len(apart) == 2 and all(len(c.labels) == 1 for c in apart)
        if not is_plain or apart[0].question != apart[1].question:
            return None
        wanted = replace(_wanted(plan, shared), by=(apart[0].question,))
        return compare_groups(
            self._responses[plan.surveys[0]],
            wanted,
            (apart[0].labels[0], apart[1].labels[0]),
            option=plan.option,
            minimum_base=self._minimum_base,
        )

    def _group(self, plan: Plan, survey: str, among: Among) -> ComputedGroup:
        wanted = _wanted(plan, among)
        table = tabulate(self._responses[survey], wanted, minimum_base=self._minimum_base)
        rows = [row for row in (*table.rows, *table.nets) if _is_wanted(row, plan)]
        shown = [row for row in rows if not row.suppressed and row.value is not None]
        return ComputedGroup(
            survey=survey,
            among=among,
            findings=tuple(self._finding(plan, table, row, among) for row in shown),
            suppressed=len({row.by for row in rows if row.suppressed}),
        )

    def _finding(self, plan: Plan, table: Tabulation, row: Estimate, among: Among) -> Finding:
        questionnaire = self._responses[table.survey].questionnaire
        asked = ((questionnaire.question(c.question), c) for c in among)
        return finding_of(
            table,
            replace(row, option=plan.told) if plan.told else row,
            survey=self._surveys[table.survey],
            questionnaire=questionnaire,
            among=tuple(c.as_group(question) for question, c in asked if question),
        )


def _wanted(plan: Plan, among: Among) -> Wanted:
    return Wanted(
        question=plan.question.id,
        by=(plan.by,) if plan.by else (),
        where=where_of(among) if among else "",
        statistic=plan.statistic,
        chose=plan.chose,
    )


def _is_wanted(row: Estimate, plan: Plan) -> bool:
    """Whether a row is of the option that was asked about; nets only where one was named."""
    if plan.chose:
        return True
    if plan.option:
        return row.option == plan.option
    return row.option not in {net.label for net in plan.question.nets}
