"""A check as given: every claim of a text with its verdict."""

from dataclasses import dataclass
from typing import Literal

from assistant.figures import Figure
from assistant.findings.finding import Evidence

ClaimVerdict = Literal["verified", "contradicted", "unsupported", "not_a_claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFigure:
    """A figure of a claim; `expected` is the right figure as text, where one is known."""

    figure: Figure
    verdict: Literal["verified", "contradicted", "unsupported"]
    why: str = ""
    expected: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence of the text that was checked."""

    text: str
    verdict: ClaimVerdict
    why: str = ""
    figures: tuple[CheckedFigure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Every claim of one text, in order."""

    id: str
    claims: tuple[Claim, ...]

    def count(self, verdict: ClaimVerdict) -> int:
        """How many claims have that verdict."""
        return sum(claim.verdict == verdict for claim in self.claims)

    @property
    def is_borne_out(self) -> bool:
        """Whether no claim is contradicted or unsupported."""
        return not self.count("contradicted") and not self.count("unsupported")
