"""An estimate from respondents' answers, as a finding with the command that computes it again."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.corpus.responses.questionnaire import Question, Questionnaire
from assistant.errors import TooFewPeople
from assistant.figures import Figure, Unit
from assistant.findings.computed.command import command_of, quoted
from assistant.findings.computed.figures import figure_of
from assistant.findings.computed.people import Group, people_of, waves_among
from assistant.findings.finding import Evidence, Finding, Measure, Statement
from assistant.findings.lexicon import load
from assistant.findings.measures import measure_of
from assistant.findings.tables.captions import unlabelled
from assistant.findings.tables.published import as_question
from assistant.period import YEAR
from assistant.statistics.estimate import Estimate, Tabulation
from assistant.survey import Base, Survey

ASKS = re.compile(r"[?:.!)\u2026]\s*$")
HEADING_WORDS = 6
IN_NO_TEXT = Statement(
    figure=Figure(text="", value=0, unit=Unit.PERCENT),
    start=0,
    end=0,
    sentence_start=0,
    sentence_end=0,
)


def findings_of(
    tabulation: Tabulation, *, survey: Survey, questionnaire: Questionnaire
) -> Iterator[Finding]:
    """The finding of every estimate that may be quoted, options first, then nets."""
    for estimate in (*tabulation.rows, *tabulation.nets):
        if not estimate.suppressed and estimate.value is not None and estimate.base is not None:
            yield finding_of(tabulation, estimate, survey=survey, questionnaire=questionnaire)


def finding_of(
    tabulation: Tabulation,
    estimate: Estimate,
    *,
    survey: Survey,
    questionnaire: Questionnaire,
    among: Sequence[Group] = (),
) -> Finding:
    """The finding of one estimate; its id is the same for the same survey, question and group.

    `among` names the people of the tabulation's filter as groups; without it, the filter itself
    does. Where an expression says who is counted, the estimate's option says it in words.

    Raises:
        TooFewPeople: The estimate is suppressed.
    """
    if estimate.suppressed or estimate.value is None or estimate.base is None:
        raise TooFewPeople(f"{tabulation.question.id}: fewer people than the minimum base")
    groups = (*among, *_groups(estimate, questionnaire))
    where = "" if among else tabulation.where
    people = people_of(survey, asked=tabulation.question, groups=groups, where=where)
    statement = replace(
        IN_NO_TEXT,
        figure=_figure(tabulation, estimate.value),
        measure=measure_in(tabulation, estimate),
        population=people,
        base=Base(population=people.text, unweighted_n=estimate.base),
        wave=_wave(survey, groups),
    )
    return Finding(
        id=_id(tabulation, estimate),
        survey=tabulation.survey,
        statement=statement,
        evidence=_evidence(tabulation, estimate, statement, waves=waves_among(groups)),
        grade="responses",
        how="computed",
        margin_of_error=_margin(tabulation, estimate, survey),
    )


def _margin(tabulation: Tabulation, estimate: Estimate, survey: Survey) -> float | None:
    """Half of the 95% interval; only a probability sample has a margin of error."""
    if survey.sample != "probability" or tabulation.statistic != "share":
        return None
    if estimate.lo is None or estimate.hi is None:
        return None
    return (estimate.hi - estimate.lo) / 2


def _evidence(
    tabulation: Tabulation, estimate: Estimate, statement: Statement, *, waves: Sequence[str]
) -> Evidence:
    return Evidence(
        source=tabulation.source,
        locator=_locator(tabulation),
        quote=_quote(tabulation, estimate, statement, waves=waves),
        computation=_command(tabulation),
    )


def _figure(tabulation: Tabulation, value: float) -> Figure:
    return figure_of(value, statistic=tabulation.statistic, unit=tabulation.question.unit)


def _command(tabulation: Tabulation) -> str:
    own = "mean" if tabulation.question.type == "numeric" else "share"
    command = command_of(
        tabulation.survey,
        tabulation.question.id,
        by=tabulation.by,
        where=tabulation.where,
        statistic=None if tabulation.statistic == own or tabulation.chose else tabulation.statistic,
    )
    return f"{command} --chose {quoted(tabulation.chose)}" if tabulation.chose else command


def measure_in(tabulation: Tabulation, estimate: Estimate) -> Measure:
    """The question with the option, as a published table's cell has them."""
    asked = unlabelled(tabulation.question.wording)
    option = estimate.option or load("computed")["statistics"][tabulation.statistic]
    return replace(measure_of(as_question(asked, option)), question=asked, option=option)


