"""Drafts checked with a model: claims as the checker read them, aligned ten at a time, settled."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.align.asking.prompting import claims_messages
from assistant.align.asking.rendering import evidence_text
from assistant.align.asking.writer import Asking
from assistant.align.by_model import AligningModel, Sources
from assistant.align.claims import lettered, settle_claim
from assistant.align.evidence import gather_evidence
from assistant.answer.material import Material
from assistant.answer.models.asking.calls import Calls
from assistant.errors import ModelFailed
from assistant.verify.check import Check, CheckedFigure, CheckedWords, Claim

AT_ONCE = 10
PASSAGES = 5  # for each claim
FEWEST_WORDS = 4
OF_ONE_REPLY = ("malformed", "empty", "refused")  # other claims may fare better

Retrieve = Callable[[str, Sequence[str]], Material]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAligner:
    """Puts the claims of a draft and their evidence to a model, and settles what it says."""

    model: AligningModel
    sources: Callable[[], Sources]
    retrieve: Retrieve

    def align(self, check: Check, *, surveys: Sequence[str] = ()) -> Check:
        """The check with the verdicts of claims that could be aligned; the others keep theirs."""
        claims = list(check.claims)
        wanted = [n for n, claim in enumerate(claims) if _may_claim(claim)]
        for start in range(0, len(wanted), AT_ONCE):
            numbers = wanted[start : start + AT_ONCE]
            try:
                settled = list(self._settled([claims[n] for n in numbers], surveys))
            except ModelFailed as error:
                if error.outcome not in OF_ONE_REPLY:
                    break  # it would keep each of many claims waiting
                continue
            for number, claim in zip(numbers, settled, strict=True):
                claims[number] = claim
        return replace(check, claims=tuple(claims))

    def _settled(self, claims: Sequence[Claim], surveys: Sequence[str]) -> Iterator[Claim]:
        sources = self.sources()
        materials = [self.retrieve(claim.text, surveys) for claim in claims]
        evidence = gather_evidence(materials, sources.responses, sources.surveys, passages=PASSAGES)
        messages = claims_messages(
            [lettered(claim) for claim in claims], evidence=evidence_text(evidence)
        )
        calls = Calls(self.model.name, seconds=self.model.seconds, prices=self.model.prices)
        reply = calls.invoke(self.model.claims, Asking(messages=messages))
        by_number = {one.n: one for one in reply.claims}
        for number, claim in enumerate(claims, start=1):
            aligned = by_number.get(number)
            if aligned is None:
                yield claim
                continue
            settled = settle_claim(claim, aligned, evidence, by=self.model.name)
            # What was counted from respondents' answers stands where the model found nothing.
            is_found = settled.verdict in ("verified", "contradicted")
            yield settled if is_found or not _is_counted(claim) else claim


def _is_counted(claim: Claim) -> bool:
    """Whether every figure and comparison of a claim was settled by counting answers."""
    parts: tuple[CheckedFigure | CheckedWords, ...] = (*claim.figures, *claim.words)
    evidence = [part.evidence for part in parts if part.evidence is not None]
    is_whole = bool(parts) and len(evidence) == len(parts)
    return is_whole and all(e.computation for e in evidence)


def _may_claim(claim: Claim) -> bool:
    """Whether a sentence may say something about a survey's findings; a question does not."""
    if claim.verdict != "not_a_claim":
        return True
    is_sentence = claim.text.rstrip().endswith((".", "!", "”", '"'))
    return is_sentence and len(re.findall(r"\w+", claim.text)) >= FEWEST_WORDS
