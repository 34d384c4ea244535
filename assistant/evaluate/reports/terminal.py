"""A run and a comparison in a terminal."""

from collections.abc import Iterator, Sequence

from assistant.answer.answer import BUILT_IN
from assistant.evaluate.comparing import KINDS, Change, Comparison, cases_of
from assistant.evaluate.grading import OUTCOMES
from assistant.evaluate.grading.outcome import MISLEADING
from assistant.evaluate.reports.summary import Group, Summary, summarize
from assistant.evaluate.reports.wording import asked_of, expected_of
from assistant.evaluate.running.result import Result
from assistant.evaluate.running.run_file import Run
from assistant.render.safe_text import safe_line

HEADINGS = ("cases", "right", "partly", "refused", "misleads", "answered")
LONGEST = 300


def run_text(run: Run, *, all_cases: bool = False) -> str:
    """The run's outcomes in tables, then the cases that mislead, or all that are not right."""
    summary = summarize(run)
    lines = [safe_line(summary.title), "", *_shares(summary), "", *_groups(summary)]
    lines += ["", *_figures_and_times(summary)]
    wanted = OUTCOMES[1:] if all_cases else MISLEADING
    listed = [r for name in reversed(wanted) for r in cases_of(run) if r.outcome == name]
    for result in listed:
        lines += ["", *_case(result)]
    left = sum(r.outcome != "right" for r in cases_of(run)) - len(listed)
    if left:
        how = "`assistant evaluate report --all-cases` lists them"
        lines += ["", f"{left:,} more are not right; {how}."]
    return "\n".join(lines)


def comparison_text(comparison: Comparison) -> str:
    """What changed from one run to the other; a difference of corpora comes first."""
    lines = [safe_line(line) for line in comparison_lines(comparison)]
    for kind in KINDS:
        changes = comparison.of(kind)
        if changes:
            lines += ["", f"{kind.capitalize()}: {len(changes):,}"]
            lines += [line for change in changes for line in _change(change)]
    return "\n".join(lines)


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """The comparison in a few lines, as every report says it."""
    if comparison.has_other_corpus:
        yield (
            f"The corpora differ ({comparison.base.corpus_version} and "
            f"{comparison.new.corpus_version}), so a change may be one of the data."
        )
    counts = ", ".join(f"{len(comparison.of(kind)):,} {kind}" for kind in KINDS)
    yield f"{comparison.in_both:,} cases in both runs: {counts}."
    yield f"{len(comparison.newly_misleading):,} mislead that did not before."
    yield (
        "Right then and now: McNemar's exact test, p = "
        f"{comparison.p_value:.3g}{' (may be chance)' if comparison.p_value > 0.05 else ''}."
    )
    for names, where in (
        (comparison.only_in_base, "only in the base run"),
        (comparison.only_in_new, "only in the new run"),
    ):
        if names:
            more = ", …" if len(names) > 5 else ""
            yield f"{len(names):,} {where}: {', '.join(names[:5])}{more}"


def _shares(summary: Summary) -> Iterator[str]:
    yield f"{'outcome':<26}{'cases':>7}{'share':>9}   95% interval"
    for one in summary.shares:
        interval = f"{100 * one.low:.1f} to {100 * one.high:.1f}%"
        yield f"{one.outcome:<26}{one.cases:>7,}{100 * one.share:>8.1f}%   {interval}"
    yield f"{'all':<26}{summary.cases:>7,}"


def _groups(summary: Summary) -> Iterator[str]:
    tables = [("set", summary.by_set), ("kind", summary.by_kind)]
    if len(summary.by_model) > 1:
        tables.insert(0, ("model", summary.by_model))
    for n, (name, groups) in enumerate(tables):
        if n:
            yield ""
        yield f"{name:<30}" + "".join(f"{heading:>10}" for heading in HEADINGS)
        yield from map(_group, groups)


def _group(group: Group) -> str:
    name = safe_line(group.name)[:29]
    return f"{name:<30}" + "".join(f"{count:>10,}" for count in (group.cases, *group.counts))


def _figures_and_times(summary: Summary) -> Iterator[str]:
    if summary.precision is not None and summary.recall is not None:
        total = summary.precision + summary.recall
        f1 = 2 * summary.precision * summary.recall / total if total else 0.0
        yield (
            f"Figures shown that were expected: {100 * summary.precision:.1f}%; expected that were "
            f"shown: {100 * summary.recall:.1f}% (F1 {f1:.2f})"
        )
    if summary.unstable:
        yield f"Unstable (attempts that ended differently): {summary.unstable:,} cases"
    yield (
        f"Time per case: {summary.median_ms:,.0f} ms in the middle, "
        f"{summary.slow_ms:,.0f} ms at the slowest twentieth"
    )


def _case(result: Result) -> Iterator[str]:
    name = f"{safe_line(result.name)}{_of_model(result.model)}"
    yield f"{result.outcome.upper()}  {name}"
    yield f"  asked     {_cut(asked_of(result.case))}"
    yield f"  expected  {_cut(expected_of(result.case))}"
    yield f"  got       {_cut(result.text)}"
    if result.graded.why:
        yield f"  why       {_cut(result.graded.why)}"


def _change(change: Change) -> Sequence[str]:
    outcomes = f"{change.base.outcome} → {change.new.outcome}"
    return [
        f"  {safe_line(change.name)}{_of_model(change.model)}: {outcomes}",
        f"    asked  {_cut(asked_of(change.new.case))}",
        f"    then   {_cut(change.base.text)}",
        f"    now    {_cut(change.new.text)}",
    ]


def _of_model(model: str) -> str:
    """Which model a case was put to, unless it was none."""
    return f" ({safe_line(model)})" if model != BUILT_IN else ""


def _cut(text: str) -> str:
    line = safe_line(text)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
