"""Refusals in plain words."""

from assistant.answer.material import Material
from assistant.answer.refusing import refuse_responses
from assistant.retrieve.query import parse_question
from assistant.retrieve.responses.plan import Unsure

ASKED = Material(query=parse_question("Do people approve?"), candidates=())


def test_what_an_ambiguous_question_could_mean_can_be_chosen_from() -> None:
    outcome = Unsure(reason="ambiguous", survey="gss", candidates=("Do you vote?", "Do you drive?"))

    refusal = refuse_responses(ASKED, outcome)

    assert refusal.choices == ("Do you vote?", "Do you drive?")
    assert "“Do you vote?”, “Do you drive?”" in refusal.text


def test_what_a_survey_can_tell_apart_is_no_choice_of_what_was_meant() -> None:
    outcome = Unsure(reason="no_such_population", survey="gss", candidates=("Age", "Sex"))

    assert refuse_responses(ASKED, outcome).choices == ()
