"""A draft: sentences with slots for figures, which are filled from findings and never typed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.figures import Figure
from assistant.findings.finding import Finding, How

TOKEN = re.compile(r"\{(\w+)\}")  # {f1}, {population}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A figure's place in a sentence and the findings that it is, or is computed from."""

    figure: Figure
    findings: tuple[Finding, ...]
    how: How = "published"
    computation: str | None = None

    @property
    def text(self) -> str:
        """The figure as the source writes it."""
        return self.figure.text


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentence:
    """A sentence to be checked and, if it holds, shown.

    `parts` are words and slots in turn. `lead` ("No: ") and `note` (" (base: 150)") are the
    answerer's own and make no claim about the findings beside the base, which is theirs. A sentence
    with many figures of one table says in `claims` what each of its slots says, in turn.

    Of several figures in a source's sentence the one that is asked for may be told before it, as
    `leading`: "77%: In France it is 52%, and in Germany 77%." So may what they come to: "25 points:
    In France it is 52%, and in Germany 77%."

    A sentence that a language model worded has the sources' own sentences that it rests on as its
    `origins`, and cites what they cite.
    """

    parts: tuple[str | Slot, ...]
    survey: str
    source: str
    locator: str
    quote: str
    lead: str = ""
    note: str = ""
    claims: tuple[str, ...] = ()
    origins: tuple["DraftSentence", ...] = ()
    leading: Slot | None = None

    @property
    def claim(self) -> str:
        """The sentence as it is to be checked."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def text(self) -> str:
        """The sentence as it is shown, without its citation."""
        claim = self.claim
        lead = f"{self.lead}{self.leading.text}: " if self.leading is not None else self.lead
        if not self.note:
            return lead + claim
        body, end = (claim[:-1], claim[-1]) if claim[-1:] in (".", "!", "?") else (claim, "")
        return f"{lead}{body}{self.note}{end}"

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The figures, in order; the one that leads comes first."""
        slots = tuple(part for part in self.parts if isinstance(part, Slot))
        if self.leading is not None and self.leading not in slots:
            return (self.leading, *slots)
        return tuple(sorted(slots, key=lambda slot: slot != self.leading))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding that the sentence draws on, once."""
        found = {f.id: f for slot in self.slots for f in slot.findings}
        return tuple(found.values())


def sentence_on(
    finding: Finding, parts: tuple[str | Slot, ...], *, lead: str = "", note: str = ""
) -> DraftSentence:
    """A sentence that rests on one finding and is cited by that finding's place."""
    evidence = finding.evidence
    return DraftSentence(
        parts=parts,
        survey=finding.survey,
        source=evidence.source,
        locator=evidence.locator,
        quote=evidence.quote,
        lead=lead,
        note=note,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The sentences of an answer, before they are checked. Drafts that follow on are added up."""

    sentences: tuple[DraftSentence, ...]

    def __add__(self, other: "Draft") -> "Draft":
        return Draft(sentences=(*self.sentences, *other.sentences))


def fill(template: str, values: Mapping[str, str | Slot]) -> tuple[str | Slot, ...]:
    """The parts of a template whose tokens are replaced; words and figures stay apart.

    >>> fill("{who} agree.", {"who": "Employers"})
    ('Employers agree.',)
    """
    parts: list[str | Slot] = []
    for number, piece in enumerate(TOKEN.split(template)):
        _append(parts, values[piece] if number % 2 else piece)
    return tuple(parts)


def cut(text: str, offset: int, findings: Sequence[Finding]) -> tuple[str | Slot, ...]:
    """A stretch of a source's text as parts: each finding's figure is a slot.

    `offset` is where the stretch begins in the text that the findings' offsets count.
    """
    parts: list[str | Slot] = []
    at = 0
    for finding in sorted(findings, key=lambda f: f.statement.start):
        start, end = finding.statement.start - offset, finding.statement.end - offset
        if start < at or end > len(text):
            continue
        _append(parts, text[at:start])
        figure = finding.statement.figure
        if text[start:end] == figure.text:
            parts.append(Slot(figure=figure, findings=(finding,)))
        else:
            _append(parts, text[start:end])
        at = end
    _append(parts, text[at:])
    return tuple(parts)


def _append(parts: list[str | Slot], part: str | Slot) -> None:
    if isinstance(part, str) and parts and isinstance(parts[-1], str):
        parts[-1] += part
    elif part != "":
        parts.append(part)
