"""A run in Markdown for a merge request: what broke comes first, and all of it stays short."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from assistant.answer.answer import BUILT_IN
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
LONGEST_OF_HEAD = 2_000
NOTHING = "&#8203;"  # a space of no width, without which names, numbers and addresses become links
T = TypeVar("T", Change, Result)
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>])")


def markdown_text(run: Run, comparison: Comparison | None = None) -> str:
    """The run, against another one where there is one. What is too much is counted, not shown."""
    summary = summarize(run)
    head = [f"## {_cut(summary.title, LONGEST_OF_HEAD)}", ""]
    if comparison is not None:
        head += [f"- {_cut(line, LONGEST_OF_HEAD)}" for line in comparison_lines(comparison)]
        head.append("")
    head += [*_table(summary), ""]
    return _bounded(head, list(_items(run, comparison)))


def escaped(text: str) -> str:
    r"""Text that Markdown shows as it is, and in which nobody is called by name.

    >>> escaped("*86%* of <b> @all")
    '\\*86%\\* of &lt;b&gt; @&#8203;all'
    """
    line = safe_line(text).replace("&", "&amp;")
    line = _SIGNS.sub(r"\\\1", line.replace("<", "&lt;").replace(">", "&gt;"))
    line = line.replace("#", f"#{NOTHING}").replace("://", f":{NOTHING}//")
    return line.replace("@", f"@{NOTHING}")


def _table(summary: Summary) -> Iterator[str]:
    yield "| outcome | cases | share | 95% interval |"
    yield "| --- | ---: | ---: | --- |"
    for one in summary.shares:
        interval = f"{100 * one.low:.1f} to {100 * one.high:.1f}%"
        yield f"| {one.outcome} | {one.cases:,} | {100 * one.share:.1f}% | {interval} |"


def _items(run: Run, comparison: Comparison | None) -> Iterator[str]:
    """Headings and cases, the most pressing first."""
    if comparison is None:
        for outcome in reversed(OUTCOMES[1:]):
            results = [result for result in cases_of(run) if result.outcome == outcome]
            yield from _listed(outcome.capitalize(), results, _case)
        return
    told = {change.new.key for change in comparison.changes}
    added = [result for result in comparison.newly_misleading if result.key not in told]
    yield from _listed("Broken", comparison.of("broken"), _change)
    yield from _listed("Misleading, and not in the base run", added, _case)
    for kind in ("unstable", "fixed", "changed"):
        yield from _listed(kind.capitalize(), comparison.of(kind), _change)
    told |= {result.key for result in added}
    for outcome in reversed(MISLEADING):
        still = [r for r in cases_of(run) if r.outcome == outcome and r.key not in told]
        yield from _listed(f"Still {outcome}", still, _case)


def _listed(heading: str, things: Sequence[T], shown: Callable[[T], str]) -> Iterator[str]:
    if things:
        yield f"### {heading} ({len(things):,})"
        yield from map(shown, things)


def _change(change: Change) -> str:
    return "\n".join(
        [
            f"- {_name(change.new)}: {change.base.outcome} → {change.new.outcome}",
            f"  - asked: {_cut(asked_of(change.new.case))}",
            f"  - expected: {_cut(expected_of(change.new.case))}",
            f"  - then: {_cut(change.base.text)}",
            f"  - now: {_cut(change.new.text)}",
        ]
    )


def _case(result: Result) -> str:
    return "\n".join(
        [
            f"- {_name(result)}: {_cut(result.graded.why) or result.outcome}",
            f"  - asked: {_cut(asked_of(result.case))}",
            f"  - got: {_cut(result.text)}",
        ]
    )


def _name(result: Result) -> str:
    """The case, and the model that it was put to, unless it was none."""
    model = f" ({escaped(result.model)})" if result.model != BUILT_IN else ""
    return f"**{escaped(result.name)}**{model}"


def _cut(text: str, longest: int = LONGEST) -> str:
    return escaped(text if len(text) <= longest else f"{text[:longest]}…")


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
