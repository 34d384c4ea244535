"""SPSS, Stata and SAS files as answers, with their labels and their codes for no answer."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.corpus.prose import one_line
from assistant.corpus.responses.files.headers.dropping import drops_among
from assistant.corpus.responses.files.headers.layouts import kept_apart
from assistant.corpus.responses.files.source import Column, KnownSet, Measure, SourceTable
from assistant.corpus.responses.files.staging import Stager, rows_at_once
from assistant.corpus.responses.files.values.cells import text_of
from assistant.errors import UnreadableFile

PROGRAMS = {".sav": "SPSS", ".zsav": "SPSS", ".dta": "Stata", ".sas7bdat": "SAS"}
MEASURES: dict[str, Measure] = {"nominal": "nominal", "ordinal": "ordinal", "scale": "scale"}
_TAG = re.compile(r"[A-Za-z_]")  # of a missing value of Stata's or SAS's


def read_statistical(path: Path, *, staged: Path, source: str, encoding: str = "") -> SourceTable:
    """The answers of an SPSS, Stata or SAS file as codes, and the labels beside them.

    Raises:
        UnreadableFile: It is broken or cut short.
    """
    import pyreadstat

    try:
        return _staged(path, staged=staged, source=source, encoding=encoding)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as error:
        program = PROGRAMS[path.suffix.lower()]
        reason = f"not a whole {program} file ({one_line(str(error)).lower()[:90]}); save it again"
        raise UnreadableFile(Path(source), reason) from error
    except (UnicodeDecodeError, LookupError, ValueError, OverflowError, MemoryError) as error:
        reason = (
            f"cannot be read ({one_line(str(error))[:90]}); save it again, or give its encoding"
        )
        raise UnreadableFile(Path(source), reason) from error


def _staged(path: Path, *, staged: Path, source: str, encoding: str) -> SourceTable:
    meta = _read(path, encoding=encoding, metadataonly=True)[1]
    columns, notes = kept_apart([_column(name, meta) for name in meta.column_names])
    if not columns:
        raise UnreadableFile(Path(source), "empty: there are no columns in it")
    are_text = [_is_text(name, meta) for name in meta.column_names]
    tags: list[dict[str, None]] = [{} for _ in columns]
    names = [column.name for column in columns]
    with Stager(staged, names, drops=drops_among(columns)) as stager:
        for frame in _frames(path, encoding=encoding, at_once=rows_at_once(len(columns))):
            stager.add(
                [
                    _texts(frame.iloc[:, n], is_text=is_text, tags=tags[n])
                    for n, is_text in enumerate(are_text)
                ]
            )
    told = (
        replace(column, missing=tuple(dict.fromkeys([*column.missing, *found])))
        for column, found in zip(columns, tags, strict=True)
    )
    return stager.table(tuple(told), sets=tuple(_sets(meta)), notes=notes)


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
    is_text = _is_text(name, meta)
    labels = meta.variable_value_labels.get(name) or {}
    coded = {_code(value, is_text=is_text): one_line(str(label)) for value, label in labels.items()}
    ranges = meta.missing_ranges.get(name) or []
    singles = [_code(r["lo"], is_text=is_text) for r in ranges if r["lo"] == r["hi"]]
    wide = [r for r in ranges if r["lo"] != r["hi"]]
    users = [_code(code, is_text=is_text) for code in meta.missing_user_values.get(name) or []]
    tagged = [code for code in coded if not is_text and code.startswith(".") and len(code) == 2]
    return Column(
        name=name or "unnamed",
        text=one_line(meta.column_names_to_labels.get(name) or ""),
        labels=tuple((code, label) for code, label in coded.items() if code and label),
        missing=tuple(dict.fromkeys([*singles, *users, *tagged])),
        missing_ranges=tuple((float(r["lo"]), float(r["hi"])) for r in wide if not is_text),
        measure=MEASURES.get(meta.variable_measure.get(name) or "", ""),
    )


def _is_text(name: str, meta: Any) -> bool:
    return str(meta.readstat_variable_types.get(name)) == "string"


def _code(value: Any, *, is_text: bool) -> str:
    """A code as text; among numbers, the missing codes of Stata and SAS are ".a" to ".z"."""
    if not is_text and isinstance(value, str) and _TAG.fullmatch(value):
        return f".{value.lower()}"
    return text_of(value).strip()


def _texts(values: Any, *, is_text: bool, tags: dict[str, None]) -> list[str]:
    """A column's answers as text; the missing codes among its numbers are added to `tags`."""
    written = values.tolist()
    if is_text or not any(isinstance(value, str) for value in written):
        return [text_of(value) for value in written]
    codes = [_code(value, is_text=False) for value in written]
    tags.update(
        (code, None)
        for value, code in zip(written, codes, strict=True)
        if isinstance(value, str) and code.startswith(".")
    )
    return codes


def _sets(meta: Any) -> Iterator[KnownSet]:
    """The multiple-response sets that SPSS keeps: one column an option, or one a mention."""
    for name, told in (getattr(meta, "mr_sets", None) or {}).items():
        members = tuple(told.get("variable_list") or ())
        if len(members) > 1:
            labels = (one_line(meta.column_names_to_labels.get(member) or "") for member in members)
            is_category = not told.get("is_dichotomy")
            yield KnownSet(
                id=name.lstrip("$"),
                text=one_line(told.get("label") or ""),
                columns=members,
                labels=() if is_category else tuple(labels),
                counted="" if is_category else text_of(told.get("counted_value")).strip(),
                is_category=is_category,
            )
