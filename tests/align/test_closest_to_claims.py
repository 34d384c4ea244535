"""The closest finding beside a claim that the source data does not settle."""

from collections.abc import Sequence

import pytest

from assistant.align.built_in.drafts import BuiltInDraftAligner
from assistant.answer.material import Material
from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence
from assistant.verify.check import Check, CheckedFigure, CheckedWords, Claim, ClaimVerdict
from tests.align.evidenced import VISITS
from tests.align.test_built_in import FAR, SURE, UNSURE, judged

FIGURE = Figure(text="60%", value=60, unit=Unit.PERCENT)
CELL = Evidence(source="corpus/x/toplines.csv", locator="row 3", quote="Dogs: 60%")
COUNTED = Evidence(source="corpus/x/responses.csv", locator="q1", quote="", computation="stats x")
SAID = "Some 60% of residents went to a library."
COMPARED = "Residents use libraries more often than they used to."


def of_figure(verdict: ClaimVerdict = "unsupported", evidence: Evidence | None = None) -> Claim:
    assert verdict != "not_a_claim"
    why = "nothing in the source data bears on it"
    figure = CheckedFigure(
        figure=FIGURE, start=5, end=8, verdict=verdict, why=why, evidence=evidence
    )
    return Claim(text=SAID, verdict=verdict, why=why, figures=(figure,))


def aligned(claim: Claim, chance: float) -> Claim:
    def retrieve(texts: Sequence[str], surveys: Sequence[str]) -> list[Material]:
        assert not surveys
        return [judged(text, chance) for text in texts]

    check = Check(id="", claims=(claim,))
    return BuiltInDraftAligner(retrieve=retrieve).align(check).claims[0]


def quotes(claim: Claim) -> list[str]:
    parts: tuple[CheckedFigure | CheckedWords, ...] = (*claim.figures, *claim.words)
    return [part.evidence.quote if part.evidence else "" for part in parts]


def test_what_nothing_was_found_for_gets_the_closest_sentence() -> None:
    claim = aligned(of_figure(), UNSURE)

    assert claim.verdict == "unsupported"
    assert quotes(claim) == [VISITS]
    assert claim.why == "the closest finding may be about something else"


def test_what_has_no_bearing_is_not_laid_beside_a_claim() -> None:
    assert aligned(of_figure(), FAR) == of_figure()


def test_only_a_likely_sentence_takes_the_place_of_a_finding_that_was_there() -> None:
    beside_a_cell = of_figure(evidence=CELL)

    assert quotes(aligned(beside_a_cell, UNSURE)) == [CELL.quote]
    assert quotes(aligned(beside_a_cell, SURE)) == [VISITS]


def test_what_was_counted_keeps_its_count() -> None:
    assert aligned(of_figure(evidence=COUNTED), SURE) == of_figure(evidence=COUNTED)


def test_what_is_settled_stays_as_it_is() -> None:
    for verdict in ("verified", "contradicted"):
        settled = of_figure(verdict, CELL)
        assert aligned(settled, SURE) == settled


@pytest.mark.parametrize("text", [COMPARED, "Students are keener on libraries than nurses are."])
def test_a_comparison_without_a_digit_is_a_claim_where_a_finding_surely_bears_on_it(
    text: str,
) -> None:
    unread = Claim(text=text, verdict="not_a_claim")

    claim = aligned(unread, SURE)

    assert claim.verdict == "unsupported"
    assert quotes(claim) == [VISITS]
    assert aligned(unread, UNSURE) == unread


def test_a_sentence_that_compares_nothing_stays_no_claim() -> None:
    plain = Claim(text="Libraries are open to all.", verdict="not_a_claim")

    assert aligned(plain, SURE) == plain
