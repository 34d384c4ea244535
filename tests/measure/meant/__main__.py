"""Fits how probably words mean a question: `python -m tests.measure.meant [--fit]`.

The questionnaires and words are in `spoken.yaml`. Each questionnaire is answered with weights that
were fitted to the others; `--fit` fits to all and writes `assistant/data/meaning.yaml`.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from assistant.corpus.responses.questionnaire import Option, Question
from assistant.retrieve.responses.meaning import SIGNALS, Meaning

Floats = npt.NDArray[np.float64]
Asked = tuple[Floats, int]  # the signals, and the place of the question that is meant; -1: none
DATA = Path(__file__).parents[3] / "assistant" / "data" / "meaning.yaml"
HEAD = "# How probably words mean a question: made by `python -m tests.measure.meant`.\n"
STRENGTH = 0.002  # of the penalty on large weights
LEAST = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def groups() -> list[list[Asked]]:
    """The signals of every questionnaire's words."""
    meaning, found = Meaning(), []
    said = yaml.safe_load(Path(__file__).with_name("spoken.yaml").read_text(encoding="utf-8"))
    for one in said:
        ids = list(one["questions"])
        questions = [_question(id, *one["questions"][id]) for id in ids]
        found.append(
            [
                (meaning.signals(words, questions), ids.index(id) if id in ids else -1)
                for words, id in one["asked"]
            ]
        )
    return found


def _question(id: str, text: str, labels: list[Any]) -> Question:
    options = tuple(Option(value=str(label), label=str(label)) for label in labels)
    return Question(id=id, text=text, options=options)


def chances(weights: Floats, signals: Floats) -> Floats:
    """The probability of each question, and last that none is meant."""
    odds = np.append(signals @ weights[:-1], weights[-1])
    likely: Floats = np.exp(odds - np.logaddexp.reduce(odds))
    return likely


def fit(asked: list[Asked]) -> Floats:
    """The weights of the signals, and last that of no question."""
    from scipy.optimize import minimize

    def loss(weights: Floats) -> float:
        likely = [np.log(chances(weights, signals)[place]) for signals, place in asked]
        return float(-np.mean(likely) + STRENGTH * (weights[:-1] ** 2).sum())

    fitted: Floats = minimize(loss, np.zeros(len(SIGNALS) + 1), method="L-BFGS-B").x
    return fitted


def main(*, is_fitting: bool) -> None:
    """Measure by questionnaire, and fit to all where that is asked for."""
    every = groups()
    told = []
    for left_out, own in enumerate(every):
        weights = fit([a for n, group in enumerate(every) if n != left_out for a in group])
        for signals, place in own:
            likely = chances(weights, signals)[:-1]
            told.append((float(likely.max()), int(likely.argmax()) == place))
    for least in LEAST:
        kept = [is_right for chance, is_right in told if chance >= least]
        sys.stdout.write(f"{least}: {sum(kept)} right, {len(kept) - sum(kept)} wrong\n")
    if is_fitting:
        weights = fit([a for group in every for a in group])
        of_signals = {name: round(float(w), 3) for name, w in zip(SIGNALS, weights, strict=False)}
        data = {"signals": of_signals, "none": round(float(weights[-1]), 3)}
        DATA.write_text(HEAD + yaml.safe_dump(data, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main(is_fitting="--fit" in sys.argv[1:])
