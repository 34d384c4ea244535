"""Thirty questions that need the shipped surveys' respondents, through the whole pipeline."""

from pathlib import Path

import pytest

from assistant.answer.answer import Answer
from assistant.index.build import build_index
from assistant.pipeline import Assistant
from assistant.request import Request
from assistant.settings import Settings
from tests.questions.computed import ComputedCase, faults, load, wrong_figures

CORPUS = Path(__file__).parents[2] / "corpus"
SETS = ("respondents", "respondents_measure")
MINIMUM_BASE = 30
LEAST_RIGHT = {"respondents": 18, "respondents_measure": 7}  # of 20, and of 10 held back

Answered = dict[str, list[tuple[ComputedCase, Answer]]]


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Answered:
    settings = Settings(corpus=CORPUS, index=tmp_path_factory.mktemp("respondents"))
    build_index(settings, progress=lambda *_: None)
    assistant = Assistant.open(settings)
    cases = {name: load(name) for name in SETS}
    return {
        name: list(
            zip(of, assistant.ask_all([Request(question=c.question) for c in of]), strict=True)
        )
        for name, of in cases.items()
    }


@pytest.mark.parametrize("name", SETS)
def test_only_questions_about_too_few_people_are_worked_out_and_refused(name: str) -> None:
    for case in load(name):
        if case.refused:
            assert all(right.base < MINIMUM_BASE for right in case.rights)
        else:
            assert case.rights
            assert all(right.base >= MINIMUM_BASE for right in case.rights)


def test_thirty_questions_are_asked_and_none_twice() -> None:
    asked = [case.question for name in SETS for case in load(name)]

    assert len(asked) == len(set(asked)) == 30


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_no_wrong_figure_is_shown(answered: Answered, name: str) -> None:
    wrong = {c.question: found for c, a in answered[name] if (found := wrong_figures(c, a))}

    assert wrong == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_the_questions_are_answered_or_refused_as_they_should_be(
    answered: Answered, name: str
) -> None:
    wrong = {c.question: found for c, a in answered[name] if (found := faults(c, a))}

    assert len(answered[name]) - len(wrong) >= LEAST_RIGHT[name], wrong


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_every_figure_worked_out_says_how_it_can_be_had_again(
    answered: Answered, name: str
) -> None:
    shown = [figure for _, answer in answered[name] for figure in answer.figures]

    assert any(figure.how == "computed" for figure in shown)
    assert all(
        (figure.evidence.computation or "").startswith("assistant stats ")
        for figure in shown
        if figure.how == "computed"
    )
