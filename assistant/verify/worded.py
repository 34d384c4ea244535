"""A sentence that a language model worded, held to all that it says."""

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.answer.derived import is_as_computed
from assistant.answer.draft import DraftSentence
from assistant.findings.finding import Finding
from assistant.findings.lexicon import load
from assistant.findings.stems import words_of
from assistant.verify.check import Check, Claim
from assistant.verify.facets.senses import are_alike, is_light

CheckSentence = Callable[[str, Sequence[Finding]], Claim]
CheckText = Callable[[str, Sequence[str]], Check]

LONGEST_SENTENCE = 700  # characters
MARKUP = re.compile(r"https?:|www\.|[<>`{}\u2026]|\]\(|\*\*|^#", re.IGNORECASE)
QUOTED = re.compile(r'["\u201c]([^"\u201c\u201d]*)["\u201d]')
MOST_NEW_WORDS = 0.25  # of a sentence's content words may stand in none of its sources


class WordedCheck:
    """Says why a model's sentence may not be shown, or nothing.

    Its figures must be borne out by the findings it cites, all that it compares by the source data
    as a whole; and its words must be its sources' or like them, reasons above all.
    """

    def __init__(self, check_sentence: CheckSentence, check_text: CheckText) -> None:
        self._check_sentence = check_sentence
        self._check_text = check_text

    def fault(self, sentence: DraftSentence) -> str:
        """Why the sentence may not be shown; empty where it may."""
        claim = sentence.claim
        if len(claim) > LONGEST_SENTENCE:
            return "is too long for one sentence"
        if MARKUP.search(claim):
            return "has markup, a link or an unknown token in it"
        if not sentence.slots:
            return "has no figure that a finding bears out"
        if not all(is_as_computed(s) for s in sentence.slots if s.how == "derived"):
            return "does not recompute"
        sources = tuple(_sources(sentence))
        return (
            quoted_from_nowhere(claim, sources)
            or self._not_borne_out(sentence)
            or said_by_nobody(claim, sources)
        )

    def _not_borne_out(self, sentence: DraftSentence) -> str:
        """What the check of the sentence says against it."""
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
    """All that the sentence may take its words from."""
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


def said_by_nobody(claim: str, sources: Iterable[str]) -> str:
    """Why a claim says more than its sources, or nothing.

    >>> said_by_nobody("86% of bakers like rye because it keeps.", ["86% of bakers like rye."])
    'gives a reason that no source gives: because'
    >>> said_by_nobody("Of bakers, 86% say that they like rye.", ["86% of bakers like rye."])
    ''
    """
    known = frozenset(words_of(" ".join(sources)))
    words = list(dict.fromkeys(words_of(claim)))
    reasons = [w for w in words if w in load("claims")["reasons"] and w not in known]
    if reasons:
        return f"gives a reason that no source gives: {reasons[0]}"
    content = [w for w in words if not is_light(w) and not w[0].isdigit()]
    new = [w for w in content if w not in known and not any(are_alike(w, k) for k in known)]
    if len(new) > MOST_NEW_WORDS * len(content):
        return f"says what no source says: {', '.join(new[:5])}"
    return ""
