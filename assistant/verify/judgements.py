"""What is judged of one figure of a claim, before it is put into words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.findings.finding import Evidence

Verdict = Literal["verified", "contradicted", "unsupported"]
Reason = Literal[
    "borne_out",
    "value",  # the source has another value
    "unit",  # per cent against points, a share against a ratio
    "spoken",  # exact in the claim, loose in the source
    "population",  # the source's figure is about other people
    "direction",
    "negation",
    "wave",
    "name",
    "wording",
    "omission",
    "itself",  # the claim contradicts itself: "three-in-ten (57%)"
    "relation",  # what is compared stands otherwise to each other
    "too_close",  # a difference that rounding hides
    "untested",  # "significantly", and no test is known
    "not_significant",  # "significantly", and the test says that it may be chance
    "dates",  # the survey was in the field at another time
    "margin",  # its margin of error is another
    "confidence",  # its margin of error is at another level
    "size",  # it asked more or fewer people
    "countries",  # it asked in more or fewer countries
    "mode",  # people were asked in another way
    "sponsor",  # others paid for it
    "fieldwork_by",  # others carried it out
    "weighting",  # it was weighted, or was not
    "response_rate",  # more or fewer of those contacted took part
    "languages",  # people were asked in others
    "opt_in",  # no margin of error is published for a sample that chose itself
    "elsewhere",  # the closest finding may be about other people, another measure or another time
    "nothing",  # nothing in the source data bears on it
]
CERTAIN = 1.0  # the strength of what needs no evidence
# What leaves a claim open. Every other reason but "borne_out" contradicts it, and is given only
# where the evidence is surely about the claim's own people, measure and time.
OPEN: frozenset[Reason] = frozenset(
    (
        "spoken",
        "wording",
        "omission",
        "too_close",
        "untested",
        "opt_in",
        "elsewhere",
        "nothing",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One piece of evidence held against one figure.

    `said` and `found` are the words that differ; `strength` is how surely the evidence is about the
    same thing, from 0 to 1. `is_of_copy` where the claim repeats its source's sentence.
    """

    reason: Reason
    strength: float
    said: str = ""
    found: str = ""
    people: str = ""
    expected: str | None = None
    evidence: Evidence | None = None
    is_of_copy: bool = False

    @property
    def verdict(self) -> Verdict:
        """What the reason comes to."""
        if self.reason == "borne_out":
            return "verified"
        return "unsupported" if self.reason in OPEN else "contradicted"


NOTHING = Judgement(reason="nothing", strength=0.0)


def decide(copied: Sequence[Judgement], found: Sequence[Judgement] = ()) -> Judgement:
    """The judgement that stands among all that the evidence gives.

    `copied` comes from sentences that the claim repeats, `found` from findings that say the like.
    What bears a figure out decides, unless the claim contradicts itself, or is a changed copy of
    the very sentence that bears it out, or of another more surely than it is borne out.
    """
    changed = [j for j in copied if not _bears_out(j)]
    sure = max((j.strength for j in changed), default=0.0)
    places = {j.evidence for j in changed}
    kept = [
        *copied,
        *(
            j
            for j in found
            if not _bears_out(j) or (j.evidence not in places and j.strength >= sure)
        ),
    ]
    itself = [j for j in kept if j.reason == "itself"]
    borne_out = [] if itself else [j for j in kept if _bears_out(j)]
    against = [j for j in kept if j.verdict == "contradicted"]
    for judgements in (itself, borne_out, against, kept):
        if judgements:
            return max(judgements, key=_strength)
    return NOTHING


def _bears_out(judgement: Judgement) -> bool:
    return judgement.verdict == "verified"


def _strength(judgement: Judgement) -> float:
    return judgement.strength
