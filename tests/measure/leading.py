"""Fits which figure of a sentence is the one asked for: `python -m tests.measure.leading`.

    python -m tests.measure.leading SET… --index INDEX [--fit]

Of every question the likeliest sentence is taken that has several figures, one of them expected.
Five folds say how often the likeliest figure is an expected one, beside taking the first. `--fit`
writes `assistant/data/leading.yaml`.
"""

import argparse
import random
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from scipy.optimize import minimize

from assistant.answer.choosing.judged import judged_sentences
from assistant.answer.choosing.leading import figure_features
from assistant.evaluate.case import Case
from assistant.evaluate.grading.matching import is_one_of
from assistant.evaluate.grading.reply import ShownFigure
from assistant.evaluate.sets.reading import read_sets
from assistant.findings.finding import Finding
from assistant.pipeline import Assistant
from assistant.settings import Settings

Floats = npt.NDArray[np.float64]
Sentence = tuple[Floats, npt.NDArray[np.bool_]]  # features a figure, and which are expected
DATA = Path(__file__).parents[2] / "assistant" / "data" / "leading.yaml"
FOLDS, SEED, PENALTY = 5, 1, 0.003
MOST_SENTENCES = 2  # the likeliest, among which one with an expected figure is looked for


def sentences_of(sets: list[Path], index: Path) -> tuple[list[Sentence], list[str]]:
    """The sentences, and the features' names."""
    assistant = Assistant.open(Settings(index=index))
    found: list[Sentence] = []
    names: list[str] = []
    for named in read_sets(sets):
        for case in named.cases:
            if case.refuse or not case.figures or not case.question:
                continue
            material = assistant._retrieved(case.question, ())
            figured = [one for one in judged_sentences(material) if one.findings]
            for one in figured[:MOST_SENTENCES]:
                right = np.array([_is_expected(case, f) for f in one.findings])
                if len(right) > 1 and right.any():
                    rows = figure_features(material, one.text, one.findings)
                    names = list(rows[0])
                    found.append((np.array([list(row.values()) for row in rows]), right))
                    break
    return found, names


def _is_expected(case: Case, finding: Finding) -> bool:
    figure = finding.statement.figure
    shown = ShownFigure(text=figure.text, value=figure.value, unit=figure.unit.value)
    return any(is_one_of(shown, one) for one in case.figures)


def fitted(sentences: list[Sentence]) -> Floats:
    """The weights under which the expected figures are likeliest."""

    def loss(weights: Floats) -> float:
        total = 0.0
        for rows, right in sentences:
            scores = rows @ weights
            total += np.logaddexp.reduce(scores) - np.logaddexp.reduce(scores[right])
        return float(total / len(sentences) + PENALTY * weights @ weights)

    weights: Floats = minimize(loss, np.zeros(sentences[0][0].shape[1])).x
    return weights


def main(arguments: list[str]) -> int:
    """Say what five folds reach, and fit to all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args(arguments)
    sentences, names = sentences_of(given.sets, given.index)
    random.Random(SEED).shuffle(sentences)  # noqa: S311
    hits = 0
    for fold in range(FOLDS):
        rest = [s for n, s in enumerate(sentences) if n % FOLDS != fold]
        weights = fitted(rest)
        hits += sum(right[np.argmax(rows @ weights)] for rows, right in sentences[fold::FOLDS])
    first = sum(right[0] for _, right in sentences)
    print(f"{len(sentences)} sentences with several figures, one of them expected")
    print(f"likeliest expected {hits / len(sentences):.3f}; first {first / len(sentences):.3f}")
    if given.fit:
        weights = fitted(sentences)
        told = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
        DATA.write_text(yaml.safe_dump(told, sort_keys=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
