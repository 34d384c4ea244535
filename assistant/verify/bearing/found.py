"""A finding that may bear on a claim, with what stands around it."""

from dataclasses import dataclass

from assistant.findings.finding import Finding
from assistant.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding; `similarity` is the cosine of the claim and the sentence or cell it stands in.

    `dated_otherwise` are years that its sentence gives to its other figures.
    """

    finding: Finding
    similarity: float
    sentence: str
    passage: str = ""
    survey: Survey | None = None
    dated_otherwise: frozenset[str] = frozenset()
