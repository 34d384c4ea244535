"""Small runs made by hand, in which every kind of case and outcome is to be found."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.evaluate.case import Case
from assistant.evaluate.grading import Graded, Outcome
from assistant.evaluate.grading.graders import Grade
from assistant.evaluate.running.result import Result
from assistant.evaluate.running.run_file import Run

Json = Mapping[str, Any]
QUOTE = "35% of Chileans answered “No”"
ANSWER = "35% of Chileans answered “No”. [1]"
HOSTILE = (
    "</script><script>alert(1)</script></style><img src=x onerror=\"alert('2')\">"
    " </details> {{ 7 * 7 }} javascript:alert(3) \u202eevil\u2069"
)


def answered(text: str = ANSWER, quote: str = QUOTE) -> Json:
    """An answer with one figure and one citation."""
    return {
        "status": "answered",
        "text": text,
        "standalone_question": "How many Chileans meant to vote no?",
        "figures": [
            {
                "text": "35%",
                "value": 35.1,
                "unit": "percent",
                "population": "Chileans",
                "base": 2532,
                "measure": "Intended vote: No",
                "wave": "1988",
                "verdict": "verified",
                "how": "computed",
                "evidence": {"source": "a.csv", "locator": "", "quote": quote, "computation": ""},
            }
        ],
        "citations": [
            {
                "n": 1,
                "survey": "chile",
                "source": "corpus/chile/responses.dta",
                "locator": "question vote",
                "quote": quote,
            }
        ],
    }


def refused(reason: str = "not_covered") -> Json:
    """A refusal with its reason."""
    return {
        "status": "refused",
        "text": "The surveys here do not cover that.",
        "refusal": {"reason": reason, "text": "The surveys here do not cover that."},
    }


def checked(verdict: str = "contradicted") -> Json:
    """A check of one claim, with what is right in its place."""
    figure = {"text": "92%", "verdict": verdict, "expected": "86%", "evidence": {"quote": QUOTE}}
    claim = {"text": "92% agree.", "verdict": verdict, "why": "the source has 86%"}
    return {"claims": [{**claim, "figures": [figure]}]}


def question(name: str, **more: Any) -> Case:
    """A question for which a share is expected."""
    given = {"id": name, "question": f"What of {name}?", "figures": "35%", "tags": ["value"]}
    return Case(**{**given, **more})


def result(case: Case, outcome: Outcome, reply: Json, **more: Any) -> Result:
    """A result of a case; what is not right failed in its figures."""
    wrong = Grade(standing="failed", why="does not show 35%")
    right = Grade(standing="passed")
    grades = {"figures": right if outcome == "right" else wrong, "citations": right}
    given: dict[str, Any] = {"set": "chile", "model": "built-in", "attempt": 1}
    graded = Graded(outcome=outcome, grades=grades, found=(1, 1, 1))
    return Result(**{**given, "case": case, "graded": graded, "reply": reply, **more})


def run_of(results: Sequence[Result], name: str = "tonight", **head: Any) -> Run:
    """A run that ended, with a head as runs have it."""
    return Run(
        path=Path(f"/runs/{name}.jsonl"),
        head={
            "sets": [{"name": "chile", "sha256": "a" * 64, "cases": len(results)}],
            "models": ["built-in"],
            "corpus_version": "f465fdc92f4d5b86",
            "target": "here",
            "details": [{"program": "0.1.0"}],
            "repeat": 1,
            **head,
        },
        results=tuple(results),
        end={"measured": {"seconds": 56.0}},
    )


CONVERSATION = Case(
    id="turns", turns=("What of women?", "And men?"), figures="18%", surveys=("chile-1988",)
)
CLAIM = Case(id="claim", claim="92% agree.", verdict="contradicted", tags=["claim", "rounded"])
UNCOVERED = Case(id="uncovered", question="Who won?", refuse="not_covered", tags=["refusal"])
EVERY = (
    result(question("fine"), "right", answered()),
    result(CONVERSATION, "partly", answered("35% of women did. [1]")),
    result(question("covered"), "refused though covered", refused()),
    result(CLAIM, "right", checked()),
    result(question("wrong"), "misleading", answered("12% of Chileans did. [1]")),
    result(UNCOVERED, "answered though uncovered", answered("The no side won.")),
)


def every_run() -> Run:
    """A run with a case of every outcome and kind."""
    return run_of(EVERY)


def before() -> Run:
    """An earlier run of the same cases: two were right that no longer are, one was not."""
    was = {
        "chile/fine": result(question("fine"), "partly", answered("36% of Chileans did. [1]")),
        "chile/covered": result(question("covered"), "right", answered()),
        "chile/turns": result(CONVERSATION, "right", answered("18% of men did. [1]")),
    }
    return run_of([was.get(one.name, one) for one in EVERY], name="last-night")
