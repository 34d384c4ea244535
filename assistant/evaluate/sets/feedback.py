"""What readers called not right, as cases for a person to complete."""

import json
from collections.abc import Iterator
from typing import Any

from assistant.evaluate.case import Case, QuestionSet
from assistant.history import History

TO_EDIT = "A reader called this answer not right. Say what is right instead."
LONGEST = 20_000


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
            turns.append(remembered.kept.question)
            if remembered.rating is not None and remembered.rating.rating == "down":
                answer = json.loads(remembered.kept.answer_json)
                yield _case(
                    remembered.kept.answer_id, tuple(turns), answer, remembered.rating.comment
                )


def _case(answer_id: str, turns: tuple[str, ...], answer: dict[str, Any], comment: str) -> Case:
    asked = {"question": turns[0]} if len(turns) == 1 else {"turns": turns}
    led = [f for f in answer.get("figures", ()) if f.get("unit") == "percent"][:1]
    wrong: dict[str, Any] = (
        {"not_figures": tuple({"value": f["value"], "unit": "percent"} for f in led)}
        if led
        else {"must_not_say": (str(answer.get("text") or "—")[:LONGEST],)}
    )
    why = f"{TO_EDIT} The reader wrote: {comment}" if comment else TO_EDIT
    return Case.model_validate(
        {"id": f"feedback-{answer_id}", "tags": ("feedback",), "why": why, **asked, **wrong}
    )
