"""What every report says of a run: what it was, and its outcomes as a whole and by kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from assistant.evaluate.comparing import cases_of, count_outcomes, unstable_cases, wilson
from assistant.evaluate.grading import OUTCOMES, Outcome
from assistant.evaluate.running.result import Result
from assistant.evaluate.running.run_file import Run

UNTAGGED = "(no tag)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many cases have an outcome, and Wilson's 95% interval of their share, from 0 to 1."""

    outcome: Outcome
    cases: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The outcomes of the cases that something is the same of, in the order of OUTCOMES."""

    name: str
    cases: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A run in numbers. `precision` and `recall` are of figures, from 0 to 1; None if none are."""

    title: str
    cases: int
    shares: tuple[Share, ...]
    by_model: tuple[Group, ...]
    by_set: tuple[Group, ...]
    by_kind: tuple[Group, ...]
    unstable: int
    precision: float | None
    recall: float | None
    median_ms: float
    slow_ms: float


def summarize(run: Run) -> Summary:
    """The run in numbers; of a case that was put several times its worst attempt counts."""
    results = cases_of(run)
    counts = count_outcomes(results)
    expected, shown, both = (sum(r.graded.found[n] for r in results) for n in range(3))
    times = sorted(result.milliseconds for result in run.results) or [0.0]
    return Summary(
        title=title_of(run),
        cases=len(results),
        shares=tuple(_share(name, counts[name], len(results)) for name in OUTCOMES),
        by_model=_groups(results, lambda r: r.model),
        by_set=_groups(results, lambda r: r.set),
        by_kind=_groups(results, kind_of),
        unstable=len(unstable_cases(run)),
        precision=both / shown if shown else None,
        recall=both / expected if expected else None,
        median_ms=median(times),
        slow_ms=times[min(len(times) - 1, int(0.95 * len(times)))],
    )


def title_of(run: Run) -> str:
    """What was run against what, in a line."""
    sets = run.head["sets"]
    names = ", ".join(one["name"] for one in sets[:3]) + (", …" if len(sets) > 3 else "")
    details = (run.head.get("details") or [{}])[0]
    program = f", program {details['program']}" if details.get("program") else ""
    corpus = f", corpus {run.corpus_version}" if run.corpus_version else ""
    models = ", ".join(run.head["models"])
    return f"{names} against {run.head['target']} ({models}){corpus}{program}"


def kind_of(result: Result) -> str:
    """The kind of a case: its first tag, and of a claim the second beside it."""
    tags = result.case.tags
    if result.case.is_claim and tags[:1] == ("claim",):
        return " ".join(tags[:2])
    prefix = "claim " if result.case.is_claim else ""
    return f"{prefix}{tags[0] if tags else UNTAGGED}"


def _share(outcome: Outcome, cases: int, of: int) -> Share:
    low, high = wilson(cases, of)
    return Share(outcome=outcome, cases=cases, share=cases / of if of else 0.0, low=low, high=high)


def _groups(results: Sequence[Result], name_of: Callable[[Result], str]) -> tuple[Group, ...]:
    names = dict.fromkeys(map(name_of, results))
    by_name = {name: [r for r in results if name_of(r) == name] for name in names}
    return tuple(
        Group(name=name, cases=len(some), counts=tuple(count_outcomes(some).values()))
        for name, some in by_name.items()
    )
