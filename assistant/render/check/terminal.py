"""A check as plain text for a terminal: no colours, verdicts in words, lines wrapped."""

import textwrap
from collections.abc import Iterator

from assistant.render.check.view import CheckView, DraftSentence, Note, Run

NARROWEST, WIDEST = 40, 100
_INDENT = "  "


def check_text(view: CheckView, *, width: int = WIDEST) -> str:
    """Every claim with its verdict, the reason, the right figure and its place; counts at the end.

    Sentences without a figure are left out. Lines are wrapped at `width`, within reason.
    """
    width = min(max(width, NARROWEST), WIDEST)
    blocks = ["\n".join(_claim_lines(claim, width)) for claim in view.claims]
    closing = [line for line in (view.notice, view.summary) if line]
    return "\n\n".join([*blocks, "\n".join(_wrap("\n".join(closing), width))])


def _claim_lines(claim: DraftSentence, width: int) -> Iterator[str]:
    sentence = "".join(map(_shown, claim.runs)).strip()
    yield from _wrap(f"{claim.verdict.upper()}: {sentence}", width)
    if claim.why:
        yield from _wrap(claim.why, width, indent=_INDENT)
    for note in claim.notes:
        yield from _note_lines(note, width)
    if claim.corrected:
        yield from _wrap(f"Corrected: {claim.corrected}", width, indent=_INDENT)


def _shown(run: Run) -> str:
    return f"{run.text} [{run.number}]" if run.number else run.text


def _note_lines(note: Note, width: int) -> Iterator[str]:
    """What is said of some marks, each part on lines of its own below their numbers."""
    marks = ", ".join(f"[{mark.number}] {mark.text}" for mark in note.marks)
    is_news = note.expected and note.expected not in note.why
    right = f"; the source has {note.expected}" if is_news else ""
    yield from _wrap(f"{marks}: {note.verdict}{right}", width, indent=_INDENT)
    quote = f'"{note.quote}"' if note.quote else ""
    working = f"computed: {note.computation}" if note.computation else ""
    for part in (note.why, note.place, quote, working):
        if part:
            yield from _wrap(part, width, indent=_INDENT * 3)


def _wrap(text: str, width: int, *, indent: str = "") -> list[str]:
    """The lines of a text, each wrapped and set in; a word longer than a line is broken."""
    return [
        part
        for line in text.split("\n")
        for part in textwrap.wrap(
            line,
            width,
            initial_indent=indent,
            subsequent_indent=indent + _INDENT,
            break_on_hyphens=False,
        )
    ]
