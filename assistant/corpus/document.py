"""A document of the corpus as text with its structure, and the tables that stand in it."""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["title", "heading", "paragraph", "item", "caption", "furniture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of a document's text. `start` and `end` are offsets into `Document.text`."""

    kind: BlockKind
    start: int
    end: int
    locator: str  # "paragraph 3", "page 2, paragraph 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as published: a header row and rows of cells, all as text.

    Blank rows are kept, so that row `n` of `rows` is row `first_row + 1 + n` of the file.
    """

    source: str
    locator: str  # "toplines.csv", "table 2", "sheet Crosstabs"
    title: str  # of several lines where the table has a subtitle: "Base: all adults"
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row: int = 1  # the header's own number in the file or sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One readable file: the whole text, its blocks in order, and its tables.

    Site furniture (menus, bylines, "About the Author", teasers of other articles) is marked as such
    and never read for findings. `source` is `corpus/<survey>/<file>`.
    """

    survey: str
    source: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
