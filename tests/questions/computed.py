"""Questions whose right answers are computed from the respondents: the cases, and their judge.

`python -m tests.questions.computed respondents corpus index` brings the index up to date and
prints what is answered wrongly.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.answer.answer import Answer, ShownFigure
from assistant.index.build import build_index
from assistant.pipeline import Assistant
from assistant.request import Request
from assistant.settings import Settings
from tests.questions import respondents
from tests.questions.respondents import Right

FOLDER = Path(__file__).parent
OF_OTHER_FIGURES = ("points", "ratio", "count")  # differences, and how many people were asked


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedCase:
    """One question, with the figures a right answer shows or the reasons to refuse it.

    An item of `says` may be alternatives: "United States|U.S.".
    """

    question: str
    rights: tuple[Right, ...] = ()
    says: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def load(name: str) -> list[ComputedCase]:
    """The cases of a question set, in order, with what is right worked out."""
    rows = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [_case(**row) for row in rows]


def _case(computed: str = "", **row: Any) -> ComputedCase:
    rights = getattr(respondents, computed)() if computed else ()
    lists = {key: tuple(row.get(key, ())) for key in ("says", "refused")}
    return ComputedCase(question=row["question"], rights=rights, **lists)


def wrong_figures(case: ComputedCase, answer: Answer) -> list[str]:
    """Figures that are no answer: any in a refusal, and a leading one that is not right.

    The closest findings are told as what they are, and as no answer.
    """
    near = {number for closest in answer.closest for number in closest.figures}
    told = [figure for number, figure in enumerate(answer.figures) if number not in near]
    if case.refused:
        return [shown.figure.text for shown in told]
    leading = [f for f in told if str(f.figure.unit) not in OF_OTHER_FIGURES][:1]
    return [f.figure.text for f in leading if not any(is_right(f, r) for r in case.rights)]


def is_right(shown: ShownFigure, right: Right) -> bool:
    """Whether a figure has a right unit and, as it is shown, is what the right value rounds to."""
    figure = shown.figure
    as_shown = round(figure.value, figure.decimals)
    half = 0.5 * 10.0**-figure.decimals + 1e-9
    return str(figure.unit) in right.units and abs(as_shown - right.value) <= half


def faults(case: ComputedCase, answer: Answer) -> list[str]:
    """Everything that is wrong with an answer, in words; nothing for a right one."""
    found = [f"shows {text}" for text in wrong_figures(case, answer)]
    if answer.status == "closest":
        return [] if case.refused else ["gives no direct answer"]
    if case.refused:
        return found + _faults_of_refusal(case, answer)
    if answer.refusal is not None:
        return [*found, f"refused as {answer.refusal.reason}"]
    for right in case.rights:
        found += _faults_of_figure(right, answer)
    for words in case.says:
        if not any(_says(one, answer.text) for one in words.split("|")):
            found.append(f"does not say {words!r}")
    return found


def _faults_of_refusal(case: ComputedCase, answer: Answer) -> list[str]:
    if answer.refusal is None:
        return ["answered what it should refuse"]
    if answer.refusal.reason not in case.refused:
        return [f"refused as {answer.refusal.reason}"]
    told = case.rights and re.search(r"\d%|\d percent", answer.refusal.text)
    return ["tells a share of too few people"] if told else []


def _faults_of_figure(right: Right, answer: Answer) -> list[str]:
    shown = [figure for figure in answer.figures if is_right(figure, right)]
    if not shown:
        return [f"does not show {right.value:.2f} {right.units[0]}"]
    if all(figure.base != right.base for figure in shown):
        return [f"gives {right.value:.2f} the base {shown[0].base}, not {right.base}"]
    return []


def _says(words: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE))


def main(name: str, corpus: Path, index: Path) -> int:
    """Print each question that is answered wrongly, and the count."""
    settings = Settings(corpus=corpus, index=index)
    build_index(settings, progress=lambda *_: None)
    cases = load(name)
    requests = [Request(question=case.question) for case in cases]
    wrong = 0
    for case, answer in zip(cases, Assistant.open(settings).ask_all(requests), strict=True):
        if found := faults(case, answer):
            wrong += 1
            sys.stdout.write(f"{case.question}\n  {'; '.join(found)}\n  {answer.text}\n")
    sys.stdout.write(f"{len(cases) - wrong} of {len(cases)} right\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
