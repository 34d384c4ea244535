"""What the rows above the answers say."""

from dataclasses import dataclass

from assistant.corpus.responses.files.source import Column, KnownSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of a file by its first rows; `header_rows` is how many those are, titles too.

    `is_export` says that only a survey service heads a file so.
    """

    columns: tuple[Column, ...]
    header_rows: int = 1
    sets: tuple[KnownSet, ...] = ()
    notes: tuple[str, ...] = ()
    is_export: bool = False
