"""How many cases ended as what: in all, by set and kind, and over runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.evaluate.comparing import cases_of, count_outcomes, wilson
from assistant.evaluate.grading import Outcome
from assistant.evaluate.reports.page.words import counted, interval, safe, share
from assistant.evaluate.reports.summary import Group, Summary
from assistant.evaluate.running.run_file import Run

NARROWEST_LABEL = 6.0  # percent of a bar's width that a number needs
MOST_ROWS = 12  # of a table that stands open


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """One outcome; the interval is that of its share, in words."""

    outcome: Outcome
    count: int
    share: str
    interval: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """One set, kind or model: its cases by outcome, and the share of them that is right."""

    name: str
    cases: int
    counts: tuple[int, ...]
    share: str
    interval: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The rows of what the cases are parted by: a set each, a tag each."""

    noun: str
    rows: tuple[PartRow, ...]

    @property
    def name(self) -> str:
        """What the table is called.

        >>> Part(noun="First tag", rows=()).name
        'By first tag'
        """
        return f"By {self.noun.lower()}"

    @property
    def is_open(self) -> bool:
        """Whether it is short enough to be shown at once."""
        return len(self.rows) <= MOST_ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One outcome's piece of a bar; where it begins and its width are percent of the bar."""

    outcome: Outcome
    count: int
    start: float
    width: float

    @property
    def label(self) -> str:
        """The count, where the piece is wide enough for it."""
        return f"{self.count:,}" if self.width >= NARROWEST_LABEL else ""

    @property
    def middle(self) -> float:
        """Where the label stands, in percent of the bar."""
        return round(self.start + self.width / 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A run in the chart."""

    name: str
    note: str
    cases: int
    counts: tuple[int, ...]
    segments: tuple[Segment, ...]

    @property
    def in_words(self) -> str:
        """What the bar shows, for those who do not see it."""
        return ", ".join(f"{s.outcome}: {s.count:,}" for s in self.segments) or "no cases"


def outcome_rows(summary: Summary) -> tuple[OutcomeRow, ...]:
    """A row for each outcome, from the best to the worst."""
    return tuple(
        OutcomeRow(
            outcome=one.outcome,
            count=one.cases,
            share=share(one.cases, summary.cases),
            interval=interval(one.low, one.high),
        )
        for one in summary.shares
    )


def parts_of(summary: Summary) -> tuple[Part, ...]:
    """The cases by set, by first tag and, where there are several, by model."""
    parts = [("Set", summary.by_set), ("First tag", summary.by_kind)]
    if len(summary.by_model) > 1:
        parts.append(("Model", summary.by_model))
    return tuple(Part(noun=noun, rows=tuple(map(_row, groups))) for noun, groups in parts)


def bar_of(run: Run, note: str = "") -> Bar:
    """A run's bar, each case counted once, by its worst attempt."""
    cases = cases_of(run)
    counts = count_outcomes(cases)
    right = f"{share(counts['right'], len(cases))} right"
    return Bar(
        name=safe(run.name),
        note=", ".join(filter(None, (note, counted(len(cases), "case"), right))),
        cases=len(cases),
        counts=tuple(counts.values()),
        segments=tuple(_segments(counts, len(cases))),
    )


def _segments(counts: Mapping[Outcome, int], cases: int) -> Iterable[Segment]:
    before = 0
    for outcome, count in counts.items():
        if count:
            start, width = (round(100 * number / cases, 3) for number in (before, count))
            yield Segment(outcome=outcome, count=count, start=start, width=width)
        before += count


def _row(group: Group) -> PartRow:
    right = group.counts[0]
    return PartRow(
        name=safe(group.name),
        cases=group.cases,
        counts=group.counts,
        share=share(right, group.cases),
        interval=interval(*wilson(right, group.cases)),
    )