def _groups(estimate: Estimate, questionnaire: Questionnaire) -> tuple[Group, ...]:
    found = ((questionnaire.question(id) or Question(id=id), label) for id, label in estimate.by)
    return tuple((question, (label,)) for question, label in found)


def _wave(survey: Survey, groups: Sequence[Group]) -> str | None:
    """The year of the answers: the group's own, or the survey's."""
    if own := waves_among(groups):
        return own[0]
    dated = survey.field_dates or survey.published
    years = sorted(set(YEAR.findall(dated)))
    if not years:
        return None
    return years[0] if len(years) == 1 else f"{years[0]}\u2013{years[-1]}"


def _locator(tabulation: Tabulation) -> str:
    data = load("computed")
    text: str = data["locator"].format(question=tabulation.question.id)
    if tabulation.by:
        text += data["locator by"].format(by=" and ".join(tabulation.by))
    if tabulation.where:
        text += data["locator where"].replace("{where}", tabulation.where)
    if tabulation.chose:
        text += data["locator chose"].replace("{chose}", tabulation.chose)
    return text


def _quote(
    tabulation: Tabulation, estimate: Estimate, statement: Statement, *, waves: Sequence[str]
) -> str:
    """The sentence that a person would write of an estimate."""
    data, asked = load("computed"), unlabelled(tabulation.question.wording)
    is_heading = len(asked.split()) <= HEADING_WORDS and not ASKS.search(asked)
    options = _options_of_net(tabulation, estimate) or ("",)
    template: str = data["headings" if is_heading else "quotes"][_kind(tabulation, estimate)]
    people = statement.population.text
    said = {
        "figure": statement.figure.text,
        "population": people + (data["in wave"].format(wave=waves[0]) if waves else ""),
        "option": estimate.option,
        "options": _listed(options),
        "question": asked,
    }
    quote = TOKEN.sub(lambda token: said[token["name"]], template)
    return quote[:1].upper() + quote[1:]


def _listed(options: Sequence[str]) -> str:
    """Options in a row.

    >>> _listed(["Often", "Sometimes", "Rarely"])
    '“Often”, “Sometimes” or “Rarely”'
    """
    told = [f"\u201c{option}\u201d" for option in options]
    return str(load("computed")["or"]).join([", ".join(told[:-1]), told[-1]][-len(told) :])


def _kind(tabulation: Tabulation, estimate: Estimate) -> str:
    if tabulation.chose:
        return "chose"
    if tabulation.statistic != "share":
        return tabulation.statistic
    if _options_of_net(tabulation, estimate):
        return "net"
    return "several" if tabulation.question.type == "multiple" else "share"


def _options_of_net(tabulation: Tabulation, estimate: Estimate) -> tuple[str, ...]:
    if not any(estimate is net for net in tabulation.nets):
        return ()
    nets = {net.label: net.options for net in tabulation.question.nets}
    return nets.get(estimate.option, ())


TOKEN = re.compile(r"\{(?P<name>\w+)\}")


def _id(tabulation: Tabulation, estimate: Estimate) -> str:
    is_net = any(estimate is net for net in tabulation.nets)
    identity = [tabulation.survey, tabulation.source, tabulation.question.id, tabulation.statistic]
    identity += ["net" if is_net else "option", estimate.option, tabulation.where]
    identity += [text for pair in estimate.by for text in pair]
    return hashlib.sha256("\x1f".join(identity).encode()).hexdigest()[:16]
