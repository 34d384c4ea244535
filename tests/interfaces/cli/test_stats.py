"""`assistant stats`, over a survey whose answers were counted by hand."""

import json
from pathlib import Path

import pytest

from tests.interfaces.cli.conftest import Ran, Run

# age group, answer, people
CELLS = [
    ("Young", "Yes", 30),
    ("Young", "No", 10),
    ("Middle", "Yes", 20),
    ("Middle", "No", 30),
    ("Old", "Yes", 5),
    ("Old", "No", 5),
]
QUESTIONS = """
banner: [age]
questions:
  - id: age
    text: How old are you?
    options: [Young, Middle, Old]
  - id: q1
    text: Do you trust the county?
    options: ["Yes", "No"]
  - id: q2
    text: Do you trust the state?
    options: ["Yes", "No"]
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "county"
    folder.mkdir(parents=True)
    rows = [f"{age},{answer},{answer}" for age, answer, many in CELLS for _ in range(many)]
    (folder / "responses.csv").write_text("\n".join(["age,q1,q2", *rows]), encoding="utf-8")
    (folder / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    prose = folder.parent / "prose"
    prose.mkdir()
    (prose / "article.txt").write_text("In 2024, 40% of adults agreed.", encoding="utf-8")
    return folder.parent


def stats(run: Run, corpus: Path, *arguments: str) -> Ran:
    index = corpus.parent / "index"
    return run("stats", *arguments, "--corpus", str(corpus), "--index", str(index))


def test_shares_are_of_everybody_who_answered(run: Run, corpus: Path) -> None:
    ran = stats(run, corpus, "county", "q1", "--json")

    made = json.loads(ran.out)
    assert ran.code == 0
    # 55 of 100
    assert [(row["option"], row["percent"], row["base"]) for row in made["rows"]] == [
        ("Yes", pytest.approx(55), 100),
        ("No", pytest.approx(45), 100),
    ]


def test_beside_a_small_group_a_second_one_is_held_back(run: Run, corpus: Path) -> None:
    ran = stats(run, corpus, "county", "q1", "--by", "age", "--json")

    rows = [row for row in json.loads(ran.out)["rows"] if row["option"] == "Yes"]
    assert [(row["by"]["age"], row["percent"], row["suppressed"]) for row in rows] == [
        ("Young", None, True),
        ("Middle", pytest.approx(40), False),
        ("Old", None, True),
    ]


def test_a_question_may_be_called_by_its_wording(run: Run, corpus: Path) -> None:
    ran = stats(run, corpus, "county", "do you trust the county", "--where", "age = 'middle'")

    assert ran.code == 0
    assert "Among: age = 'middle'" in ran.out
    assert "40.0%" in ran.out


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["town", "q1"], "no survey 'town'; with respondents' answers: county"),
        (["prose", "q1"], "prose: nothing can be computed without respondents' answers"),
        (
            ["county", "do you trust"],
            "may mean q1 (Do you trust the county?), q2 (",
        ),
        (["county", "q9"], "no question 'q9'; near it: q1"),
        (["county", "q1", "--by", "sex"], "no question 'sex'"),
        (["county", "q1", "--where", "age == Old"], "put the value in quotes: 'Old'"),
        (["county", "q1", "--where", "age == 'Old'"], "the filter is refused"),
        (["county", "q1", "--where", "age != 'Old'"], "the filter is refused"),
        (["county", "q1", "--statistic", "mean"], "has no mean"),
    ],
)
def test_what_cannot_be_computed_is_one_line(
    run: Run, corpus: Path, arguments: list[str], line: str
) -> None:
    ran = stats(run, corpus, *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert line in ran.err
    assert ran.err.count("\n") == 1


def test_answers_are_prepared_elsewhere_where_nothing_can_be_written(
    run: Run, corpus: Path
) -> None:
    taken = corpus.parent / "index"
    taken.write_text("no folder", encoding="utf-8")

    ran = stats(run, corpus, "county", "q1", "--json")

    assert ran.code == 0
    assert json.loads(ran.out)["rows"][0]["percent"] == pytest.approx(55)
