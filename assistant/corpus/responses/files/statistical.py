"""SPSS, Stata and SAS files as answers, with their labels and their codes for no answer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.corpus.prose import one_line
from assistant.corpus.responses.files.cells import text_of
from assistant.corpus.responses.files.source import Column, KnownSet, Measure, SourceTable
from assistant.corpus.responses.files.staging import Stager, rows_at_once
from assistant.errors import UnreadableFile

PROGRAMS = {".sav": "SPSS", ".zsav": "SPSS", ".dta": "Stata", ".sas7bdat": "SAS"}
MEASURES: dict[str, Measure] = {"nominal": "nominal", "ordinal": "ordinal", "scale": "scale"}


def read_statistical(path: Path, *, staged: Path, source: str, encoding: str = "") -> SourceTable:
    """The answers of an SPSS, Stata or SAS file as codes, and the labels beside them.

    Raises:
        UnreadableFile: It is broken or cut short.
    """
    import pyreadstat

    try:
        meta = _read(path, encoding=encoding, metadataonly=True)[1]
        columns = tuple(_column(name, meta) for name in meta.column_names)
        if not columns:
            raise UnreadableFile(Path(source), "empty: there are no columns in it")
        with Stager(staged, [column.name for column in columns]) as stager:
            for frame in _frames(path, encoding=encoding, at_once=rows_at_once(len(columns))):
                stager.add([_texts(frame[column.name], column) for column in columns])
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as error:
        program = PROGRAMS[path.suffix.lower()]
        reason = f"not a whole {program} file ({one_line(str(error)).lower()[:90]}); save it again"
        raise UnreadableFile(Path(source), reason) from error
    except (UnicodeDecodeError, LookupError, ValueError, OverflowError, MemoryError) as error:
        reason = (
            f"cannot be read ({one_line(str(error))[:90]}); save it again, or give its encoding"
        )
        raise UnreadableFile(Path(source), reason) from error
    return SourceTable(
        path=staged,
        rows=stager.rows,
        columns=stager.counted(columns),
        sets=tuple(_sets(meta)),
    )


def _read(path: Path, *, encoding: str, **options: Any) -> tuple[Any, Any]:
    import pyreadstat

    match path.suffix.lower():
        case ".sav" | ".zsav":
            read = pyreadstat.read_sav
        case ".dta":
            read = pyreadstat.read_dta
        case _:
            read = pyreadstat.read_sas7bdat
    frame, meta = read(path, user_missing=True, encoding=encoding or None, **options)
    return frame, meta


def _frames(path: Path, *, encoding: str, at_once: int) -> Iterator[Any]:
    offset = 0
    while True:
        frame, _ = _read(path, encoding=encoding, row_offset=offset, row_limit=at_once)
        if len(frame):
            yield frame
        if len(frame) < at_once:
            return
        offset += at_once


def _column(name: str, meta: Any) -> Column:
    labels = meta.variable_value_labels.get(name) or {}
    ranges = meta.missing_ranges.get(name) or []
    singles = [text_of(r["lo"]) for r in ranges if r["lo"] == r["hi"]]
    wide = [r for r in ranges if r["lo"] != r["hi"]]
    users = [_code(code) for code in meta.missing_user_values.get(name) or []]
    return Column(
        name=name,
        text=one_line(meta.column_names_to_labels.get(name) or ""),
        labels=tuple((_code(value), one_line(str(label))) for value, label in labels.items()),
        missing=tuple(dict.fromkeys([*singles, *users])),
        missing_ranges=tuple((float(r["lo"]), float(r["hi"])) for r in wide),
        measure=MEASURES.get(meta.variable_measure.get(name) or "", ""),
    )


def _code(value: Any) -> str:
    """A code as text; Stata's and SAS's missing codes a to z are ".a" to ".z"."""
    if isinstance(value, str) and len(value) == 1 and value.isalpha() and value.islower():
        return f".{value}"
    return text_of(value).strip()


def _texts(values: Any, column: Column) -> list[str]:
    written = values.tolist()
    if not any(isinstance(value, str) for value in written):
        return [text_of(value) for value in written]
    is_coded = bool(column.missing) and any(isinstance(value, float) for value in written)
    return [_code(value) if is_coded else text_of(value) for value in written]


def _sets(meta: Any) -> Iterator[KnownSet]:
    """The multiple-response sets that SPSS keeps, of the kind with one column an option."""
    for name, told in (getattr(meta, "mr_sets", None) or {}).items():
        members = tuple(told.get("variable_list") or ())
        if told.get("is_dichotomy") and len(members) > 1:
            yield KnownSet(
                id=name.lstrip("$"),
                text=one_line(told.get("label") or ""),
                columns=members,
                labels=tuple(
                    one_line(meta.column_names_to_labels.get(member) or "") for member in members
                ),
                counted=text_of(told.get("counted_value")),
            )
