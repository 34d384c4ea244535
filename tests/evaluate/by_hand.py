"""Replies in their published shapes, cases, results and runs, made by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.evaluate.case import Case, ExpectedFigure
from assistant.evaluate.grading import OUTCOMES, Graded, Outcome
from assistant.evaluate.grading.graders import Grade
from assistant.evaluate.grading.reply import Reply, ShownFigure
from assistant.evaluate.running.result import Result
from assistant.evaluate.running.run_file import FORMAT, VERSION, Run, digest
from assistant.figures import Figure, Unit
from assistant.render.answer_json import answer_json
from assistant.render.check_json import check_json
from assistant.verify.check import Check, CheckedFigure, Claim
from tests.interfaces.fake_assistant import ANSWER, EVIDENCE, REFUSED

SOURCE = EVIDENCE.source
WRONG = Figure(text="92%", value=92.0, unit=Unit.PERCENT)
Json = dict[str, Any]


def figure(text: str = "86%", value: float = 86.0, unit: str = "percent", **keys: Any) -> Json:
    """A figure of a published answer; `quote` and `computation` go to its evidence."""
    made: Json = {**answer_json(ANSWER)["figures"][0]}
    quote, computation = keys.pop("quote", f"It was {text} in all."), keys.pop("computation", None)
    evidence = {**made["evidence"], "quote": quote, "computation": computation}
    return {**made, "text": text, "value": value, "unit": unit, "evidence": evidence, **keys}


def answer(text: str, *figures: Json, cited: bool = True, **keys: Any) -> Json:
    """A published answer of one sentence, which rests on one citation or on none."""
    made: Json = {**answer_json(ANSWER)}
    sentence = {
        "text": text,
        "citations": [1] if cited else [],
        "figures": list(range(len(figures))),
    }
    citations = made["citations"] if cited else []
    told = {"text": text, "sentences": [sentence], "figures": [*figures], "citations": citations}
    return {**made, **told, **keys}


def refused(reason: str = "not_covered", *, text: str = "Not asked.", **keys: Any) -> Json:
    """A published refusal; `keys` are added to what it says of the refusal."""
    made: Json = {**answer_json(REFUSED)}
    refusal = {**made["refusal"], "reason": reason, "text": text, "nearest": [], **keys}
    return {**made, "text": text, "refusal": refusal}


def closest(*figures: Json, reason: str = "no_such_population", **keys: Any) -> Json:
    """An answer that says what comes closest, and is no direct answer."""
    refusal = refused(reason, **keys)["refusal"]
    return answer("For all, it was 86%.", *figures, status="closest", refusal=refusal)


def text_only(text: str, *figures: tuple[str, float, str]) -> Json:
    """The reply of an endpoint that gives a text; its figures are read out of that."""
    read = [dict(zip(("text", "value", "unit"), one, strict=True)) for one in figures]
    return {"status": "answered" if read else "refused", "text": text, "figures": read}


def failed(text: str = "ModelFailed: it was down") -> Json:
    """The reply where there is none."""
    return {"status": "failed", "text": text}


def check(*claims: tuple[Any, str | None], why: str = "The source has it.") -> Json:
    """A published check of claims: of each its verdict, and the figure it offers, if any."""
    made = tuple(
        Claim(text="It is 92%.", verdict=verdict, why=why, figures=(_checked(verdict, offered),))
        for verdict, offered in claims
    )
    return {**check_json(Check(id="c1", claims=made))}


def _checked(verdict: Any, offered: str | None) -> CheckedFigure:
    of_figure: Any = "unsupported" if verdict == "not_a_claim" else verdict
    return CheckedFigure(
        figure=WRONG, start=6, end=9, verdict=of_figure, expected=offered, evidence=EVIDENCE
    )


def question(**keys: Any) -> Case:
    """A case with the id "a" that asks "Who?", unless the keys say otherwise."""
    asked = {} if {"claim", "turns", "question"} & set(keys) else {"question": "Who?"}
    return Case.model_validate({"id": "a", **asked, **keys})


def claim(verdict: str, **keys: Any) -> Case:
    """A case that has a claim checked."""
    return question(claim="It is 92%.", verdict=verdict, **keys)


def reply(told: Mapping[str, Any]) -> Reply:
    """What graders see of a published answer or check."""
    return Reply.of(told)


def shown(text: str, value: float, unit: str = "percent", **keys: Any) -> ShownFigure:
    """A figure that is shown as published, unless the keys say otherwise."""
    return ShownFigure(**{"text": text, "value": value, "unit": unit, "how": "published", **keys})


def expected(value: float, unit: str = "percent", **keys: Any) -> ExpectedFigure:
    """A figure that is expected, in full."""
    return ExpectedFigure.model_validate({"value": value, "unit": unit, **keys})


def result(case_id: str = "a", outcome: Outcome = "right", **keys: Any) -> Result:
    """A result; `keys` are its case's tags, its text, why it failed, and the result's own."""
    text, why = keys.pop("text", "It is 86%."), keys.pop("why", "")
    case = keys.pop("case", None) or question(
        id=case_id, figures="86%", tags=keys.pop("tags", ("value",))
    )
    standing = "passed" if outcome == "right" else "failed"
    grades = {"figures": Grade(standing=standing, why=why)}  # type: ignore[arg-type]
    graded = Graded(outcome=outcome, grades=grades, found=keys.pop("found", (1, 1, 1)))
    told = {"status": "answered", "text": text}
    given = {"set": "s", "model": "built-in", "attempt": 1, "reply": told, "milliseconds": 12.0}
    return Result(case=case, graded=graded, **{**given, **keys})


def run_of(*results: Result, name: str = "run", **head: Any) -> Run:
    """A run that ended with these results; `head` has what its first line says otherwise."""
    sets = list(dict.fromkeys(one.set for one in results)) or ["s"]
    told = {
        "format": FORMAT,
        "version": VERSION,
        "sets": [{"name": one, "sha256": "0" * 64, "cases": 1} for one in sets],
        "repeat": 1,
        "models": list(dict.fromkeys(one.model for one in results)) or ["built-in"],
        "corpus_version": "v1",
        "target": "here",
        "details": [{}],
    }
    end = {
        "results": len(results),
        "results_sha256": digest(results),
        "outcomes": _counts(results),
        "measured": {},
    }
    return Run(path=Path(f"{name}.jsonl"), head={**told, **head}, results=results, end=end)


def _counts(results: Sequence[Result]) -> dict[str, int]:
    return {name: sum(one.outcome == name for one in results) for name in OUTCOMES}
