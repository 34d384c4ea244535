"""What retrieval ranks: passages and findings, best first."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One ranked passage or finding; `id` is its id in the index, `score` falls with `rank`."""

    rank: int
    id: str
    survey: str
    source: str
    kind: Literal["finding", "passage"]
    score: float
    text: str
