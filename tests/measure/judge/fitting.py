"""Fits the two steps from signals to probabilities: the competition, and its calibration."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.judge.chances import STANDINGS, Fitted, standings_of
from assistant.judge.signals import SIGNALS
from tests.measure.judge.labelled import Item, Sentence

WEIGHT = {"question": 1.0, "near miss": 1.0, "claim": 0.7, "generic": 0.3}
PENALTY = 2e-3  # of the squared weights, each signal's spread being 1
LEVELLING = 1e-4  # the same in the calibration
EXCLUDED = -1e4

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An item with the signals of the sentences that were found for it, a row a sentence."""

    item: Item
    places: tuple[Sentence, ...]
    signals: Floats

    @property
    def answers(self) -> Marks:
        """Which sentences answer it."""
        return np.array([place in self.item.answers for place in self.places], dtype=np.bool_)

    @property
    def right(self) -> Marks:
        """Which sentences answer it or show its figure."""
        return np.array([place in self.item.right for place in self.places], dtype=np.bool_)


def fit(cases: Sequence[Case]) -> Fitted:
    """Both steps fitted to the cases."""
    signals, constant = _competition(cases)
    before = Fitted(
        signals=signals, constant=constant, standings=np.zeros(len(STANDINGS)), level=0.0
    )
    standings, level = _calibration([before.scores(c.signals) for c in cases], cases)
    return Fitted(signals=signals, constant=constant, standings=standings, level=level)


def _competition(cases: Sequence[Case]) -> tuple[Floats, float]:
    """Weights under which what is right is most probable among the sentences and none."""
    from scipy.optimize import minimize

    every = np.concatenate([c.signals for c in cases])
    mean, spread = every.mean(axis=0), every.std(axis=0) + 1e-6
    longest = max(len(c.places) for c in cases)
    layers = np.zeros((len(cases), longest, len(SIGNALS)))
    kept = np.full((len(cases), longest + 1), EXCLUDED)
    wanted = np.zeros((len(cases), longest + 1), dtype=np.bool_)
    for n, case in enumerate(cases):
        size, answers = len(case.places), case.answers
        layers[n, :size] = (case.signals - mean) / spread
        kept[n, :size][answers | ~case.right] = 0
        kept[n, -1] = 0
        wanted[n, :size] = answers
        wanted[n, -1] = not answers.any()
    weight = np.array([WEIGHT[c.item.kind] for c in cases])
    weight /= weight.sum()

    def loss(values: Floats) -> tuple[float, Floats]:
        scores = np.column_stack([layers @ values[:-1], np.full(len(cases), values[-1])]) + kept
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        found = (chances * wanted).sum(axis=1, keepdims=True) + 1e-12
        slopes = weight[:, None] * (chances - chances * wanted / found)
        slope = np.append(np.einsum("nc,ncs->s", slopes[:, :-1], layers), slopes[:, -1].sum())
        slope[:-1] += 2 * PENALTY * values[:-1]
        value = -(weight * np.log(found[:, 0])).sum() + PENALTY * (values[:-1] ** 2).sum()
        return float(value), slope

    best = minimize(loss, np.zeros(len(SIGNALS) + 1), jac=True, method="L-BFGS-B").x
    signals = best[:-1] / spread
    return signals, float(-mean @ signals - best[-1])


def _calibration(scores: Sequence[Floats], cases: Sequence[Case]) -> tuple[Floats, float]:
    """A logistic regression of what is right on how each sentence stands."""
    from scipy.optimize import minimize

    rows = np.concatenate([standings_of(s) for s in scores])
    right = np.concatenate([c.right for c in cases])
    weight = np.concatenate([np.full(len(c.places), WEIGHT[c.item.kind]) for c in cases])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    design = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    weight /= weight.sum()

    def loss(values: Floats) -> tuple[float, Floats]:
        odds = design @ values
        value = (weight * (np.logaddexp(0, odds) - right * odds)).sum()
        slope = design.T @ (weight * (1 / (1 + np.exp(-odds)) - right))
        slope[:-1] += 2 * LEVELLING * values[:-1]
        return float(value + LEVELLING * (values[:-1] ** 2).sum()), slope

    best = minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B").x
    standings = best[:-1] / spread
    return standings, float(best[-1] - mean @ standings)
