"""The question that an answer is broken down by: "by region", "which country"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.findings.lexicon import load
from assistant.retrieve.responses.groups import Groups, names_of_break


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(load("questions")["breaking"], re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The banner question that an answer is broken down by, and where it is named."""

    question: str = ""
    start: int = 0
    end: int = 0


def breaking_in(text: str, groups: Groups) -> Break:
    """The break that a question names: "by region", "which country"."""
    questionnaire = groups.responses.questionnaire
    asked = [questionnaire.question(id) for id in questionnaire.banner]
    for breaking in filter(None, asked):
        if named := _named_as_break(text, breaking.id, names_of_break(breaking)):
            return named
    for other in questionnaire.questions:
        is_other = other.id not in questionnaire.banner and other.type in ("single", "multiple")
        named = _named_as_break(text, other.id, _turned_round(other.label)) if is_other else None
        if named:
            return named
    return Break()


def _named_as_break(text: str, question: str, names: Sequence[str]) -> Break | None:
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"\b{_any_number(name)}\b", text, re.IGNORECASE):
            if _breaks().search(text[: match.start()]):
                return Break(question=question, start=match.start(), end=match.end())
    return None


def _turned_round(label: str) -> list[str]:
    """A short name, and the same the other way round.

    >>> _turned_round("Developer type")
    ['Developer type', 'type of Developer']
    """
    words = label.split()
    return [label, f"{words[1]} of {words[0]}"] if len(words) == 2 else [label] if label else []


def _any_number(name: str) -> str:
    """A pattern for a word in the singular or the plural: "country", "countries".

    >>> _any_number("country")
    'countr(?:y|ies)'
    """
    return f"{re.escape(name[:-1])}(?:y|ies)" if name.endswith("y") else f"{re.escape(name)}s?"
