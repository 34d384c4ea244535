"""What is said of the judge: how often it is right, and how far its probabilities hold."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from tests.measure.judge.fitting import Case

Floats = npt.NDArray[np.float64]
Scored = Callable[[Case], Floats]

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
BINS = 10


def ranked(cases: Sequence[Case], scored: Scored) -> str:
    """How often the first sentence, and one of the first three, is right; by kind."""
    parts = []
    for kind in ("question", "claim", "generic"):
        places = [_ranks(case, scored) for case in cases if case.item.kind == kind]
        if places:
            first, three = np.mean([(r == 0, r < 3) for r in places], axis=0)
            parts.append(f"{kind} {first:.3f} / {three:.3f} (n = {len(places)})")
    return "; ".join(parts)


def _ranks(case: Case, scored: Scored) -> int:
    """How many sentences come before the first right one."""
    order = np.argsort(-scored(case), kind="stable")
    right = np.flatnonzero(case.right[order])
    return int(right[0]) if right.size else len(order)


def tops(cases: Sequence[Case], scored: Scored) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """The highest probability of each question and near miss, and whether it is right."""
    chosen = [c for c in cases if c.item.kind in ("question", "near miss")]
    scores = [scored(c) for c in chosen]
    right = [bool(c.right[s.argmax()]) for c, s in zip(chosen, scores, strict=True)]
    return np.array([s.max() for s in scores]), np.array(right, dtype=np.bool_)


def area(chances: Floats, right: npt.NDArray[np.bool_]) -> float:
    """How probably a right one has more than a wrong one (AUC; Hanley & McNeil, 1982)."""
    from scipy.stats import rankdata

    ranks, n = rankdata(chances), int(right.sum())
    return float((ranks[right].sum() - n * (n + 1) / 2) / (n * (len(right) - n)))


def sureness(cases: Sequence[Case], scored: Scored) -> Iterator[str]:
    """The area, and precision and recall of the first sentence at thresholds."""
    chances, right = tops(cases, scored)
    missed = [scored(c).max() for c in cases if c.item.kind == "near miss"]
    questions = len(chances) - len(missed)
    yield f"AUC of the first sentence being right: {area(chances, right):.3f}"
    yield f"near misses, highest probability: median {np.median(missed):.2f}"
    for threshold in THRESHOLDS:
        shown = chances >= threshold
        precision = right[shown].mean() if shown.any() else float("nan")
        passed = np.mean(np.array(missed) >= threshold)
        yield (
            f"  from {threshold:.1f}: precision {precision:.3f}, recall "
            f"{(right & shown).sum() / questions:.3f}, near misses that pass {passed:.3f}"
        )


def reliability(cases: Sequence[Case], scored: Scored) -> Iterator[str]:
    """What was said of sentences, and how many were right, by tenths."""
    chosen = [c for c in cases if c.item.kind != "generic"]
    said = np.concatenate([scored(c) for c in chosen])
    right = np.concatenate([c.right for c in chosen])
    tenth = np.minimum((said * BINS).astype(int), BINS - 1)
    off = 0.0
    for n in range(BINS):
        own = tenth == n
        if own.any():
            off += abs(said[own].mean() - right[own].mean()) * own.mean()
            yield f"  {n / BINS:.1f}: said {said[own].mean():.3f}, right {right[own].mean():.3f}"
    yield f"  expected calibration error {off:.4f}"
