"""The prompts of the model aligner: fixed instructions, and data between bounds of its own."""

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from assistant.align.evidence import clean
from assistant.corpus.prose import one_line

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

LONGEST_QUESTION = 2_000  # characters
MOST_TURNS = 8


@cache
def instructions(name: str) -> str:
    """One of the prompts in `data/prompts`."""
    path = files("assistant") / "data" / "prompts" / f"{name}.md"
    return path.read_text(encoding="utf-8").strip()


def question_messages(
    question: str,
    *,
    turns: Sequence[str] = (),
    evidence: str,
    surveys: str = "",
    note: str = "",
) -> "list[BaseMessage]":
    """The messages that have a question aligned. The same question has the same messages.

    `note` is told after it, outside all bounds.
    """
    from langchain_core.messages import HumanMessage, SystemMessage

    asked = _cut(question)
    before = "\n".join(f"- {_cut(turn)}" for turn in turns[-MOST_TURNS:])
    data = "\n\n".join(filter(None, (evidence, surveys and f"Surveys\n{surveys}")))
    told = [bounded("evidence", data)]
    if before:
        told.append(bounded("earlier questions", before))
    told.append(bounded("question", asked))
    if note:
        told.append(note)
    return [
        SystemMessage(content=instructions("align_question")),
        HumanMessage(content="\n\n".join(told)),
    ]


def claims_messages(claims: Sequence[str], *, evidence: str) -> "list[BaseMessage]":
    """The messages that have claims aligned; each has its figures lettered."""
    from langchain_core.messages import HumanMessage, SystemMessage

    listed = "\n".join(f"{n}. {claim}" for n, claim in enumerate(claims, start=1))
    told = [bounded("evidence", evidence), bounded("claims", listed)]
    return [
        SystemMessage(content=instructions("align_claims")),
        HumanMessage(content="\n\n".join(told)),
    ]


def bounded(name: str, text: str) -> str:
    """The text between two lines that it cannot contain, for they are made from it.

    >>> bounded("question", "Who?").splitlines()[1]
    'Who?'
    """
    digest = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]
    return f"=== {name} {digest} ===\n{text}\n=== end of {name} {digest} ==="


def _cut(text: str) -> str:
    return one_line(clean(text))[:LONGEST_QUESTION]
