"""Questions and answer options that a draft quotes in a survey's own words.

What stands in quotation marks is hidden from the reader of prose, which would take a question's
words for the sentence's own: “Would you say … ?” has verbs, people and sometimes numbers.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.tables.captions import unlabelled
from assistant.numerals import read_figures
from assistant.retrieve.responses.plan import NET_MARK

OPENING = re.compile(r"[\u201c\"\u2018'\u00ab]")
CLOSING = re.compile(r"[?.!,:;\u2026]*[\u201d\"\u2019'\u00bb]")
STRAIGHT = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'"})
TRIMMED = " ?.!:,;\u2026"
KEY = 8  # characters by which labels are looked up
FIRST = re.compile(r"[^?]+\?(?=\s)")  # the question before its explanation
ENOUGH_WORDS = 5
# How an end of a range is said in other words: "at least 1,000 staff" for "1,000 or more staff".
ENDS = (
    (
        re.compile(r"^(?P<n>[\d,.]+) (?:or|and) (?:more|over|higher|above)\b"),
        ("at least {n}", "{n}+"),
    ),
    (
        re.compile(r"^(?:fewer|less) than (?P<n>[\d,.]+)"),
        ("fewer than {n}", "less than {n}", "under {n}"),
    ),
)
NUMBERED = re.compile(r"\d")
HIDDEN = "x"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A question's wording (`answer` is empty), or one of its options or nets."""

    survey: str
    question: Question
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of a text that is a label, of however many questions."""

    start: int
    end: int
    labels: tuple[Label, ...]

    @property
    def is_question(self) -> bool:
        """Whether it is a question's wording."""
        return any(not label.answer for label in self.labels)


class Labels:
    """The labels of every questionnaire of an index."""

    def __init__(self, questions: Iterable[tuple[str, Question]]) -> None:
        self._labels: dict[str, dict[str, list[Label]]] = {}
        self._numbered: dict[str, list[Label]] = {}
        for survey, question in questions:
            for said, label in _labels_of(survey, question):
                plain = _plain(said).strip(TRIMMED)
                if not plain:
                    continue
                self._labels.setdefault(plain[:KEY], {}).setdefault(plain, []).append(label)
                if label.answer and NUMBERED.search(plain) and " " in plain:
                    for said_too in _in_other_words(plain):
                        self._numbered.setdefault(said_too, []).append(label)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Labels in quotation marks, and those with numbers in them wherever they stand.

        Of labels that begin at one place the longest counts.
        """
        plain = _plain(text)
        found = [m for quote in OPENING.finditer(text) if (m := self._at(plain, quote.end()))]
        found += self._bare(text, found)
        kept: list[Mention] = []
        for mention in sorted(found, key=lambda m: (m.start, -m.end)):
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return tuple(kept)

    def _at(self, plain: str, start: int) -> Mention | None:
        starting = self._starting(plain, start)
        fitting = [said for said in starting if _is_closed(plain, start + len(said))]
        if not fitting:
            return None
        longest = max(fitting, key=len)
        labels = starting[longest]
        return Mention(start=start, end=start + len(longest), labels=tuple(labels))

    def _starting(self, plain: str, start: int) -> dict[str, list[Label]]:
        """The labels that stand at a place: those of eight letters and more, and shorter ones."""
        key = plain[start : start + KEY]
        pools = (self._labels.get(key[:size], {}) for size in range(1, KEY + 1))
        return {
            said: labels
            for pool in pools
            for said, labels in pool.items()
            if plain.startswith(said, start)
        }

    def _bare(self, text: str, quoted: list[Mention]) -> Iterator[Mention]:
        """Labels outside quotation marks whose numbers would be taken for figures."""
        figures = [f for f in read_figures(text) if not _overlaps(f.start, f.end, quoted)]
        if not figures:
            return
        plain = _plain(text)
        for said, labels in self._numbered.items():
            for found in re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", plain):
                mention = Mention(start=found.start(), end=found.end(), labels=tuple(labels))
                if any(_overlaps(f.start, f.end, [mention]) for f in figures):
                    yield mention


def hide(text: str, mentions: Iterable[Mention]) -> str:
    """A text of the same length in which each mention is one word that means nothing.

    >>> hide("Of men, 4% said “Too much”.", [Mention(start=17, end=25, labels=())])
    'Of men, 4% said “Xxxxxxxx”.'
    """
    plain = list(text)
    for mention in mentions:
        length = mention.end - mention.start
        plain[mention.start : mention.end] = HIDDEN.upper() + HIDDEN * (length - 1)
    return "".join(plain)


def _in_other_words(label: str) -> tuple[str, ...]:
    """A label and what else an end of a range in it is called.

    >>> _in_other_words("under 5 hours"), _in_other_words("less than 5 hours")
    (('under 5 hours',), ('less than 5 hours', 'fewer than 5 hours', 'under 5 hours'))
    """
    said = [label]
    for end, others in ENDS:
        if found := end.match(label):
            said += [other.format(n=found["n"]) + label[found.end() :] for other in others]
    return tuple(dict.fromkeys(said))


def _overlaps(start: int, end: int, mentions: Iterable[Mention]) -> bool:
    return any(m.start < end and start < m.end for m in mentions)


def _plain(text: str) -> str:
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(STRAIGHT)


def _is_closed(plain: str, end: int) -> bool:
    return CLOSING.match(plain, end) is not None


def _labels_of(survey: str, question: Question) -> Iterator[tuple[str, Label]]:
    asked = Label(survey=survey, question=question)
    first = FIRST.match(question.text)
    spoken = first.group() if first and len(first.group().split()) >= ENOUGH_WORDS else ""
    names = (question.text, unlabelled(question.wording), spoken, question.label)
    for said in dict.fromkeys(filter(None, names)):
        yield said, asked
    for option in question.options:
        yield option.label, Label(survey=survey, question=question, answer=option.label)
    for net in question.nets:
        answer = Label(survey=survey, question=question, answer=net.label)
        yield net.label, answer
        if NET_MARK.sub("", net.label) != net.label:
            yield NET_MARK.sub("", net.label), answer
