"""Fits and measures when a direct answer is sure: `python -m tests.measure.sureness`.

    python -m tests.measure.sureness SET… --measure SET… --index INDEX --keep ROWS.jsonl [--fit]

Every question is answered directly, sure or not, and graded; the features of each answer are kept
in ROWS, which is read again where it is there. The judge of meaning must have seen none of them.
`--fit` fits to the first sets and writes `assistant/data/sureness.yaml`; the others only measure.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from assistant.align.alignment import Alignment, Asked, Tried
from assistant.align.built_in.aligner import BuiltInAligner
from assistant.align.built_in.sureness import features_of
from assistant.answer.answer import Refusal
from assistant.answer.write import write_answer
from assistant.evaluate.case import Case, ExpectedFigure
from assistant.evaluate.grading.outcome import grade
from assistant.evaluate.grading.reply import Reply
from assistant.evaluate.sets.reading import read_sets
from assistant.pipeline import Assistant
from assistant.render.answer_json import answer_json
from assistant.request import Request
from assistant.settings import Settings

Floats = npt.NDArray[np.float64]
DATA = Path(__file__).parents[2] / "assistant" / "data" / "sureness.yaml"
RIGHT = ("right", "partly")
STRENGTH = 0.3  # of the penalty's inverse: how freely weights may differ from none


class Direct(BuiltInAligner):
    """Answers all that can be answered, and keeps the features of what it said last."""

    def __init__(self) -> None:
        self.features: dict[str, float] = {}
        self.ends_without = ""

    def align(self, asked: Asked, calls: object = None) -> Alignment:
        """The answer, however unsure."""
        told = write_answer(asked.material)
        if isinstance(told, Refusal):
            self.features, self.ends_without = {}, told.reason
            return Alignment(refusal=told)
        self.features, self.ends_without = features_of(asked.material, told), ""
        tried = (Tried(text=s.text, sentence=s, is_settled=False) for s in told.sentences)
        return Alignment(tried=tuple(tried))


def rows_of(sets: list[Path], measuring: list[Path], index: Path) -> list[dict[str, Any]]:
    """A row a question: its features, what it ended as, and which half it belongs to."""
    assistant = Assistant.open(Settings(index=index))
    direct = Direct()
    assistant._drafting._built_in = direct
    rows = []
    names = {path.name.partition(".")[0] for path in measuring}
    for named in read_sets([*sets, *measuring]):
        for case in named.questions.cases:
            answer = assistant.ask(Request(question=case.question or ""))
            graded = grade(case, Reply.of(dict(answer_json(answer))))
            rows.append(
                {
                    "id": f"{named.name}/{case.id}",
                    "measures": named.name in names,
                    "covered": not case.refuse,
                    "outcome": graded.outcome,
                    "tells": tells(case, answer.text),
                    "reason": direct.ends_without,
                    "features": direct.features,
                    "question": case.question,
                    "text": answer.text,
                }
            )
            print(len(rows), end="\r", file=sys.stderr)
    return rows


def tells(case: Case, text: str) -> bool:
    """Whether a text has the numbers that are no shares, of those that are expected."""
    plain = text.replace(",", "")
    wanted = [e.any_of for e in case.figures]
    return bool(wanted) and all(any(_stands_in(one, plain) for one in one_of) for one_of in wanted)


def _stands_in(one: ExpectedFigure, text: str) -> bool:
    return one.unit == "other" and bool(re.search(rf"(?<![\d.]){one.value:g}(?!\d)", text))


def fitted(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The weights of a logistic model, each with its feature's mean and deviation."""
    from sklearn.linear_model import LogisticRegression

    names = [n for n in rows[0]["features"] if len({row["features"][n] for row in rows}) > 1]
    values = np.array([[row["features"][name] for name in names] for row in rows])
    right = np.array([is_right(row) for row in rows])
    means, deviations = values.mean(axis=0), values.std(axis=0)
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit((values - means) / deviations, right)
    weights = {
        name: [round(float(number), 4) for number in (weight, mean, deviation)]
        for name, weight, mean, deviation in zip(
            names, model.coef_[0], means, deviations, strict=True
        )
    }
    return {"intercept": round(float(model.intercept_[0]), 4), "features": weights}


def is_right(row: dict[str, Any]) -> bool:
    """Whether a direct answer was one that may be given.

    A number that is no survey figure (275 counties) is told where it stands in the text.
    """
    return bool(row["covered"]) and (row["outcome"] in RIGHT or row["tells"])


def chances_of(rows: list[dict[str, Any]], model: dict[str, Any]) -> Floats:
    """The chance of each row that its answer is right."""
    odds = [
        model["intercept"]
        + sum(w * (row["features"][name] - m) / d for name, (w, m, d) in model["features"].items())
        for row in rows
    ]
    chances: Floats = 1 / (1 + np.exp(-np.array(odds)))
    return chances


def report(rows: list[dict[str, Any]], model: dict[str, Any]) -> None:
    """What each threshold gives: right and misleading of those covered, answered of the others."""
    covered = max(1, sum(row["covered"] for row in rows))
    others = len(rows) - covered
    judged = [row for row in rows if row["features"]]
    chances = chances_of(judged, model)
    for least in (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85):
        given = [row for row, chance in zip(judged, chances, strict=True) if chance >= least]
        right = sum(is_right(row) for row in given)
        wrong = sum(row["covered"] and not is_right(row) for row in given)
        strangers = len(given) - right - wrong
        print(
            f"{least:.2f}  right {right / covered:5.1%}  misleading {wrong / covered:5.1%}"
            f"  uncovered answered {strangers / max(1, others):5.1%}"
        )


def main(arguments: list[str]) -> int:
    """Read the rows, or make them; fit, and say what is reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--measure", nargs="+", type=Path, default=[])
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args(arguments)
    if not given.keep.exists():
        lines = map(json.dumps, rows_of(given.sets, given.measure, given.index))
        given.keep.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = [json.loads(line) for line in given.keep.read_text(encoding="utf-8").splitlines()]
    fitting = [row for row in rows if not row["measures"]]
    model = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    if given.fit:
        model |= fitted([row for row in fitting if row["features"]])
        kept = DATA.read_text(encoding="utf-8").partition("intercept:")[0]
        told = {name: model[name] for name in ("intercept", "features")}
        DATA.write_text(kept + yaml.safe_dump(told, sort_keys=False), encoding="utf-8")
    for name, half in (("fitted", fitting), ("measured", [r for r in rows if r["measures"]])):
        print(f"{name}: {len(half)} questions, {sum(r['covered'] for r in half)} covered")
        report(half, model)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
