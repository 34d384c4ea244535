"""questions.yaml: every key may be left out, and each wrong one is one clear line."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from assistant.corpus.responses.declared import DeclaredQuestion
from assistant.corpus.responses.questionnaire import AskedOf, Design, Net
from assistant.corpus.responses.written import (
    QUESTION_READERS,
    READERS,
    parse_questions,
    read_questions,
)
from assistant.errors import BadQuestionnaire, UnreadableFile

ROOT = Path(__file__).parents[3]
SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "docs" / "schemas" / "questions.schema.json").read_text(encoding="utf-8")
)
EXAMPLES = [
    *sorted((ROOT / "corpus").glob("*/questions.yaml")),
    ROOT / "tests" / "statistics" / "masculinity" / "questions.yaml",
]

WHOLE = """
encoding: latin-1
weight: wt
strata: region
psu: village
replicate weights: [rep1, rep2]
replicate-method: BRR
fpc: share
missing: [NA, ""]
banner: [age3]
questions:
  - id: q1
    text: Do you agree?
    label: Agreement
    options: {1: Yes, 2: No, 8: DK}
    nets: {Answered (net): [Yes, No]}
    base: {label: employed adults, where: "job != 'NA'"}
    missing: "9"
    don't know: DK
    people: {Yes: those who agree}
  - {id: q2, type: multiple, columns: "q2_*", not_selected: [Not selected, "0"]}
  - {id: q3, separator: "; "}
  - {id: hours, type: numeric, unit: hours}
"""


def test_every_key_is_read_as_it_is_written() -> None:
    declared = parse_questions(WHOLE)

    assert (declared.encoding, declared.missing, declared.banner) == (
        "latin-1",
        ("NA", ""),
        ("age3",),
    )
    assert declared.design == Design(
        weight="wt",
        strata="region",
        psu="village",
        replicate_weights=("rep1", "rep2"),
        replicate_method="brr",
        fpc="share",
    )
    assert declared.questions == (
        DeclaredQuestion(
            id="q1",
            text="Do you agree?",
            label="Agreement",
            options=(("1", "Yes"), ("2", "No"), ("8", "DK")),  # and not "true" and "false"
            options_are_labelled=True,
            nets=(Net(label="Answered (net)", options=("Yes", "No")),),
            base=AskedOf(label="employed adults", where="job != 'NA'"),
            missing=("9",),
            dont_know=("DK",),
            people=(("Yes", "those who agree"),),
        ),
        DeclaredQuestion(
            id="q2", type="multiple", columns=("q2_*",), not_selected=("Not selected", "0")
        ),
        DeclaredQuestion(id="q3", separator="; "),
        DeclaredQuestion(id="hours", type="numeric", unit="hours"),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet", "~", "null"])
def test_an_empty_file_declares_nothing(text: str) -> None:
    assert parse_questions(text).questions == ()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("wieght: w", "questions.yaml: unknown key 'wieght'; did you mean 'weight'?"),
        ("weight: [a]", "questions.yaml: weight: needs text"),
        ("weight: a\nweights: b", "'weights' says 'weight' a second time"),
        ("weight: a\nweight: b", "line 1: the key 'weight' is written twice"),
        ("replicate_weights: [a, b]", "replicate_weights need a replicate_method: brr"),
        ("replicate_method: guess", "needs one of brr, jackknife, bootstrap, sdr, got 'guess'"),
        ("banner: [a, a]", "banner: names 'a' twice"),
        ("questions: {id: a}", "questions: needs a list of questions"),
        ("questions: [q1]", "question number 1 needs an id, got 'q1'"),
        ("questions: [{text: Why}]", "question number 1 has no id; name its column"),
        ("questions: [{id: a}, {id: a}]", "question 'a' stands twice"),
        ("questions: [{id: a, txt: b}]", "question 'a': unknown key 'txt'; did you mean 'text'?"),
        ("questions: [{id: a, type: multi}]", "question 'a': type: needs one of single, multiple"),
        ("questions: [{id: a, options: [x, x]}]", "question 'a': options: names 'x' twice"),
        ("questions: [{id: a, options: {1: ''}}]", "question 'a': options: '1' has no label"),
        ("questions: [{id: a, options: [[x]]}]", "options, number 1: needs text"),
        ("questions: [{id: a, nets: [x]}]", "question 'a': nets: needs lines such as"),
        ("questions: [{id: a, nets: {n: []}}]", "nets: 'n' is a net of nothing"),
        ("questions: [{id: a, base: {who: x}}]", "question 'a': base: unknown key 'who'"),
        ("questions: [{id: a, columns: x, separator: y}]", "has columns and a separator"),
        ("questions: [{id: a, type: open, columns: x}]", "only a multiple one has a set's columns"),
        ("questions: [{id: a, people: women}]", "people: needs lines such as 'Female: women'"),
        ("- a list", "needs lines such as"),
        ("questions: " + "[" * 5000, "brackets"),
        ("weight: [unclosed", "line 1"),
    ],
)
def test_a_wrong_key_or_value_is_one_line_that_says_what_to_do(written: str, message: str) -> None:
    with pytest.raises(BadQuestionnaire) as problem:
        parse_questions(written)

    assert message in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_file_that_is_no_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "questions.yaml"
    path.write_bytes("weight: vægt".encode("latin-1"))

    with pytest.raises(UnreadableFile, match="not UTF-8 text; save it as UTF-8"):
        read_questions(path)


def test_the_published_schema_has_the_keys_that_are_read() -> None:
    assert list(SCHEMA["properties"]) == list(READERS)
    assert list(SCHEMA["$defs"]["question"]["properties"]) == list(QUESTION_READERS)


def test_the_published_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_examples_are_read_and_satisfy_the_published_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert parse_questions(text).questions
    jsonschema.validate(yaml.load(text, Loader=yaml.BaseLoader), SCHEMA)  # noqa: S506 - text only


@pytest.mark.parametrize(
    "text",
    [
        "wieght: w",
        "questions: [{text: Why}]",
        "questions: [{id: a, type: multi}]",
        "questions: [{id: a, options: [x, x]}]",
        "questions: [{id: a, columns: x, separator: y}]",
        "replicate_method: guess",
    ],
)
def test_the_published_schema_refuses_what_the_reader_refuses(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(text), SCHEMA)
