"""What questions ask of how a survey was made."""

import pytest

from assistant.methodology.asked import topics_of


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("How many people did they ask?", ("sample_size",)),
        ("Who paid for it and when was it done?", ("sponsor", "field_dates")),
        ("Who was asked, how and in what language?", ("populations", "mode", "languages")),
        ("Who commissioned and ran the poll?", ("sponsor", "fieldwork_by")),
        ("Back in 1978, in what languages were people interviewed?", ("languages",)),
        ("Was it a random sample or did people click their way in to the survey?", ("sample",)),
        ("How many nurses took part, and when?", ("sample_size", "field_dates")),
    ],
)
def test_everything_that_is_asked_of_a_survey_is_read(
    question: str, topics: tuple[str, ...]
) -> None:
    assert topics_of(question) == topics


@pytest.mark.parametrize(
    "question",
    [
        "What share of Londoners took part in protests?",
        "How many nurses smoke and how many drink?",
        "Who pays for child care and when is it open?",
        "How do people pay online?",
        "How many people answered yes?",
        "How many people were asked and what did they say?",
        "What languages do respondents speak at home?",
        "Who did people vote for?",
        "When?",
    ],
)
def test_a_question_on_anything_else_is_none_on_the_survey(question: str) -> None:
    assert topics_of(question) == ()
