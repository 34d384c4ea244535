"""What a language model may have looked up, and what of it answers the question."""

import pytest

from assistant.answer.draft import DraftSentence
from assistant.answer.material import Material
from assistant.publishing.desk import SearchDesk
from assistant.verify.check import Check, Claim
from tests.answer.examples import material
from tests.answer.models.plain import HARM, LEAVE, WORLDWIDE


def desk(question: str, *, likeness: float = 0.9) -> SearchDesk:
    def look_up(words: str) -> Material:
        return material(words)

    return SearchDesk(
        material(question),
        look_up=look_up,
        compute=lambda survey, asked, where: (),
        check=lambda text: Check(
            id="", claims=(Claim(text=text, verdict="contradicted", why="it is 86%"),)
        ),
        likeness=lambda one, other: likeness,
    )


def test_a_search_brings_sentences_that_could_be_shown() -> None:
    found = desk("Do nurses sleep?").search("U.S. nurses who say night shifts harm their sleep")

    assert "86% of U.S. nurses said night shifts harm their sleep (base: 150)." in [
        sentence.text for sentence in found
    ]
    assert all(sentence.slots for sentence in found)


def test_a_figure_on_too_few_people_is_not_brought() -> None:
    found = desk("Do nurses sleep?").search("Dutch nurses who say night shifts harm their sleep")

    assert not any(slot.text == "55%" for sentence in found for slot in sentence.slots)


def test_a_check_says_what_is_wrong() -> None:
    assert desk("Do nurses sleep?").check("92% say so.") == "contradicted (it is 86%)"


@pytest.mark.parametrize(
    ("question", "sentence", "answers"),
    [
        ("Are U.S. nurses hurt by night shifts?", HARM, True),
        ("Are U.S. nurses hurt by night shifts?", WORLDWIDE, False),
        ("Are nurses hurt by night shifts?", WORLDWIDE, True),
        ("Are Dutch nurses planning to quit?", LEAVE, False),
        ("Are young U.S. nurses planning to quit?", LEAVE, False),
        ("Were U.S. nurses planning to quit in 2012?", LEAVE, False),
        ("Is anybody planning to leave?", LEAVE, True),
    ],
)
def test_only_figures_on_the_people_and_the_time_asked_about_answer(
    question: str, sentence: DraftSentence, answers: bool
) -> None:
    assert desk(question).is_about(sentence) is answers


def test_a_figure_on_another_matter_does_not_answer() -> None:
    assert not desk("Do night shifts harm U.S. nurses' sleep?", likeness=0.1).is_about(HARM)
    assert not desk("Do U.S. nurses own a boat?").is_about(HARM)
