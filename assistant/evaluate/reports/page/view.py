"""A run as the page shows it: its head, its counts, and every case, all in safe text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluate.comparing import Comparison, compare
from assistant.evaluate.reports.page.case_view import SINCE, CaseView, History, view_case
from assistant.evaluate.reports.page.counts import (
    Bar,
    OutcomeRow,
    Part,
    bar_of,
    outcome_rows,
    parts_of,
)
from assistant.evaluate.reports.page.expected import Line
from assistant.evaluate.reports.page.filters import Facet, Field, fields_of, tokens_of
from assistant.evaluate.reports.page.words import WORST_FIRST, counted, safe
from assistant.evaluate.reports.summary import summarize
from assistant.evaluate.reports.terminal import comparison_lines
from assistant.evaluate.running.result import Key, Result
from assistant.evaluate.running.run_file import Run

BROKEN = "Broken since the base run"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseGroup:
    """Cases under one heading."""

    slug: str
    heading: str
    cases: tuple[CaseView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """Everything that the page shows. `base` is the base run's name, empty where there is none."""

    name: str
    base: str
    title: str
    facts: tuple[Line, ...]
    notices: tuple[str, ...]
    compared: tuple[str, ...]
    outcomes: tuple[OutcomeRow, ...]
    cases: int
    parts: tuple[Part, ...]
    bars: tuple[Bar, ...]
    fields: tuple[Field, ...]
    groups: tuple[CaseGroup, ...]
    tokens: Mapping[Facet, str]

    def tokens_of(self, case: CaseView) -> str:
        """The tokens of a case, as the filters know them."""
        return " ".join(dict.fromkeys(self.tokens[facet] for facet in case.facets))


def view_run(run: Run, *, base: Run | None = None, past: Sequence[Run] = ()) -> PageView:
    """A run in safe text, against a base run where there is one, after past runs."""
    summary = summarize(run)
    comparison = compare(base, run) if base is not None else None
    groups = tuple(_groups(_cases(run, comparison)))
    facets = [case.facets for group in groups for case in group.cases]
    tokens = tokens_of(facets)
    right = f"{summary.shares[0].cases:,} of {counted(summary.cases, 'case')} right"
    return PageView(
        name=safe(run.name),
        base=safe(base.name) if base is not None else "",
        title=f"{safe(run.name)}: {right}",
        facts=tuple((name, text) for name, text in _facts(run) if text),
        notices=tuple(_notices(run, base)),
        compared=tuple(map(safe, comparison_lines(comparison))) if comparison else (),
        outcomes=outcome_rows(summary),
        cases=summary.cases,
        parts=parts_of(summary),
        bars=tuple(_bars(run, base, past)),
        fields=fields_of(facets, tokens),
        groups=groups,
        tokens=tokens,
    )


def _facts(run: Run) -> Iterator[Line]:
    head, measured = run.head, (run.end or {}).get("measured", {})
    details = [one for one in head.get("details", ()) if one.get("program")]
    sets = [f"{safe(one['name'])} ({one['cases']:,})" for one in head.get("sets", ())]
    repeat = head.get("repeat", 1)
    yield "Sets", ", ".join(sets)
    yield "Corpus version", safe(run.corpus_version)
    yield "Target", safe(head.get("target"))
    yield "Model", ", ".join(map(safe, head.get("models", ())))
    yield "Program version", safe(details[0]["program"]) if details else ""
    yield "Attempts per case", f"{repeat:,}" if repeat > 1 else ""
    yield "Took", counted(round(measured["seconds"]), "second") if "seconds" in measured else ""


def _notices(run: Run, base: Run | None) -> Iterator[str]:
    """What a reader has to know before the numbers."""
    if run.end is None:
        yield "The run did not end, so cases may be missing."
    if run.head.get("repeat", 1) > 1:
        yield "Each case counts once, with the outcome of its worst attempt."
    if base is None:
        return
    before = {one["name"]: one["sha256"] for one in base.head.get("sets", ())}
    for one in run.head.get("sets", ()):
        if before.get(one["name"], one["sha256"]) != one["sha256"]:
            yield f"The set {safe(one['name'])} is not the same as in the base run."


def _bars(run: Run, base: Run | None, past: Sequence[Run]) -> Iterator[Bar]:
    """The past runs, the base run unless it is one of them, and this run."""
    is_past = base is not None and any(one.path == base.path for one in past)
    for one in past:
        yield bar_of(one, "base run" if base is not None and one.path == base.path else "")
    if base is not None and not is_past:
        yield bar_of(base, "base run")
    yield bar_of(run, "this run")


def _cases(run: Run, comparison: Comparison | None) -> list[CaseView]:
    by_case: dict[Key, list[Result]] = {}
    for result in run.results:
        by_case.setdefault(result.key, []).append(result)
    histories = _histories(by_case, comparison)
    return [
        view_case(number, attempts, histories[key])
        for number, (key, attempts) in enumerate(by_case.items(), start=1)
    ]


def _histories(keys: Iterable[Key], comparison: Comparison | None) -> dict[Key, History]:
    """What became of each case since the base run."""
    if comparison is None:
        return dict.fromkeys(keys, History())
    changes = {(change.name, change.model): change for change in comparison.changes}
    misleading = {result.key for result in comparison.newly_misleading}
    in_base = {result.key for result in comparison.base.results}
    new = set(comparison.only_in_new)
    histories = {}
    for key in keys:
        change = changes.get(key)
        is_new = key[0] in new and key not in in_base
        histories[key] = History(
            since=change.kind if change else "new" if is_new else "unchanged",
            change=change,
            is_newly_misleading=key in misleading,
        )
    return histories


def _groups(cases: Sequence[CaseView]) -> Iterator[CaseGroup]:
    """What broke comes first, then the outcomes from the worst to the best."""
    broken = [case for case in cases if case.since == "broken"]
    left = [case for case in cases if case.since != "broken"]
    groups = [("broken", BROKEN, broken)]
    groups += [
        (outcome.replace(" ", "-"), outcome.capitalize(), [c for c in left if c.outcome == outcome])
        for outcome in WORST_FIRST
    ]
    for slug, heading, some in groups:
        if some:
            some.sort(key=_pressing)
            yield CaseGroup(slug=slug, heading=heading, cases=tuple(some))


def _pressing(case: CaseView) -> tuple[int, int]:
    """The place of a case among those to be looked at."""
    return WORST_FIRST.index(case.outcome), SINCE.index(case.since)
