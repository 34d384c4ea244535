"""Parquet files as answers, with lists for several answers in a cell."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.corpus.prose import one_line
from assistant.corpus.responses.files.headers.dropping import drops_among
from assistant.corpus.responses.files.headers.layouts import kept_apart, layout_of
from assistant.corpus.responses.files.source import Column, SourceTable
from assistant.corpus.responses.files.staging import Stager, rows_at_once
from assistant.corpus.responses.files.values.cells import text_of
from assistant.errors import UnreadableFile

BETWEEN = "\u241f"  # stands between the answers of a list, and alone for one without any


def read_parquet_answers(path: Path, *, staged: Path, source: str) -> SourceTable:
    """The answers of a parquet file, whose columns hold plain values or lists of them.

    Raises:
        UnreadableFile: It is broken, or a column holds other nested values.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            schema = file.schema_arrow
            nested = [field.name for field in schema if _is_nested(field.type)]
            if nested:
                reason = f"the column {nested[0]!r} holds records; give each part a column"
                raise UnreadableFile(Path(source), reason)
            columns, notes = kept_apart(_columns(schema, source=source))
            names = [column.name for column in columns]
            with Stager(staged, names, drops=drops_among(columns)) as stager:
                for batch in file.iter_batches(batch_size=rows_at_once(len(names))):
                    stager.add([_texts(column) for column in batch.columns])
    except (pa.ArrowException, OSError) as error:
        reason = f"a broken parquet file ({one_line(str(error))[:80]}); write it again"
        raise UnreadableFile(Path(source), reason) from error
    return stager.table(columns, notes=notes)


def _columns(schema: Any, *, source: str) -> Sequence[Column]:

    headed = layout_of([schema.names], source=source).columns
    return [
        Column(
            name=column.name,
            head=column.head,
            text=column.text,
            separator=BETWEEN if _is_list(field.type) else "",
        )
        for column, field in zip(headed, schema, strict=True)
    ]


def _is_list(kind: Any) -> bool:
    import pyarrow as pa

    is_list = pa.types.is_list(kind) or pa.types.is_large_list(kind)
    return bool(is_list or pa.types.is_fixed_size_list(kind))


def _is_nested(kind: Any) -> bool:
    import pyarrow as pa

    inner = kind.value_type if _is_list(kind) else kind
    return bool(pa.types.is_nested(inner))


def _texts(values: Any) -> Any:
    import pyarrow as pa

    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if _is_list(values.type):
        return [None if some is None else _joined(some) for some in values.to_pylist()]
    if pa.types.is_string(values.type) or pa.types.is_integer(values.type):
        return values.cast(pa.string())
    return [text_of(value) for value in values.to_pylist()]


def _joined(answers: Sequence[Any]) -> str:
    given = [text_of(answer).strip() for answer in answers]
    return BETWEEN.join(answer for answer in given if answer) or BETWEEN
