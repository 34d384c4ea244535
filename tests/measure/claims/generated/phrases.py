"""How people and answers are spoken of: words written by hand, and questions in quotation marks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.corpus.responses.questionnaire import Question
from tests.measure.claims.generated.truth import Group

FOLDER = Path(__file__).parent
LONGEST_QUOTE = 260


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What people do who gave an answer; `lead` opens the sentence, where it can."""

    present: str
    past: str
    infinitive: str
    lead: str = ""

    @property
    def negated(self) -> "Act":
        """The same of those who gave any other answer."""
        for be in ("are", "were"):
            if self.present.startswith(f"{be} "):
                rest = self.present.removeprefix(f"{be} ")
                return Act(present=f"{be} not {rest}", past=f"were not {rest}", infinitive="")
        return Act(
            present=f"do not {self.infinitive}",
            past=f"did not {self.infinitive}",
            infinitive=f"not {self.infinitive}",
            lead=self.lead,
        )


class Phrases:
    """One family's phrases."""

    def __init__(self, family: Mapping[str, Any]) -> None:
        self.names: list[str] = family["names"]
        self.is_dated: bool = family.get("dated", False)
        self.everybody: list[str] = family["everybody"]
        self.sets: dict[str, list[str]] = family.get("sets", {})
        self.numbers: dict[str, dict[str, Any]] = family.get("numbers", {})
        self._groups = family["groups"]
        self._crossed: list[list[str]] = family["crossed"]
        self._answers = family["answers"]
        self._opposites: list[list[str]] = list(family["opposites"].values())

    @property
    def asked_of_people(self) -> frozenset[str]:
        """The questions that tell groups apart."""
        return frozenset(self._groups)

    @property
    def groups(self) -> list[Group]:
        """Every group that has a name: of one question, and of two crossed."""
        single: list[Group] = [
            ((q, label),) for q, named in self._groups.items() for label in named
        ]
        crossed: list[Group] = [
            ((first, one), (second, other))
            for first, second in self._crossed
            for one in self._groups[first]
            for other in self._groups[second]
        ]
        return single + [group for group in crossed if self.names_of(group)]

    def names_of(self, group: Group) -> list[str]:
        """What a group is called, in several ways."""
        if not group:
            return self.everybody
        (question, label), *others = group
        names: list[str] = self._groups[question][label]["noun"]
        for other, of in others:
            entry = self._groups[other][of]
            if "adj" in entry:
                names = [f"{entry['adj']} {name}" for name in names if " " not in name]
            elif "tail" in entry:
                names = [f"{name} {entry['tail']}" for name in names]
            else:
                return []
        return names

    def has(self, question: str, options: Sequence[str]) -> bool:
        """Whether an answer is written of in natural words."""
        return len(options) == 1 and options[0] in self._answers.get(question, {})

    def opposite(self, options: Sequence[str]) -> str | None:
        """The option that says the contrary."""
        for one, other in self._opposites:
            if list(options) == [one]:
                return other
            if list(options) == [other]:
                return one
        return None

    def acts(self, question: Question, options: Sequence[str], style: str) -> list[Act]:
        """What those do who gave one of the options."""
        if style == "natural":
            return [act_of(words) for words in self._answers[question.id][options[0]]]
        return quoted_acts(question, options)


def act_of(words: str) -> Act:
    """A phrase in the present with its past and infinitive.

    >>> act_of("are web developers").past, act_of("do not work remotely").infinitive
    ('were web developers', 'not work remotely')
    """
    for verb, (past, infinitive) in written()["verbs"].items():
        if words.startswith(f"{verb} "):
            rest = words[len(verb) :]
            return Act(present=words, past=past + rest, infinitive=infinitive + rest)
    raise ValueError(f"phrases.yaml has no past for the verb of {words!r}")


def quoted_acts(question: Question, options: Sequence[str]) -> list[Act]:
    """Answers in quotation marks, to the question as it was asked or by its short name."""
    answer = " or ".join(f"“{option}”" for option in options)
    plain = act_of(f"answer {answer}")
    acts: list[Act] = []
    for one in quoted(question):
        is_asked = one.endswith("?”")
        to = "to" if is_asked else "for"
        acts += [
            act_of(f"answer {answer} {to} {one}"),
            act_of(f"give the answer {answer} {to} {one}"),
        ]
        leads = [f"On {one}, "]
        if is_asked:
            acts.append(act_of(f"answer {answer} when asked {one}"))
            leads = [f"Asked {one}, ", f"When asked {one}, ", f"To the question {one}, "]
        acts += [replace(plain, lead=lead) for lead in leads]
    return acts


def quoted(question: Question) -> list[str]:
    """A question in quotation marks: what is asked, and its short name.

    >>> quoted(Question(id="q", text="Imagine a vote. How would you vote?", label="Vote"))
    ['“How would you vote?”', '“Vote”']
    """
    sentences = re.findall(r"[^.?]*\?", question.text)
    asked = [sentence.strip() for sentence in sentences[-1:]]
    if question.label and len(re.findall(r"[.?](?: |$)", question.text)) > 2:
        asked = []  # the last sentence of several says too little
    names = [*asked, *([question.label] if question.label else [])] or [question.text]
    return [f"“{name}”" for name in names if len(name) <= LONGEST_QUOTE]


@cache
def written() -> dict[str, Any]:
    """What phrases.yaml holds."""
    found: dict[str, Any] = yaml.safe_load((FOLDER / "phrases.yaml").read_text(encoding="utf-8"))
    return found


@cache
def frames() -> dict[str, list[str]]:
    """What frames.yaml holds."""
    found: dict[str, list[str]] = yaml.safe_load(
        (FOLDER / "frames.yaml").read_text(encoding="utf-8")
    )
    return found
