"""Sentences about the shipped surveys in the style of method boxes, checked as whole drafts."""

from pathlib import Path

import pytest
import yaml

from assistant.index.build import build_index
from assistant.pipeline import Assistant
from assistant.request import Draft
from assistant.settings import Settings

HERE = Path(__file__).parent


@pytest.mark.slow
@pytest.mark.timeout(900)  # the shipped surveys may have to be indexed first
@pytest.mark.parametrize(
    ("file", "let_through", "held_back"), [("shipped.yaml", 1, 0), ("shipped_fresh.yaml", 0, 5)]
)
def test_method_boxes_are_judged_as_well_as_before(
    shipped: Settings, file: str, let_through: int, held_back: int
) -> None:
    build_index(shipped)
    cases = yaml.safe_load((HERE / file).read_text(encoding="utf-8"))
    assistant = Assistant.open(shipped)

    checks = list(assistant.check_all([Draft(text=case["text"]) for case in cases]))

    borne_out = [
        any(claim.verdict == "verified" for claim in check.claims) and check.is_borne_out
        for check in checks
    ]
    is_true = [case["verdict"] == "verified" for case in cases]
    judged = list(zip(borne_out, is_true, strict=True))
    assert judged.count((True, False)) <= let_through
    assert judged.count((False, True)) <= held_back
