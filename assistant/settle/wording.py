"""A model's sentence held to its findings: numbers, quantifiers, years, direction, negation.

What a model brings in that its findings contradict, or that no number reader can vouch for, keeps
the sentence from being shown; the source's own sentence takes its place.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answer.draft import DraftSentence, Slot
from assistant.figures import Hedge, Unit, bears_out
from assistant.findings.populations import population_of
from assistant.findings.stems import content_stems
from assistant.numerals import Mention, read_figures
from assistant.period import years_in
from assistant.settle.contrary import (
    CLAUSE_END,
    NEGATION,
    OPENING,
    denied_alone,
    turned_negation,
    turned_word,
)
from assistant.settle.facets import HARD
from assistant.settle.opened import directions
from assistant.settle.placing import misplaced
from assistant.settle.stated import LESS, MORE, misranked, ranking, said_otherwise, slots_at
from assistant.survey import FacetKind

LONGEST_CLAUSE = 90  # characters
LEAST_SHARED = 0.7  # of a sentence's content words, by those of its source and the question
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
GLUED_BEFORE = re.compile(r"[-\u2212\u2013+\u00b1<>=\u2264\u2265$\u20ac\u00a3.,\w]$")
GLUED_AFTER = re.compile(r"^[\w%+\-\u2013]")
UNIT_AFTER = re.compile(r"^\s(?:per\s?cent|percentage|points?|times)\b", re.IGNORECASE)
TOTAL = re.compile(
    r"\b(?:all|every|everyone|everybody|unanimous(?:ly)?|overwhelming(?:ly)?)\b", re.I
)
BEFORE_EARLIER = re.compile(r"\bfrom\s+$|\bcompared (?:with|to)\s+$", re.IGNORECASE)
OTHER_SIDE = re.compile(r"\b(?:compared (?:with|to)|versus|vs|while|whereas)\b", re.IGNORECASE)
UP_FROM = re.compile(r"\b(up|down) from\b[^,;:]*$", re.IGNORECASE)
NOT_BEFORE = re.compile(r"\bnot\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a sentence may draw on: the sentences of its findings, and all that stands around."""

    sentences: tuple[str, ...]
    around: str
    question: str = ""


def fault(sentence: DraftSentence, sources: Sources) -> str:
    """Why a model's sentence may not be shown; empty where nothing speaks against it."""
    return (
        _typed_number(sentence, sources)
        or _changed_number(sentence)
        or misplaced(sentence)
        or _strange_digits(sentence, sources)
        or _year(sentence, sources)
        or _direction(sentence, sources)
        or _negation(sentence, sources)
        or _people(sentence, sources)
        or _strange_words(sentence, sources)
        or misranked(sentence)
        or _contrary(sentence, sources)
        or said_otherwise(sentence)
    )


def without_figure(sentence: DraftSentence, sources: Sequence[str], question: str) -> str:
    """Why a sentence without a figure may not be shown; empty where its source says as much.

    It must say what it cites, mostly in the source's and the question's own words.
    """
    if not sources:
        return "it has no figure and cites nothing"
    around = " ".join(sources)
    said = content_stems(OPENING.sub("", sentence.claim))
    known = content_stems(f"{around} {question}")
    if not said or len(said & known) < LEAST_SHARED * len(said):
        return "it says more than what it cites"
    return fault(
        sentence, Sources(sentences=tuple(sources), around=around, question=question)
    ) or _negation_without_figure(sentence, sources)


def _negation_without_figure(sentence: DraftSentence, sources: Sequence[str]) -> str:
    denies = bool(NEGATION.search(OPENING.sub("", sentence.claim)))
    if denies != any(NEGATION.search(text) for text in sources):
        return "it denies what its source affirms, or the other way round"
    return ""


def _typed_number(sentence: DraftSentence, sources: Sources) -> str:
    """Numbers beside the tokens must be true of its figures, or be the question's and denied."""
    taken = [range(start, start + len(slot.text)) for start, slot in slots_at(sentence)]
    asked = {(m.figure.value, m.figure.unit) for m in read_figures(sources.question)}
    denied = asked if NEGATION.search(OPENING.sub("", sentence.claim)) else set()
    for mention in read_figures(sentence.claim):
        if any(mention.start in span for span in taken):
            continue
        said = mention.figure
        if (said.value, said.unit) in denied or _is_borne_out(sentence, mention):
            continue
        if said.unit is Unit.COUNT and _stands_in(said.text, sources.around):
            continue
        return f"“{said.text}” is not one of its figures"
    return ""


