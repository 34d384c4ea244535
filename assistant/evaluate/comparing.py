"""Two runs side by side: what broke, what was fixed, and whether that may be chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from assistant.evaluate.grading import OUTCOMES, Outcome
from assistant.evaluate.grading.outcome import MISLEADING
from assistant.evaluate.running.result import Key, Result
from assistant.evaluate.running.run_file import Run

Kind: TypeAlias = Literal["broken", "fixed", "changed", "unstable"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Attempts: TypeAlias = Mapping[Key, tuple[Result, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A case that is not as it was, with its worst attempt in either run.

    *broken*: right before and not now. *fixed*: right now and not before. *changed*: right in
    neither or both, with another outcome or another text. *unstable*: not all attempts in one of
    the runs had the same outcome, and it is not that all were right in one and none in the other.
    """

    kind: Kind
    name: str
    model: str
    base: Result
    new: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two runs over the cases that both have.

    `newly_misleading` are results of the new run that mislead, and did not in the base or were not
    in it. `p_value` is that of McNemar's exact test on how many cases are right.
    """

    base: Run
    new: Run
    changes: tuple[Change, ...]
    newly_misleading: tuple[Result, ...]
    in_both: int
    only_in_base: tuple[str, ...]
    only_in_new: tuple[str, ...]
    p_value: float

    @property
    def has_other_corpus(self) -> bool:
        """Whether the two were answered from different corpora, as far as that is known."""
        corpora = self.base.corpus_version, self.new.corpus_version
        return all(corpora) and corpora[0] != corpora[1]

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of a kind."""
        return tuple(change for change in self.changes if change.kind == kind)


def compare(base: Run, new: Run) -> Comparison:
    """What changed between two runs. Of runs with one model each, the models may differ."""
    is_by_model = max(len(run.head.get("models", ())) for run in (base, new)) > 1
    before, after = _by_case(base, is_by_model), _by_case(new, is_by_model)
    both = [key for key in after if key in before]
    changes = [change for key in both if (change := _change(key, before, after)) is not None]
    return Comparison(
        base=base,
        new=new,
        changes=tuple(sorted(changes, key=lambda change: KINDS.index(change.kind))),
        newly_misleading=_newly_misleading(before, after),
        in_both=len(both),
        only_in_base=tuple(name for name, model in before if (name, model) not in after),
        only_in_new=tuple(name for name, model in after if (name, model) not in before),
        p_value=_p_value([(_is_right(before[key]), _is_right(after[key])) for key in both]),
    )


def worst(attempts: Sequence[Result]) -> Result:
    """The attempt with the worst outcome: a case is as good as the worst that readers may get."""
    return max(attempts, key=lambda result: OUTCOMES.index(result.outcome))


def is_unstable(attempts: Sequence[Result]) -> bool:
    """Whether several attempts ended differently."""
    return len({result.outcome for result in attempts}) > 1


def cases_of(run: Run) -> tuple[Result, ...]:
    """One result for each case and model of a run, its worst attempt, in order."""
    return tuple(worst(attempts) for attempts in _by_case(run, is_by_model=True).values())


def unstable_cases(run: Run) -> tuple[Result, ...]:
    """The worst attempt of each case whose attempts ended differently."""
    by_case = _by_case(run, is_by_model=True).values()
    return tuple(worst(attempts) for attempts in by_case if is_unstable(attempts))


def count_outcomes(results: Sequence[Result]) -> dict[Outcome, int]:
    """How many results have each outcome, from the best to the worst."""
    return {name: sum(r.outcome == name for r in results) for name in OUTCOMES}


def mcnemar(*, broken: int, fixed: int) -> float:
    """The p value of McNemar's exact test: how likely so unequal a split is by chance.

    Source: Q. McNemar, Psychometrika 12 (1947), by the binomial distribution.

    >>> round(mcnemar(broken=1, fixed=9), 4)
    0.0215
    """
    from scipy.stats import binomtest

    if not broken + fixed:
        return 1.0
    return float(binomtest(broken, broken + fixed, 0.5).pvalue)


def wilson(k: int, n: int) -> tuple[float, float]:
    """Wilson's 95% interval of the share k/n, from 0 to 1; (0, 1) where n is 0.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927).

    >>> tuple(round(end, 3) for end in wilson(8, 10))
    (0.49, 0.943)
    """
    from scipy.stats import binomtest

    if not n:
        return 0.0, 1.0
    interval = binomtest(k, n).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)


def _by_case(run: Run, is_by_model: bool) -> Attempts:
    found: dict[Key, tuple[Result, ...]] = {}
    for result in run.results:
        key = result.key if is_by_model else (result.name, "")
        found[key] = (*found.get(key, ()), result)
    return found


def _change(key: Key, before: Attempts, after: Attempts) -> Change | None:
    base, new = worst(before[key]), worst(after[key])
    kind = _kind(base, new)
    if is_unstable(before[key]) or is_unstable(after[key]):
        kind = _kind_for_certain(before[key], after[key])
    if kind is None:
        return None
    return Change(kind=kind, name=new.name, model=new.model, base=base, new=new)


def _kind(base: Result, new: Result) -> Kind | None:
    if (base.outcome == "right") != (new.outcome == "right"):
        return "fixed" if new.outcome == "right" else "broken"
    if base.outcome != new.outcome or base.text != new.text:
        return "changed"
    return None


def _kind_for_certain(before: Sequence[Result], after: Sequence[Result]) -> Kind:
    """What cases with attempts that ended differently are, if no attempt says otherwise."""
    was, now = ({result.outcome == "right" for result in some} for some in (before, after))
    if (was, now) == ({True}, {False}):
        return "broken"
    return "fixed" if (was, now) == ({False}, {True}) else "unstable"


def _is_right(attempts: Sequence[Result]) -> bool:
    return worst(attempts).outcome == "right"


def _newly_misleading(before: Attempts, after: Attempts) -> tuple[Result, ...]:
    misled = {key for key, attempts in before.items() if worst(attempts).outcome in MISLEADING}
    now = {key: worst(attempts) for key, attempts in after.items()}
    return tuple(r for key, r in now.items() if r.outcome in MISLEADING and key not in misled)


def _p_value(pairs: Sequence[tuple[bool, bool]]) -> float:
    return mcnemar(
        broken=sum(was and not now for was, now in pairs),
        fixed=sum(now and not was for was, now in pairs),
    )
