"""What a file is is told by its name and its first character, and else said."""

import json
from pathlib import Path

import pytest

from assistant.errors import BadQuestionSet
from assistant.evaluate.sets.converting import form_of, read_any

SET = "cases:\n- id: a\n  question: Who?\n  answer: I\n"
PAIRS = "- id: a\n  ask: Who?\n  kind: value\n  figures: [40%]\n"
CSV = "id,question,answer\na,Who?,I\n"
ROWS = json.dumps([{"id": "a", "passage": "40% do.", "question": "Who?", "answer": "40%."}])


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.questions.yaml", SET, "questions"),
        ("a.yml", f"# A comment\n---\n\n{SET}", "questions"),
        ("a.json", '{"cases": [{"id": "a", "question": "Who?", "answer": "I"}]}', "questions"),
        ("a.yaml", PAIRS, "pairs"),
        ("a.yaml", f"\ufeff# A comment\n# - and another\n{PAIRS}", "pairs"),
        ("a.yaml", '[{"id": "a", "ask": "Who?", "kind": "value", "figures": ["40%"]}]', "pairs"),
        ("a.csv", CSV, "csv"),
        ("a.TSV", CSV.replace(",", "\t"), "csv"),
        ("passages.json", ROWS, "opencqa"),
    ],
)
def test_a_file_is_read_as_what_it_is(tmp_path: Path, name: str, text: str, form: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    assert form_of(path) == form
    assert [case.question for case in read_any(path).cases] == ["Who?"]


@pytest.mark.parametrize(
    ("form", "text"), [("questions", SET), ("csv", CSV), ("pairs", PAIRS), ("opencqa", ROWS)]
)
def test_a_form_that_is_said_counts_whatever_the_name(tmp_path: Path, form: str, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")

    assert [case.id for case in read_any(path, form).cases] == ["a"]


@pytest.mark.parametrize(
    ("name", "form", "message"),
    [
        ("a.xlsx", None, "a.xlsx: ends in none of .yaml, .csv and .json; say what it is with"),
        ("a.xlsx", "excel", "'excel' is not a form; write one of questions, csv, pairs, opencqa"),
        ("gone.yaml", None, "gone.yaml: no such file or directory"),
        ("gone.csv", None, "gone.csv: no such file or directory"),
        ("binary.yaml", None, "binary.yaml: not UTF-8 text; save it as UTF-8"),
        ("empty.yaml", None, "empty.yaml: is empty; write 'cases:' and a case below it"),
        ("empty.json", "opencqa", "empty.json, line 1: not JSON; write a list of rows"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(
    tmp_path: Path, name: str, form: str | None, message: str
) -> None:
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    for empty in ("empty.yaml", "empty.json", "a.xlsx"):
        (tmp_path / empty).write_bytes(b"")

    with pytest.raises(BadQuestionSet) as raised:
        read_any(tmp_path / name, form)

    assert message in str(raised.value)
    assert "\n" not in str(raised.value)
