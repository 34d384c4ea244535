"""Markdown and HTML as prose and tables: what the markup marks, and no page around the article.

What stands on a page comes from walking its elements; which of it is the article, from trafilatura.
So nothing is lost silently: what trafilatura leaves out stays in the document as furniture.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.corpus.document import Table
from assistant.corpus.prose import Content, Piece, kind_of, one_line
from assistant.corpus.tables import is_number, superscript, tables_of_grid
from assistant.errors import UnreadableFile

LEAST_FIGURES = 0.2  # of a table's filled cells; with fewer it is there for the layout
FEWEST_WORDS = 12  # of a paragraph within <article> that stays whatever the extractor says
MOST_LINKED = 0.5  # of its letters
LONGEST_SPAN = 200  # columns that one cell can claim

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
        ),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr"),
        *("legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody"),
        *("td", "tfoot", "th", "thead", "tr", "ul", *HEADINGS),
    )
)
DROPPED = (
    *("head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object"),
    *("embed", "button", "input", "select", "textarea", "canvas", "audio", "video", "datalist"),
    "dialog",
)
AROUND = frozenset(("nav", "footer", "aside"))
AROUND_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search"))
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
# the site after a page's own title: "Trust in news | The Daily"
_SITE_NAME = re.compile(r"\s+[|\u2013\u2014\u00bb-]\s+[^|\u2013\u2014\u00bb]{1,40}$")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<lines>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:[ \t]*[\"']?(?P<title>.+?)[\"']?[ \t]*$", re.MULTILINE)
_NOT_WORDS = re.compile(r"[\W_]+")
_BREAKS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A piece of a page with what the extractor may overrule."""

    piece: Piece
    is_in_article: bool
    linked: float  # share of its letters that are links


