import pytest

from assistant.retrieve.turns import is_unsure, resolve, standalone

FIRST = "What share of U.S. nurses sleep badly?"
TRUST = "What share of women in Spain trust the police?"


@pytest.mark.parametrize(
    ("turn", "whole"),
    [
        ("And globally?", "What share of nurses sleep badly, globally?"),
        ("And in Germany?", "What share of nurses sleep badly, in Germany?"),
        ("What about doctors?", "What share of U.S. doctors sleep badly?"),
        ("How about in 2015?", "What share of U.S. nurses sleep badly, in 2015?"),
        ("And how many work nights?", "how many work nights, among U.S. nurses?"),
        ("How many of them were surveyed?", "How many U.S. nurses were surveyed?"),
    ],
)
def test_a_turn_takes_over_what_it_leaves_out(turn: str, whole: str) -> None:
    assert standalone(turn, [FIRST]) == whole


@pytest.mark.parametrize(
    ("turn", "whole"),
    [
        ("just the men", "What share of men in Spain trust the police?"),
        (
            "only those under 30",
            "What share of women in Spain trust the police, among those under 30?",
        ),
        (
            "and among those with a degree?",
            "What share of women in Spain trust the police, among those with a degree?",
        ),
        (
            "and those with children at school?",
            "What share of women in Spain trust the police, among those with children at school?",
        ),
        ("and women who drive?", "What share of women who drive in Spain trust the police?"),
        ("Do men?", "What share of men in Spain trust the police?"),
        ("and the army?", "What share of women in Spain trust the army?"),
        ("do they fear it?", "do women in Spain fear the police?"),
        ("no, I meant men", "What share of men in Spain trust the police?"),
        ("sorry, the courts, not the police", "What share of women in Spain trust the courts?"),
        ("not women, men", "What share of men in Spain trust the police?"),
        ("I meant blame", "What share of women in Spain blame the police?"),
        ("how many is that?", "How many women in Spain trust the police?"),
        ("why?", "Why is it that women in Spain trust the police?"),
        ("What's the base?", "How many women in Spain were surveyed?"),
        ("and by age?", "What share of women in Spain trust the police, by age?"),
        (
            "How has that changed since 2012?",
            "How has it changed since 2012: What share of women in Spain trust the police?",
        ),
        (
            "of those, how many own a car?",
            "how many own a car, among women in Spain who trust the police?",
        ),
        (
            "compare that with men",
            "What is the difference between women in Spain and men in Spain: "
            "What share of men in Spain trust the police?",
        ),
    ],
)
def test_a_turn_changes_only_what_it_names(turn: str, whole: str) -> None:
    assert standalone(turn, [TRUST]) == whole


@pytest.mark.parametrize(
    "question",
    [
        "What share of renters in France want to move house this year?",
        "Is coffee healthy?",
        "How many students believe that it will help them?",
    ],
)
def test_a_whole_question_takes_nothing_over(question: str) -> None:
    assert standalone(question, [FIRST]) == question


@pytest.mark.parametrize(
    ("turn", "whole"),
    [
        ("Who paid for the survey?", "Who paid for the survey, on “sleep badly”?"),
        ("And who carried it out?", "Who carried out the survey, on “sleep badly”?"),
        ("How many people were asked?", "How many people were surveyed, on “sleep badly”?"),
        ("Who paid for the survey on coffee?", "Who paid for the survey on coffee?"),
    ],
)
def test_a_question_on_the_survey_takes_over_which_survey_and_no_people(
    turn: str, whole: str
) -> None:
    assert standalone(turn, [FIRST]) == whole


def test_a_year_is_put_in_place_of_the_year_before() -> None:
    turns = ["In 2018, what share of women smoked?"]

    assert standalone("and in 2012?", turns) == "What share of women smoked, in 2012?"


def test_turns_build_on_each_other() -> None:
    turns = [FIRST, "And globally?"]

    assert standalone("What about doctors?", turns) == (
        "What share of doctors sleep badly, globally?"
    )


def test_two_turns_are_compared_by_a_third() -> None:
    asked = standalone("What is the difference?", [FIRST, "And globally?"])

    assert asked.startswith("What is the difference between U.S. nurses and ")


def test_people_named_after_a_comparison_take_the_place_of_both() -> None:
    turns = ["Do nurses smoke?", "And doctors?", "Which is higher?"]

    assert standalone("And teachers?", turns) == "Do teachers smoke?"


def test_a_turn_goes_back_to_an_earlier_question() -> None:
    turns = ["Do nurses smoke?", "How many pilots drink coffee?", "Who paid for the survey?"]

    assert (
        standalone("As for the first question, what about doctors?", turns) == "Do doctors smoke?"
    )
    assert standalone("Back to smoking", turns) == "Do nurses smoke?"
    assert standalone("and teachers?", turns) == "How many teachers drink coffee?"


def test_thanks_ask_nothing_and_are_built_on_by_nothing() -> None:
    thanks = resolve(["Do nurses smoke?", "Great, thanks!", "And doctors?"])

    assert [asked.text for asked in thanks] == [
        "Do nurses smoke?",
        "Great, thanks!",
        "Do doctors smoke?",
    ]
    assert thanks[1].whole is None


def test_the_first_question_stands_as_it_is() -> None:
    assert standalone("And globally?", []) == "And globally?"


@pytest.mark.parametrize(
    "turn", ["tell me more", "And the other way round?", "what do they say?", "So what changed?"]
)
def test_a_turn_that_is_left_hanging_is_told_apart(turn: str) -> None:
    assert is_unsure(turn, ["Is coffee healthy?"])


@pytest.mark.parametrize("turn", ["And globally?", "What about doctors?", "Who paid for it?"])
def test_a_turn_that_is_whole_by_the_rules_is_sure(turn: str) -> None:
    assert not is_unsure(turn, [FIRST])


def test_a_first_question_has_nothing_to_miss() -> None:
    assert not is_unsure("And globally?", [])


def test_a_hundred_turns_are_resolved_each_on_the_one_before() -> None:
    turns = [FIRST, *["What about doctors?", "What about nurses?"] * 50]

    asked = resolve(turns)

    assert asked[-2].text == "What share of U.S. doctors sleep badly?"
    assert asked[-1].text == FIRST
