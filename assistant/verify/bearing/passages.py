"""Passages of the corpus as a claim is laid beside them: their words, tokens and findings."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from assistant.figures import Unit
from assistant.findings.finding import Evidence, Finding, Passage, Statement
from assistant.period import YEAR
from assistant.verify.copies.alignment import Token, tokens_of

WORD = re.compile(r"[a-z]+")


class SourcePassage:
    """A passage with what is worked out of it when it is first needed, and then kept."""

    def __init__(self, passage: Passage, read: Callable[[], tuple[Finding, ...]]) -> None:
        self.passage = passage
        self._read = read

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that were read out of it."""
        return self._read()

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words and figures; offsets count in the passage's text."""
        return tokens_of(self.passage.text)

    @cached_property
    def _words(self) -> tuple[frozenset[str], ...]:
        text, start = self.passage.text.lower(), self.passage.start
        sentences = self.passage.sentences
        return tuple(frozenset(WORD.findall(text[a - start : b - start])) for a, b in sentences)

    def words_around(self, number: int) -> frozenset[str]:
        """The words of a sentence and of its neighbours."""
        return frozenset().union(*self._words[max(0, number - 1) : number + 2])

    def tokens_around(self, number: int) -> tuple[Token, ...]:
        """The tokens of a sentence and of its neighbours."""
        sentences, start = self.passage.sentences, self.passage.start
        first = sentences[max(0, number - 1)][0] - start
        last = sentences[min(len(sentences) - 1, number + 1)][1] - start
        return tuple(t for t in self.tokens if first <= t.start < last)

    def number_of(self, at: int) -> int:
        """The number of the sentence that holds a character of the document."""
        spans = enumerate(self.passage.sentences)
        return next((n for n, (start, end) in spans if start <= at < end), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSentence:
    """A sentence of the corpus; a claim may be cut otherwise, so its neighbours count as well."""

    source: SourcePassage
    number: int
    similarity: float

    @property
    def passage(self) -> Passage:
        """The passage that it stands in."""
        return self.source.passage

    @property
    def context(self) -> str:
        """The passage up to and with the sentence, and the heading it stands under."""
        end = self.passage.sentences[self.number][1] - self.passage.start
        return f"{self.passage.heading} {self.passage.text[:end]}"

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self._sentence(self.number)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that were read out of the sentence itself."""
        start, end = self.passage.sentences[self.number]
        return tuple(f for f in self.source.findings if start <= f.statement.start < end)

    def years_of_others(self, finding: Finding) -> frozenset[str]:
        """The years of the other figures of the sentence: "52% now, down from 76% in 2009".

        A year that a count is dated by, or that stands before both, is of a share beside it too.
        """
        mine = finding.statement
        others = (f.statement for f in self.findings if f.id != finding.id)
        waves = (s.wave for s in others if s.wave and not _is_shared(s, mine, self.text))
        return frozenset(year for wave in waves for year in years_of(wave))

    def has(self, words: str) -> bool:
        """Whether the sentence has these words as they stand, spaces aside, and no number cut."""
        plain, there = " ".join(words.split()).rstrip("."), " ".join(self.text.split())
        pattern = rf"(?<![\w$])(?<!\d[.,]){re.escape(plain)}(?!\w|[.,]\d|%)"
        return bool(plain) and re.search(pattern, there) is not None

    @property
    def evidence(self) -> Evidence:
        """Where the sentence stands."""
        return self._evidence(self.number)

    def _sentence(self, number: int) -> str:
        start, end = self.passage.sentences[number]
        return self.passage.text[start - self.passage.start : end - self.passage.start]

    def finding_at(self, token: Token) -> Finding | None:
        """The finding that was read out of a figure of the source."""
        start = token.start + self.passage.start
        findings = self.source.findings
        return next((f for f in findings if f.statement.start <= start < f.statement.end), None)

    def evidence_at(self, token: Token) -> Evidence:
        """Where a figure of the source stands, whether or not it was read as a finding."""
        return self._evidence(self.source.number_of(token.start + self.passage.start))

    def _evidence(self, number: int) -> Evidence:
        return Evidence(
            source=self.passage.source,
            locator=f"{self.passage.locator}, sentence {number + 1}",
            quote=self._sentence(number).strip(),
        )


def years_of(text: str) -> tuple[str, ...]:
    """The years that a text names, each once.

    >>> years_of("In 2018, as in 1998 and 2018")
    ('1998', '2018')
    """
    return tuple(sorted(set(YEAR.findall(text))))


def _is_shared(dated: Statement, mine: Statement, sentence: str) -> bool:
    """Whether what dates one figure dates another: "54,000 in 2018, or 12%", "In 2012, 40% …"."""
    if dated.role != "finding" or mine.role != "finding":
        return False
    at = sentence.find(dated.wave or "")
    first = min(dated.start, mine.start) - mine.sentence_start
    is_count = dated.figure.unit is Unit.COUNT is not mine.figure.unit
    return 0 <= at < first or is_count
