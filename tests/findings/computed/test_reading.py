from dataclasses import replace

import pytest

from assistant.corpus.responses.questionnaire import Questionnaire, Responses
from assistant.findings.computed.reading import MOST_FINDINGS, read_responses
from assistant.findings.finding import Reading
from assistant.statistics.estimate import Tabulation, Wanted
from tests.findings.computed.tabulations import (
    BAKES,
    QUESTIONNAIRE,
    RESPONSES,
    SURVEY,
    tabulate_evenly,
)


def reading_of(responses: Responses) -> Reading:
    return read_responses(
        responses,
        SURVEY,
        tabulate=tabulate_evenly,
        minimum_base=30,
        progress=lambda done, total: None,
    )


def test_toplines_come_first_then_breaks_of_who_are_enough() -> None:
    found = [
        (f.evidence.locator, f.statement.population.text, f.statement.figure.text)
        for f in reading_of(RESPONSES).findings
    ]

    # q4 is open; the women of the breaks are too few; sex is not broken by itself
    assert found == [
        *[("question q1", "U.S. adults", "33%")] * 3,
        *[("question q2", "U.S. adults who bake", "50%")] * 2,
        ("question q3", "U.S. adults", "2.50"),
        *[("question sex", "U.S. adults", "50%")] * 2,
        *[("question q1, by sex", "U.S. men", "33%")] * 3,
        *[("question q2, by sex", "U.S. men who bake", "50%")] * 2,
        ("question q3, by sex", "U.S. men", "2.50"),
    ]


def test_no_more_are_indexed_than_are_worth_it(caplog: pytest.LogCaptureFixture) -> None:
    many = tuple(replace(BAKES, id=f"q{n}") for n in range(MOST_FINDINGS // 3 + 5))
    responses = replace(
        RESPONSES, questionnaire=Questionnaire(questions=many, banner=QUESTIONNAIRE.banner)
    )

    reading = reading_of(responses)

    assert len(reading.findings) == MOST_FINDINGS
    assert "corpus/bread/responses.csv: the first 5,000 figures are indexed" in caplog.text


def test_a_banner_of_what_is_no_break_breaks_nothing() -> None:
    asked: list[Wanted] = []

    def note(responses: Responses, wanted: Wanted, *, minimum_base: int) -> Tabulation:
        asked.append(wanted)
        return tabulate_evenly(responses, wanted, minimum_base=minimum_base)

    banner = ("q2", "q3", "q4", "gone")
    read_responses(
        replace(RESPONSES, questionnaire=replace(QUESTIONNAIRE, banner=banner)),
        SURVEY,
        tabulate=note,
        minimum_base=30,
        progress=lambda done, total: None,
    )

    assert [w.by for w in asked] == [()] * 4


def test_progress_ends_with_everything_done() -> None:
    heard: list[tuple[int, int]] = []

    read_responses(
        RESPONSES,
        SURVEY,
        tabulate=tabulate_evenly,
        minimum_base=30,
        progress=lambda done, total: heard.append((done, total)),
    )

    assert heard[-1] == (7, 7)
