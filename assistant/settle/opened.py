"""The "Yes" or "No" that opens a sentence, held to its figures and to what the question asks."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.answer.draft import DraftSentence, Slot
from assistant.figures import Figure, Unit, bears_out
from assistant.findings.lexicon import load
from assistant.findings.measures import measure_of, opposite_poles
from assistant.findings.stems import stem, stop_words, words_of
from assistant.numerals import read_figures
from assistant.settle.contrary import denies, has_denial
from assistant.settle.stated import LESS, MORE

OPENED = re.compile(r"^\W*(yes|no)\b", re.IGNORECASE)
WHY = re.compile(r"^\W*(?:[^?]*[,:]\s*)?(?:why\b|what (?:drove|caused|explains|made|led)\b)", re.I)
CHECKED = re.compile(r"\b(?:right|true|correct)\W*\?", re.IGNORECASE)  # "…, right?"
THAN = re.compile(r"\bthan\b", re.IGNORECASE)
THAN_THEN = re.compile(
    r"\bthan\s+(?:in|they|it|he|she|back|when|before|during|at|\d)\b", re.IGNORECASE
)
THAN_OTHERS = re.compile(r"^\s*(?:\w+\s+){0,2}(?:others?|rest)\b", re.IGNORECASE)
BESIDE = re.compile(
    r"\b(?:compared (?:with|to)|versus|vs|while|whereas|than|but|and|up from|down from)\b|;",
    re.IGNORECASE,
)
BUILD = frozenset(("more", "increase", "most"))  # scales that say which is more, and not of what


def misopened(sentence: DraftSentence, question: str) -> str:
    """Why a sentence may not open with its yes or no; empty where nothing speaks against it."""
    opened = OPENED.match(sentence.claim)
    if opened is None:
        return ""
    is_yes = opened[1].lower() == "yes"
    if is_yes and WHY.match(question) and not CHECKED.search(question):
        return "the question can't be answered with yes"
    truths = (
        _holds(sentence, question),
        _went(sentence, question),
        _is_more(sentence, question),
    )
    wrong = any(truth is not None and truth != is_yes for truth in truths)
    return f"its figures don't say {opened[1].lower()}" if wrong else ""


def _shares(sentence: DraftSentence) -> list[Figure]:
    own = (slot.figure for slot in sentence.slots if slot.how != "derived")
    return [figure for figure in own if figure.unit is Unit.PERCENT]


def _holds(sentence: DraftSentence, question: str) -> bool | None:
    """Whether the first share is the one share that is asked about; None if that is not known."""
    asked = [m.figure for m in read_figures(question) if m.figure.unit is Unit.PERCENT]
    shares = _shares(sentence)
    if len(asked) != 1 or not shares or len(shares) < len(sentence.slots):
        return None
    if bears_out(asked[0], shares[0]):
        return None if len(shares) > 1 or _is_contrary(sentence, question) else True
    low, _ = asked[0].allows()
    return False if shares[0].is_exact and shares[0].value < low else None


def _went(sentence: DraftSentence, question: str) -> bool | None:
    """Whether something went the way that is asked about; None if either is not clear."""
    asked, said = _way(question) or _way_since(question), _way(sentence.claim)
    if not (asked and said) or denies(sentence.claim) or denies(question):
        return None
    return asked == said


def _way(text: str) -> str:
    ways = [name for name, words in directions().items() if words.search(text)]
    return ways[0] if len(ways) == 1 else ""


def _way_since(question: str) -> str:
    """The way of "bigger than in 1990"."""
    if not THAN_THEN.search(question):
        return ""
    ways = [name for name, words in (("rose", MORE), ("fell", LESS)) if words.search(question)]
    return ways[0] if len(ways) == 1 else ""


@cache
def directions() -> dict[str, re.Pattern[str]]:
    """The words for rose and for fell."""
    words = load("settle")["directions"]
    return {name: re.compile(rf"\b(?:{'|'.join(of)})\b", re.I) for name, of in words.items()}


def _is_more(sentence: DraftSentence, question: str) -> bool | None:
    """Whether the first of two that are asked about has more, or less, than the second."""
    compared = THAN.split(question)
    shares = _shares(sentence)
    if len(compared) != 2 or len(shares) != 2 or _is_contrary(sentence, question):
        return None
    if THAN_OTHERS.search(compared[1]):
        return None
    more, less = (bool(words.search(compared[0])) for words in (MORE, LESS))
    order = _order(sentence, compared[1])
    first, second = (share.value for share in shares)
    if more == less or not order or first == second:
        return None
    is_first_more = (first > second) == (order > 0)
    return is_first_more == more


def _order(sentence: DraftSentence, second: str) -> int:
    """1 if the second of what is compared is that of the second share, -1 if of the first."""
    sides = [frozenset(map(stem, words_of(side))) for side in _sides(sentence)]
    if len(sides) != 2:
        return 0
    for word in words_of(second):
        stands = [stem(word) in side for side in sides]
        if word not in stop_words() and stands[0] != stands[1]:
            return 1 if stands[1] else -1
    return 0


def _sides(sentence: DraftSentence) -> Sequence[str]:
    """The words around the first and around the second of two figures."""
    at = [
        n
        for n, part in enumerate(sentence.parts)
        if isinstance(part, Slot) and part.how != "derived"
    ]
    if len(at) != 2:
        return ()
    before, between, after = (
        " ".join(part for part in parts if isinstance(part, str))
        for parts in (
            sentence.parts[: at[0]],
            sentence.parts[at[0] : at[1]],
            sentence.parts[at[1] :],
        )
    )
    splits = list(BESIDE.finditer(between))
    cut = splits[-1].start() if splits else len(between)
    return f"{before} {between[:cut]}", f"{between[cut:]} {after}"


def _is_contrary(sentence: DraftSentence, question: str) -> bool:
    """Whether a sentence may say the contrary of what is asked, so that more is less."""
    said, asked = measure_of(sentence.claim), measure_of(question)
    is_denied = has_denial(sentence.claim) != has_denial(question)
    return is_denied or bool(opposite_poles(said, asked) - BUILD)
