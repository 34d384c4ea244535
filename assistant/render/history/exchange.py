"""A question and its answer out of the history, in the words that people read."""

import json
from dataclasses import dataclass
from typing import Any

from assistant.answer.answer import BUILT_IN
from assistant.history.kept import Remembered
from assistant.render.answer_view import describe_place
from assistant.render.safe_text import safe_line


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeView:
    """One exchange in brief; `sources` are a line each, `rating` is empty where there is none."""

    question: str
    text: str
    sources: tuple[str, ...]
    answerer: str
    rating: str


def view_exchange(remembered: Remembered) -> ExchangeView:
    """The exchange in safe text, whatever release of the assistant gave the answer."""
    kept = remembered.kept
    given: dict[str, Any] = json.loads(kept.answer_json)
    cited = given.get("citations")
    return ExchangeView(
        question=safe_line(kept.question),
        text=safe_line(str(given.get("text", ""))),
        sources=tuple(map(_source, cited)) if isinstance(cited, list) else (),
        answerer=safe_line(kept.answerer) if kept.answerer != BUILT_IN else "",
        rating=remembered.rating.rating if remembered.rating else "",
    )


def _source(citation: dict[str, Any]) -> str:
    place = describe_place(str(citation.get("source", "")), str(citation.get("locator", "")))
    return f"[{citation.get('n', '')}] {place}: “{safe_line(str(citation.get('quote', '')))}”"
