"""Computed findings as they bear on a figure that is said: of which answer, and of which people."""

import re
from dataclasses import replace

from assistant.corpus.responses.questionnaire import Question
from assistant.figures import Figure, Unit
from assistant.findings.computed.command import command_of
from assistant.findings.finding import Finding
from assistant.findings.stems import content_stems
from assistant.retrieve.responses.among import Spoken, read_people
from assistant.retrieve.responses.computing import Calculator
from assistant.retrieve.responses.mapping import Catalog
from assistant.retrieve.responses.measures import option_named
from assistant.retrieve.responses.plan import Among, where_of
from assistant.verify.claims import SaidFigure

PLACE = re.compile(r"\(((?:the )?[A-Z][^()]*)\)")  # women (the North)


class Recount:
    """What can be asked of respondents' answers, and which of their findings bears on a figure."""

    def __init__(self, catalog: Catalog, calculator: Calculator) -> None:
        self.catalog = catalog
        self.calculator = calculator

    @classmethod
    def of_nothing(cls) -> "Recount":
        """For a corpus in which no survey has respondents' answers."""
        return cls(Catalog((), ()), Calculator((), (), minimum_base=1))

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
