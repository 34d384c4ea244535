"""Fits and measures the choice of sentences: `python -m tests.measure.selection BENCH [--fit]`.

BENCH is a folder with `corpus/` and `index/`, each passage of `corpora/pew` a survey of its own,
named p and its first row's id. Passages are dealt to two halves by a hash of their text. `--fit`
fits on the first half and writes `assistant/data/selection.yaml`; without it the weights that are
there are measured, on both halves apart. Nothing is ever fitted to the second.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from assistant.answer.choosing.selection import (
    neighbour_features,
    sentence_chances,
    sentence_features,
)
from assistant.answer.material import Candidate
from assistant.findings.finding import Passage
from assistant.findings.stems import words_of
from assistant.index.embeddings import embed_texts
from assistant.index.store import Index, open_index
from assistant.retrieve.query import Query, parse_question

PEW = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "pew" / "passages.json"
WEIGHTS = Path(__file__).resolve().parents[2] / "assistant" / "data" / "selection.yaml"
PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s*(?:%|percent\b)")
PENALTY = 0.5  # of the squared weights, in the fit
SAME_WORDS = 0.5  # of a sentence's word pairs that stand in the answer, for it to belong to it
HEAD = """\
# Which sentences answer a question. Each feature: [weight, mean, deviation], as fitted by
# tests/measure/selection.py on one half of the passages; see docs/answering.md.
"""

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question with its passage; `belongs` says how far each sentence is part of the answer."""

    half: int
    query: Query
    candidate: Candidate
    belongs: tuple[float, ...]
    gold: frozenset[float]


def percents(text: str) -> frozenset[float]:
    """The percentages of a text, as they are scored."""
    return frozenset(float(found) for found in PERCENT.findall(text))


def half_of(passage: str) -> int:
    """0 for the half that is fitted to, 1 for the one that is measured."""
    return int(hashlib.md5(passage.encode(), usedforsecurity=False).hexdigest(), 16) % 2


def cases(bench: Path) -> list[Case]:
    """Every question with its passage as the index has it."""
    rows = json.loads(PEW.read_text(encoding="utf-8"))
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(row["passage"], f"p{row['id']}")
    index = open_index(bench / "index")
    vectors = _question_vectors(bench, [row["question"] for row in rows])
    by_survey: dict[str, list[Passage]] = {}
    for passage in index.passages:
        by_survey.setdefault(passage.survey, []).append(passage)
    found = []
    for row, vector in zip(rows, vectors, strict=True):
        passages = by_survey.get(first[row["passage"]], [])
        if len(passages) == 1 and passages[0].sentences:
            found.append(_case(row, vector, index=index, passage=passages[0]))
    return found


def _question_vectors(bench: Path, questions: Sequence[str]) -> Matrix:
    kept = bench / "questions.npy"
    if not kept.exists():
        np.save(kept, embed_texts(questions))
    vectors: Matrix = np.load(kept)
    return vectors


def candidate_of(index: Index, passage: Passage, vector: Matrix) -> Candidate:
    """A passage as retrieval hands it to the answerer."""
    position = index.passages.position(passage.id)
    rows = np.flatnonzero(index.sentence_of[:, 0] == position)
    return Candidate(
        passage=passage,
        similarity=float(index.passage_vectors[position] @ vector),
        sentence_similarities=tuple(float(s) for s in index.sentence_vectors[rows] @ vector),
        findings=index.findings_of(passage.id),
    )


def _case(row: dict[str, str], vector: Matrix, *, index: Index, passage: Passage) -> Case:
    candidate = candidate_of(index, passage, vector)
    gold, said = percents(row["answer"]), _pairs(row["answer"])
    return Case(
        half=half_of(row["passage"]),
        query=parse_question(row["question"]),
        candidate=candidate,
        belongs=tuple(_belongs(s, gold=gold, said=said) for s in candidate.sentences),
        gold=gold,
    )


def _pairs(text: str) -> set[tuple[str, str]]:
    words = words_of(text)
    return set(pairwise(words))


def _belongs(sentence: str, *, gold: frozenset[float], said: set[tuple[str, str]]) -> float:
    """By its percentages where it has any, and by its words otherwise."""
    own, pairs = percents(sentence), _pairs(sentence)
    copied = len(pairs & said) / max(1, len(pairs))
    if not own:
        return float(copied > SAME_WORDS)
    share = len(own & gold) / len(own)
    return share if 0 < share < 1 else float(share == 1 and copied > SAME_WORDS / 4)


