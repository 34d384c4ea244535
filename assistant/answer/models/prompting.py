"""The prompts: text files, filled with a question and with data between clear bounds."""

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from assistant.answer.material import Material
from assistant.answer.models.offered import Offered, one_line

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate

MOST_SENT_BACK = 6


@cache
def prompt_text(name: str) -> str:
    """One of the prompts in `data/prompts`, as a template."""
    path = files("assistant") / "data" / "prompts" / f"{name}.md"
    return path.read_text(encoding="utf-8").strip()


@cache
def wording_prompt(*, is_structured: bool, is_second: bool) -> "ChatPromptTemplate":
    """The prompt that has plain sentences worded, or worded again."""
    from langchain_core.prompts import ChatPromptTemplate

    shape = prompt_text("structured" if is_structured else "text")
    user = [prompt_text("question"), *([prompt_text("sent_back")] if is_second else [])]
    return ChatPromptTemplate.from_messages(
        [("system", f"{prompt_text('word')}\n- {shape}"), ("user", "\n\n".join(user))]
    )


def filled(material: Material, offered: Offered) -> dict[str, str]:
    """What the prompt's fields are filled with."""
    data = offered.as_data
    failed = "\n".join(
        json.dumps({"sentence": one_line(held.text), "why": one_line(held.why)})
        for held in material.sent_back[:MOST_SENT_BACK]
    )
    question = one_line(material.query.text)
    return {
        "question": question,
        "data": data,
        "failed": failed,
        "bound": bound_of(question, data, failed),
    }


def bound_of(*texts: str) -> str:
    """A line that marks where data begins and ends, and that stands in none of the texts.

    It is made from them, so that the same question has the same prompt.

    >>> bound_of("a") == bound_of("a"), bound_of("a") == bound_of("b")
    (True, False)
    """
    whole = "\n".join(texts)
    digest = hashlib.sha256(whole.encode("utf-8", "backslashreplace")).hexdigest()
    return f"=== data {digest[:16]} ==="
