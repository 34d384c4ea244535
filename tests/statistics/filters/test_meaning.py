"""Whom a filter means, counted on the embedded engine."""

from pathlib import Path

import pytest

from assistant.corpus.responses.questionnaire import Option, Question, Questionnaire
from assistant.statistics.answers import Answers
from assistant.statistics.engines import collect
from assistant.statistics.filters import as_ibis, parse_where
from tests.statistics.filters.people import Person, answers_of, single

NOT = "Not selected"
COLUMNS = ("who", "race", "age", "tv", "radio", "read")
ROWS: list[tuple[str | float | None, ...]] = [
    ("a", "White", 29.0, "TV", NOT, "Times;Sun, daily"),
    ("b", "Black", 30.0, "TV", "Radio", "Sun"),
    ("c", "NA", 99.0, None, None, None),
    ("d", "Klingon", None, NOT, NOT, "Times"),
]
PEOPLE: list[Person] = [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]
QUESTIONNAIRE = Questionnaire(
    questions=(
        single("who", "a", "b", "c", "d"),
        single("race", "White", "Black"),
        Question(id="age", type="numeric", missing=("99",)),
        Question(
            id="media",
            type="multiple",
            options=(
                Option(value="TV", label="TV", column="tv"),
                Option(value="Radio", label="Radio", column="radio"),
            ),
            not_selected=("Not selected",),
        ),
        Question(
            id="read",
            type="multiple",
            separator=";",
            options=(Option(value="Times", label="Times"), Option(value="Sun", label="Sun")),
        ),
    )
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    folder: Path = tmp_path_factory.mktemp("meaning")
    return answers_of(PEOPLE, folder, QUESTIONNAIRE)


@pytest.mark.parametrize(
    ("where", "meant"),
    [
        ("", "abcd"),
        ("race == 'White'", "a"),
        ("race != 'White'", "bd"),  # an answer that is not listed is another answer
        ("not race == 'White'", "bd"),  # and none is none, under `not` too
        ("race != 'NA'", "abd"),
        ("not race != 'NA'", ""),
        ("not (race == 'White' or age == 30)", ""),  # d has no age
        ("not (race == 'White' and age == 30)", "abd"),  # it is enough that one is not so
        ("age < 30", "a"),
        ("age != 30", "a"),
        ("age not in [29, 30]", ""),
        ("age != 99", "ab"),  # 99 is missing, so: gave an age
        ("18 <= age <= 30", "ab"),
        ("media == 'TV'", "ab"),
        ("media != 'TV'", "d"),
        ("media in ['TV', 'Radio']", "ab"),
        ("media not in ['TV', 'Radio']", "d"),
        ("media == 'TV' and not media == 'Radio'", "a"),
        ("radio == 'Not selected'", "ad"),
        ("radio != 'Not selected'", "b"),
        ("read == 'Sun'", "b"),  # not the paper 'Sun, daily'
        ("read == 'Times'", "ad"),
    ],
)
def test_a_filter_means_these_people(answers: Answers, where: str, meant: str) -> None:
    filter = as_ibis(parse_where(where, QUESTIONNAIRE), answers)

    rows = collect(answers.table.filter(filter).select("who").order_by("who"))

    assert "".join(rows["who"].to_pylist()) == meant
