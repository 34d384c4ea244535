"""Claims of a draft that nothing settles, each with the sentence that most probably bears on it."""

import re
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

Retrieve = Callable[[Sequence[str], Sequence[str]], Sequence[Material]]
THAN = re.compile(r"\bthan\b", re.IGNORECASE)
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
        claims = list(check.claims)
        wanted = [n for n, claim in enumerate(claims) if _is_open(claim) or _is_unread(claim)]
        found = self.retrieve([claims[n].text for n in wanted], surveys) if wanted else ()
        for number, material in zip(wanted, found, strict=True):
            claims[number] = _aligned(claims[number], material)
        return replace(check, claims=tuple(claims))


def _is_open(claim: Claim) -> bool:
    return claim.verdict == "unsupported"


def _is_unread(claim: Claim) -> bool:
    """Whether a sentence compares, and no figure or comparison could be read from it."""
    compares = is_comparing(claim.text) or THAN.search(claim.text) is not None
    return claim.verdict == "not_a_claim" and compares


def _aligned(claim: Claim, material: Material) -> Claim:
    likeliest = next((one for one in judged_sentences(material) if one.findings), None)
    least = load("sureness")["least near"] if _is_open(claim) else SURE
    if likeliest is None or likeliest.chance < least:
        return claim
    closest = _evidence(material, likeliest)
    if not _is_open(claim):
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
    """A sentence that compares, as a claim that is open."""
    why = load("verdicts")["elsewhere"]
    words = CheckedWords(
        start=0, end=len(claim.text), verdict="unsupported", why=why, evidence=closest
    )
    return replace(claim, verdict="unsupported", why=why, words=(words,))


def _evidence(material: Material, one: Judged) -> Evidence:
    sentence = quoted(material, one.candidate, one.number)
    return Evidence(source=sentence.source, locator=sentence.locator, quote=sentence.quote)
