"""What a sentence says with each of its figures, held against what the findings say themselves.

One reader reads both. Only contradictions count that it reads for certain: the people of a figure
where the sentence names them beside it, its year, its direction, and which of two is more.
"""

import re
from collections.abc import Iterator

from assistant.answer.draft import DraftSentence, Slot
from assistant.figures import Unit
from assistant.findings.finding import Statement
from assistant.findings.measures import opposite_poles
from assistant.settle.facets import other_people, other_year

THAN = re.compile(r"\bthan\b", re.IGNORECASE)
# "less than $30,000", "more than a year" compare no shares.
OF_AMOUNTS = re.compile(
    r"\b(?:more|less|fewer) than(?=\s+(?:[$\u20ac\u00a3]?\d|half\b|a\b|one\b))", re.IGNORECASE
)
AGAINST = re.compile(r"^\W*(?:vs\.?|versus|against|compared (?:with|to))\W*$", re.IGNORECASE)
MORE = re.compile(r"\b(?:more|higher|greater|larger|bigger|likelier)\b", re.IGNORECASE)
LESS = re.compile(r"\b(?:less|fewer|lower|smaller)\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:not|no)\b|n['\u2019]t\b", re.IGNORECASE)


def slots_at(sentence: DraftSentence) -> Iterator[tuple[int, Slot]]:
    """Each figure of a sentence, with where it stands in the claim."""
    at = 0
    for part in sentence.parts:
        if isinstance(part, Slot):
            yield at, part
            at += len(part.text)
        else:
            at += len(part)


def said_otherwise(sentence: DraftSentence) -> str:
    """Of whom, of when or which way a figure is said to be, and is not; empty where nothing is."""
    read = statements_in(sentence.claim)
    for start, slot in slots_at(sentence):
        said, found = read.get(start), slot.findings[0].statement
        if said is None or slot.how == "derived":
            continue
        if why := contradiction(said, found):
            return f"{slot.text}: {why}"
    return ""


def statements_in(text: str) -> dict[int, Statement]:
    """What a text says with each of its figures, by where they stand."""
    from assistant.findings.prose import read_statements

    (statements,) = read_statements([text])
    return {statement.start: statement for statement in statements}


def contradiction(said: Statement, found: Statement) -> str:
    """How what is said of a figure contradicts what its finding says; empty where it does not."""
    is_named = not (said.is_population_inherited or found.is_population_inherited)
    people = other_people(said.population, found.population, "") if is_named else ""
    is_turned = opposite_poles(said.measure, found.measure)
    return (
        people
        or other_year(said.wave or "", found.wave or "", "")
        or ("its source has it the other way round" if is_turned else "")
    )


def misranked(sentence: DraftSentence) -> str:
    """More or less than, where a sentence says it of two shares and it is not so."""
    is_so, is_more = ranking(sentence)
    if is_so is not False:
        return ""
    first, second = _shares(sentence)
    return f"{first.text} is not {'more' if is_more else 'less'} than {second.text}"


def ranking(sentence: DraftSentence) -> tuple[bool | None, bool]:
    """Whether two shares are as a sentence ranks them, and whether it says that the first is more.

    None where it does not rank two shares. Differences beside them don't count.
    """
    at = [n for n, p in enumerate(sentence.parts) if isinstance(p, Slot) and p.how != "derived"]
    shares = _shares(sentence)
    if len(at) != 2 or len(shares) != 2:
        return None, False
    before, between = (_words(sentence, 0, at[0]), _words(sentence, *at))
    if THAN.search(between):
        said = f"{before} {THAN.split(between)[0]}"
    else:
        said = before if THAN.search(before) and AGAINST.match(between) else ""
    is_more, is_less = (bool(words.search(said)) for words in (MORE, LESS))
    first, second = (slot.figure.value for slot in shares)
    if is_more == is_less or DENIED.search(said):
        return None, is_more
    return (first > second if is_more else first < second), is_more


def _shares(sentence: DraftSentence) -> list[Slot]:
    own = (slot for slot in sentence.slots if slot.how != "derived")
    return [slot for slot in own if slot.figure.unit is Unit.PERCENT]


def _words(sentence: DraftSentence, start: int, end: int) -> str:
    words = " ".join(part for part in sentence.parts[start:end] if isinstance(part, str))
    return OF_AMOUNTS.sub(" ", words)
