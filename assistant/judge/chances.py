"""From signals to one calibrated probability a sentence.

Two steps, both fitted by `python -m tests.measure.judge`. The sentences found for a question and
the possibility that none of them answers it compete under a linear score (a conditional logit;
McFadden, 1974). What comes out, with how far a sentence leads, is then calibrated (Platt, 1999),
because two sentences may both be right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import yaml

from assistant.judge.signals import SIGNALS

Floats = npt.NDArray[np.float64]

WEIGHTS_FILE = "weights.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The fitted weights: of each signal by the name, and of each standing, with a constant."""

    signals: Floats
    constant: float
    standings: Floats
    level: float

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """The weights as `weights.yaml` has them."""
        return cls(
            signals=np.array([said["signals"][name] for name in SIGNALS], dtype=np.float64),
            constant=float(said["constant"]),
            standings=np.array([said["standings"][name] for name in STANDINGS], dtype=np.float64),
            level=float(said["level"]),
        )

    def scores(self, signals: Floats) -> Floats:
        """How much more is to be said for each sentence than for no answer at all."""
        scores: Floats = signals @ self.signals + self.constant
        return scores

    def chances(self, signals: Floats) -> Floats:
        """The probability of each sentence that it answers the question."""
        odds = standings_of(self.scores(signals)) @ self.standings + self.level
        chances: Floats = 1 / (1 + np.exp(-odds))
        return chances


STANDINGS = ("share", "score", "lead", "nothing", "best")


def standings_of(scores: Floats) -> Floats:
    """How each sentence stands among all that were found: a row a sentence.

    `share` is the logarithm of its share beside the others and no answer, `nothing` that of no
    answer; `lead` is its score minus the best other one's, `best` the best one's.

    >>> standings_of(np.log([4.0, 1.0])).round(2).tolist()[0]
    [-0.41, 1.39, 1.39, -1.79, 1.39]
    """
    if not len(scores):
        return np.empty((0, len(STANDINGS)))
    total = np.logaddexp.reduce([*scores, 0.0])
    first, second = [*np.sort(scores)[::-1], 0.0][:2]
    lead = scores - np.where(scores == first, second, first)
    every = (scores - total, scores, lead, np.full_like(scores, -total))
    return np.column_stack([*every, np.full_like(scores, first)])


@cache
def load_fitted() -> Fitted:
    """The weights of the project."""
    text = (files("assistant.judge") / WEIGHTS_FILE).read_text(encoding="utf-8")
    return Fitted.of(yaml.safe_load(text))
