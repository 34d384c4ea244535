"""Claims that repeat a source sentence, whole or in part: each change in them is judged.

A draft mostly quotes its source nearly word for word. Laid along that sentence, a figure, a group
of people, a direction or a date that was changed stands out, whatever a parser makes of either.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.figures import Figure, Form, Unit
from assistant.findings.finding import Evidence
from assistant.verify.bearing.passages import SourceSentence
from assistant.verify.claims import SaidFigure, SaidSentence
from assistant.verify.copies.alignment import Alignment, Token, align
from assistant.verify.copies.changes import Change, ChangeKind, changes_of
from assistant.verify.facets.times import YEAR, are_apart, years_beside
from assistant.verify.facets.values import is_borne_out, mismatch, says_the_same
from assistant.verify.judgements import Judgement, Reason

COPY = 0.7  # of a claim's content, found in its place in the source, for it to count as a copy
FULL_COPY = 0.85
MOST_LAID = 4  # source sentences that a claim is laid along
NEAR = 6  # tokens before and after a stretch that may belong to it
TWIN_REACH = 4  # tokens between "half" and "(51%)"
MOST_STRETCHED = 1.3  # how much longer than the claim the stretch of the source may be
REASONS: dict[ChangeKind, Reason] = {
    "population": "population",
    "direction": "direction",
    "negation": "negation",
    "wave": "wave",
    "name": "name",
    "wording": "wording",
    "omission": "omission",
}


class Copy:
    """A claim laid along one source sentence and its neighbours."""

    def __init__(self, said: SaidSentence, source: SourceSentence) -> None:
        self.said = said
        self.source = source
        self.alignment: Alignment = align(said.tokens, source.source.tokens_around(source.number))
        self.changes = changes_of(self.alignment)
        self.pair_of = dict(self.alignment.pairs)

    @property
    def coverage(self) -> float:
        """How much of the claim's content stands in its place in the source."""
        return self.alignment.coverage

    @property
    def is_close(self) -> bool:
        """Whether the claim plainly is that sentence, so that a change in it is a slip."""
        first, last = self.alignment.pairs[0], self.alignment.pairs[-1]
        stretch, length = last[1] - first[1] + 1, last[0] - first[0] + 1
        is_compact = stretch <= MOST_STRETCHED * length + 2
        return is_compact and (self.coverage >= FULL_COPY or len(self.alignment.runs) <= 1)

    @property
    def _is_reworded(self) -> bool:
        """Whether the claim has words that its source has not, or not there."""
        return self.coverage < FULL_COPY or any(c.kind != "skipped" for c in self.changes)

    @property
    def bears_out(self) -> bool:
        """Whether the claim stands in the source word for word, its figures included."""
        return (
            not self.changes
            and self.coverage >= FULL_COPY
            and all(j is not None and j.verdict == "verified" for j in self.judge())
        )

    def source_of(self, said: SaidFigure) -> Token | None:
        """The source's figure in the place of a claim's; of two twins, the fitting or exact one."""
        at = self.pair_of.get(said.at)
        if at is None:
            return self._in_run(said)
        paired = self.alignment.source[at]
        if paired.figure is None or is_borne_out(said.figure, paired.figure):
            return paired
        for fits in (is_borne_out, _are_exact):
            for twin in self._twins(at):
                if twin.figure and fits(said.figure, twin.figure):
                    return twin
        return paired

    def _in_run(self, said: SaidFigure) -> Token | None:
        for run in self.alignment.runs:
            if run.said_at <= said.at < run.said_at + len(run.said):
                figures = [(t, t.figure) for t in run.source if t.figure]
                exact = [t for t, figure in figures if _are_exact(said.figure, figure)]
                return next(iter((*exact, *(t for t, _ in figures))), None)
        return None

    def _twins(self, at: int) -> Iterator[Token]:
        """Figures that stand next to a figure with no content between: "half (51%)"."""
        tokens = self.alignment.source
        for step in (1, -1):
            for other in range(at + step, at + step * (TWIN_REACH + 1), step):
                if not 0 <= other < len(tokens):
                    break
                if says_the_same(tokens[at].figure, tokens[other].figure):
                    yield tokens[other]
                if not tokens[other].is_light:
                    break

    def judge(self) -> list[Judgement | None]:
        """A judgement a figure; None where the copy is too loose to say."""
        blamed = self._blame() if self.said.figures else {}
        return [self._judge(figure, blamed.get(n)) for n, figure in enumerate(self.said.figures)]

    def judge_words(self) -> Judgement | None:
        """A judgement of what the sentence says beside its figures; None where that is open."""
        if not self.is_close:
            return None
        if change := next((c for c in self.changes if c.is_hard), None):
            return self._changed(change, self.source.evidence)
        return None if self.changes else self._verified(self.source.evidence)

    def _verified(self, evidence: Evidence) -> Judgement:
        return Judgement(
            reason="borne_out",
            strength=self.coverage,
            is_of_copy=True,
            evidence=evidence,
        )

    def _blame(self) -> dict[int, Change]:
        """Which figure each change belongs to: the nearest, hard changes first."""
        blamed: dict[int, Change] = {}
        for change in sorted(self.changes, key=lambda c: not c.is_hard):
            nearest = min(
                range(len(self.said.figures)),
                key=lambda n: abs(self.said.figures[n].at - change.at),
            )
            blamed.setdefault(nearest, change)
        return blamed

    def _is_slip(self, change: Change) -> bool:
        """Whether a word of an otherwise full copy was exchanged for one of another meaning."""
        return change.kind == "omission" or (
            change.kind == "wording" and bool(change.said and change.source)
        )

    def _has_fitting_spare(self, said: SaidFigure) -> bool:
        """Whether a figure that the claim passes over would have borne it out."""
        matched = {j for _, j in self.alignment.pairs}
        first, last = self.alignment.pairs[0][1], self.alignment.pairs[-1][1]
        return any(
            token.figure is not None and is_borne_out(said.figure, token.figure)
            for j, token in enumerate(self.alignment.source)
            if j not in matched and first - NEAR <= j <= last + NEAR
        )

    def _judge(self, said: SaidFigure, change: Change | None) -> Judgement | None:
        token = self.source_of(said)
        if token is None or token.figure is None or _is_of_another_kind(said.figure, token.figure):
            return None
        evidence = self.source.evidence_at(token)
        reason = mismatch(said.figure, token.figure)
        if (reason or change) and not self.is_close:
            return None
        if reason:
            is_open = self._is_reworded and self._has_fitting_spare(said)
            return None if is_open else self._wrong(reason, said, token)
        if change is None:
            if self._is_of_other_time(said, token):
                return self._wrong("wave", said, token)
            return None if self._passes_over_figure else self._verified(evidence)
        return self._changed(change, evidence)

    def _is_of_other_time(self, said: SaidFigure, token: Token) -> bool:
        """Whether the claim gives a figure the time of another one of the source's sentence."""
        at = self.said.tokens[said.at].start
        if are_apart(self.said.text, at, self.source.passage.text, token.start):
            return True
        found = self.source.finding_at(token)
        if found is None:
            return False
        added = {t.key for n, t in enumerate(self.said.tokens) if n not in self.pair_of}
        there = years_beside(self.said.text, at) & added
        number = self.source.source.number_of(found.statement.start)
        others = replace(self.source, number=number).years_of_others(found)
        return bool(there & others - frozenset(YEAR.findall(found.statement.wave or "")))

    def _wrong(self, reason: Reason, said: SaidFigure, token: Token) -> Judgement:
        """A figure in the place of the source's, of another value, unit or time."""
        is_value = reason != "wave"
        return Judgement(
            reason=reason,
            strength=self.coverage,
            is_of_copy=True,
            said=said.figure.text,
            found=token.text,
            expected=token.text if is_value else None,
            evidence=self.source.evidence_at(token),
        )

    @cached_property
    def _passes_over_figure(self) -> bool:
        """Whether the claim leaves out a figure of its source between its first word and its last.

        What follows may belong to that figure: "53% say that jobs are hard to find, while 34% say
        there are plenty" laid along "53% say there are plenty". A twin may go: "half (51%)".
        """
        matched = {j for _, j in self.alignment.pairs}
        first, last = self.alignment.pairs[0][1], self.alignment.pairs[-1][1]
        tokens = self.alignment.source
        kept = [tokens[j].figure for j in matched]
        left = (tokens[j].figure for j in range(first, last) if j not in matched)
        return any(
            figure is not None
            and figure.unit is Unit.PERCENT
            and not any(says_the_same(figure, other) for other in kept)
            for figure in left
        )

    def _changed(self, change: Change, evidence: Evidence) -> Judgement | None:
        if not change.is_hard and not self._is_slip(change):
            return None
        return Judgement(
            reason=REASONS[change.kind],
            strength=self.coverage,
            is_of_copy=True,
            said=change.said,
            found=change.source,
            evidence=evidence,
        )


