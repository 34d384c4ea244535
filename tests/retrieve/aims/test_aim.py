"""What is no question about one figure, and what only looks as if it were none."""

import pytest

from assistant.retrieve.aims.aim import read_aim
from assistant.retrieve.aims.language import is_english
from assistant.retrieve.aims.naming import named_surveys
from assistant.survey import Survey


@pytest.mark.parametrize(
    "question",
    [
        "What share of people say hi to their neighbours?",
        "How many nurses said thanks to a patient last week?",
        "What share of adults need help with housework?",
        "Which age group has the highest share of smokers?",
        "What can teachers do about bullying, according to parents?",
        "How many people who took part in a strike were paid?",
        "Why do nurses leave the profession?",
        "Which survey did most nurses trust?",
        "What do nurses say about night shifts?",
        "Where do refugees come from?",
        "What is the source of most people's news?",
        "How many people are in a union?",
        "List the reasons that nurses gave for leaving.",
    ],
)
def test_a_question_about_figures_is_left_alone(question: str) -> None:
    assert read_aim(question) is None


@pytest.mark.parametrize(
    ("question", "about", "against"),
    [
        ("Could you summarise the nurses survey for me, please?", "the nurses survey", ""),
        ("tell me everything you know about nurses in Kent", "nurses in Kent", ""),
        ("Compare the 2018 poll with the 2021 poll.", "the 2018 poll", "the 2021 poll"),
        ("What's the lowest percentage in the nurses survey?", "the nurses survey", ""),
    ],
)
def test_what_is_asked_about_is_in_the_askers_words(
    question: str, about: str, against: str
) -> None:
    aim = read_aim(question)

    assert aim is not None
    assert (aim.about, aim.against) == (about, against)


@pytest.mark.parametrize(
    "question",
    [
        "What share of people in São Paulo, Köln and Málaga agree?",
        "Do die-hard fans of Le Monde read it in a café?",
        "region w/ lowest abstention?",
        "abortion",
        "Is Angela Merkel trusted in Spain?",
    ],
)
def test_names_from_elsewhere_do_not_make_a_question_foreign(question: str) -> None:
    assert is_english(question)


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel mensen hebben meegedaan?",
        "Hur många deltog i undersökningen?",
        "Ile osób wzięło udział w badaniu?",
        "Ankete ne kadar insan girdi, neden?",
        "何人が参加しましたか",
        "Que porcentagem das pessoas concorda?",
    ],
)
def test_other_languages_are_told_from_english(question: str) -> None:
    assert not is_english(question)


NURSES = Survey(id="n18", title="Royal Nurses Survey 2018", countries=("United Kingdom",))
TEACHERS = Survey(id="t21", title="Teachers in Kenya", field_dates="May 2021", countries=("Kenya",))


@pytest.mark.parametrize(
    ("phrase", "ids"),
    [
        ("the nurses survey", ["n18"]),
        ("the Kenyan poll", ["t21"]),
        ("the 2021 survey", ["t21"]),
        ("the RNS", ["n18"]),
        ("the nurses survey of 2021", []),
        ("teachers' views of nurses", []),
        ("the survey", []),
    ],
)
def test_a_survey_is_named_by_its_own_words_alone(phrase: str, ids: list[str]) -> None:
    assert [s.id for s in named_surveys(phrase, [NURSES, TEACHERS])] == ids
