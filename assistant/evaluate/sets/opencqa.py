"""OpenCQA's passages and open questions (`passages.json`) as a question set and a corpus.

The file is a JSON list of rows with `id`, `title` (of the chart), `passage`, `question` and
`answer` (the sentences that answer it). Each distinct passage is a survey, `p` with the id of the
first row that has it.
"""

import json
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.errors import BadInput, BadQuestionSet
from assistant.evaluate.case import ExpectedFigure, QuestionSet, Text
from assistant.evaluate.sets.pairs import expected_figure
from assistant.evaluate.sets.reading import (
    Path_,
    Place,
    checked,
    data_of,
    decoded,
    first_fault,
)
from assistant.figures import Form, Unit
from assistant.numerals import read_figures

ARTICLE = "article.txt"
LONGEST_ANSWER = 300


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    id: Annotated[str, Field(pattern=r"^\w[\w-]*$", max_length=90)]
    passage: Text
    question: Text
    answer: Text


def read_opencqa(path: Path) -> QuestionSet:
    """The questions of a file. A right answer cites the passage and shows one of its figures.

    The figures are the percentages of the answer that the file gives; one is enough, since an open
    question does not ask for all of them.

    Raises:
        BadQuestionSet: It cannot be read, or a row has a fault; the row is numbered from 1.
    """
    rows = _rows(path)
    surveys = _surveys(rows)
    cases = [
        {
            "id": row.id,
            "question": row.question,
            "figures": [{"any_of": figures}] if (figures := _percentages(row.answer)) else [],
            "must_cite": surveys[row.passage],
            "tags": ["open", "percentages" if figures else "words"],
            "why": _short(row.answer),
        }
        for row in rows
    ]
    title = f"OpenCQA: {path.name.removesuffix('.json')}"
    return checked({"title": title, "cases": cases}, lambda at: _place(path, at[1:2]))


def write_corpus(path: Path, folder: Path) -> int:
    """Write each distinct passage of a file as `folder/p<id>/article.txt`; how many there are.

    Raises:
        BadQuestionSet: As for `read_opencqa`.
        BadInput: A passage cannot be written there.
    """
    surveys = _surveys(_rows(path))
    for passage, survey in surveys.items():
        try:
            _write(folder / survey / ARTICLE, passage)
        except OSError as error:
            reason = (error.strerror or "no such place").lower()
            raise BadInput(
                f"{folder / survey}: cannot be written ({reason}); name another folder"
            ) from error
    return len(surveys)


def _rows(path: Path) -> Sequence[_Row]:
    text = decoded(data_of(path), path)
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise BadQuestionSet(f"{path}{line}: not JSON; write a list of rows") from error
    if not isinstance(given, list) or not given:
        raise BadQuestionSet(f"{path}: not OpenCQA's passages; write a list of rows")
    try:
        return TypeAdapter(tuple[_Row, ...]).validate_python(given)
    except ValidationError as error:
        raise first_fault(error, lambda at: _place(path, at)) from error


def _place(path: Path, at: Path_) -> Place:
    """The row that a path begins with."""
    n = int(at[0]) + 1 if at else 1
    return Place(text=f"{path}, row {n}", line=f"row {n}", order=(n,))


def _surveys(rows: Sequence[_Row]) -> dict[str, str]:
    """The survey of each distinct passage."""
    surveys: dict[str, str] = {}
    for row in rows:
        surveys.setdefault(row.passage, f"p{row.id}")
    return surveys


def _percentages(answer: str) -> list[ExpectedFigure]:
    """Every percentage of a text, each one once; none of "most" or "a majority"."""
    found = [
        expected_figure(mention.figure)
        for mention in read_figures(answer)
        if mention.figure.unit is Unit.PERCENT and mention.figure.form is not Form.VAGUE
    ]
    return [figure for n, figure in enumerate(found) if figure not in found[:n]]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_ANSWER else f"{text[: LONGEST_ANSWER - 1]}…"


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{secrets.token_hex(8)}.partial")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(path)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
