"""A question that is refused as not covered, looked up by a language model with tools.

The model reads and chooses. The sentences that it chooses among are the built-in answerer's own,
and what it chose must be about the people and the time that were asked about.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Protocol

from assistant.answer.draft import Draft, DraftSentence
from assistant.answer.models.offered import one_line
from assistant.answer.models.prompting import prompt_text
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable
    from langchain_core.tools import BaseTool

MOST_STEPS = 12  # of the graph; a call and its answer are two
MOST_CHOSEN = 4
LONGEST_WORDS = 500
LONGEST_SHOWN = 400  # characters of a sentence that a tool brings


class Desk(Protocol):
    """What a model may have looked up, in sentences that could be shown."""

    def search(self, words: str) -> Sequence[DraftSentence]:
        """The findings that bear most on some words, each in a plain sentence."""

    def compute(self, survey: str, question: str, *, where: str) -> Sequence[DraftSentence]:
        """A statistic from respondents' answers, each figure in a plain sentence."""

    def check(self, text: str) -> str:
        """The verdict on a sentence, in words."""

    def is_about(self, sentence: DraftSentence) -> bool:
        """Whether a sentence is about the people and the time that were asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A question, and where to look it up."""

    question: str
    desk: Desk


@dataclass(slots=True)
class _Notes:
    """What the tools have brought, under labels, and what was chosen of it."""

    brought: dict[str, DraftSentence] = field(default_factory=dict)
    chosen: list[str] = field(default_factory=list)

    def note(self, sentences: Sequence[DraftSentence]) -> str:
        """The sentences as lines of JSON with their labels."""
        lines = []
        for sentence in sentences:
            label = f"s{len(self.brought) + 1}"
            self.brought[label] = sentence
            lines.append(json.dumps({"id": label, "text": one_line(sentence.text)[:LONGEST_SHOWN]}))
        return "\n".join(lines) or "nothing found"


def seeking_chain(model: "BaseChatModel") -> "Runnable[Sought, Draft]":
    """A question that was refused → a plain draft of what the model found; empty for nothing."""
    from langchain.agents import create_agent
    from langchain_core.messages import HumanMessage
    from langchain_core.runnables import RunnableLambda
    from langgraph.errors import GraphRecursionError

    def seek(sought: Sought) -> Draft:
        notes = _Notes()
        tools = tools_for(sought.desk, notes)
        agent = create_agent(model, tools, system_prompt=prompt_text("seek"))
        asked = HumanMessage(one_line(sought.question))
        try:
            agent.invoke({"messages": [asked]}, {"recursion_limit": MOST_STEPS})
        except GraphRecursionError:  # it went on looking; what it had is not what it chose
            return Draft(sentences=())
        return _chosen(notes, sought.desk)

    return RunnableLambda(seek, name="seek_what_was_refused")


def _chosen(notes: _Notes, desk: Desk) -> Draft:
    sentences = (notes.brought.get(label.strip().lower()) for label in notes.chosen)
    found = list(dict.fromkeys(s for s in sentences if s is not None))
    return Draft(sentences=tuple(s for s in found[:MOST_CHOSEN] if desk.is_about(s)))


def tools_for(desk: Desk, notes: _Notes) -> "list[BaseTool]":
    """The tools of one search, which write down what they bring."""
    from langchain_core.tools import StructuredTool

    def search_findings(words: Annotated[str, "What to look for, in a few words."]) -> str:
        return notes.note(desk.search(words[:LONGEST_WORDS]))

    def compute_statistic(survey: str, question: str, where: str = "") -> str:
        return notes.note(desk.compute(survey, question[:LONGEST_WORDS], where=where))

    def check_percentage(text: str) -> str:
        return desk.check(text[:LONGEST_WORDS])

    def answer_with(ids: list[str]) -> str:
        notes.chosen = ids[:MOST_CHOSEN]
        return "done"

    def tool(work: Callable[..., str], description: str, *, is_last: bool = False) -> "BaseTool":
        return StructuredTool.from_function(
            _in_one_line(work),
            name=work.__name__,
            description=description,
            return_direct=is_last,
        )

    return [
        tool(search_findings, "Find published and computed findings by meaning and by words."),
        tool(
            compute_statistic,
            "Count respondents' answers to a question of a survey. `where` may restrict the "
            "people: sex == 'Female' and age < 30.",
        ),
        tool(check_percentage, "Check a sentence with a figure against the source data."),
        tool(answer_with, "End the search with the ids of what answers it.", is_last=True),
    ]


def _in_one_line(work: Callable[..., str]) -> Callable[..., str]:
    """A tool that tells the model in one line what it asked wrongly."""
    from functools import wraps

    @wraps(work)
    def told(**arguments: object) -> str:
        try:
            return work(**arguments)
        except AssistantError as error:
            return one_line(str(error))[:LONGEST_SHOWN]

    return told
