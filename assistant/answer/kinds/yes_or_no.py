"""Yes or No before an answer, where the question asks for it and the figures decide it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.answer.choosing.matching import fit_of
from assistant.answer.draft import Draft, DraftSentence
from assistant.answer.material import Material
from assistant.answer.wording import said
from assistant.figures import Unit
from assistant.findings.finding import Finding
from assistant.findings.lexicon import load
from assistant.survey import Population

HALF = 50.0  # per cent


def with_yes_or_no(material: Material, draft: Draft) -> Draft:
    """The draft, opened with Yes or No if that is asked for and sure."""
    first = draft.sentences[0]
    if first.lead or not _pattern("opening").search(material.query.text):
        return draft
    answer = _of_two(material, draft) if _pattern("than").search(material.query.text) else None
    if answer is None:
        answer = _of_change(material, first)
    if answer is None:
        answer = _of_majority(material, first)
    if answer is None:
        return draft
    lead = said("premise borne out" if answer else "premise not borne out")
    return Draft(sentences=(replace(first, lead=lead), *draft.sentences[1:]))


def by_figures(question: str, figures: Sequence[float], *, is_change: bool = False) -> bool | None:
    """Yes or no by one share, by the first of two beside the other, or by an earlier and a later.

    None where the question asks for neither, or they do not decide it. What it denies is taken to
    be counted already.

    >>> by_figures("Do most women agree?", [51.2]), by_figures("Are men keener than women?", [3, 4])
    (True, False)
    """
    if not _pattern("opening").search(question) or len(set(figures)) < len(figures):
        return None
    match figures:
        case [share]:
            is_most = bool(_pattern("majority").search(question))
            is_decided = share != HALF and is_most != bool(_pattern("minority").search(question))
            return (share > HALF) == is_most if is_decided else None
        case [earlier, later] if is_change:
            asked = _directions(question)
            return asked == {"rose" if later > earlier else "fell"} if len(asked) == 1 else None
        case [first, second]:
            more, less = (bool(_pattern(name).search(question)) for name in ("more", "less"))
            return (first > second) == more if more != less else None
        case _:
            return None


def _of_majority(material: Material, first: DraftSentence) -> bool | None:
    """Whether most do, by the one share that the sentence has."""
    shares = [f for f in first.findings if f.statement.figure.unit is Unit.PERCENT]
    if len(shares) != 1 or _denies(material.query.text) != _denies(first.claim):
        return None
    share = shares[0].statement.figure.value
    if share == HALF:
        return None
    if _pattern("minority").search(material.query.text):
        return share < HALF
    return share > HALF if _pattern("majority").search(material.query.text) else None


def _of_two(material: Material, draft: Draft) -> bool | None:
    """Whether the first of two groups is ahead, as the question has it."""
    groups = material.query.populations
    more = bool(_pattern("more").search(material.query.text))
    less = bool(_pattern("less").search(material.query.text))
    if len(groups) != 2 or more == less or _denies(material.query.text):
        return None
    shown = [f for sentence in draft.sentences for f in sentence.findings]
    one, other = (_share_of(group, shown) for group in groups)
    if one is None or other is None or one == other:
        return None
    return (one > other) == more


def _share_of(group: Population, shown: list[Finding]) -> float | None:
    """The one share of a group among the figures that are shown."""
    shares = {
        f.statement.figure.value
        for f in shown
        if f.statement.figure.unit is Unit.PERCENT
        and fit_of(group, f.statement.population) == "same"
    }
    return shares.pop() if len(shares) == 1 else None


def _of_change(material: Material, first: DraftSentence) -> bool | None:
    """Whether it rose or fell as asked, by the one direction that the sentence has."""
    asked, told = _directions(material.query.text), _directions(first.claim)
    if len(asked) != 1 or len(told) != 1 or _denies(material.query.text) or _denies(first.claim):
        return None
    return asked == told


def _directions(text: str) -> set[str]:
    return {name for name, pattern in _rose_or_fell().items() if pattern.search(text)}


@cache
def _rose_or_fell() -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
        for name, words in load("settle")["directions"].items()
    }


def _denies(text: str) -> bool:
    return bool(re.search(load("questions")["denying"], text, re.IGNORECASE))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load("questions")["yes or no"][name], re.IGNORECASE)