def _is_borne_out(sentence: DraftSentence, mention: Mention) -> bool:
    """Whether a number is true of a figure on its side of a "compared with" or "while"."""
    for start, slot in slots_at(sentence):
        between = sentence.claim[min(start, mention.end) : max(start, mention.end)]
        if bears_out(mention.figure, slot.figure) and not OTHER_SIDE.search(between):
            return True
    return False


def _stands_in(text: str, around: str) -> bool:
    number = rf"(?<![\w.,]){re.escape(text)}(?![\w%]|[.,]\d|\s?per\s?cent)"
    return bool(re.search(number, around, re.IGNORECASE))


def _changed_number(sentence: DraftSentence) -> str:
    """A figure made another by the words around it: "more than", "to 60%", "points", a sign."""
    before = ""
    for part, after in zip(sentence.parts, (*sentence.parts[1:], ""), strict=True):
        if isinstance(part, Slot) and _is_glued(before, part, after):
            return f"a sign, a number or a unit stands right at {part.text}"
        before = part if isinstance(part, str) else ""
    for mention in read_figures(sentence.claim):
        for start, slot in slots_at(sentence):
            is_its = start <= mention.start < start + len(slot.text)
            if is_its and not _is_unchanged(mention, slot):
                return f"the source doesn't say {slot.text} in that sense"
    return ""


def _is_glued(before: str, slot: Slot, after: str | Slot) -> bool:
    """Whether a sign, a digit or a unit stands right at a figure."""
    if GLUED_BEFORE.search(before) or isinstance(after, Slot) or GLUED_AFTER.search(after):
        return True
    return slot.figure.unit in (Unit.PERCENT, Unit.POINTS) and bool(UNIT_AFTER.search(after))


def _is_unchanged(mention: Mention, slot: Slot) -> bool:
    """Whether the figure is true as the sentence has it; an "about" may be left out."""
    said, found = mention.figure, slot.figure
    if said.unit is Unit.COUNT and mention.end - mention.start == len(slot.text):
        said = replace(said, unit=found.unit)  # a bare number has its source's unit
    if said.hedge is Hedge.NONE and found.hedge is Hedge.ABOUT:
        found = replace(found, hedge=Hedge.NONE)
    return bears_out(said, found)


def _strange_digits(sentence: DraftSentence, sources: Sources) -> str:
    """Digits of any script, in ages, years or names, that neither sources nor question have."""
    said = unicodedata.normalize("NFKC", _words_of(sentence))
    known = unicodedata.normalize("NFKC", f"{sources.around} {sources.question}")
    strange = [n for n in NUMBER.findall(said) if n not in NUMBER.findall(known)]
    strange += [c for c in said if c.isnumeric() and not c.isdecimal() and c not in known]
    return f"nothing says {strange[0]}" if strange else ""


def _words_of(sentence: DraftSentence) -> str:
    return " ".join(part for part in sentence.parts if isinstance(part, str))


def _strange_words(sentence: DraftSentence, sources: Sources) -> str:
    """Words of another matter, or another language, than sources and question have."""
    said = content_stems(OPENING.sub("", _words_of(sentence)))
    known = content_stems(f"{' '.join(sources.sentences)} {sources.around} {sources.question}")
    if len(said & known) < LEAST_SHARED * len(said):
        return "it says more than its source"
    near = f"{' '.join(sources.sentences)} {sources.question}".lower()
    totals = {word.lower() for word in TOTAL.findall(_words_of(sentence))}
    strong = sorted(word for word in totals if word not in near)
    return f"its source doesn't say “{strong[0]}”" if strong else ""


def _year(sentence: DraftSentence, sources: Sources) -> str:
    unknown = years_in(sentence.claim) - years_in(f"{sources.around} {sources.question}")
    return f"nothing says {', '.join(sorted(unknown))}" if unknown else ""


