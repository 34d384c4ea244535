"""Responses made ready to be counted: a parquet file of answers and the questionnaire beside it.

Both are named after a digest of everything they are made of, and stay as long as that does.
"""

import hashlib
import json
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import assistant
from assistant.corpus.folder import SurveyFolder
from assistant.corpus.responses.completing import (
    Completed,
    columns_used,
    complete,
    complete_without_file,
    design_columns,
    weighing_columns,
)
from assistant.corpus.responses.declared import Declared
from assistant.corpus.responses.files.reading import read_answers
from assistant.corpus.responses.files.source import SourceTable
from assistant.corpus.responses.files.staging import POINTED, rows_at_once
from assistant.corpus.responses.files.values.numbers import Decimal, numbers_in
from assistant.corpus.responses.inference.cells import cut
from assistant.corpus.responses.questionnaire import Question, Questionnaire, Responses
from assistant.corpus.responses.written import read_questions
from assistant.corpus.stored.nouns import decode, encode, schema_of
from assistant.errors import CorpusError, UnreadableFile

if TYPE_CHECKING:
    import pyarrow as pa

CODE = ("corpus/responses", "data/responses.yaml")  # what a prepared file depends on
SAFE_SEPARATORS = (";", "|", "\u00a6", "\x1f")  # for answers whose options hold their separator
QUESTIONS = "questions.yaml"
ANSWERS = "answers.parquet"


def prepare(folder: SurveyFolder, *, store: Path, largest_bytes: int) -> Responses:
    """A survey's responses, prepared in `store` unless they lie there already.

    Raises:
        CorpusError: The survey has none.
        UnreadableFile: The file cannot be read, or the store cannot be written.
        BadQuestionnaire: questions.yaml is wrong in itself, or does not fit the file.
    """
    digest = digest_of(folder)
    if _path(store, digest, "json").exists():
        try:
            return open_prepared(store, digest)
        except UnreadableFile:
            pass  # one of the two is gone or broken; both are made again
    try:
        store.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".preparing-", dir=store) as scratch:
            made = _prepared(folder, scratch=Path(scratch), largest_bytes=largest_bytes)
            responses = replace(made, digest=digest)
            if not responses.location:
                (Path(scratch) / ANSWERS).replace(_path(store, digest, "parquet"))
            written = Path(scratch) / "responses.json"
            written.write_text(json.dumps(encode(responses)), encoding="utf-8")
            written.replace(_path(store, digest, "json"))
    except OSError as error:
        reason = f"cannot be written ({error.strerror or error})"
        raise UnreadableFile(store, reason) from error
    return _located(responses, store)


