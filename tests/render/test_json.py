"""The published shapes, held against real output and against the published schemas."""

import json
from dataclasses import replace
from typing import get_args

import jsonschema
import pytest

from assistant.answer.answer import Closest, Refusal
from assistant.figures import Figure, Unit
from assistant.render.answer_json import UnitName, answer_json
from assistant.render.answer_view import view_answer
from assistant.render.check_json import check_json
from assistant.render.contract import json_line
from assistant.render.schemas import published_schema
from assistant.render.search_json import search_json
from assistant.request import Request
from tests.interfaces.fake_assistant import ANSWER, EVIDENCE, HIT, REFUSED, SHOWN, FakeAssistant

PLACE = {
    "source": "corpus/skills/article.md",
    "locator": "paragraph 4",
    "quote": EVIDENCE.quote,
}
FIGURE = {
    "text": "86%",
    "value": 86.0,
    "unit": "percent",
    "population": "U.S. employers",
    "base": 150,
    "measure": "would hire a candidate with a microcredential",
    "wave": None,
    "margin_of_error": None,
    "verdict": "verified",
    "grade": "prose",
    "how": "published",
    "evidence": {**PLACE, "computation": None},
}


def test_an_answer_has_every_key_of_the_contract_and_no_other() -> None:
    made = answer_json(replace(ANSWER, id="q1", question="Q?", standalone_question="Whole Q?"))

    jsonschema.validate(made, published_schema("answer"))
    assert made == {
        "id": "q1",
        "question": "Q?",
        "standalone_question": "Whole Q?",
        "status": "answered",
        "refusal": None,
        "closest": [],
        "text": ANSWER.text,
        "sentences": [{"text": ANSWER.sentences[0].text, "citations": [1], "figures": [0]}],
        "figures": [FIGURE],
        "citations": [
            {"n": 1, "survey": "skills", **PLACE},
        ],
        "withheld": [],
        "answerer": "built-in",
        "aligned_by": "built-in",
        "corpus_version": "v1",
        "timings_ms": {"retrieve": 1.5, "answer": 2.25, "verify": 0.5, "total": 4.25},
    }


def test_a_refusal_says_why_and_what_comes_nearest() -> None:
    made = answer_json(REFUSED, given_id=7)

    jsonschema.validate(made, published_schema("answer"))
    assert (made["id"], made["status"]) == (7, "refused")
    assert made["refusal"] == {
        "reason": "not_covered",
        "missing": [],
        "text": "The surveys here say nothing of the weather.",
        "nearest": ["skills-4"],
    }


def test_the_closest_findings_go_with_their_figures_and_what_differs() -> None:
    closest = Closest(text="86% of them would.", figures=(0,), citations=(1,), differs=("people",))
    refusal = Refusal(reason="no_such_population", text="Not those.", missing=("people",))

    made = answer_json(replace(ANSWER, sentences=(), refusal=refusal, closest=(closest,)))

    jsonschema.validate(made, published_schema("answer"))
    assert made["status"] == "refused"
    assert made["refusal"] is not None
    assert made["refusal"]["missing"] == ["people"]
    assert made["closest"] == [
        {"text": "86% of them would.", "figures": [0], "citations": [1], "differs": ["people"]}
    ]


def test_the_closest_findings_alone_are_neither_an_answer_nor_a_refusal() -> None:
    closest = Closest(text="86% of them would.", figures=(0,), citations=(1,))
    answer = replace(
        ANSWER, sentences=(), refusal=None, closest=(closest,), notice="Nothing here is sure."
    )

    made = answer_json(answer)

    jsonschema.validate(made, published_schema("answer"))
    assert (made["status"], made["refusal"]) == ("closest", None)
    view = view_answer(answer, marked_base=100)
    assert [sentence.text for sentence in view.sentences] == ["Nothing here is sure."]
    assert [sentence.text for sentence in view.closest] == ["86% of them would."]


def test_every_unit_has_its_name_in_the_schema() -> None:
    assert set(get_args(UnitName)) == {unit.value for unit in Unit}


@pytest.mark.parametrize("unit", list(Unit))
def test_a_figure_of_any_unit_has_the_published_shape(unit: Unit) -> None:
    shown = replace(SHOWN, figure=Figure(text="2", value=2, unit=unit), wave="2024")

    jsonschema.validate(answer_json(replace(ANSWER, figures=(shown,))), published_schema("answer"))


def test_a_check_gives_what_the_source_has_and_where() -> None:
    made = check_json(FakeAssistant().check("Hello.\n92% of them.\n86% of them.", id="d"))

    jsonschema.validate(made, published_schema("check"))
    assert [claim["verdict"] for claim in made["claims"]] == [
        "not_a_claim",
        "contradicted",
        "verified",
    ]
    assert made["summary"] == {"verified": 1, "contradicted": 1, "unsupported": 0}
    assert made["claims"][1]["figures"] == [
        {
            "text": "92%",
            "value": 92.0,
            "unit": "percent",
            "verdict": "contradicted",
            "expected": "86%",
            "evidence": {**PLACE, "computation": None},
        }
    ]


def test_a_search_gives_the_hits_in_order() -> None:
    made = search_json(Request(question="Q?", id="s"), (HIT,))

    jsonschema.validate(made, published_schema("search"))
    assert made == {
        "id": "s",
        "question": "Q?",
        "hits": [
            {
                "rank": 1,
                "survey": "skills",
                "source": "corpus/skills/article.md",
                "kind": "finding",
                "score": 0.75,
                "text": EVIDENCE.quote,
            }
        ],
    }


def test_the_schemas_refuse_what_the_contract_does_not_name() -> None:
    extra = {"id": "s", "question": "Q?", "hits": [], "more": 1}

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(extra, published_schema("search"))


@pytest.mark.parametrize("text", ["\x1b[31m", "\x9b31m", "\u202e", "é\n", "\ud800", "\u2028"])
def test_a_line_of_json_is_one_safe_line_and_reads_back_the_same(text: str) -> None:
    line = json_line({"text": text})

    assert json.loads(line) == {"text": text}
    assert "\n" not in line
    assert not {"\x1b", "\x9b", "\u202e"} & set(line)


def test_a_number_that_json_does_not_know_is_never_printed() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_line({"value": float("nan")})
