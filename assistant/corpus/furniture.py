"""Site furniture told from the article: by its words, its place, and the markup around it.

Furniture is marked, not dropped. The words are in `assistant/data/furniture.yaml`; what prose looks
like is here. In doubt a paragraph is prose: a percentage keeps a line that its first words condemn.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from assistant.corpus.prose import PERCENTAGE, Piece, looks_like_heading

Section = Literal["closing", "box", "menu"]

PROSE_WORDS = 20  # a paragraph of the article's own is seldom shorter
LONGEST_NOTICE = 45
LONGEST_SECTION_NAME = 6
LONGEST_BYLINE = 14
LONGEST_BIO = 60
LONGEST_OPENING = 40  # lines before the article; a page with more is a form or a questionnaire
MENU_WORDS, SHORTEST_MENU = 3, 3

_COPYRIGHT = re.compile(r"(?:\u00a9|\(c\)\s|copyright\b)", re.IGNORECASE)
# "-30-", "###", "* * *": the end of a press release, or a rule
_RULE = re.compile(r"(?:[-\u2013*#_=~\s]|\b30\b|\bends?\b)+", re.IGNORECASE)
# "5 min read", "3 minute read", "12 comments", "1.2K shares"
_COUNTER = re.compile(
    r"[\d.,]+\s?[km]?\s(?:min(?:ute)?s?(?:\s(?:read|listen|watch))|comments?|shares?|likes?|views?)",
    re.IGNORECASE,
)
# "Overview ........ 3", a line of a table of contents
_CONTENTS = re.compile(r".*?(?:\.\s?){4,}\s*\d{1,4}")
# "By Ann Lee", "Written by Ann Lee and Bo Ek, Staff Writers | May 2, 2021"
_BYLINE = re.compile(r"(?:(?:written|posted|story|reported|words)\s+)?by\s+(?=[^\W\d_])", re.I)
_SMALL_WORDS = frozenset(
    ("and", "for", "of", "the", "at", "in", "on", "de", "van", "von", "der", "la")
)
# "The full report is available here.", "Results can be found here"
_POINTER = re.compile(
    r"\b(?:available|found|read|view(?:ed)?|see|seen|download(?:ed)?|access(?:ed)?|visit)\b"
    r".*\bhere\b[.!]?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"about\s+(?:the\s+)?(?P<name>[^\W\d_][\w&.'\u2019-]*)", re.IGNORECASE)
_STUDIES = frozenset(("survey", "study", "poll", "research", "report", "data", "sample"))
# arrows and colons around the words of a link, as in "Read more >"
_MARK = re.compile(
    r"[\s:.\u2026\u203a\u00bb>\u2192|\u2190\u00ab\u2039<]+$|^[\s\u00ab\u2039<\u2190]+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of `furniture.yaml`, each list by its name there."""

    closing_headings: frozenset[str]
    box_headings: frozenset[str]
    menu_headings: frozenset[str]
    closing_openings: tuple[str, ...]
    lines: frozenset[str]
    openings: tuple[str, ...]
    labels: tuple[str, ...]
    mentions: tuple[str, ...]
    biography: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The lists of `furniture.yaml`, read once."""
    path = files("assistant") / "data" / "furniture.yaml"
    lists: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    jobs = "|".join(re.escape(job).replace(r"\ ", r"[\s-]") for job in lists["bylined_jobs"])
    return Lexicon(
        closing_headings=frozenset(lists["closing_headings"]),
        box_headings=frozenset(lists["box_headings"]),
        menu_headings=frozenset(lists["menu_headings"]),
        closing_openings=tuple(f"{words} " for words in lists["closing_openings"]),
        lines=frozenset(lists["lines"]),
        openings=tuple(lists["openings"]),
        labels=tuple(f"{words}:" for words in lists["labels"]),
        mentions=tuple(lists["mentions"]),
        # "Ann Lee is a staff writer at …", "Ann B. Lee is the editor in chief of …"
        biography=re.compile(
            rf"(?:[^\W\d_][\w.'\u2019-]*\s+){{2,4}}(?:is|was)\s+(?:an?\s+|the\s+)?"
            rf"(?:[\w-]+\s+){{0,4}}?(?:{jobs})\b",
            re.IGNORECASE,
        ),
    )


def mark_furniture(pieces: Sequence[Piece]) -> list[Piece]:
    """The same pieces, with those that are furniture marked so.

    >>> page = [Piece(kind="paragraph", text=t) for t in
    ...         ("Most adults (62%) agree that it helps them.", "Share this article", "Featured",
    ...          "Survey: 90% of cats agree")]
    >>> [piece.kind for piece in mark_furniture(page)]
    ['paragraph', 'furniture', 'furniture', 'furniture']
    """
    first = next((n for n, piece in enumerate(pieces) if is_prose(piece)), len(pieces))
    first = min(first, _first_statement(pieces))
    marked = set(_menu(pieces[:first])) if first <= LONGEST_OPENING else set()
    marked.update(n for n, piece in enumerate(pieces) if is_furniture(piece, opening=n < first))
    for n, piece in enumerate(pieces):
        section = section_of(piece.text)
        if section is not None:
            marked.update(range(n, _end_of_section(pieces, n, section=section, body=first)))
        elif _is_house_notice(pieces, n):
            marked.update((n, n + 1))
    last = max((n for n, piece in enumerate(pieces) if is_prose(piece)), default=len(pieces))
    if len(pieces) - last <= LONGEST_OPENING:
        marked.update(last + 1 + n for n in _menu(pieces[last + 1 :]))
    return [replace(p, kind="furniture") if n in marked else p for n, p in enumerate(pieces)]


def is_prose(piece: Piece) -> bool:
    """Whether a piece is a paragraph of some length that a sentence ends."""
    return (
        piece.kind == "paragraph"
        and len(piece.text.split()) >= PROSE_WORDS
        and not looks_like_heading(piece.text)
    )


def _first_statement(pieces: Sequence[Piece]) -> int:
    """The place of the first sentence with a percentage, however short."""
    for n, piece in enumerate(pieces):
        if PERCENTAGE.search(piece.text) and not looks_like_heading(piece.text):
            return n
    return len(pieces)


def is_furniture(piece: Piece, *, opening: bool = False) -> bool:
    """Whether a piece is furniture by its own words; `opening` while no prose has come yet."""
    if piece.kind in ("furniture", "caption"):
        return piece.kind == "furniture"
    words, count = _plain(piece.text), len(piece.text.split())
    if words in lexicon().lines and piece.kind != "item":
        return True
    if any(form.fullmatch(piece.text) for form in (_RULE, _COUNTER, _CONTENTS)):
        return True
    if count <= LONGEST_NOTICE and words.startswith(lexicon().labels):
        return True
    if opening and _is_byline(piece.text):
        return True
    return not PERCENTAGE.search(piece.text) and _is_notice(piece, words, count)


def _is_notice(piece: Piece, words: str, count: int) -> bool:
    if count <= LONGEST_BIO and lexicon().biography.match(piece.text):
        return True
    if count > LONGEST_NOTICE or piece.kind == "heading":
        return False
    if _COPYRIGHT.match(piece.text) or _POINTER.search(piece.text):
        return True
    opens = words.startswith(lexicon().openings) and piece.kind != "item"
    return opens or any(mention in words for mention in lexicon().mentions)


def _is_byline(text: str) -> bool:
    """Whether a line names who wrote the article.

    >>> _is_byline("By Ann B. Lee and Bo Ek"), _is_byline("By contrast, few men agree.")
    (True, False)
    """
    opening = _BYLINE.match(text)
    if not opening or len(text.split()) > LONGEST_BYLINE:
        return False
    names = re.findall(r"[^\W\d_][\w.'\u2019-]*", text[opening.end() :])
    return all(name[0].isupper() or name.lower() in _SMALL_WORDS for name in names)


def section_of(text: str) -> Section | None:
    """What kind of furniture a line begins, if it is the heading of any.

    >>> section_of("Related Stories:"), section_of("FEATURED"), section_of("Featured prominently")
    ('box', 'closing', None)
    """
    words = _plain(text)
    if words in lexicon().closing_headings:
        return "closing"
    if words in lexicon().box_headings:
        return "box"
    if words in lexicon().menu_headings:
        return "menu"
    is_short = len(words.split()) <= LONGEST_SECTION_NAME and looks_like_heading(text)
    if is_short and words.startswith(lexicon().closing_openings) and not PERCENTAGE.search(text):
        return "closing"
    return None


def _plain(text: str) -> str:
    return _MARK.sub("", text.replace("\u2019", "'").casefold())


def _end_of_section(pieces: Sequence[Piece], start: int, *, section: Section, body: int) -> int:
    """Where the furniture that begins at `start` ends.

    A marked heading of the same rank ends it. Where headings are unmarked, a closing section runs
    to the end of the page and a box to the first two paragraphs of prose in a row; a menu, and
    either of these before the article has begun, takes in only the short lines that follow.
    """
    level = pieces[start].level
    if level:
        return _next_heading(pieces, start, level=level)
    if section == "menu" or start < body:
        return _end_of_menu(pieces, start)
    return len(pieces) if section == "closing" else _next_prose(pieces, start)


def _end_of_menu(pieces: Sequence[Piece], start: int) -> int:
    for n in range(start + 1, len(pieces)):
        if not _is_entry(pieces[n]):
            return n
    return len(pieces)


def _next_heading(pieces: Sequence[Piece], start: int, *, level: int) -> int:
    for n in range(start + 1, len(pieces)):
        if 0 < pieces[n].level <= level and section_of(pieces[n].text) is None:
            return n
    return len(pieces)


def _next_prose(pieces: Sequence[Piece], start: int) -> int:
    for n in range(start + 1, len(pieces) - 1):
        if is_prose(pieces[n]) and is_prose(pieces[n + 1]):
            return n
    return len(pieces)


def _is_house_notice(pieces: Sequence[Piece], n: int) -> bool:
    """Whether a heading "About Acme" stands before a paragraph that begins with "Acme".

    "About the survey" is no furniture: it says who was asked, and how.
    """
    about = _ABOUT.match(pieces[n].text)
    if not about or not looks_like_heading(pieces[n].text) or n + 1 == len(pieces):
        return False
    if not about["name"][0].isupper() or about["name"].casefold() in _STUDIES:
        return False
    opening = re.sub(r"^the\s+", "", pieces[n + 1].text.casefold())
    return opening.startswith(about["name"].casefold())


def _menu(pieces: Sequence[Piece]) -> Iterator[int]:
    """Runs of very short lines, as menus and footers are when saved as text."""
    run: list[int] = []
    for n, piece in enumerate([*pieces, Piece(kind="title", text="")]):
        if _is_entry(piece):
            run.append(n)
            continue
        if len(run) >= SHORTEST_MENU:
            yield from run
        run = []


def _is_entry(piece: Piece) -> bool:
    """Whether a piece could be one of a menu's: a few words, no number, no sentence."""
    is_plain = piece.kind in ("paragraph", "item") and not piece.level
    is_short = len(piece.text.split()) <= MENU_WORDS
    return is_plain and is_short and not re.search(r"[\d.?!%]", piece.text)
