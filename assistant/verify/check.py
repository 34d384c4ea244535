"""A check as given: every claim of a text with its verdict."""

from dataclasses import dataclass
from typing import Literal

from assistant.answer.answer import BUILT_IN
from assistant.figures import Figure
from assistant.findings.finding import Evidence

ClaimVerdict = Literal["verified", "contradicted", "unsupported", "not_a_claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFigure:
    """A figure of a claim; `expected` is the right figure as text, where one is known.

    `start` and `end` are offsets into the claim's text.
    """

    figure: Figure
    start: int
    end: int
    verdict: Literal["verified", "contradicted", "unsupported"]
    why: str = ""
    expected: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedWords:
    """Words of a claim that compare or rank: "more likely", "the most common answer".

    `start` and `end` are offsets into the claim's text.
    """

    start: int
    end: int
    verdict: Literal["verified", "contradicted", "unsupported"]
    why: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence of the text that was checked; `paragraph` counts from 0 in the text.

    `corrected` is the sentence with the right figures, where putting those in makes it right; it is
    empty otherwise. `aligned_by` says who matched it with findings.
    """

    text: str
    verdict: ClaimVerdict
    why: str = ""
    figures: tuple[CheckedFigure, ...] = ()
    words: tuple[CheckedWords, ...] = ()
    paragraph: int = 0
    corrected: str = ""
    aligned_by: str = BUILT_IN


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
