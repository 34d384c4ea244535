"""A sentence that a language model worded, held to all that it says."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from assistant.answer.derived import is_as_computed
from assistant.answer.draft import DraftSentence
from assistant.findings.finding import Finding
from assistant.findings.stems import words_of
from assistant.verify.added.differences import tells_difference
from assistant.verify.added.figures import figures_against
from assistant.verify.added.options import options_against
from assistant.verify.added.people import people_against
from assistant.verify.added.source import Wording
from assistant.verify.added.words import words_against
from assistant.verify.check import Check, Claim

CheckSentence = Callable[[str, Sequence[Finding]], Claim]
CheckText = Callable[[str, Sequence[str]], Check]

LONGEST_SENTENCE = 700  # characters
MARKUP = re.compile(r"https?:|www\.|[<>`{}\u2026]|\]\(|\*\*|^#", re.IGNORECASE)
WHOLE = re.compile(r"[.!?][\"'\u201d\u2019)\]]*$")  # what is cut off at a limit has no end
QUOTED = re.compile(r'["\u201c]([^"\u201c\u201d]*)["\u201d]')


class WordedCheck:
    """Says why a model's sentence may not be shown, or nothing.

    Its words must be those of the plain sentences that it stands for, or like them, its small words
    above all; its figures must be borne out by the findings it cites, and what it compares by the
    source data as a whole.
    """

    def __init__(self, check_sentence: CheckSentence, check_text: CheckText) -> None:
        self._check_sentence = check_sentence
        self._check_text = check_text

    def fault(self, sentence: DraftSentence) -> str:
        """Why the sentence may not be shown; empty where it may."""
        claim = sentence.claim
        if len(claim) > LONGEST_SENTENCE:
            return "is too long for one sentence"
        if not WHOLE.search(claim):
            return "is not a whole sentence"
        if MARKUP.search(claim):
            return "has markup, a link or an unknown token in it"
        if not sentence.slots:
            return "has no figure that a finding bears out"
        if not all(is_as_computed(s) for s in sentence.slots if s.how == "derived"):
            return "does not recompute"
        return (
            quoted_from_nowhere(claim, _sources(sentence))
            or said_by_nobody(sentence)
            or self._not_borne_out(sentence)
        )

    def _not_borne_out(self, sentence: DraftSentence) -> str:
        """What the check of the sentence says against it."""
        if tells_difference(Wording(sentence=sentence)):
            return ""
        is_derived = any(slot.how == "derived" for slot in sentence.slots)
        if not is_derived:
            cited = self._check_sentence(sentence.claim, sentence.findings)
            if cited.verdict != "verified":
                return cited.why or cited.verdict
        whole = self._check_text(sentence.claim, (sentence.survey,))
        for claim in whole.claims:
            compares = any(words.verdict != "verified" for words in claim.words)
            if claim.verdict == "contradicted" or compares or (is_derived and _is_open(claim)):
                return claim.why or claim.verdict
        return ""


def _is_open(claim: Claim) -> bool:
    return claim.verdict not in ("verified", "not_a_claim")


def _sources(sentence: DraftSentence) -> Iterable[str]:
    """All that the sentence may quote."""
    for origin in sentence.origins:
        yield f"{origin.lead} {origin.claim} {origin.quote}"
    for finding in sentence.findings:
        statement = finding.statement
        yield f"{finding.evidence.quote} {statement.population.text} {statement.measure.text}"
        yield f"{statement.measure.question} {statement.measure.option} {statement.wave or ''}"


def quoted_from_nowhere(claim: str, sources: Iterable[str]) -> str:
    """Why a claim quotes what no source says, or nothing.

    >>> quoted_from_nowhere('86% said "I like rye".', ["Of bakers, 86% say: I like rye."])
    ''
    >>> quoted_from_nowhere('86% said "I love rye".', ["Of bakers, 86% say: I like rye."])
    'quotes what no source says: I love rye'
    """
    if claim.count('"') % 2:
        return "has a quotation without an end"
    known = f" {' '.join(words_of(' '.join(sources)))} "
    for quoted in QUOTED.findall(claim):
        if f" {' '.join(words_of(quoted))} " not in known:
            return f"quotes what no source says: {quoted}"
    return ""


def said_by_nobody(sentence: DraftSentence) -> str:
    """Why a model's sentence says more than the plain ones that it stands for, or nothing."""
    wording = Wording(sentence=sentence)
    against = (figures_against, people_against, options_against, words_against)
    return next(chain.from_iterable(find(wording) for find in against), "")
