"""Claims of a draft that nothing settles, each with the sentence that most probably bears on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.answer.choosing.judged import Judged, judged_sentences
from assistant.answer.material import Material
from assistant.answer.wording import quoted
from assistant.findings.finding import Evidence
from assistant.findings.lexicon import load
from assistant.verify.check import Check, CheckedFigure, CheckedWords, Claim
from assistant.verify.relations.constructions.wording import is_comparing

Retrieve = Callable[[str, Sequence[str]], Material]
Part = TypeVar("Part", CheckedFigure, CheckedWords)

# Of the likeliest sentence to bear on a claim: it takes the place of what was the closest finding
# from the first on, and a sentence that compares without a digit is a claim from the second on.
LIKELY, SURE = 0.3, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltInDraftAligner:
    """Lays the closest finding beside each claim that the source data does not settle."""

    retrieve: Retrieve

    def align(self, check: Check, *, surveys: Sequence[str] = ()) -> Check:
        """The check with that evidence; a comparison that was not read becomes a claim."""
        return replace(check, claims=tuple(self._aligned(claim, surveys) for claim in check.claims))

    def _aligned(self, claim: Claim, surveys: Sequence[str]) -> Claim:
        is_unread = claim.verdict == "not_a_claim" and is_comparing(claim.text)
        if claim.verdict != "unsupported" and not is_unread:
            return claim
        material = self.retrieve(claim.text, surveys)
        likeliest = next((one for one in judged_sentences(material) if one.findings), None)
        least = SURE if is_unread else load("sureness")["least near"]
        if likeliest is None or likeliest.chance < least:
            return claim
        closest = _evidence(material, likeliest)
        if is_unread:
            return _as_claim(claim, closest)
        is_likely = likeliest.chance >= LIKELY
        figures = tuple(_beside(f, closest, is_likely=is_likely) for f in claim.figures)
        words = tuple(_beside(w, closest, is_likely=is_likely) for w in claim.words)
        parts: tuple[CheckedFigure | CheckedWords, ...] = (*figures, *words)
        whys = dict.fromkeys(part.why for part in parts if part.why)
        return replace(claim, figures=figures, words=words, why="; ".join(whys))


def _beside(part: Part, closest: Evidence, *, is_likely: bool) -> Part:
    """What is open, with its closest finding, unless it was counted or has one as good."""
    if part.verdict != "unsupported":
        return part
    if part.evidence is None:
        reasons = load("verdicts")
        why = part.why.replace(reasons["nothing"], reasons["elsewhere"])
        return replace(part, evidence=closest, why=why)
    is_counted = part.evidence.computation is not None
    return replace(part, evidence=closest) if is_likely and not is_counted else part


def _as_claim(claim: Claim, closest: Evidence) -> Claim:
    """A sentence that compares, and that no figure or comparison could be read from."""
    why = load("verdicts")["elsewhere"]
    words = CheckedWords(
        start=0, end=len(claim.text), verdict="unsupported", why=why, evidence=closest
    )
    return replace(claim, verdict="unsupported", why=why, words=(words,))


def _evidence(material: Material, one: Judged) -> Evidence:
    sentence = quoted(material, one.candidate, one.number)
    return Evidence(source=sentence.source, locator=sentence.locator, quote=sentence.quote)
