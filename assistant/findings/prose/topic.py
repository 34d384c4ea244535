"""What a paragraph is about so far: its people, place and measure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.figures import Unit
from assistant.findings.finding import Measure, Statement
from assistant.findings.grammar.clauses import prepositions
from assistant.findings.grammar.phrases import is_people, noun_phrase, printed
from assistant.findings.lexicon import load
from assistant.findings.names import is_same, named
from assistant.findings.populations import population_of
from assistant.findings.stems import words_of
from assistant.survey import UNKNOWN_POPULATION, Base, Population

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

DIGIT = re.compile(r"\d")
MAIN_ROLES = ("finding", "change")


@dataclass(slots=True)
class Topic:
    """What the paragraph is about so far; unknown where two groups were set side by side."""

    population: Population = UNKNOWN_POPULATION
    base: Base | None = None
    measure: Measure = field(default_factory=Measure)
    place: str = ""
    sample: Statement | None = None  # "a survey of 1,050 boat owners": everybody from then on

    def open(self, sentence: "Span", first: int) -> None:
        """Take up what a sentence begins with: its people, its place, or everybody again.

        `first` is the token index of its first figure; a subject after it is no topic.
        """
        plain = " ".join(words_of(sentence.text)[:4])
        if any(plain.startswith(w) for w in load("words")["everybody"]):
            self.population, self.base = UNKNOWN_POPULATION, None
        root = sentence.root
        found = next(_people_subjects(sentence), None)
        if found is not None and found.i < first:
            self.population = population_of(named(printed(noun_phrase(found))))
            self.base = None
        for child in root.children:
            if child.dep_ == "advmod" and population_of(child.text).values("place"):
                self.place = child.text.lower()
        for people in prepositions(root, {"in", "within"}):
            phrase = printed(noun_phrase(people))
            if population_of(phrase).values("place") and people.i < root.i:
                self.place = phrase

    def close(self, read: Sequence[Statement]) -> None:
        """Keep what a sentence was about; two groups set side by side are no topic."""
        self.sample = next((s for s in read if s.base is not None), self.sample)
        main = [s for s in read if s.role in MAIN_ROLES and s.figure.unit is not Unit.COUNT]
        known = {s.population.facets: s for s in main if s.population.is_known}
        if len(known) == 1:
            only = next(iter(known.values()))
            self.population, self.base = only.population, only.base
        elif len(known) > 1:
            self.population, self.base = UNKNOWN_POPULATION, None
        measured = [s for s in main if s.measure.terms]
        if measured:
            self.measure = measured[-1].measure


def _is_quoted(sentence: "Span", token: "Token") -> bool:
    """Whether a word stands in the wording of a question: "When asked “Should Wales …”"."""
    before: str = sentence.text[: token.idx - sentence.start_char]
    return before.count("\u201c") > before.count("\u201d") or before.count('"') % 2 == 1


def _people_subjects(sentence: "Span") -> Iterator["Token"]:
    """People that are a subject of the sentence, or own its subject ("smokers' knowledge")."""
    for token in sentence:
        if token.dep_ not in ("nsubj", "nsubjpass") or _is_quoted(sentence, token):
            continue
        for found in (token, *(c for c in token.children if c.dep_ == "poss")):
            phrase = printed(noun_phrase(found))
            is_owned = any(c.dep_ == "poss" for c in found.children)
            if (
                is_people(found)
                and not is_same(phrase)
                and not is_owned
                and not DIGIT.search(phrase)
            ):
                yield found
