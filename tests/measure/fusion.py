"""Fits and measures the weights of the ranking: `python -m tests.measure.fusion BENCH`.

BENCH is a folder with `corpus/` and `index/`, each passage of `corpora/pew` a survey of its own,
named p and its first row's id. Passages are dealt to two halves by a hash of that id. Weights
fitted to one half are measured on the other, both ways round; what is printed at the end, fitted
to all, is what `assistant/retrieve/weights.yaml` holds.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.index.embeddings import embed_whole
from assistant.index.store import open_index
from assistant.retrieve.signals import SignalReader, Signals

PEW = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "pew" / "passages.json"
CANDIDATES = 50  # that the fit tells the right survey from
PENALTY = 1e-3  # of the squared weights, each signal's spread among candidates being 1

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A row a question, a column a passage, a signal a layer.

    `survey` says of each passage whose it is; `right` and `half` have one survey and one half of
    the questions for each question.
    """

    names: tuple[str, ...]
    signals: Floats
    survey: Places
    right: Places
    half: Places

    def only(self, names: Sequence[str]) -> "Bench":
        """The same with some of its signals."""
        chosen = [self.names.index(n) for n in names]
        return Bench(
            names=tuple(names),
            signals=self.signals[..., chosen],
            survey=self.survey,
            right=self.right,
            half=self.half,
        )


def read_bench(folder: Path) -> Bench:
    """Every signal of every passage for every question."""
    rows: list[dict[str, Any]] = json.loads(PEW.read_text(encoding="utf-8"))
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(row["passage"], f"p{row['id']}")
    seen = embed_whole([row["question"] for row in rows], threads=1)
    names = tuple(f.name for f in fields(Signals))
    with open_index(folder / "index") as index:
        reader = SignalReader(index)
        if len(reader.cells):
            raise SystemExit(f"{folder}: the bench has tables; the fit is of passages alone")
        surveys = list(index.passages.column("survey"))
        everything = np.ones(len(surveys), dtype=np.bool_)
        signals = np.empty((len(rows), len(surveys), len(names)))
        for i, (row, embedded) in enumerate(zip(rows, seen, strict=True)):
            read = reader.read(row["question"], embedded, allowed=everything)
            signals[i] = np.stack([getattr(read, n) for n in names], axis=-1)
    place = {survey: i for i, survey in enumerate(dict.fromkeys(surveys))}
    right = [first[row["passage"]] for row in rows]
    return Bench(
        names=names,
        signals=signals,
        survey=np.array([place[s] for s in surveys]),
        right=np.array([place[r] for r in right]),
        half=np.array([hashlib.sha256(r.encode()).digest()[0] % 2 for r in right]),
    )


def fit(bench: Bench, questions: npt.NDArray[np.bool_]) -> Floats:
    """Weights, none below 0, under which the right survey is most probable among the likeliest."""
    from scipy.optimize import minimize

    signals, right = bench.signals[questions], bench.right[questions]
    spread = signals.std(axis=1).mean(axis=0) + 1e-9
    everything = signals / spread
    near = np.argsort(-everything.sum(axis=-1), axis=1)[:, :CANDIDATES]
    missing = ~(bench.survey[near] == right[:, None]).any(axis=1)
    near[missing, -1] = np.searchsorted(bench.survey, right[missing])
    layers = np.take_along_axis(everything, near[..., None], axis=1)
    is_right = bench.survey[near] == right[:, None]

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = layers @ weights
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        found = (chances * is_right).sum(axis=1, keepdims=True) + 1e-12
        slope = np.einsum("qc,qcs->s", chances - chances * is_right / found, layers) / len(right)
        value = -np.log(found).mean() + PENALTY * (weights**2).sum()
        return float(value), slope + 2 * PENALTY * weights

    start = np.full(len(bench.names), 0.3)
    bounds = [(0, None)] * len(start)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    weights: Floats = best.x / spread
    return weights


def ranks(bench: Bench, weights: Floats) -> Places:
    """Where the right survey comes, from 1; of equals the first in the corpus's order wins."""
    firsts = np.flatnonzero(np.diff(bench.survey, prepend=-1))
    scores = np.maximum.reduceat(bench.signals @ weights, firsts, axis=1)
    own = np.take_along_axis(scores, bench.right[:, None], axis=1)
    before = np.arange(scores.shape[1])[None, :] < bench.right[:, None]
    better: Places = ((scores > own) | ((scores == own) & before)).sum(axis=1)
    return better + 1


def measured(places: Places) -> str:
    """Recall and mean reciprocal rank, as the closing notes give them."""
    recalls = " ".join(f"R@{k} {(places <= k).mean():.3f}" for k in (1, 5, 10))
    return f"{recalls} MRR {(1 / places).mean():.3f}"


def crosswise(bench: Bench) -> Places:
    """The places of all questions, each under weights fitted to the half that it is not in."""
    places = np.zeros(len(bench.right), dtype=np.intp)
    for half in (0, 1):
        other = bench.half != half
        places[~other] = ranks(bench, fit(bench, other))[~other]
    return places


def main() -> None:
    """Print what each signal is worth, each half's weights and measure, and the final weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    bench = read_bench(parser.parse_args().bench)
    for name in bench.names:
        print(f"{name + ' alone':32} {measured(ranks(bench.only([name]), np.ones(1)))}")
    for name in bench.names:
        rest = [n for n in bench.names if n != name]
        print(f"{'without ' + name:32} {measured(crosswise(bench.only(rest)))}")
    places = crosswise(bench)
    for half in (0, 1):
        print(f"{f'all, on half {half}':32} {measured(places[bench.half == half])}")
    print(f"{'all, each on the other half':32} {measured(places)}")
    everything = np.ones(len(bench.right), dtype=np.bool_)
    for name, weight in zip(bench.names, fit(bench, everything), strict=True):
        print(f"{name}: {weight:.2f}")


if __name__ == "__main__":
    main()
