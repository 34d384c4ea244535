"""A check as JSON, in the published shape: `docs/schemas/check.schema.json`."""

from typing import Literal

from typing_extensions import TypedDict

from assistant.render.answer_json import EvidenceJson, JsonId, UnitName, evidence_json
from assistant.render.contract import closed
from assistant.verify.check import Check, CheckedFigure, Claim, ClaimVerdict


@closed
class CheckedFigureJson(TypedDict):
    """One figure of a claim."""

    text: str
    value: float
    unit: UnitName
    verdict: Literal["verified", "contradicted", "unsupported"]
    expected: str | None
    """The right figure, where the source data has one."""
    evidence: EvidenceJson | None


@closed
class ClaimJson(TypedDict):
    """One sentence of the text."""

    text: str
    verdict: ClaimVerdict
    why: str
    aligned_by: str
    """Who matched the claim with findings: built-in, or provider:model."""
    figures: list[CheckedFigureJson]


@closed
class SummaryJson(TypedDict):
    """How many claims have each verdict."""

    verified: int
    contradicted: int
    unsupported: int


@closed
class CheckJson(TypedDict):
    """Every claim of one text, in order."""

    id: JsonId
    """As it was given; for a file, its name."""
    claims: list[ClaimJson]
    summary: SummaryJson


def check_json(check: Check, *, given_id: JsonId | None = None) -> CheckJson:
    """The check in the published shape; `given_id` is the id as the asker wrote it."""
    return CheckJson(
        id=check.id if given_id is None else given_id,
        claims=[_claim(claim) for claim in check.claims],
        summary=SummaryJson(
            verified=check.count("verified"),
            contradicted=check.count("contradicted"),
            unsupported=check.count("unsupported"),
        ),
    )


def _claim(claim: Claim) -> ClaimJson:
    return ClaimJson(
        text=claim.text,
        verdict=claim.verdict,
        why=claim.why,
        aligned_by=claim.aligned_by,
        figures=[_figure(figure) for figure in claim.figures],
    )


def _figure(checked: CheckedFigure) -> CheckedFigureJson:
    return CheckedFigureJson(
        text=checked.figure.text,
        value=checked.figure.value,
        unit=checked.figure.unit.value,
        verdict=checked.verdict,
        expected=checked.expected,
        evidence=None if checked.evidence is None else evidence_json(checked.evidence),
    )
