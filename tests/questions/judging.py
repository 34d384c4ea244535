"""Question sets: a question, its turns, what a right answer shows; and the judge of it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.answer.answer import Answer

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question. Items of `shows` and `says` may be alternatives: "74%|Seventy-four percent"."""

    question: str
    turns: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    may_show: tuple[str, ...] = ()


def load(name: str) -> list[Case]:
    """The cases of a question set, in order."""
    rows = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [_case(row) for row in rows]


def _case(row: dict[str, Any]) -> Case:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Case(**fields)


def wrong_figures(case: Case, answer: Answer) -> list[str]:
    """Figures told that are no answer to the question: the promise's own count.

    Those of the closest findings are told as what they are, and as no answer.
    """
    shown = {answer.figures[n].figure.text for one in answer.sentences for n in one.figures}
    if case.refused:
        return sorted(shown - set(case.may_show))
    return sorted(shown & set(case.never))


def faults(case: Case, answer: Answer) -> list[str]:
    """Everything that is wrong with an answer, in words; nothing for a right one."""
    found = [f"shows {text}" for text in wrong_figures(case, answer)]
    if case.refused and answer.status == "closest":
        return found
    if case.refused:
        if answer.refusal is None and not case.may_show and not _says_unknown(answer.text):
            found.append("answered what the survey does not cover")
        elif answer.refusal is not None and answer.refusal.reason not in case.refused:
            found.append(f"refused as {answer.refusal.reason}")
        return found
    if answer.refusal is not None:
        return [f"refused as {answer.refusal.reason}"]
    shown = {figure.figure.text.lower() for figure in answer.figures}
    for wanted in case.shows:
        if not any(one.lower() in shown for one in wanted.split("|")):
            found.append(f"does not show {wanted}")
    for wanted in case.says if answer.status == "answered" else ():
        if not any(_says(one, answer.text) for one in wanted.split("|")):
            found.append(f"does not say {wanted!r}")
    return found


def _says(words: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE))


def _says_unknown(text: str) -> bool:
    return bool(re.search(r"not (?:known|stated|published|given)|unknown|does not|^No\b", text))
