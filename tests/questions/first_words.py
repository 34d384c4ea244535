"""What newcomers say first, and whether an answer to it is what a colleague would give."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from assistant.answer.answer import Answer

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstWords:
    """What was said, turn by turn, and what the answer to the last of it must be like."""

    kind: str
    turns: tuple[str, ...]
    status: str
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    sentences: tuple[int, int] = (0, 99)
    figures: tuple[int, int] = (0, 99)
    surveys: int = 0


def load_first_words(name: str) -> list[FirstWords]:
    """The cases of one YAML file beside this module."""
    rows = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    return TypeAdapter(list[FirstWords]).validate_python(rows)


def faults_of(case: FirstWords, answer: Answer) -> list[str]:
    """In what an answer is not what is wanted."""
    return list(_faults(case, answer))


def _faults(case: FirstWords, answer: Answer) -> Iterator[str]:
    shown = [answer.text, *(s.text for s in answer.sentences), *(c.text for c in answer.closest)]
    text = " ".join(shown).lower()
    if answer.status not in case.status.split("|"):
        yield f"is {answer.status}"
    for words in case.says:
        if not any(word.lower() in text for word in words.split("|")):
            yield f"does not say {words}"
    for words in case.never:
        if words.lower() in text:
            yield f"says {words}"
    told = len(answer.sentences) or len(answer.closest)
    if not case.sentences[0] <= told <= case.sentences[1]:
        yield f"has {told} sentences"
    if not case.figures[0] <= len(answer.figures) <= case.figures[1]:
        yield f"has {len(answer.figures)} figures"
    if len({citation.survey for citation in answer.citations}) < case.surveys:
        yield "cites too few surveys"
    if answer.withheld:
        yield f"held back {answer.withheld[0].text}"
