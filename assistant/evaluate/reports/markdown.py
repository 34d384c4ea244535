"""A run in Markdown for a merge request: what broke comes first, and all of it stays short."""

import re
from collections.abc import Iterator, Sequence

from assistant.evaluate.comparing import Change, Comparison, cases_of
from assistant.evaluate.grading import OUTCOMES
from assistant.evaluate.grading.outcome import MISLEADING
from assistant.evaluate.reports.summary import Summary, summarize
from assistant.evaluate.reports.terminal import comparison_lines
from assistant.evaluate.reports.wording import asked_of, expected_of
from assistant.evaluate.running.result import Result
from assistant.evaluate.running.run_file import Run
from assistant.render.safe_text import safe_line

LARGEST = 59_000  # bytes; GitHub takes 65,536 characters, and others less
LONGEST = 400
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>])")


def markdown_text(run: Run, comparison: Comparison | None = None) -> str:
    """The run, against another one where there is one. What is too much is counted, not shown."""
    summary = summarize(run)
    head = [f"## {escaped(summary.title)}", ""]
    if comparison is not None:
        head += [f"- {escaped(line)}" for line in comparison_lines(comparison)]
        head.append("")
    head += [*_table(summary), ""]
    return _bounded(head, list(_items(run, comparison)))


def escaped(text: str) -> str:
    r"""Text that Markdown shows as it is, and in which nobody is called by name.

    >>> escaped("*86%* of <b> @all")
    '\\*86%\\* of &lt;b&gt; &#64;all'
    """
    line = safe_line(text).replace("&", "&amp;")
    line = _SIGNS.sub(r"\\\1", line.replace("<", "&lt;").replace(">", "&gt;"))
    return line.replace("@", "&#64;").replace("://", ":&#47;/")


def _table(summary: Summary) -> Iterator[str]:
    yield "| outcome | cases | share | 95% interval |"
    yield "| --- | ---: | ---: | --- |"
    for one in summary.shares:
        interval = f"{100 * one.low:.1f} to {100 * one.high:.1f}%"
        yield f"| {one.outcome} | {one.cases:,} | {100 * one.share:.1f}% | {interval} |"


def _items(run: Run, comparison: Comparison | None) -> Iterator[str]:
    """Headings and cases, the most pressing first."""
    told: set[str] = set()
    if comparison is not None:
        for kind in ("broken", "unstable", "fixed", "changed"):
            changes = comparison.of(kind)
            if changes:
                yield f"### {kind.capitalize()} ({len(changes):,})"
                yield from map(_change, changes)
            told |= {change.name for change in changes}
    for outcome in reversed(OUTCOMES[1:]):
        results = [r for r in cases_of(run) if r.outcome == outcome and r.name not in told]
        if comparison is not None and outcome not in MISLEADING:
            continue
        if results:
            still = "Still " if comparison is not None else ""
            yield f"### {(still + outcome).capitalize()} ({len(results):,})"
            yield from map(_case, results)


def _change(change: Change) -> str:
    return "\n".join(
        [
            f"- **{escaped(change.name)}**: {change.base.outcome} → {change.new.outcome}",
            f"  - asked: {_cut(asked_of(change.new.case))}",
            f"  - expected: {_cut(expected_of(change.new.case))}",
            f"  - then: {_cut(change.base.text)}",
            f"  - now: {_cut(change.new.text)}",
        ]
    )


def _case(result: Result) -> str:
    return "\n".join(
        [
            f"- **{escaped(result.name)}**: {escaped(result.graded.why) or result.outcome}",
            f"  - asked: {_cut(asked_of(result.case))}",
            f"  - got: {_cut(result.text)}",
        ]
    )


def _cut(text: str) -> str:
    return escaped(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def _bounded(head: Sequence[str], items: Sequence[str]) -> str:
    """As many items as there is room for, and how many there were."""
    text, room = "\n".join(head), LARGEST - len("\n".join(head).encode())
    shown = 0
    for item in items:
        size = len(item.encode()) + 2
        if size > room:
            break
        text, room, shown = f"{text}\n{item}\n", room - size, shown + 1
    left = sum(not item.startswith("###") for item in items[shown:])
    return text + (f"\n… and {left:,} more\n" if left else "")
