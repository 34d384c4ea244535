"""A follow-up made whole by a language model, where the rules may have missed something."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer.models.offered import one_line
from assistant.answer.models.prompting import bound_of, prompt_text
from assistant.findings.populations import population_of
from assistant.retrieve.query import parse_question

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

LONGEST_QUESTION = 400  # characters
MOST_TURNS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """A question with those before it, oldest first, and what the rules made of it."""

    question: str
    before: tuple[str, ...]
    by_rules: str


def rewriting_chain(model: "BaseChatModel") -> "Runnable[Turns, str]":
    """A follow-up → the question that stands alone; what the rules made where the model strays."""
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.runnables import RunnableLambda

    messages = [("system", prompt_text("rewrite")), ("user", prompt_text("conversation"))]
    writer = ChatPromptTemplate.from_messages(messages) | model | StrOutputParser()

    def rewrite(turns: Turns) -> str:
        asked = [*turns.before[-MOST_TURNS:], turns.question]
        data = "\n".join(json.dumps({"question": one_line(q)}) for q in asked)
        said = writer.invoke({"data": data, "bound": bound_of(data)})
        question = one_line(said).strip(" \"'\u201c\u201d")
        return question if is_faithful(question, asked) else turns.by_rules

    return RunnableLambda(rewrite, name="rewrite_the_question")


def is_faithful(question: str, asked: Sequence[str]) -> bool:
    """Whether a rewritten question names no people, place, year or figure of its own.

    >>> is_faithful("Do U.S. nurses like it?", ["Do U.S. doctors like it?", "And nurses?"])
    True
    >>> is_faithful("Do Dutch nurses like it?", ["Do U.S. doctors like it?", "And nurses?"])
    False
    """
    if not question.endswith("?") or len(question) > LONGEST_QUESTION:
        return False
    new, said = parse_question(question), [parse_question(turn) for turn in asked]
    people = {f for turn in asked for f in population_of(turn).facets}
    people |= {f for query in said for p in query.populations for f in p.facets}
    years = {year for query in said for year in query.waves}
    figures = {m.figure.text for query in said for m in query.figures}
    terms = frozenset[str]().union(*(query.terms for query in said))
    return (
        all(p.facets <= people for p in new.populations)
        and set(new.waves) <= years
        and {m.figure.text for m in new.figures} <= figures
        and len(new.terms - terms) <= 1  # a joining word of its own, and no other matter
    )
