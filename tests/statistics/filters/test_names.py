"""What names and values of a filter mean in a questionnaire."""

import pytest

from assistant.corpus.responses.questionnaire import Net, Option, Question, Questionnaire
from assistant.errors import BadFilter
from assistant.statistics.filters import parse_where, render_where

QUESTIONNAIRE = Questionnaire(
    questions=(
        Question(
            id="Sex",
            options=(Option(value="1", label="Male"), Option(value="2", label="Female")),
            missing=("NA", "9"),
        ),
        Question(
            id="trust",
            type="scale",
            options=(
                Option(value="1", label="A lot"),
                Option(value="2", label="Some"),
                Option(value="3", label="Not at all"),
                Option(value="8", label="Don\u2019t know"),
            ),
            nets=(Net(label="Any (net)", options=("A lot", "Some")),),
            dont_know=("Don\u2019t know",),
        ),
        Question(id="age", type="numeric"),
        Question(id="why", type="open"),
        Question(
            id="q4",
            type="multiple",
            options=(
                Option(value="Friends", label="Friends", column="q4_1"),
                Option(value="Pop culture", label="Pop culture", column="q4_2"),
            ),
            not_selected=("Not selected",),
        ),
    )
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sex == 'FEMALE'", "Sex == 'Female'"),
        ("sex == 2", "Sex == 'Female'"),
        ("sex in [2, 'male', 'Female']", "Sex in ['Male', 'Female']"),
        ("sex in ['Female']", "Sex == 'Female'"),
        ("sex != 'NA'", "Sex != 'NA'"),
        ('trust == "don\'t  know"', "trust == 'Don\u2019t know'"),
        ("trust == 'any (NET)'", "trust in ['A lot', 'Some']"),
        ("trust != 'Any (net)'", "trust not in ['A lot', 'Some']"),
        ("trust <= 'Some'", "trust <= 2"),
        ("age >= '30'", "age >= 30"),
        ("age == 30.50", "age == 30.5"),
        ("Q4 == 'friends'", "q4 == 'Friends'"),
        ("Q4_2 != 'not selected'", "q4_2 != 'Not selected'"),
        ("", ""),
    ],
)
def test_a_filter_is_written_in_the_questionnaires_own_words(written: str, meant: str) -> None:
    filter = parse_where(written, QUESTIONNAIRE)

    assert render_where(filter) == meant
    assert parse_where(meant, QUESTIONNAIRE) == filter


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("sax == 'Male'", "no question 'sax'; near it: 'Sex'"),
        ("sex == 'Femal'", "Sex: no answer 'Femal'; near it: 'Female', 'Male'"),
        ("sex == 'Other'", "Sex: no answer 'Other'; there are: 'Male', 'Female'"),
        ("sex == 'NA'", "Sex: 'NA' is no answer; != 'NA' means that there is one"),
        ("sex < 2", "Sex: only numbers and scales have an order; name its answers"),
        ("age < 'old'", "age: needs a number, not 'old'"),
        ("age < 'inf'", "age: needs a number, not 'inf'"),
        ("why == 'x'", "why: a question without answer options cannot be filtered by"),
        (
            "q4_1 == 'Pop culture'",
            "q4_1: no answer 'Pop culture'; there are: 'Friends', 'Not selected'",
        ),
    ],
)
def test_what_is_not_in_the_questionnaire_is_named_with_the_nearest(text: str, why: str) -> None:
    with pytest.raises(BadFilter) as refused:
        parse_where(text, QUESTIONNAIRE)

    assert str(refused.value) == why
