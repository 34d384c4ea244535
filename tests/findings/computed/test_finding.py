import shlex
from dataclasses import replace

import pytest

from assistant.errors import TooFewPeople
from assistant.figures import Figure, Unit, bears_out
from assistant.findings.computed.figures import figure_of
from assistant.findings.computed.finding import finding_of, findings_of
from assistant.findings.finding import Finding
from assistant.statistics.estimate import Estimate, Tabulation
from assistant.survey import Base, Survey
from tests.findings.computed.tabulations import (
    BAKES,
    FLOURS,
    LOAVES,
    QUESTIONNAIRE,
    SEX,
    SURVEY,
    tabulation,
)


def only_finding(made: Tabulation, survey: Survey = SURVEY) -> Finding:
    [finding] = findings_of(made, survey=survey, questionnaire=QUESTIONNAIRE)
    return finding


def share(value: float = 28.5714, option: str = "Often", **more: object) -> Estimate:
    return Estimate(option=option, value=value, base=500, **more)  # type: ignore[arg-type]


def test_a_topline_is_a_finding_with_base_wave_and_command() -> None:
    finding = only_finding(tabulation(rows=(share(),)))

    statement, evidence = finding.statement, finding.evidence
    assert (finding.grade, finding.how, finding.passage) == ("responses", "computed", "")
    assert statement.figure == Figure(text="29%", value=28.5714, unit=Unit.PERCENT)
    assert (statement.measure.question, statement.measure.option) == (BAKES.text, "Often")
    assert statement.base == Base(population="U.S. adults", unweighted_n=500)
    assert statement.wave == "2018"
    assert evidence.source == "corpus/bread/responses.csv"
    assert evidence.locator == "question q1"
    assert evidence.computation == "assistant stats bread q1"
    assert evidence.quote == (
        "29% of U.S. adults answered “Often” when asked “How often do you bake bread?”"
    )


def test_a_break_names_its_group_and_the_question_it_is_by() -> None:
    finding = only_finding(tabulation(by="sex", rows=(share(by=(("sex", "Female"),)),)))

    assert finding.statement.population.text == "U.S. women"
    assert finding.evidence.locator == "question q1, by sex"
    assert finding.evidence.computation == "assistant stats bread q1 --by sex"
    assert finding.evidence.quote.startswith("29% of U.S. women answered")


def test_a_filter_with_quotes_is_typed_safely() -> None:
    where = "sex == 'Male' and $(rm -rf /)"

    finding = only_finding(tabulation(rows=(share(),), where=where))

    assert shlex.split(finding.evidence.computation or "") == (
        ["assistant", "stats", "bread", "q1", "--where", where]
    )


def test_a_net_is_named_with_its_options() -> None:
    made = replace(tabulation(), nets=(share(62.0, "Ever (net)"),))

    finding = only_finding(made)

    assert finding.statement.measure.option == "Ever (net)"
    assert "“Ever (net)” (that is, “Often” or “Sometimes”)" in finding.evidence.quote


def test_several_answers_are_chosen_by_those_the_question_was_put_to() -> None:
    finding = only_finding(tabulation(FLOURS, rows=(share(80.2, "Rye"),)))

    assert finding.evidence.quote == (
        "80% of U.S. adults who bake chose “Rye” when asked “Which flours do you use?”"
    )


def test_a_mean_has_no_option_but_what_it_is() -> None:
    finding = only_finding(tabulation(LOAVES, rows=(share(3.14159, ""),)))

    assert finding.statement.figure == Figure(
        text="3.14", value=3.14159, unit=Unit.MEAN, decimals=2
    )
    assert finding.statement.measure.option == "Mean"
    assert finding.evidence.quote.startswith("The mean for U.S. adults, asked “How many loaves")


def test_a_median_is_asked_for_by_name() -> None:
    made = replace(tabulation(LOAVES, rows=(share(3.0, ""),)), statistic="median")

    finding = only_finding(made)

    assert finding.evidence.computation == "assistant stats bread q3 --statistic median"
    assert (finding.statement.figure.text, finding.statement.figure.unit) == ("3", Unit.MEDIAN)


def test_a_heading_was_not_asked() -> None:
    finding = only_finding(tabulation(SEX, rows=(share(48.0, "Male"),)))

    assert finding.evidence.quote == "48% of U.S. adults answered “Male” on “Sex”"


def test_braces_in_a_label_are_left_alone() -> None:
    finding = only_finding(tabulation(rows=(share(option="{figure} {0}"),)))

    assert "answered “{figure} {0}” when" in finding.evidence.quote


def test_a_suppressed_estimate_is_no_finding() -> None:
    hidden = Estimate(option="Often", suppressed=True)
    made = tabulation(rows=(hidden,))

    assert list(findings_of(made, survey=SURVEY, questionnaire=QUESTIONNAIRE)) == []
    with pytest.raises(TooFewPeople, match="q1: fewer people than the minimum base"):
        finding_of(made, hidden, survey=SURVEY, questionnaire=QUESTIONNAIRE)


def test_every_option_group_and_net_has_an_id_of_its_own() -> None:
    rows = tuple(share(option=o, by=(("sex", s),)) for o in ("Often", "Never") for s in "MF")
    made = replace(tabulation(by="sex", rows=rows), nets=(share(option="Often"),))
    topline = tabulation(rows=(share(),))

    ids = [
        f.id
        for t in (made, topline)
        for f in findings_of(t, survey=SURVEY, questionnaire=QUESTIONNAIRE)
    ]

    assert len(set(ids)) == len(ids) == 6


@pytest.mark.parametrize(
    ("value", "text"),
    [
        # halves up, and never 0% or 100% of some people
        (28.49999, "28%"),
        (28.5, "29%"),
        (12.499999999999998, "13%"),
        (0.4, "0.4%"),
        (0.04, "0.04%"),
        (0.5, "1%"),
        (99.49, "99%"),
        (99.6, "99.6%"),
        (99.96, "99.96%"),
        (0.0, "0%"),
        (100.0, "100%"),
    ],
)
def test_shares_are_rounded_as_surveys_round(value: float, text: str) -> None:
    assert figure_of(value, statistic="share").text == text


def test_a_share_bears_out_what_it_rounds_to_and_no_more() -> None:
    source = figure_of(28.5714, statistic="share")

    assert bears_out(Figure(text="29%", value=29, unit=Unit.PERCENT), source)
    assert not bears_out(Figure(text="28%", value=28, unit=Unit.PERCENT), source)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (2.345, "", "2.35"),
        (-2.345, "hours", "-2.35 hours"),
        (3.0, "days", "3 days"),
        (41.26, "years", "41.3 years"),
        (51234.4, "USD", "$51,234"),
        (-12.0, "euros", "-€12"),
        (7.25, "score", "7.25"),
    ],
)
def test_means_carry_their_unit(value: float, unit: str, text: str) -> None:
    assert figure_of(value, statistic="mean", unit=unit).text == text


def test_a_survey_over_two_years_says_both() -> None:
    survey = replace(SURVEY, field_dates="December 2018 to January 2019")

    assert only_finding(tabulation(rows=(share(),)), survey).statement.wave == "2018\u20132019"