def _are_exact(one: Figure, other: Figure) -> bool:
    return one.is_exact and other.is_exact


def copies_of(said: SaidSentence, sources: Sequence[SourceSentence]) -> list[Copy]:
    """The claim laid along the sources that share most of its words, closest first."""
    shared = [(_shared(said, source), n) for n, source in enumerate(sources)]
    likely = sorted((s for s in shared if s[0] >= COPY), key=lambda s: (-s[0], s[1]))[:MOST_LAID]
    close = []
    for _, n in likely:
        copy = Copy(said, sources[n])
        if copy.bears_out:
            return [copy]
        if copy.coverage >= COPY:
            close.append(copy)
    return sorted(close, key=lambda c: (-c.coverage, len(c.changes)))


def _shared(said: SaidSentence, source: SourceSentence) -> float:
    """The share of the claim's words that stand in or beside a sentence, in any order."""
    there = source.source.words_around(source.number)
    words = [t for t in said.tokens if t.figure is None and t.key.isalpha()]
    total = sum(t.weight for t in words)
    return sum(t.weight for t in words if t.key in there) / total if total else 0.0


def _is_of_another_kind(said: Figure, there: Figure) -> bool:
    """Whether the source has a number of something else: 150 people for "a majority" or for 86%."""
    if said.unit is there.unit:
        return False
    return Form.VAGUE in (said.form, there.form) or Unit.COUNT in (said.unit, there.unit)
