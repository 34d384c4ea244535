"""What newcomers say first to the shipped surveys, and what it gets."""

import pytest

from assistant.index.build import build_index
from assistant.pipeline import Assistant
from assistant.request import Request
from assistant.settings import Settings
from tests.questions.first_words import FirstWords, faults_of, load_first_words

LEAST_MEASURED = 19  # of 20 that were never looked at singly


@pytest.fixture(scope="module")
def assistant(shipped: Settings) -> Assistant:
    build_index(shipped, progress=lambda *_: None)
    return Assistant.open(shipped)


def faults(assistant: Assistant, case: FirstWords) -> list[str]:
    *turns, question = case.turns
    return faults_of(case, assistant.ask(Request(question=question, turns=tuple(turns))))


@pytest.mark.parametrize(
    "case", load_first_words("first_words"), ids=lambda case: " / ".join(case.turns)
)
def test_first_words_get_what_a_colleague_would_say(assistant: Assistant, case: FirstWords) -> None:
    assert faults(assistant, case) == []


def test_so_do_those_that_are_only_measured(assistant: Assistant) -> None:
    cases = load_first_words("first_words_measure")

    assert sum(not faults(assistant, case) for case in cases) >= LEAST_MEASURED


def test_every_figure_of_a_total_is_in_its_working(assistant: Assistant) -> None:
    answer = assistant.ask(Request(question="How many people took part in total?"))

    (figure,) = answer.figures
    # 2,700 + 1,411 + 1,532 + 2,832 + 2,023 + 2,348 + 3,600 + 5,594
    assert (figure.figure.value, figure.how) == (22040, "derived")
    assert figure.evidence.computation == (
        "2,700 + 1,411 + 1,532 + 2,832 + 2,023 + 2,348 + 3,600 + 5,594"
    )


def test_the_examples_of_a_greeting_are_answered(assistant: Assistant) -> None:
    hello = assistant.ask(Request(question="Hello!"))

    examples = [e.split("”")[0] for e in hello.sentences[1].text.split("“")[1:]]
    answers = [assistant.ask(Request(question=question)) for question in examples]
    assert len(examples) == 3
    assert [answer.status for answer in answers] == ["answered"] * 3
