"""The history as plain text for a terminal."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from assistant.history.kept import Conversation, Remembered
from assistant.render.safe_text import safe_line

LONGEST_SHOWN = 60


def conversations_text(conversations: Sequence[Conversation]) -> str:
    """One conversation a line: its id, when its last answer was given, how many, how it began."""
    if not conversations:
        return "No conversation is kept yet."
    return "\n".join(map(_conversation_line, conversations))


def conversation_text(answers: Sequence[Remembered]) -> str:
    """A conversation as it was led: each question, its answer, and what its reader thought."""
    return "\n\n".join("\n".join(_answer_lines(answer)) for answer in answers)


def _conversation_line(conversation: Conversation) -> str:
    n = conversation.answers
    first = safe_line(conversation.first_question)
    shown = first if len(first) <= LONGEST_SHOWN else f"{first[: LONGEST_SHOWN - 1]}…"
    answers = f"{n:,} answer{'' if n == 1 else 's'}"
    return f"{safe_line(conversation.id)}  {_when(conversation.latest)}  {answers}  {shown}"


def _answer_lines(remembered: Remembered) -> Iterator[str]:
    yield f"{_when(remembered.at)}  {safe_line(remembered.kept.question)}"
    yield safe_line(str(json.loads(remembered.kept.answer_json).get("text", "")))
    yield f"({safe_line(remembered.kept.answerer)}{_tokens(remembered)})"
    if remembered.rating is not None:
        comment = safe_line(remembered.rating.comment)
        yield f"Rated {remembered.rating.rating}{f': {comment}' if comment else ''}"


def _tokens(remembered: Remembered) -> str:
    kept = remembered.kept
    if not kept.input_tokens + kept.output_tokens:
        return ""
    cost = "" if kept.cost_usd is None else f", ${kept.cost_usd:.4f}"
    return f", {kept.input_tokens:,} tokens in, {kept.output_tokens:,} out{cost}"


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