def open_prepared(store: Path, digest: str) -> Responses:
    """Responses that `prepare` left in `store`.

    Raises:
        UnreadableFile: They are not there, or not whole.
    """
    path = _path(store, digest, "json")
    try:
        responses = decode(Responses, json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        reason = "is not there; run `assistant index` to prepare it"
        raise UnreadableFile(path, reason) from error
    except (ValueError, TypeError, KeyError) as error:
        reason = "is damaged; remove it and run `assistant index`"
        raise UnreadableFile(path, reason) from error
    located = _located(responses, store)
    if not responses.location and not Path(located.location).is_file():
        reason = "is not there; run `assistant index` to prepare it"
        raise UnreadableFile(Path(located.location), reason)
    return located


def digest_of(folder: SurveyFolder) -> str:
    """What a survey's prepared responses are named after.

    Raises:
        CorpusError: The survey has none.
    """
    if folder.responses is None:
        raise CorpusError(f"corpus/{folder.survey.id}: there are no respondents' answers here")
    parts = (_preparer(), folder.survey.id, _source(folder), folder.responses.digest)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


@cache
def _preparer() -> str:
    """A digest of the code that prepares, so that a change of it has every file prepared again."""
    digest = hashlib.sha256(schema_of(Responses).encode())
    package = Path(assistant.__file__).parent
    for name in CODE:
        for path in sorted((package / name).rglob("*.py")) or [package / name]:
            digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _path(store: Path, digest: str, suffix: str) -> Path:
    return store / f"{digest}.{suffix}"


def _located(responses: Responses, store: Path) -> Responses:
    if responses.location:
        return responses
    return replace(responses, location=str(_path(store, responses.digest, "parquet").absolute()))


def _source(folder: SurveyFolder) -> str:
    data = folder.responses.data if folder.responses else None
    return data.source if data else f"corpus/{folder.survey.id}/survey.yaml"


def _prepared(folder: SurveyFolder, *, scratch: Path, largest_bytes: int) -> Responses:
    """The responses, whose answers are left in `scratch`; those on an engine stay there."""
    found = folder.responses
    if found is None:
        raise CorpusError(f"corpus/{folder.survey.id}: there are no respondents' answers here")
    where = f"corpus/{folder.survey.id}/{found.questions.name if found.questions else QUESTIONS}"
    declared = Declared(where=where)
    if found.questions is not None:
        declared = read_questions(found.questions, source=where)
    respondents = 0
    if found.data is None:
        completed = complete_without_file(declared)
    else:
        table = read_answers(
            found.data,
            staged=scratch / "staged.parquet",
            largest_bytes=largest_bytes,
            encoding=declared.encoding,
        )
        completed = complete(declared, table)
        respondents = table.rows
        _write(scratch / ANSWERS, table, completed)
        (scratch / "staged.parquet").unlink()
    return Responses(
        survey=folder.survey.id,
        source=_source(folder),
        location=found.url,
        questionnaire=_recut(completed.questionnaire),
        respondents=respondents,
        inferred=completed.inferred,
        guessed=completed.guessed,
    )


def _recut(whole: Questionnaire) -> Questionnaire:
    """The same with a separator for each delimited question that none of its options holds."""
    return replace(
        whole,
        questions=tuple(
            replace(q, separator=_safe_separator(q), cut_at=q.separator) for q in whole.questions
        ),
    )


def _safe_separator(question: Question) -> str:
    marks = (question.separator, *SAFE_SEPARATORS)
    free = (m for m in marks if not any(m in option.value for option in question.options))
    return next(free, SAFE_SEPARATORS[-1]) if question.separator else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """How the columns are written: which there are, as what, and which are cut at other signs."""

    names: tuple[str, ...]
    numbers: frozenset[str]
    pointed: frozenset[str]
    decimals: dict[str, Decimal]
    missing: dict[str, frozenset[str]]
    delimited: dict[str, Question]


def _write(path: Path, table: SourceTable, completed: Completed) -> None:
    """Write the answers: questions as text, numeric ones and the design's weights as numbers."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    plan = _plan(table, completed)
    types = [pa.float64() if name in plan.numbers else pa.string() for name in plan.names]
    schema = pa.schema(list(zip(plan.names, types, strict=True)))
    with pq.ParquetFile(table.path) as file, pq.ParquetWriter(path, schema) as writer:
        size = rows_at_once(len(plan.names))
        for batch in file.iter_batches(batch_size=size, columns=list(plan.names)):
            columns = [_column(batch.column(name), name, plan) for name in plan.names]
            writer.write_batch(pa.record_batch(columns, schema=schema))


def _plan(table: SourceTable, completed: Completed) -> _Plan:
    whole = completed.questionnaire
    conditions = " ".join(question.base.where for question in whole.questions)
    kept = [
        column.name
        for column in table.columns
        if column.name not in completed.left_out or column.name in conditions
    ]
    asked = {name for q in whole.questions if q.type != "numeric" for name in columns_used(q)}
    numeric = {q.id: frozenset(q.missing) for q in whole.questions if q.type == "numeric"}
    weighing = set(weighing_columns(whole.design))
    places = {
        column.name
        for column in table.columns
        if column.name in design_columns(whole.design) and column.name not in asked
        if column.tally.are_numbers()
    }
    return _Plan(
        names=tuple(kept),
        numbers=frozenset({*numeric, *weighing, *places}),
        pointed=frozenset(column.name for column in table.columns if column.is_pointed),
        decimals={column.name: column.decimal for column in table.columns},
        missing=numeric,
        delimited={q.id: q for q in whole.questions if q.separator},
    )


def _column(texts: "pa.Array", name: str, plan: _Plan) -> "pa.Array":
    import pyarrow as pa
    import pyarrow.compute as pc

    if name in plan.pointed:
        texts = pc.replace_substring_regex(texts, pattern=POINTED, replacement=r"\1")
    if name in plan.numbers:
        lost = pa.array(sorted(plan.missing.get(name, ())), pa.string())
        kept = pc.if_else(pc.is_in(texts, value_set=lost), pa.scalar(None, pa.string()), texts)
        return numbers_in(kept, plan.decimals[name])
    if name in plan.delimited:
        return _cut_again(texts, plan.delimited[name])
    return texts


def _cut_again(texts: "pa.Array", question: Question) -> "pa.Array":
    """Delimited answers with their parts trimmed and a separator that no option holds."""
    import pyarrow as pa

    coded = texts.dictionary_encode()
    options = [option.value for option in question.options]
    mark = _safe_separator(question)
    kept = {*question.missing, *question.not_selected}
    rewritten = [
        cell if cell in kept else mark.join(cut(cell, question.separator, options=options)) or mark
        for cell in coded.dictionary.to_pylist()
    ]
    return pa.array(rewritten, pa.string()).take(coded.indices)
