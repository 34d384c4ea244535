"""What readers called not right, as cases for a person to complete."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from assistant.evaluate.case import Case, QuestionSet
from assistant.history import History
from assistant.history.history import MOST_TURNS
from assistant.render.safe_text import safe_line

TO_EDIT = "A reader called this answer not right. Say what is right instead."
LONGEST = 20_000
LONGEST_ID = 80
DECIMALS = 2  # of a percentage


def set_from_feedback(history: History) -> QuestionSet | None:
    """A case for each answer that was rated "not right", the latest conversation first, or None.

    A case holds the answer to not leading with the same figure again, or to not being the same text
    where it had none, until a person says what is right.
    """
    cases = tuple(_cases(history))
    if not cases:
        return None
    return QuestionSet(title="Answers that readers called not right", cases=cases)


def _cases(history: History) -> Iterator[Case]:
    for conversation in history.conversations():
        turns: list[str] = []
        for remembered in history.answers(conversation.id):
            if not remembered.kept.question.strip():
                continue
            turns.append(remembered.kept.question)
            if remembered.rating is not None and remembered.rating.rating == "down":
                answer = json.loads(remembered.kept.answer_json)
                asked = tuple(turns[-MOST_TURNS - 1 :])
                yield _case(remembered.kept.answer_id, asked, answer, remembered.rating.comment)


def _case(answer_id: str, turns: tuple[str, ...], answer: dict[str, Any], comment: str) -> Case:
    asked = {"question": turns[0]} if len(turns) == 1 else {"turns": turns}
    led = [f for f in answer.get("figures") or () if f.get("unit") == "percent"][:1]
    wrong: dict[str, Any] = (
        {
            "not_figures": tuple(
                {"value": round(f["value"], DECIMALS), "unit": "percent"} for f in led
            )
        }
        if led
        else {"must_not_say": (str(answer.get("text") or "").strip()[:LONGEST] or "—",)}
    )
    said = safe_line(comment)
    why = f"{TO_EDIT} The reader wrote: {said}" if said else TO_EDIT
    return Case.model_validate(
        {"id": _id_of(answer_id), "tags": ("feedback",), "why": why, **asked, **wrong}
    )


def _id_of(answer_id: str) -> str:
    """An id for a case. Other systems' ids may be longer, or have signs that a case's cannot have.

    >>> _id_of("C024BE91L:1699999999.1234"), _id_of("a/b")
    ('feedback-C024BE91L:1699999999.1234', 'feedback-a_b-c14cddc0')
    """
    plain = re.sub(r"[^\w.:-]", "_", answer_id)[:LONGEST_ID]
    if plain != answer_id:
        plain = f"{plain}-{hashlib.sha256(answer_id.encode()).hexdigest()[:8]}"
    return f"feedback-{plain}"
