"""The order in which the built-in aligner works: an answer, whether it is sure, what comes near."""

from typing import TYPE_CHECKING

from assistant.align.alignment import Alignment, Asked, Tried
from assistant.align.built_in.closest import closest_counted, closest_findings, notice_of
from assistant.align.built_in.sureness import is_sure
from assistant.answer.answer import BUILT_IN, Reason, Refusal
from assistant.answer.choosing.judged import sentence_with
from assistant.answer.draft import DraftSentence
from assistant.answer.material import Material
from assistant.answer.refusing import refuse
from assistant.answer.wording import quoted
from assistant.answer.write import write_answer

if TYPE_CHECKING:
    from assistant.answer.models.asking.calls import Calls

NOT_FOUND: frozenset[Reason] = frozenset({"not_covered", "no_such_population"})


class BuiltInAligner:
    """Answers directly where it is sure, and else shows what comes nearest."""

    name = BUILT_IN

    def align(self, asked: Asked, calls: "Calls | None" = None) -> Alignment:  # noqa: ARG002
        """The built-in answer, whose sentences are still to be held to the source data."""
        material = asked.material
        plain = write_answer(material)
        if isinstance(plain, Refusal) and plain.reason not in NOT_FOUND:
            return Alignment(refusal=plain)
        if isinstance(plain, Refusal) and material.computed:
            return Alignment(refusal=plain, closest=closest_counted(material))
        is_told = bool(material.query.topics)  # of the survey itself: read, not ranked
        if not isinstance(plain, Refusal) and (is_told or is_sure(material, plain)):
            return Alignment(tried=tuple(_tried(material, s) for s in plain.sentences))
        closest = closest_findings(material) or closest_counted(material)
        if not closest and not isinstance(plain, Refusal):
            plain = refuse(material, "not_covered")
        if isinstance(plain, Refusal) and not closest:
            return Alignment(refusal=plain)
        return Alignment(closest=closest, notice=notice_of(material, closest))


def _tried(material: Material, sentence: DraftSentence) -> Tried:
    """A sentence that is still to be settled; the source's own takes its place if it does not."""
    is_quoted = sentence.claim == sentence.quote or any(s.how == "derived" for s in sentence.slots)
    own = None if is_quoted else sentence_with(material, sentence.quote)
    instead = (quoted(material, own.candidate, own.number),) if own is not None else ()
    return Tried(text=sentence.text, sentence=sentence, is_settled=False, instead=instead)
