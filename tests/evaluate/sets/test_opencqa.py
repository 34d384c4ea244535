"""OpenCQA's rows become open questions, and their passages surveys of one article."""

import json
from pathlib import Path

import pytest

from assistant.errors import BadInput, BadQuestionSet
from assistant.evaluate.sets.opencqa import read_opencqa, write_corpus

PASSAGES = Path(__file__).parents[4] / "shared/corpora/pew/passages.json"
ROWS = [
    {
        "id": "12",
        "title": "Twitter",
        "passage": "Some 22% of men and half of women do, most of them daily.",
        "question": "How do men and women differ?",
        "answer": "Some 22% of men and half of women do; 22% is little.",
    },
    {"id": "15", "title": "", "passage": "It rose.", "question": "What happened?", "answer": "Up."},
    {
        "id": "20",
        "title": "Twitter",
        "passage": "Some 22% of men and half of women do, most of them daily.",
        "question": "And men?",
        "answer": "Some 22% of men.",
    },
]


def written(folder: Path, content: object) -> Path:
    path = folder / "passages.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_one_of_the_percentages_of_the_given_answer_is_enough(tmp_path: Path) -> None:
    first, second, third = read_opencqa(written(tmp_path, ROWS)).cases

    assert [(one.value, one.unit) for one in first.figures[0].any_of] == [
        (22, "percent"),
        (50, "percent"),
    ]
    assert len(first.figures) == 1
    assert second.figures == ()
    assert [one.value for one in third.figures[0].any_of] == [22]
    assert [case.tags for case in (first, second)] == [("open", "percentages"), ("open", "words")]


def test_the_survey_of_the_first_row_with_the_passage_must_be_cited(tmp_path: Path) -> None:
    questions = read_opencqa(written(tmp_path, ROWS))

    assert [case.must_cite for case in questions.cases] == [("p12",), ("p15",), ("p12",)]


def test_each_distinct_passage_is_written_as_a_survey(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "corpus"

    assert write_corpus(written(tmp_path, ROWS), folder) == 2
    assert (folder / "p12" / "article.txt").read_text(encoding="utf-8") == ROWS[0]["passage"]
    assert sorted(p.name for p in folder.rglob("*")) == [
        "article.txt",
        "article.txt",
        "p12",
        "p15",
    ]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")

    with pytest.raises(BadInput, match=r"taken.p12: cannot be written \(not a directory\)"):
        write_corpus(written(tmp_path, ROWS), tmp_path / "taken")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"a": 1}, "not OpenCQA's passages; write a list of rows"),
        ([], "not OpenCQA's passages; write a list of rows"),
        ([ROWS[0], {"id": "2"}], "row 2: 'passage' is missing"),
        ([{**ROWS[0], "id": "../../etc"}], "row 1: 'id' cannot be '../../etc'"),
        ([ROWS[0], ROWS[0]], "row 2: the id '12' is taken (row 1); choose another"),
    ],
)
def test_a_fault_names_the_row(tmp_path: Path, content: object, message: str) -> None:
    with pytest.raises(BadQuestionSet) as raised:
        read_opencqa(written(tmp_path, content))

    assert message in str(raised.value)


def test_all_of_the_validation_part_is_read(tmp_path: Path) -> None:
    if not PASSAGES.exists():
        pytest.skip("the passages are beside the checkout and are not there")

    assert len(read_opencqa(PASSAGES).cases) == 1158
    assert write_corpus(PASSAGES, tmp_path) == 1152
