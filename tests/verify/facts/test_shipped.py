"""Sentences about the shipped surveys in the style of method boxes."""

from pathlib import Path

import pytest
import yaml

from assistant.index.build import build_index
from assistant.index.store import open_index
from assistant.settings import Settings
from assistant.verify.claims import read_sentences
from assistant.verify.facts.checked import facts_of
from assistant.verify.facts.judging import Facts

HERE = Path(__file__).parent
WORST_FIRST = ("contradicted", "unsupported", "verified")


def verdict(facts: Facts, text: str) -> str:
    """The worst of what a draft says of the survey itself."""
    ((*sentences,),) = read_sentences([text])
    found = {
        facts.judge(said, fact, context=text).verdict
        for said in sentences
        for fact in facts_of(said)
    }
    return next((verdict for verdict in WORST_FIRST if verdict in found), "not_a_claim")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "let_through", "held_back"), [("shipped.yaml", 1, 0), ("shipped_fresh.yaml", 0, 3)]
)
def test_method_boxes_are_judged_as_well_as_before(
    shipped: Settings, file: str, let_through: int, held_back: int
) -> None:
    build_index(shipped)
    cases = yaml.safe_load((HERE / file).read_text(encoding="utf-8"))
    with open_index(shipped.index) as index:
        facts = Facts(index)

        judged = [(verdict(facts, case["text"]), case["verdict"]) for case in cases]

    passed = [right for given, right in judged if given == "verified"]
    held = [given for given, right in judged if right == "verified" and given != "verified"]
    assert len(passed) - passed.count("verified") <= let_through
    assert len(held) <= held_back
