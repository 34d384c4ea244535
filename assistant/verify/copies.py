"""Claims that repeat a source sentence, whole or in part: each change in them is judged.

A draft mostly quotes its source nearly word for word. Laid along that sentence, a figure, a group
of people, a direction or a date that was changed stands out, whatever a parser makes of either.
"""

from collections.abc import Iterator, Sequence

from assistant.figures import Figure, Form, Hedge, bears_out
from assistant.verify.alignment import Alignment, Token, align
from assistant.verify.changes import Change, changes_of
from assistant.verify.claims import SaidFigure, SaidSentence
from assistant.verify.evidence import SourceSentence
from assistant.verify.judgements import Judgement, Reason

COPY = 0.7  # of a claim's content, found in its place in the source, for it to count as a copy
FULL_COPY = 0.85
MOST_LAID = 4  # source sentences that a claim is laid along
SPOKEN_SAME = 2.0  # "two-thirds" and "two in three"; "a quarter" and "one in four"
TWIN_REACH = 4  # tokens between "half" and "(51%)"
HARD_REASONS: dict[str, Reason] = {
    "population": "population",
    "direction": "direction",
    "negation": "negation",
    "wave": "wave",
    "name": "name",
    "narrower": "narrower",
    "wider": "wider",
    "wording": "wording",
    "omission": "omission",
}


class Copy:
    """A claim laid along one source sentence and its neighbours."""

    def __init__(self, said: SaidSentence, source: SourceSentence) -> None:
        self.said = said
        self.source = source
        self.alignment: Alignment = align(said.tokens, source.tokens)
        self.changes = changes_of(self.alignment)
        self.pair_of = dict(self.alignment.pairs)

    @property
    def coverage(self) -> float:
        """How much of the claim's content stands in its place in the source."""
        return self.alignment.coverage

    @property
    def is_faithful(self) -> bool:
        """Whether nothing but figures may differ."""
        return not self.changes

    def source_of(self, said: SaidFigure) -> Token | None:
        """The source's figure in the place of a claim's; of two twins, the fitting one."""
        at = self.pair_of.get(said.at)
        if at is None:
            return self._in_run(said)
        paired = self.alignment.source[at]
        if paired.figure and not is_borne_out(said.figure, paired.figure):
            for twin in self._twins(at):
                if twin.figure and is_borne_out(said.figure, twin.figure):
                    return twin
        return paired

    def _in_run(self, said: SaidFigure) -> Token | None:
        for run in self.alignment.runs:
            if run.said_at <= said.at < run.said_at + len(run.said):
                return next((t for t in run.source if t.figure), None)
        return None

    def _twins(self, at: int) -> Iterator[Token]:
        """Figures that stand next to a figure with no content between: "half (51%)"."""
        tokens = self.alignment.source
        for step in (1, -1):
            for other in range(at + step, at + step * (TWIN_REACH + 1), step):
                if not 0 <= other < len(tokens):
                    break
                if _says_the_same(tokens[at], tokens[other]):
                    yield tokens[other]
                if not tokens[other].is_light:
                    break

    def judge(self) -> list[Judgement | None]:
        """A judgement a figure; None where the copy is too loose to say."""
        blamed = self._blame()
        return [self._judge(figure, blamed.get(n)) for n, figure in enumerate(self.said.figures)]

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
        exchanged = bool(change.said and change.source) and change.kind == "wording"
        return self.coverage >= FULL_COPY and (exchanged or change.kind == "omission")

    def _judge(self, said: SaidFigure, change: Change | None) -> Judgement | None:
        token = self.source_of(said)
        if token is None or token.figure is None:
            return None
        evidence = self.source.evidence_at(token)
        reason = mismatch(said.figure, token.figure)
        if reason:
            return Judgement(
                verdict="unsupported" if reason == "spoken" else "contradicted",
                reason=reason,
                strength=self.coverage,
                said=said.figure.text,
                found=token.text,
                expected=token.text,
                evidence=evidence,
            )
        if change is None:
            return Judgement(
                verdict="verified", reason="borne_out", strength=self.coverage, evidence=evidence
            )
        if not change.is_hard and not self._is_slip(change):
            return None
        return Judgement(
            verdict="contradicted" if change.is_hard else "unsupported",
            reason=HARD_REASONS[change.kind],
            strength=self.coverage,
            said=change.said,
            found=change.source,
            evidence=evidence,
        )


def _says_the_same(one: Token, other: Token) -> bool:
    """Whether of two neighbouring figures one is spoken and the other says it exactly."""
    a, b = one.figure, other.figure
    if a is None or b is None or a.is_exact is b.is_exact:
        return False
    spoken, exact = (b, a) if a.is_exact else (a, b)
    return bears_out(spoken, exact)


def copies_of(said: SaidSentence, sources: Sequence[SourceSentence]) -> list[Copy]:
    """The claim laid along the sources that share most of its words, closest first."""
    shared = [(_shared(said, source), n) for n, source in enumerate(sources)]
    likely = sorted((s for s in shared if s[0] >= COPY), key=lambda s: (-s[0], s[1]))[:MOST_LAID]
    copies = [Copy(said, sources[n]) for _, n in likely]
    close = [copy for copy in copies if copy.coverage >= COPY]
    return sorted(close, key=lambda c: (-c.coverage, len(c.changes)))


def _shared(said: SaidSentence, source: SourceSentence) -> float:
    there = {t.key for t in source.tokens}
    total = sum(t.weight for t in said.tokens)
    return sum(t.weight for t in said.tokens if t.key in there) / total if total else 0.0


def is_borne_out(said: Figure, source: Figure) -> bool:
    """Whether a figure of a copy is the source's, in the same words or in others that it allows."""
    return mismatch(said, source) is None


def mismatch(said: Figure, source: Figure) -> Reason | None:
    """What is wrong with a figure that stands where the source has another, or None.

    A copy that hedges as its source does must have its source's number: "more than 55%" is borne
    out by "more than 56%", but whoever copies that sentence with it has made a slip.

    >>> from assistant.figures import Unit
    >>> six = Figure(text="six in ten", value=60, unit=Unit.PERCENT, form=Form.IN_N)
    >>> mismatch(six, Figure(text="60%", value=60, unit=Unit.PERCENT)) is None
    True
    >>> mismatch(Figure(text="60 points", value=60, unit=Unit.POINTS), six)
    'unit'
    """
    if said.unit is not source.unit:
        return "unit"
    same = (said.value, said.high, said.hedge) == (source.value, source.high, source.hedge)
    if same and said.decimals <= source.decimals:
        return None
    both_digits = {said.form, source.form} <= {Form.DIGITS, Form.WORDS}
    if both_digits and said.hedge is source.hedge and said.decimals == source.decimals:
        return "value"
    if bears_out(said, source) or _is_as_loose(said, source):
        return None
    low, high = source.allows()
    if said.is_exact and not source.is_exact and low <= said.value <= high:
        return "spoken"
    return "value"


def _is_as_loose(said: Figure, source: Figure) -> bool:
    """Whether both are the same spoken share, with or without "about", which it implies."""
    spoken = {Form.IN_N, Form.FRACTION}
    loose = {Hedge.NONE, Hedge.ABOUT}
    return (
        {said.form, source.form} <= spoken
        and {said.hedge, source.hedge} <= loose
        and abs(said.value - source.value) < SPOKEN_SAME
    )
