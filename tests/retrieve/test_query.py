import pytest

from assistant.retrieve.query import parse_question


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("What share of nurses sleep badly?", "value"),
        ("How many of the nurses sleep badly?", "count"),
        ("Are nurses or doctors more tired?", "compare"),
        ("What is the gap between men and women in pay satisfaction?", "difference"),
        ("Which country is most worried about prices?", "rank"),
        ("How has trust in banks changed since 2015?", "trend"),
        ("List the findings on renters.", "list"),
        ("Describe what farmers think of the levy.", "describe"),
        ("Is it true that 40% of farmers back the levy?", "premise"),
        ("Why do 40% of farmers back the levy?", "premise"),
        ("40% of farmers back the levy, right?", "premise"),
        ("Who paid for the survey?", "survey"),
    ],
)
def test_a_question_is_known_by_what_it_wants_done(question: str, operation: str) -> None:
    assert parse_question(question).operation == operation


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("How many farmers were surveyed?", "sample_size"),
        ("What was the sample size?", "sample_size"),
        ("Which countries were included in the survey?", "countries"),
        ("Who commissioned the poll?", "sponsor"),
        ("Who conducted the survey?", "fieldwork_by"),
        ("When was the survey carried out?", "field_dates"),
        ("How were the interviews conducted?", "mode"),
        ("How were the results weighted?", "weighting"),
        ("What is the margin of error?", "margin_of_error"),
        ("In which languages were the interviews held?", "languages"),
        ("Was it a random sample?", "sample"),
        ("What was the exact question wording?", "question_wording"),
        ("Who was surveyed?", "populations"),
    ],
)
def test_questions_about_the_survey_itself_have_a_topic(question: str, topic: str) -> None:
    assert parse_question(question).topic == topic


@pytest.mark.parametrize(
    "question",
    [
        "Which countries trust the press most?",
        "When do people expect to retire?",
        "Who pays the bills in most households?",
        "What language do immigrants speak at home?",
    ],
)
def test_a_survey_word_is_needed_for_a_topic(question: str) -> None:
    assert parse_question(question).topic is None


def test_the_people_are_kept_apart_from_the_measure() -> None:
    query = parse_question("What share of Brazilian teachers trust the ministry in 2019?")

    assert sorted(f.value for f in query.population.facets) == ["BR", "teacher"]
    assert query.measure_terms == {"trust", "ministri"}
    assert query.waves == ("2019",)


def test_the_figure_that_a_question_takes_for_granted_is_read() -> None:
    query = parse_question("Is it true that two-thirds of voters (66%) agree?")

    assert [(m.figure.text, m.figure.value) for m in query.figures] == [
        ("two-thirds", 66.6667),
        ("66%", 66.0),
    ]


@pytest.mark.parametrize(
    "question", ["share of indian devs who row", "Share of Indian devs who row"]
)
def test_people_of_a_country_need_no_capital(question: str) -> None:
    (asked,) = parse_question(question).populations

    assert asked.values("place") == {"IN"}