def _direction(sentence: DraftSentence, sources: Sources) -> str:
    """Rose and fell: not what the sources say, or not what the figures from and to say."""
    words = _words_of(sentence)
    if why := _went_otherwise(sentence):
        return why
    rose, fell = (bool(directions()[name].search(words)) for name in ("rose", "fell"))
    if rose == fell:
        return ""
    told = " ".join(sources.sentences)
    is_told, contrary = (bool(directions()[n].search(told)) for n in _ways(rose=rose))
    if contrary and not is_told:
        return "its source says the contrary"
    shares = [slot for slot in sentence.slots if slot.figure.unit is Unit.PERCENT]
    earlier = _earlier(sentence)
    if len(shares) != 2 or earlier is None:
        return ""
    later = next(slot for slot in shares if slot is not earlier)
    went_up = later.figure.value > earlier.figure.value
    return "" if went_up == rose else f"{earlier.text} and {later.text} went the other way"


def _went_otherwise(sentence: DraftSentence) -> str:
    """Where a figure is said to be up, or down, from the one behind it, and is not."""
    figures = list(zip(("", *sentence.parts), sentence.parts, strict=False))
    slots = [(before, part) for before, part in figures if isinstance(part, Slot)]
    for (_, later), (before, earlier) in pairwise(slots):
        way = UP_FROM.search(before) if isinstance(before, str) else None
        if way is None or later.figure.unit is not earlier.figure.unit:
            continue
        if (later.figure.value > earlier.figure.value) != (way[1].lower() == "up"):
            return f"{later.text} is not {way[1].lower()} from {earlier.text}"
    return ""


def _ways(*, rose: bool) -> tuple[str, str]:
    """The way that is said, and its contrary."""
    return ("rose", "fell") if rose else ("fell", "rose")


def _earlier(sentence: DraftSentence) -> Slot | None:
    """The share that stands behind "from"."""
    for before, part in zip(sentence.parts, sentence.parts[1:], strict=False):
        if isinstance(part, Slot) and isinstance(before, str) and BEFORE_EARLIER.search(before):
            return part
    return None


def _negation(sentence: DraftSentence, sources: Sources) -> str:
    """A denial right behind a figure that its source does not have at all, or the other way."""
    denies = bool(NEGATION.search(OPENING.sub("", sentence.claim)))
    is_denied_there = any(NEGATION.search(text) for text in sources.sentences)
    for start, slot in slots_at(sentence):
        if _is_denied(sentence.claim, start + len(slot.text)) and not is_denied_there:
            return "it denies what its source affirms"
        quote = slot.findings[0].evidence.quote
        at = quote.find(slot.text)
        is_printed = slot.how != "derived" and at >= 0
        if is_printed and not denies and _is_denied(quote, at + len(slot.text)):
            return "its source denies it"
    return ""


def _contrary(sentence: DraftSentence, sources: Sources) -> str:
    """Words that turn the meaning of its sources: an opposite, or a "not" more or less."""
    words = _words_of(sentence)
    for before, part in zip(sentence.parts, sentence.parts[1:], strict=False):
        if isinstance(before, str) and isinstance(part, Slot) and NOT_BEFORE.search(before):
            return f"it denies {part.text}"
    is_ranked, _ = ranking(sentence)  # "fewer men than women" for "more women than men"
    ranked = MORE.sub(" ", LESS.sub(" ", words)) if is_ranked else words
    if word := turned_word(ranked, sources.sentences):
        return f"its source has the contrary of “{word}”"
    if denied_alone(words, sources.sentences):
        return "it denies what its source affirms"
    is_rest = any((slot.computation or "").startswith("100%") for slot in sentence.slots)
    word = "" if is_rest else turned_negation(words, sources.sentences)
    return f"“{word}” is denied in it or in its source, not in both" if word else ""


def _is_denied(text: str, at: int) -> bool:
    """Whether the clause behind a figure denies: "58% of voters did not …"."""
    return bool(NEGATION.search(CLAUSE_END.split(text[at : at + LONGEST_CLAUSE])[0]))


def _people(sentence: DraftSentence, sources: Sources) -> str:
    """People, places, ages and parties that neither the sources nor the question name."""
    named = population_of(OPENING.sub("", sentence.claim))
    known = population_of(f"{sources.around} {sources.question}")
    for kind in HARD:
        if new := _new(kind, named.values(kind), known.values(kind)):
            return f"nothing here is about {', '.join(sorted(new))}"
    return ""


def _new(kind: FacetKind, said: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    return said - known if kind != "place" else said - known - {"global"}
