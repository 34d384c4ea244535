"""A comparison, a trend or a rank as a sentence says it, before anything is looked up."""

from dataclasses import dataclass
from typing import Literal

RelationKind = Literal[
    "greater",  # the first side's share is the greater
    "smaller",
    "same",
    "apart",  # so far apart, either way
    "highest",  # the first of all groups, or of all answers
    "lowest",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Whose share of what is compared; `year` is empty for the latest, `people` for everybody."""

    people: str = ""
    measure: str
    year: str = ""

    @property
    def text(self) -> str:
        """The side as a sentence of its own: "women say they are very happy in 2018"."""
        dated = f"in {self.year}" if self.year else ""
        return " ".join(filter(None, (self.people, self.measure, dated)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What is said of the sides; `start` and `end` are the words that say it, in the sentence.

    A comparison has two sides, a rank one: among all groups of its people's kind, or among all
    answers of its question. `rank` counts from 1. `is_tested` where "significantly" is said.
    `is_then_first` where a trend prints the earlier share first: "rose from 33% to 42%".
    """

    kind: RelationKind
    start: int
    end: int
    sides: tuple[Side, ...]
    of: Literal["groups", "times", "answers"] = "groups"
    rank: int = 1
    is_tested: bool = False
    is_then_first: bool = False

    @property
    def is_read(self) -> bool:
        """Whether its sides are known; where they are not, it cannot be borne out."""
        return all(side.measure for side in self.sides)