def read_markdown(text: str, *, source: str) -> Content:
    """The prose and the tables of a Markdown text, without pictures and front matter."""
    from markdown_it import MarkdownIt

    front = _FRONT_MATTER.match(text)
    title = _FRONT_TITLE.search(front["lines"]) if front else None
    page = MarkdownIt("commonmark").enable("table")
    root = _tree(page.render(text[front.end() :] if front else text), source=source)
    tables = _take_tables(root, source=source)
    return Content(
        pieces=tuple(run.piece for run in _runs_of(root)),
        tables=tables,
        title=one_line(title["title"]) if title else "",
    )


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page declares of itself in its first two kilobytes."""
    declared = _CHARSET.search(data[:2048])
    return declared[1].decode("ascii") if declared else None


def read_html(text: str, *, source: str) -> Content:
    """The article of a web page and its tables; the rest of the page is marked as furniture."""
    root = _tree(text, source=source)
    title = one_line(root.findtext(".//title") or "")
    tables = _take_tables(root, source=source)
    runs = _runs_of(root)
    article = _article_of(text)
    return Content(
        pieces=tuple(_judged(run, article=article) for run in runs),
        tables=tables,
        title=_SITE_NAME.sub("", title),
    )


def _tree(text: str, *, source: str) -> Any:
    """The page's elements, without those that show no text."""
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    page = f"<html><body>{text}</body></html>" if "<body" not in text.lower() else text
    try:
        root = html.document_fromstring(_DECLARATION.sub("", page), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFile(Path(source), "a broken page; save it again as HTML") from error
    for element in list(root.iter(*DROPPED)):
        if element.tag != "head":
            element.drop_tree()
    for element in root.xpath("//*[@hidden or @aria-hidden='true' or @style]"):
        is_hidden = "style" not in element.attrib or _HIDDEN_STYLE.search(element.get("style"))
        if is_hidden and element.getparent() is not None:
            element.drop_tree()
    return root


def _article_of(text: str) -> str | None:
    """The letters of what trafilatura takes for the article; None where it finds none."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of what it works around
    found = trafilatura.extract(
        text, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    return _letters(found) if found else None


def _letters(text: str) -> str:
    return _NOT_WORDS.sub("", text).casefold()


def _judged(run: _Run, *, article: str | None) -> Piece:
    piece = run.piece
    if article is None or piece.kind == "furniture" or _letters(piece.text) in article:
        return piece
    if piece.level == 1:
        return piece
    is_long = len(piece.text.split()) >= FEWEST_WORDS or piece.kind == "caption"
    is_kept = run.is_in_article and is_long and run.linked <= MOST_LINKED
    return piece if is_kept else Piece(kind="furniture", text=piece.text)


def _runs_of(root: Any) -> list[_Run]:
    """The page's text in order, cut where its blocks begin and end."""
    from lxml import etree

    runs: list[_Run] = []
    words: list[str] = []
    linked: list[str] = []
    path: list[Any] = []

    def cut() -> None:
        whole = "".join(words)
        share = len("".join(linked)) / max(len(whole), 1)
        for text in _BREAKS.split(whole):
            if text.strip():
                runs.append(_run(one_line(text), path, linked=share))
        words.clear()
        linked.clear()

    def add(text: str | None) -> None:
        words.append(" ".join(text.split("\n")) if text else "")
        if any(element.tag == "a" for element in path):
            linked.append(text or "")

    for event, element in etree.iterwalk(root.find("body"), events=("start", "end")):
        if element.tag in BLOCKS:
            cut()
        if event == "start":
            path.append(element)
            words.append("\n" if element.tag == "br" else "")
            add(element.text)
        else:
            path.pop()
            add(element.tail if path else None)
    return runs


def _run(text: str, path: Sequence[Any], *, linked: float) -> _Run:
    tags = [element.tag for element in path]
    level = next((HEADINGS[tag] for tag in reversed(tags) if tag in HEADINGS), 0)
    is_in_article = "article" in tags or "main" in tags
    is_around = bool(AROUND.intersection(tags)) or any(
        element.get("role") in AROUND_ROLES for element in path
    )
    if is_around or ("header" in tags and not is_in_article and level != 1):
        piece = Piece(kind="furniture", text=text)
    elif level:
        piece = Piece(kind="heading", text=text, level=level)
    elif "figcaption" in tags or "caption" in tags:
        piece = Piece(kind="caption", text=text)
    else:
        piece = Piece(kind=kind_of(text, is_item="li" in tags), text=text)
    return _Run(piece=piece, is_in_article=is_in_article, linked=linked)


def _take_tables(root: Any, *, source: str) -> tuple[Table, ...]:
    """The tables of figures, taken out of the page so that their cells are not prose as well."""
    grids: list[tuple[list[list[str]], str]] = []
    for table in list(root.iter("table")):
        grid = _grid_of(table)
        if table.find(".//table") is None and _is_of_figures(grid):
            grids.append((grid, _title_of(table)))
            table.drop_tree()
    name = Path(source).name
    return tuple(
        part
        for n, (grid, title) in enumerate(grids, 1)
        for part in tables_of_grid(grid, source=source, locator=f"{name}, table {n}", title=title)
    )


def _grid_of(table: Any) -> list[list[str]]:
    """The cells row by row; one that spans several places fills the first and leaves blanks."""
    grid = []
    for line_end in table.iter("br"):
        line_end.tail = f" {line_end.tail or ''}"
    for raised in table.iter("sup"):
        raised.text, raised[:] = superscript(raised.text_content()), []
    held: dict[int, int] = {}  # column → how many rows below a cell still reaches into it
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iterchildren("th", "td"):
            while held.get(len(cells), 0):
                held[len(cells)] -= 1
                cells.append("")
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(cells), len(cells) + width):
                held[column] = height - 1
            cells += [one_line(cell.text_content()), *[""] * (width - 1)]
        grid.append(cells)
    return grid


def _span(cell: Any, name: str) -> int:
    written = (cell.get(name) or "1").strip()
    return min(max(int(written), 1), LONGEST_SPAN) if written.isdecimal() else 1


def _is_of_figures(grid: Sequence[Sequence[str]]) -> bool:
    filled = [cell for row in grid for cell in row if cell]
    is_grid = len(grid) > 1 and max(map(len, grid)) > 1
    return is_grid and sum(map(is_number, filled)) >= LEAST_FIGURES * len(filled) > 0


def _title_of(table: Any) -> str:
    """A table's caption, or the heading that stands nearest above it."""
    for caption in [*table.iter("caption"), *table.xpath("ancestor::figure//figcaption")]:
        return one_line(caption.text_content())
    nearest = table.xpath(
        "(preceding::h1 | preceding::h2 | preceding::h3 | preceding::h4 | preceding::h5"
        " | preceding::h6)[last()]"
    )
    return one_line(nearest[0].text_content()) if nearest else ""
