"""Thirty questions that need the shipped surveys' respondents, through the whole pipeline."""

from dataclasses import replace

import pytest

from assistant.answer.answer import Answer, ShownFigure
from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence
from assistant.index.build import build_index
from assistant.pipeline import Assistant
from assistant.request import Request
from assistant.settings import Settings
from tests.questions.computed import ComputedCase, faults, is_right, load, wrong_figures
from tests.questions.respondents import Right

SETS = ("respondents", "respondents_measure")
MINIMUM_BASE = 30
LEAST_RIGHT = {"respondents": 18, "respondents_measure": 5}  # of 20, and of 10 held back

pytestmark = pytest.mark.timeout(1200)  # the whole corpus is indexed first

Answered = dict[str, list[tuple[ComputedCase, Answer]]]


@pytest.fixture(scope="module")
def answered(shipped: Settings) -> Answered:
    build_index(shipped, progress=lambda *_: None)
    assistant = Assistant.open(shipped)
    cases = {name: load(name) for name in SETS}
    return {
        name: list(
            zip(of, assistant.ask_all([Request(question=c.question) for c in of]), strict=True)
        )
        for name, of in cases.items()
    }


def shown(value: float, unit: Unit) -> ShownFigure:
    return ShownFigure(
        figure=Figure(text=f"{value:.0f}%", value=value, unit=unit),
        population="women",
        base=148,
        measure="agree",
        wave=None,
        verdict="verified",
        grade="responses",
        how="computed",
        evidence=Evidence(source="s", locator="l", quote="q"),
    )


def answer_of(*figures: ShownFigure) -> Answer:
    question = "Among women?"
    return Answer(id="", question=question, standalone_question=question, text="", figures=figures)


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


def test_a_figure_is_right_only_where_it_rounds_the_right_value_in_its_unit() -> None:
    right = Right(value=53.38, base=148)

    assert is_right(shown(53, Unit.PERCENT), right)
    assert is_right(shown(53.4, Unit.PERCENT), right)
    assert not is_right(shown(53.6, Unit.PERCENT), right)
    assert not is_right(shown(54, Unit.PERCENT), right)
    assert not is_right(shown(53, Unit.POINTS), right)


def test_a_right_figure_on_another_base_and_a_wrong_one_first_are_faults() -> None:
    case = ComputedCase(question="Among women?", rights=(Right(value=53.38, base=148),))
    other, right = shown(50, Unit.PERCENT), shown(53, Unit.PERCENT)

    assert faults(case, answer_of(right)) == []
    assert faults(case, answer_of(replace(right, base=150))) == [
        "gives 53.38 the base 150, not 148"
    ]
    assert faults(case, answer_of(other, right)) == ["shows 50%"]
    assert faults(case, answer_of(other)) == ["shows 50%", "does not show 53.38 percent"]


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
