"""Plain text put in order: cleaned, unwrapped, cut into pieces with their offsets."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.furniture import mark_furniture
from assistant.corpus.prose import (
    Piece,
    Wrap,
    assemble,
    clean,
    name_headings,
    one_line,
    pieces_of_text,
    wrap_of,
)

SHARED = Path(__file__).parents[2].parent / "shared" / "corpora"


def kinds(text: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in name_headings(pieces_of_text(text))]


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("cafe\u0301", "caf\u00e9"),  # composed
        ("micro\u00adcredential", "microcredential"),  # soft hyphen
        ("poverty \u00ad and", "poverty \u2013 and"),  # soft hyphen for a dash
        ("86\x00%", "86%"),
        ("86\u200b%\ufeff", "86%"),  # zero widths
        ("a\u202eb", "ab"),  # right-to-left override
        ("a\U000e0041b", "ab"),  # tag characters, invisible
        ("the \ufb01ndings of\ufb01ce", "the findings office"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("page one\x0cpage two", "page one\n\npage two"),
    ],
)
def test_text_is_cleaned_of_what_cannot_be_seen(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


@given(st.lists(st.sampled_from(["A word", "62% agree.", "\n\n", "\n", "- item", "", "x" * 70])))
def test_every_block_is_its_own_text(parts: list[str]) -> None:
    pieces = name_headings(mark_furniture(pieces_of_text(" ".join(parts))))

    text, blocks = assemble(pieces)

    assert [text[block.start : block.end] for block in blocks] == [p.text for p in pieces]


def test_a_bare_paragraph_is_one_paragraph_with_its_text_untouched() -> None:
    passage = "Overall, 73% of adults — and 96% of those ages 18-29 — use a site of some kind."

    text, blocks = assemble(name_headings(pieces_of_text(passage)))

    assert text == passage
    assert [(block.kind, block.locator) for block in blocks] == [("paragraph", "paragraph 1")]


def test_a_paragraph_that_begins_with_a_number_is_no_list() -> None:
    assert kinds("3. Social media has grown: 19% saw news there.") == [
        ("paragraph", "Social media has grown: 19% saw news there.")
    ]


def test_title_headings_items_and_captions_are_told_by_their_looks_and_place() -> None:
    page = """Trust in news

The share who trust it has fallen since the last survey was taken.

Young adults

They trust it least:

- 12% of men
- 15% of women

Figure 1: Trust by age

Source: survey of 1,200 adults."""

    assert kinds(page) == [
        ("title", "Trust in news"),
        ("paragraph", "The share who trust it has fallen since the last survey was taken."),
        ("heading", "Young adults"),
        ("paragraph", "They trust it least:"),
        ("item", "12% of men"),
        ("item", "15% of women"),
        ("caption", "Figure 1: Trust by age"),
        ("caption", "Source: survey of 1,200 adults."),
    ]


def test_a_line_with_a_percentage_is_no_heading() -> None:
    assert kinds("62% of adults trust local news\n\nThe rest do not.") == [
        ("paragraph", "62% of adults trust local news"),
        ("paragraph", "The rest do not."),
    ]


def test_many_lines_in_a_row_that_look_like_headings_are_a_list() -> None:
    lines = "Trust news a lot\n\nTrust news a little\n\nDo not trust it\n\nThat was all."

    assert [kind for kind, _ in kinds(lines)] == ["title", "paragraph", "paragraph", "paragraph"]


def test_wrapped_lines_are_joined_and_paragraphs_are_not() -> None:
    page = """\
Out of the 306 students surveyed, 86% agreed that earning a
credential will help them stand out to employers and get a
job, and 81% said it will help them.
By contrast, few of the teachers who were asked about it said
that it would, so that the survey has found little of it there
By Ann Lee
12 May 2021
"""

    assert [text for _, text in kinds(page)] == [
        "Out of the 306 students surveyed, 86% agreed that earning a credential will help them "
        "stand out to employers and get a job, and 81% said it will help them.",
        "By contrast, few of the teachers who were asked about it said that it would, so that the "
        "survey has found little of it there",
        "By Ann Lee",
        "12 May 2021",
    ]


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        ("nine in", "ten agree", "nine in ten agree"),
        ("two-", "thirds agree", "two-thirds agree"),
        ("an entry-", "level job", "an entry-level job"),  # the text has it elsewhere
        ("it strength-", "ens them", "it strengthens them"),
        ("the Anglo-", "American view", "the Anglo-American view"),
    ],
)
def test_a_broken_word_is_made_whole_and_a_compound_stays(
    line: str, following: str, joined: str
) -> None:
    wrap = Wrap(width=40, is_hyphenated=True, words=frozenset({"entry-level"}))

    assert wrap.join(line, following) == joined


def test_lines_of_great_length_are_paragraphs_of_their_own() -> None:
    assert wrap_of(["word " * 60, "word " * 50]).width == 0


def test_a_bullet_alone_on_its_line_belongs_to_the_next() -> None:
    assert kinds("Two groups:\n\n\u2022\nmen\n\u2022\nwomen")[1:] == [
        ("item", "men"),
        ("item", "women"),
    ]


def test_pages_count_their_own_paragraphs() -> None:
    pieces = [Piece(kind="paragraph", text=f"Text {n}.", page=1 + n // 2) for n in range(4)]

    _, blocks = assemble(pieces)

    assert [block.locator for block in blocks] == [
        "page 1, paragraph 1",
        "page 1, paragraph 2",
        "page 2, paragraph 1",
        "page 2, paragraph 2",
    ]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpora are not here")
def test_no_word_of_a_published_passage_is_lost_or_taken_for_furniture() -> None:
    passages = json.loads((SHARED / "pew" / "passages.json").read_text(encoding="utf-8"))

    for passage in passages:
        text, blocks = assemble(name_headings(mark_furniture(pieces_of_text(passage["passage"]))))
        words = one_line(passage["passage"].lstrip("\u2022 ")).removeprefix("3. ")
        assert [block.kind for block in blocks] == ["paragraph"], passage["id"]
        assert text == words, passage["id"]
