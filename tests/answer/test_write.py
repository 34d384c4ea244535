from assistant.answer.answer import Refusal
from assistant.answer.draft import Draft
from assistant.answer.write import write_answer
from assistant.survey import Survey, SurveyPopulation
from tests.answer.examples import US, material


def texts(question: str, **more: object) -> list[str]:
    draft = write_answer(material(question, **more))  # type: ignore[arg-type]
    assert isinstance(draft, Draft), draft
    return [sentence.text for sentence in draft.sentences]


def refused(question: str, **more: object) -> Refusal:
    refusal = write_answer(material(question, **more))  # type: ignore[arg-type]
    assert isinstance(refusal, Refusal), refusal
    return refusal


def test_one_figure_is_answered_with_its_people_and_base() -> None:
    assert texts("What share of U.S. nurses say night shifts harm their sleep?") == [
        "86% of U.S. nurses said night shifts harm their sleep (base: 150)."
    ]


def test_a_count_is_worked_out_from_share_and_base() -> None:
    # 86 * 150 / 100 = 129
    assert texts("How many U.S. nurses say night shifts harm their sleep?") == [
        "86% of U.S. nurses said night shifts harm their sleep (base: 150).",
        "That is about 129 of the 150 asked.",
    ]


def test_a_comparison_says_how_far_apart_and_which_is_higher() -> None:
    question = (
        "What is the difference between U.S. nurses and nurses worldwide on night shifts "
        "that harm sleep?"
    )

    # 92 - 86 = 6
    assert texts(question)[-1] == (
        "The difference is 6 points: the share is higher among nurses worldwide than among "
        "U.S. nurses."
    )


def test_a_false_premise_is_corrected_and_its_figure_given_its_owner() -> None:
    answer = texts("Is it true that 92% of U.S. nurses say night shifts harm their sleep?")

    assert answer[0].startswith("No: 86% of U.S. nurses said")
    assert answer[1] == "92% of nurses worldwide said night shifts harm their sleep."


def test_a_true_premise_is_borne_out() -> None:
    answer = texts("Is it true that 86% of U.S. nurses say night shifts harm their sleep?")

    assert len(answer) == 1
    assert answer[0].startswith("Yes: 86% of U.S. nurses said")


def test_a_base_below_the_minimum_is_never_quoted() -> None:
    refusal = refused("What share of Dutch nurses say night shifts harm their sleep?")

    assert refusal.reason == "base_too_small"
    assert "55%" not in refusal.text


def test_right_numbers_about_other_people_are_not_shown() -> None:
    refusal = refused("What share of Brazilian nurses say night shifts harm their sleep?")

    assert refusal.reason == "no_such_population"
    assert "Brazilian nurses" in refusal.text
    assert US.id in refusal.nearest


def test_what_is_nothing_like_the_corpus_is_out_of_scope() -> None:
    refusal = refused("What is the capital of France?", similarity=0.05)

    assert (refusal.reason, refusal.nearest) == ("out_of_scope", ())


def test_sentences_about_others_are_left_out_of_a_description() -> None:
    answer = " ".join(texts("Describe the sleep of U.S. nurses on night shifts."))

    assert "86%" in answer
    assert "92%" not in answer
    assert "55%" not in answer


def test_the_survey_is_described_by_its_manifest() -> None:
    survey = Survey(
        id="night",
        sponsor="the Sleep Trust",
        sample_size=1204,
        countries=("Canada", "Kenya", "Peru"),
        populations=(SurveyPopulation(name="Peruvian nurses", n=301),),
    )

    assert texts("Who paid for the survey?", survey=survey) == [
        "The survey was paid for by the Sleep Trust."
    ]
    assert texts("How many people were surveyed?", survey=survey) == ["1,204 people were surveyed."]
    assert texts("How many Peruvian nurses were surveyed?", survey=survey) == [
        "301 Peruvian nurses were surveyed."
    ]
    assert texts("Which countries did the survey cover?", survey=survey) == [
        "The survey covers 3 countries: Canada, Kenya and Peru."
    ]


def test_what_is_not_known_of_the_survey_is_said_to_be_unknown() -> None:
    assert texts("When was the survey conducted?") == [
        "When the survey was conducted is not known: nothing published here says it."
    ]


def test_all_that_is_known_of_some_people_is_listed() -> None:
    answer = texts("List the findings on U.S. nurses.")

    assert len(answer) == 1
    assert "86%" in answer[0]
    assert "40%" in answer[0]
