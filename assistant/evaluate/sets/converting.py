"""A question set out of a file of any form: a set, a table, labelled pairs, or OpenCQA."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from assistant.errors import BadQuestionSet
from assistant.evaluate.case import QuestionSet
from assistant.evaluate.sets.csv_table import read_csv_set
from assistant.evaluate.sets.opencqa import read_opencqa
from assistant.evaluate.sets.pairs import read_pairs
from assistant.evaluate.sets.reading import data_of, decoded, read_set

Form: TypeAlias = Literal["questions", "csv", "pairs", "opencqa"]

FORMS: tuple[Form, ...] = get_args(Form)
BY_ENDING: dict[str, Form] = {".csv": "csv", ".tsv": "csv"}
YAML = (".yaml", ".yml", ".json", "")
_BEFORE_CONTENT = re.compile(r"(?:\s|#[^\n]*+(?:\n|$)|---[ \t]*+(?:\n|$)|%[^\n]*+(?:\n|$))*+")
_READERS: dict[Form, Callable[[Path], QuestionSet]] = {
    "questions": lambda path: read_set(path).questions,
    "csv": read_csv_set,
    "pairs": read_pairs,
    "opencqa": read_opencqa,
}


def read_any(path: Path, form: str | None = None) -> QuestionSet:
    """The question set in a file; without a form, its name and its first character tell it.

    Raises:
        BadQuestionSet: It cannot be read, or its form cannot be told or is none of `FORMS`.
    """
    told = form or form_of(path)
    if told not in FORMS:
        raise BadQuestionSet(f"{told!r} is not a form; write one of {', '.join(FORMS)}")
    return _READERS[told](path)


def form_of(path: Path) -> Form:
    """What a file is: a table by its ending, JSON rows, a list of pairs, or a set's keys.

    Raises:
        BadQuestionSet: It cannot be opened, or its name has another ending.
    """
    ending = path.suffix.lower()
    if ending in BY_ENDING:
        return BY_ENDING[ending]
    if ending not in YAML:
        problem = "ends in none of .yaml, .csv and .json; say what it is with --from"
        raise BadQuestionSet(f"{path}: {problem} {' or '.join(FORMS)}")
    text = decoded(data_of(path), path)
    match = _BEFORE_CONTENT.match(text)
    begins = text[match.end() :][:2] if match else ""
    if begins[:1] == "[":
        return "opencqa" if ending == ".json" else "pairs"
    return "pairs" if begins in ("- ", "-\n", "-\r") else "questions"
