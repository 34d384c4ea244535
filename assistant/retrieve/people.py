"""The people that a question asks about, told apart from what it asks about them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.findings.lexicon import Lexicon, lexicon, load
from assistant.findings.populations import is_people_word, population_of
from assistant.findings.stems import stop_words
from assistant.survey import Facet, FacetKind, Population

TOKEN = re.compile(r"[^\W_]+(?:\.[^\W_])*(?:[.-][^\W_]+)*(?:\.(?=\s+[a-z]))?")
AGE_OR_INCOME: tuple[FacetKind, ...] = ("age", "income")
# "ages 18 to 29", "under 30", "65 and older", "$75,000 or more"
BOUNDS = re.compile(
    r"\b(?:ages?d?\s+)?(?:(?:under|over|above|below)[\s-]+(?:the\s+age\s+of\s+|age\s+)?\d\ds?\b"
    r"|\d\d(?:\s?(?:[-\u2013]|to)|-\s?to)\s?\d\d\b(?!\s?%)(?:[-\s]years?[-\s]olds?)?"
    r"|\d\d\s?(?:\+|(?:and|or)\s(?:older|over|up|under|younger)))"
    r"|(?:(?:less|more)\s+than\s+|under\s+|over\s+)?\$\d[\d,]*(?:\s?(?:[-\u2013]|to)\s?\$?\d[\d,]*)?"
    r"(?:\s+or\s+(?:more|less))?",
    re.IGNORECASE,
)


SHORT_AGE = re.compile(r"[\s-](\d\d)s?\b(?=$)")  # under-30s
# Between two names of one kind, what lays them beside each other; without it, as in "employers hire
# candidates", the second belongs to what is asked.
COMPARING = re.compile(r"\b(?:compar|contrast|differ)\w*", re.IGNORECASE)
BESIDE = re.compile(
    r"[,/]|\b(?:and|or|vs|versus|than|compar\w+|differ\w*|while|with|to)\b$|^\W*(?:\w+\W+){0,3}(?:and|or|vs|versus|than|while|with|from|against)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A run of a question's words that names people or a place."""

    start: int
    end: int
    facets: frozenset[Facet]


@cache
def _cues(name: str) -> frozenset[str]:
    return frozenset(load("questions")[name])


@cache
def _demonyms() -> frozenset[str]:
    forms = {form for words in load("demonyms").values() for form in words}
    return frozenset(forms | {form + "s" for form in forms})


def asked_populations(text: str) -> tuple[Population, ...]:
    """The populations that a question names, each with what it shares with the others.

    >>> [sorted(f.value for f in p.facets) for p in
    ...  asked_populations("Are men and women in Germany worried about China?")]
    [['DE', 'men'], ['DE', 'women']]
    """
    groups: list[list[Named]] = []
    for named in named_people(text):
        kinds = {f.kind for f in named.facets}
        if groups and not kinds & {f.kind for n in groups[-1] for f in n.facets}:
            groups[-1].append(named)
        elif not groups or BESIDE.search(text[groups[-1][-1].end : named.start]):
            groups.append([named])
    found: dict[frozenset[Facet], Population] = {}
    for group in groups:
        population = _population(text, group, groups)
        found.setdefault(population.facets, population)
    return tuple(found.values())


def _population(text: str, group: list[Named], groups: list[list[Named]]) -> Population:
    facets = {f for named in group for f in named.facets}
    words = [text[named.start : named.end] for named in group]
    for other in groups:
        for named in other:
            missing = {f for f in named.facets if f.kind not in {g.kind for g in facets}}
            if missing:
                facets |= missing
                words.append(text[named.start : named.end])
    start, end = group[0].start, group[-1].end
    whole = end - start < 40 and len(words) == len(group)
    return Population(text=text[start:end] if whole else " ".join(words), facets=frozenset(facets))


def named_people(text: str) -> Iterator[Named]:
    """The names of people in a question, in order; what is only talked about is left out.

    >>> question = "What do Americans over 50 think of China?"
    >>> [question[n.start:n.end] for n in named_people(question)]
    ['Americans', 'over 50']
    """
    for named in all_named(text):
        if not is_subject_matter(text, named):
            yield named


def all_named(text: str) -> list[Named]:
    """Every name of people in a question, also of those who are only talked about."""
    return sorted([*_bounded(text), *_worded(text)], key=lambda n: n.start)


def _bounded(text: str) -> Iterator[Named]:
    for match in BOUNDS.finditer(text):
        facets = population_of(SHORT_AGE.sub(r" \1", match.group())).facets
        kept = frozenset(f for f in facets if f.kind in AGE_OR_INCOME)
        if kept:
            yield Named(start=match.start(), end=match.end(), facets=kept)


def _worded(text: str) -> Iterator[Named]:
    known, tokens, at = lexicon(), list(TOKEN.finditer(text)), 0
    while at < len(tokens):
        length, facets = _longest(text, tokens[at:], known)
        if facets:
            end = tokens[at + length - 1].end()
            if at + length < len(tokens) and tokens[at + length].group().lower() in known.generic:
                end = tokens[at + length].end()
            yield Named(start=tokens[at].start(), end=end, facets=facets)
        at += length


def _longest(
    text: str, tokens: list[re.Match[str]], known: Lexicon
) -> tuple[int, frozenset[Facet]]:
    for length in range(min(known.longest, len(tokens)), 0, -1):
        phrase = re.sub(r"['\u2019]s$", "", text[tokens[0].start() : tokens[length - 1].end()])
        place = known.places.get(phrase) or known.places.get(phrase.rstrip("."))
        if place is None and (lower := known.places.get(phrase.lower())):
            place = lower if lower.value == "global" else None
        if place:
            return length, frozenset({place})
        if found := known.facets.get(phrase.lower()):
            following = tokens[length].group() if length < len(tokens) else ""
            adjective = phrase.lower() in known.needs_people_noun
            if not adjective or is_people_word(following):
                return length, frozenset(found)
    return 1, frozenset()


def is_subject_matter(text: str, named: Named) -> bool:
    """Whether a name stands for what is talked about: "views about China", "Chinese exports"."""
    before = re.findall(r"[^\W_]+", text[: named.start].lower())
    while before and before[-1] in ("the", "a", "an", "his", "her", "their"):
        before.pop()
    last = before[-1] if before else ""
    asking = bool(before[-2:-1]) and before[-2] in _cues("people_after")
    if last == "with" and COMPARING.search(text[: named.start]):
        return False
    if last in _cues("subject_before") and not asking:
        return True
    is_place = all(f.kind == "place" for f in named.facets)
    if not is_place or {f.value for f in named.facets} == {"global"}:
        return False
    following = re.match(r"(?:['\u2019]s?)?\s+([^\W_]+)", text[named.end :])
    word = following.group(1).lower() if following else ""
    if is_people_word(word) or word in _cues("people_like"):
        return False
    name = text[named.start : named.end]
    if name in _demonyms() and not name.isupper() and "." not in name:
        return not (name.endswith("s") or not word or _goes_on(word))
    return last in _cues("place_subject_before")


def _goes_on(word: str) -> bool:
    """Whether a word after a people's name is a verb or a small word, and no thing of theirs."""
    return word in stop_words() or word in load("words")["reporting"]
