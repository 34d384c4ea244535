"""A sentence in other words and all that it may say: its plain sentences and its findings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.answer.draft import DraftSentence, Slot
from assistant.findings.finding import Measure
from assistant.findings.stems import stem, words_of

QUOTED = re.compile(r"[\u201c\"][^\u201c\u201d\"]*[\u201d\"]")
FIGURE = " \u25a0 "  # stands where a figure stood


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A model's sentence beside what it stands for."""

    sentence: DraftSentence

    @cached_property
    def own(self) -> str:
        """The model's words, with a mark in place of each figure."""
        return own_words(self.sentence)

    @cached_property
    def unquoted(self) -> str:
        """The model's words without what it quotes."""
        return QUOTED.sub(" ", self.own)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The model's words in order, in lower case."""
        return tuple(words_of(self.own))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the model's words."""
        return frozenset(map(stem, self.words))

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """What the findings measure."""
        return tuple(f.statement.measure for f in self.sentence.findings)

    @cached_property
    def plain(self) -> str:
        """The words of the plain sentences and of their findings, without their figures."""
        return " ".join(self._plain())

    def _plain(self) -> Iterator[str]:
        for origin in self.sentence.origins:
            yield f"{origin.lead} {own_words(origin)}"
        for finding in self.sentence.findings:
            statement = finding.statement
            yield f"{statement.population.text} {statement.wave or ''}"
        for measure in self.measures:
            yield f"{measure.text} {measure.question} {measure.option}"

    @cached_property
    def known(self) -> frozenset[str]:
        """The words that it may take up, in lower case."""
        return frozenset(words_of(self.plain))

    @cached_property
    def asked(self) -> str:
        """What its findings measure, in the words of the question where there is one."""
        return f" {FIGURE} ".join(m.question or m.text for m in self.measures)

    @cached_property
    def unasked(self) -> str:
        """The words of the plain sentences and findings, without the questions that were asked."""
        text = self.plain
        for measure in self.measures:
            text = text.replace(measure.question, " ") if measure.question else text
        return text

    @cached_property
    def said_of(self) -> str:
        """What the plain sentences say of its findings, without what was asked."""
        plain = set(words_of(" ".join(own_words(origin) for origin in self.sentence.origins)))
        said = dict.fromkeys(m.option if m.question else m.text for m in self.measures)
        return FIGURE.join(words for words in said if plain.issuperset(words_of(words)))


def own_words(sentence: DraftSentence) -> str:
    """A sentence's words with a mark in place of each figure."""
    return "".join(FIGURE if isinstance(part, Slot) else part for part in sentence.parts)
