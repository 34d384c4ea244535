"""Trends over the waves of a series."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from assistant.corpus.responses.questionnaire import AskedOf, Design, Question, Responses
from assistant.errors import StatisticsError, UnknownQuestion
from assistant.statistics.estimate import Wanted
from assistant.statistics.trends import trend
from tests.statistics.designs import options, write_responses

HEARD = Question(id="heard", text="Have you heard of it?", options=options("Yes", "No"))


def wave(folder: Path, name: str, yes: int, *, question: Question = HEARD) -> Responses:
    """A hundred people, so many of whom say yes."""
    (folder / name).mkdir()
    rows = pd.DataFrame({question.id: ["Yes"] * yes + ["No"] * (100 - yes)})
    responses = write_responses(folder / name, rows, (question,), design=Design())
    return replace(responses, survey=name)


def test_changes_are_from_wave_to_wave_and_from_first_to_last(tmp_path: Path) -> None:
    waves = [wave(tmp_path, name, yes) for name, yes in (("w1", 40), ("w2", 42), ("w3", 60))]

    found = trend(waves, Wanted(question="heard"), option="Yes", minimum_base=30)

    assert [point.wave for point in found.points] == ["w1", "w2", "w3"]
    assert [point.estimate.value for point in found.points] == pytest.approx([40, 42, 60])
    first, second, third = (point.change for point in found.points)
    assert first is None
    assert second is not None
    assert second.points == pytest.approx(2)
    assert not second.significant_at()
    assert third is not None
    # √(0.42 * 0.58 / 99 + 0.6 * 0.4 / 99) = 0.06989; 0.18 / 0.06989 = 2.5754
    assert third.statistic == pytest.approx(2.5754, abs=0.0005)
    assert third.df == 197
    assert third.significant_at(0.05)
    assert found.overall is not None
    assert found.overall.points == pytest.approx(20)
    assert found.notes == ()


def test_what_was_asked_differently_is_said(tmp_path: Path) -> None:
    other = replace(
        HEARD,
        text="Had you heard of it?",
        options=options("Yes", "No", "Not sure"),
        base=AskedOf(label="Employed men"),
    )
    waves = [wave(tmp_path, "w1", 40), wave(tmp_path, "w2", 42, question=other)]

    found = trend(waves, Wanted(question="heard"), option="Yes", minimum_base=30)

    assert found.notes == (
        "The wording changed between w1 and w2: “Have you heard of it?”, then "
        "“Had you heard of it?”.",
        "The answer options changed between w1 and w2.",
        "Who was asked changed between w1 and w2.",
    )


def test_the_same_wording_under_another_id_is_the_same_question(tmp_path: Path) -> None:
    renamed = replace(HEARD, id="q7")
    waves = [wave(tmp_path, "w1", 40), wave(tmp_path, "w2", 50, question=renamed)]

    found = trend(waves, Wanted(question="heard"), option="yes", minimum_base=30)

    assert [point.wave for point in found.points] == ["w1", "w2"]
    assert found.notes == ()


def test_a_wave_that_cannot_be_told_of_is_left_out_and_named(tmp_path: Path) -> None:
    other = Question(id="else", text="Something else?", options=options("Yes", "No"))
    waves = [wave(tmp_path, "w1", 40), wave(tmp_path, "w2", 50, question=other)]

    found = trend(waves, Wanted(question="heard"), option="Yes", minimum_base=30)

    assert [point.wave for point in found.points] == ["w1"]
    assert found.overall is None
    assert found.notes == ("w2 did not ask this.",)


def test_a_question_of_no_wave_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(UnknownQuestion, match="trust Yes: nothing to tell of w1; w1 did not ask"):
        trend([wave(tmp_path, "w1", 40)], Wanted(question="trust"), option="Yes", minimum_base=30)


def test_a_trend_of_shares_needs_an_option(tmp_path: Path) -> None:
    with pytest.raises(StatisticsError, match="name the option"):
        trend([wave(tmp_path, "w1", 40)], Wanted(question="heard"), minimum_base=30)
