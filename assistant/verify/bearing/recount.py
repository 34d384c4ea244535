"""Claims held against respondents' answers: what is said is counted again for the very people."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.corpus.responses.questionnaire import Question
from assistant.figures import Figure, Unit
from assistant.findings.computed.command import command_of
from assistant.findings.finding import Finding
from assistant.findings.stems import content_stems
from assistant.findings.tables.captions import unlabelled
from assistant.retrieve.responses.among import Spoken, read_people
from assistant.retrieve.responses.computing import Calculator
from assistant.retrieve.responses.mapping import Catalog
from assistant.retrieve.responses.measures import option_named
from assistant.retrieve.responses.plan import Among, Plan, where_of
from assistant.verify.claims import SaidFigure, SaidSentence

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PLACE = re.compile(r"\(((?:the )?[A-Z][^()]*)\)")  # women (the North)
AS_RARE = 0.05
MOST_QUESTIONS = 3  # that one sentence is held against
Cell = tuple[Finding, float]


class Recount:
    """Computes what a claim says, where the answers of respondents are there."""

    def __init__(self, catalog: Catalog, calculator: Calculator) -> None:
        self.catalog = catalog
        self.calculator = calculator

    @classmethod
    def of_nothing(cls) -> "Recount":
        """For a corpus in which no survey has respondents' answers."""
        return cls(Catalog((), ()), Calculator((), (), minimum_base=1))

    def cells(
        self,
        said: SaidSentence,
        near: Sequence[Cell],
        *,
        years: Sequence[str] = (),
        surveys: Sequence[str] = (),
    ) -> list[Cell]:
        """The findings near a claim, and those computed for the people that it is about.

        Of a series only the waves count that the claim speaks of: those of its years, of the
        `years` of its draft, or the last. A computed finding is as like the claim as the nearest
        finding of its question.
        """
        asked = self._questions(YEAR.findall(said.text) or years, near, surveys)
        measures = dict.fromkeys(f.statement.measure.text or said.text for f in said.figures)
        nearest = [self._nearest(content_stems(text), asked) for text in measures]
        asked = [one for one in asked if any(one in near for near in nearest)]
        waves = {(survey, unlabelled(question.wording)) for survey, question, _ in asked}
        found = [c for c in near if c[0].grade != "responses" or _place(c[0]) in waves]
        known = {finding.id for finding, _ in found}
        for survey, question, similarity in asked:
            for among in dict.fromkeys(self._among(f, survey, question) for f in said.figures):
                if among is None:
                    continue
                for finding in self._computed(survey, question, among):
                    if finding.id not in known:
                        known.add(finding.id)
                        found.append((finding, similarity))
        return found

    def bearing(self, said: SaidFigure, sentence: str, finding: Finding) -> Finding | None:
        """A finding as it bears on one figure; None where it is of another answer than is said.

        A share of those who said "no" has the question's words and none of its own, so that it is
        held only against claims that name it.
        """
        measure = finding.statement.measure
        if finding.grade != "responses":
            return finding
        question = self.catalog.question(finding.survey, measure.question)
        if question is not None and measure.option:
            named = option_named(said.statement.measure.text, question) or option_named(
                sentence, question
            )
            if named and named != measure.option:
                return None
            if not named and not content_stems(measure.option) <= content_stems(sentence):
                return None
        if question is not None and said.statement.population.text:
            among = self._among(said, finding.survey, question)
            return self._of_those(finding, among, said, question)
        return _as_precise(finding, said.figure)

    def _of_those(
        self, finding: Finding, among: Among | None, said: SaidFigure, question: Question
    ) -> Finding | None:
        """A finding counted for the very people whom a claim names; None for one of others.

        Where the answers cannot tell the claim's people apart, any finding is left to be compared.
        """
        if among is None:
            return _as_precise(finding, said.figure)
        command = command_of(finding.survey, question.id, where=where_of(among))
        computed = (finding.evidence.computation or "").partition(" --statistic ")[0]
        if computed != command:
            return None
        statement = finding.statement
        if among:
            statement = replace(statement, population=said.statement.population)
        return _as_precise(replace(finding, statement=statement), said.figure)

    def _questions(
        self, years: Sequence[str], near: Sequence[Cell], surveys: Sequence[str]
    ) -> list[tuple[str, Question, float]]:
        """The questions that a claim is near to, in the waves that it speaks of."""
        asked: dict[tuple[str, str], tuple[str, Question, float]] = {}
        wordings: dict[str, None] = {}
        for finding, similarity in near:
            wording = finding.statement.measure.question
            if finding.grade != "responses":
                continue
            if wording not in wordings and len(wordings) >= MOST_QUESTIONS:
                continue
            wordings[wording] = None
            for wave in self.catalog.waves_with(
                finding.survey, wording, years=years, surveys=surveys
            ):
                if question := self.catalog.question(wave, wording):
                    asked.setdefault((wave, wording), (wave, question, similarity))
        return list(asked.values())

    def _nearest(
        self, told: frozenset[str], asked: list[tuple[str, Question, float]]
    ) -> list[tuple[str, Question, float]]:
        """Of questions in like words those that have the claim's rarest: what tells them apart."""
        rarity = [self.catalog.rarity(told, question, survey) for survey, question, _ in asked]
        least = max(rarity, default=0.0) - AS_RARE
        return [one for one, rare in zip(asked, rarity, strict=True) if rare >= least]

    def _among(self, said: SaidFigure, survey: str, question: Question) -> Among | None:
        """The claim's people as conditions; None where the answers cannot tell them apart."""
        text = PLACE.sub(r"in \1", said.statement.population.text)
        if not text:
            return ()
        groups = self.catalog.groups(survey)
        asked = read_people(Spoken(f"among {text}", "value"), groups, question)
        everybody = content_stems(" ".join(groups.names_of_everybody()))
        if asked.unknown or asked.rest - everybody or len(asked.among) != 1:
            return None
        return asked.among[0]

    def _computed(self, survey: str, question: Question, among: Among) -> Sequence[Finding]:
        plan = Plan(surveys=(survey,), question=question, among=(among,))
        if question.type == "numeric":
            plan = replace(plan, statistic="mean")
        done = self.calculator.attempt(plan)
        return [f for group in done.groups for f in group.findings] if done else []


def _place(finding: Finding) -> tuple[str, str]:
    return finding.survey, finding.statement.measure.question


def _as_precise(finding: Finding, said: Figure) -> Finding:
    """A computed share with as many decimals as are said, since it is known to any number."""
    figure = finding.statement.figure
    if said.unit is not Unit.PERCENT or figure.unit is not said.unit:
        return finding
    if said.decimals <= figure.decimals:
        return finding
    text = f"{figure.value:.{said.decimals}f}%"
    precise = replace(figure, text=text, decimals=said.decimals)
    return replace(finding, statement=replace(finding.statement, figure=precise))