def fit(found: Sequence[Case]) -> dict[str, object]:
    """The weights of a chain model by maximum likelihood with a penalty."""
    from scipy.optimize import minimize

    sentences = [sentence_features(c.query, c.candidate) for c in found]
    neighbours = [neighbour_features(c.candidate) for c in found]
    names, links = list(sentences[0]), list(neighbours[0])
    rows = [np.array([f[n] for n in names]).T for f in sentences]
    pairs = [np.array([f[n] for n in links]).T.reshape(-1, len(links)) for f in neighbours]
    row_scale, pair_scale = _scale(rows), _scale(pairs)
    rows = [(r - row_scale[0]) / row_scale[1] for r in rows]
    pairs = [(p - pair_scale[0]) / pair_scale[1] for p in pairs]
    targets = [np.array(c.belongs) for c in found]

    def loss(w: Matrix) -> tuple[float, Matrix]:
        total, slope = 0.0, np.zeros_like(w)
        for row, pair, target in zip(rows, pairs, targets, strict=True):
            score, bonus = row @ w[: len(names)], pair @ w[len(names) :]
            log_sum, chances, agreeing = _chain(score, bonus)
            together = target[1:] * target[:-1] + (1 - target[1:]) * (1 - target[:-1])
            total += log_sum - score @ target - bonus @ together
            slope[: len(names)] += row.T @ (chances - target)
            slope[len(names) :] += pair.T @ (agreeing - together)
        free = np.r_[0.0, w[1:]]
        return float(total + PENALTY * free @ free), slope + 2 * PENALTY * free

    w = minimize(loss, np.zeros(len(names) + len(links)), jac=True, method="L-BFGS-B").x
    return {
        "threshold": 0.45,
        "sentences": _table(names, w[: len(names)], row_scale),
        "neighbours": _table(links, w[len(names) :], pair_scale),
    }


def _yaml(model: dict[str, object]) -> str:
    written: str = yaml.safe_dump(model, sort_keys=False, width=100, default_flow_style=None)
    return written


def _scale(tables: Sequence[Matrix]) -> tuple[Matrix, Matrix]:
    whole = np.concatenate(tables)
    mean, deviation = whole.mean(0), whole.std(0) + 1e-9
    mean[0], deviation[0] = 0.0, 1.0
    return mean, deviation


def _table(
    names: Sequence[str], weights: Matrix, scale: tuple[Matrix, Matrix]
) -> dict[str, list[float]]:
    columns = zip(names, weights, *scale, strict=True)
    return {name: [round(float(v), 4) for v in values] for name, *values in columns}


def _chain(score: Matrix, bonus: Matrix) -> tuple[float, Matrix, Matrix]:
    """The log of the sum over all choices, each link's chance, and each pair's of agreeing."""
    length = len(score)
    ahead, behind = np.zeros((length, 2)), np.zeros((length, 2))
    ahead[0, 1] = score[0]
    for n in range(1, length):
        left, taken = ahead[n - 1]
        ahead[n, 0] = np.logaddexp(left + bonus[n - 1], taken)
        ahead[n, 1] = score[n] + np.logaddexp(taken + bonus[n - 1], left)
    for n in range(length - 2, -1, -1):
        left, taken = behind[n + 1] + (0.0, score[n + 1])
        behind[n] = np.logaddexp(left + bonus[n], taken), np.logaddexp(taken + bonus[n], left)
    log_sum = float(np.logaddexp(*ahead[-1]))
    both_left = ahead[:-1, 0] + bonus + behind[1:, 0]
    both_taken = ahead[:-1, 1] + bonus + score[1:] + behind[1:, 1]
    agreeing = np.exp(np.logaddexp(both_left, both_taken) - log_sum)
    return log_sum, np.exp(ahead[:, 1] + behind[:, 1] - log_sum), agreeing


def f1(found: Iterable[Case], threshold: float) -> float:
    """F1 of the percentages in the sentences chosen, over all questions together."""
    right = shown = wanted = 0
    for case in found:
        chances = sentence_chances(case.query, case.candidate)
        taken = [n for n, c in enumerate(chances) if c > threshold] or [int(np.argmax(chances))]
        own = percents(" ".join(case.candidate.sentences[n] for n in taken))
        right, shown = right + len(own & case.gold), shown + len(own)
        wanted += len(case.gold)
    return 2 * right / (shown + wanted)


def main() -> None:
    """Fit or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--fit", action="store_true")
    arguments = parser.parse_args()
    found = cases(arguments.bench)
    if arguments.fit:
        model = fit([c for c in found if c.half == 0])
        WEIGHTS.write_text(HEAD + _yaml(model), "utf-8")
    for half, name in enumerate(("fitted", "measured")):
        some = [c for c in found if c.half == half]
        scores = "  ".join(f"{t:.2f}: {f1(some, t):.3f}" for t in (0.0, 0.35, 0.4, 0.45, 0.5))
        sys.stdout.write(f"{name} half, {len(some)} questions, F1 by threshold  {scores}\n")


if __name__ == "__main__":
    main()
