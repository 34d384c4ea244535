"""Who a figure is about: words → facets, and how two populations stand to each other."""

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.findings.lexicon import Lexicon, lexicon
from assistant.findings.stems import negations, stem, stop_words
from assistant.survey import UNKNOWN_POPULATION, Facet, FacetKind, Population, Relation

TOKEN = re.compile(r"[^\W_]+(?:['\u2019.&-][^\W_]+)*\.?")
YOUNG_TO = 29  # "under 30" and "ages 18 to 29" are the same adults
WORD_LEFT = re.compile(r"[^\W\d_]{2}")
AGES = (
    # 18-29, ages 18 to 29, between 18 and 29
    (re.compile(r"\b(\d\d)\s?(?:[-\u2013]|to|through|and)\s?(\d\d)(?!\s?%|\d)"), "{0}-{1}"),
    # 65 and older, 65+, aged 65 or over
    (re.compile(r"\b(\d\d)\s?(?:\+|(?:and|or)\s(?:older|over|up|above))"), "{0}+"),
    # over 50, older than 50, above age 50
    (re.compile(r"\b(?:over|older than|above)\s(?:the\s)?(?:age\s)?(?:of\s)?(\d\d)\b"), "{0}+"),
    # under 30, younger than 30
    (re.compile(r"\b(?:under|younger than|below)\s(?:the\s)?(?:age\s)?(?:of\s)?(\d\d)\b"), "<{0}"),
    # 29 and under, 29 or younger
    (re.compile(r"\b(\d\d)\s(?:and|or)\s(?:under|younger)"), "<={0}"),
    # over-50s, under-18s
    (re.compile(r"\bover\s?-\s?(\d\d)s?\b"), "{0}+"),
    (re.compile(r"\bunder\s?-\s?(\d\d)s?\b"), "<{0}"),
    # 18- to 29-year-olds
    (re.compile(r"\b(\d\d)-?\s?(?:to|[-\u2013])\s?(\d\d)[-\s]years?[-\s]olds?"), "{0}-{1}"),
    # aged 25, 13-year-olds
    (re.compile(r"\bage[ds]?\s(\d\d)\b|\b(\d\d)[-\s]years?[-\s]olds?"), "{0}"),
)
INCOME = re.compile(
    r"[$\u00a3\u20ac]\s?([\d,.]+)k?"
    r"(?:\s?(?:[-\u2013]|to|and)\s?(?:less than\s)?[$\u00a3\u20ac]\s?([\d,.]+))?",
    re.IGNORECASE,
)
INCOME_UNDER = re.compile(
    r"\b(?:less|under|below|fewer)\b[^$\u00a3\u20ac]{0,8}[$\u00a3\u20ac]", re.IGNORECASE
)


def population_of(text: str) -> Population:
    """The population that a noun phrase names.

    >>> sorted(population_of("the 306 U.S. students surveyed").facets)
    [Facet(kind='place', value='US'), Facet(kind='role', value='student')]
    >>> population_of("").is_known
    False
    """
    plain = " ".join(text.split())
    if not plain:
        return UNKNOWN_POPULATION
    rest, ages = _take_ages(plain)
    rest, incomes = _take_incomes(rest)
    facets = {*ages, *incomes, *_word_facets(rest)}
    return Population(text=plain, facets=frozenset(facets))


def with_capitals(text: str) -> str:
    """A text with a capital for each country or its people right before a word for people.

    >>> with_capitals("do most indian developers polish their shoes")
    'do most Indian developers polish their shoes'
    """
    words = [(match.start(), match.group()) for match in TOKEN.finditer(text)]
    for (at, word), (_, following) in pairwise(words):
        name = word.capitalize()
        if word.islower() and name in lexicon().places and is_people_word(following):
            text = text[:at] + name + text[at + len(word) :]
    return text


def _take_ages(text: str) -> tuple[str, set[Facet]]:
    facets = set()
    for pattern, form in AGES:
        for match in pattern.finditer(text):
            bounds = [g for g in match.groups() if g]
            facets.add(Facet("age", _age(form.format(*bounds))))
        text = pattern.sub(" ", text)
    return re.sub(r"\bage[ds]?\b", " ", text, flags=re.IGNORECASE), facets


def _age(value: str) -> str:
    """One writing for the same adults.

    >>> _age("<30"), _age("18-29"), _age("65+")
    ('18-29', '18-29', '65+')
    """
    if value.startswith("<="):
        return f"18-{value[2:]}"
    if value.startswith("<"):
        return f"18-{int(value[1:]) - 1}"
    return value


def _take_incomes(text: str) -> tuple[str, set[Facet]]:
    facets = set()
    for match in INCOME.finditer(text):
        low, high = match.group(1).rstrip(".,"), (match.group(2) or "").rstrip(".,")
        under = INCOME_UNDER.search(text[max(0, match.start() - 12) : match.end()])
        value = f"${low}-{high}" if high else f"<${low}" if under else f"${low}+"
        facets.add(Facet("income", value))
    if facets:
        text = re.sub(r"\b(?:or more|or less|annual|income[s]?|earning|earn|making)\b", " ", text)
    return INCOME.sub(" ", text), facets


def _word_facets(text: str) -> Iterator[Facet]:
    """Facets by the longest phrase first; what no lexicon knows restricts as a quality."""
    words = TOKEN.findall(text)
    known = lexicon()
    at = 0
    while at < len(words):
        length, facets = _longest(words, at, known)
        if facets:
            yield from facets
        elif (word := _quality(words[at], known)) is not None:
            yield word
        at += length


def _longest(words: list[str], at: int, known: Lexicon) -> tuple[int, tuple[Facet, ...]]:
    for length in range(min(known.longest, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + length])
        bare = phrase.removesuffix("'s").removesuffix("\u2019s")
        for form in (bare, bare.rstrip("."), f"{bare[:1].lower()}{bare[1:]}"):
            if place := known.places.get(form):
                return length, (place,)
        lower = bare.lower().rstrip(".")
        if found := known.facets.get(lower):
            return length, _fitting(lower, found, words[at + length :], known)
    return 1, ()


def _fitting(
    phrase: str, found: tuple[Facet, ...], following: list[str], known: Lexicon
) -> tuple[Facet, ...]:
    """Adjectives such as "white" mean people only where a noun for people follows."""
    if phrase not in known.needs_people_noun:
        return found
    return found if any(is_people_word(w) for w in following) or not following else ()


def is_people_word(word: str) -> bool:
    """Whether a word is a noun for people, or for people of a place."""
    known = lexicon()
    lower = word.lower().replace("\u2011", "-").rstrip(".")
    if re.fullmatch(r"(?:over|under)-\d\ds", lower):
        return True
    return lower in known.generic or lower in known.facets or word in known.places


def is_people_phrase(phrase: str) -> bool:
    """Whether a whole phrase is a word for people or a place: "hiring managers", "over-50s".

    >>> is_people_phrase("African Americans"), is_people_phrase("jobless rate")
    (True, False)
    """
    known = lexicon()
    lower = phrase.lower().rstrip(".")
    if lower in known.generic or lower in known.facets or phrase in known.places:
        return True
    rest, ages = _take_ages(phrase)
    return bool(ages) and not WORD_LEFT.search(rest)


def names_people(text: str) -> bool:
    """Whether a phrase names people, or a place whose people are meant.

    >>> names_people("registered voters"), names_people("In Brazil"), names_people("the price")
    (True, True, False)
    """
    return any(f.kind != "quality" for f in population_of(text).facets) or any(
        w.lower() in lexicon().generic for w in TOKEN.findall(text)
    )


def _quality(word: str, known: Lexicon) -> Facet | None:
    lower = word.lower().rstrip(".")
    if lower in negations() or lower.endswith("n't"):
        return Facet("quality", "not")
    if (
        lower in known.generic
        or lower in known.blank
        or lower in stop_words()
        or lower[0].isdigit()
        or len(lower) < 2
    ):
        return None
    return Facet("quality", stem(lower))


def population_relation(asked: Population, found: Population) -> Relation:
    """How the people a figure is about stand to the people asked about.

    >>> us, employers = population_of("U.S. employers"), population_of("employers")
    >>> population_relation(us, us), population_relation(us, employers)
    ('same', 'wider')
    >>> population_relation(employers, us), population_relation(us, population_of("U.S. students"))
    ('narrower', 'other')
    """
    if not found.is_known:
        return "unknown"
    if not asked.is_known:
        return "same" if not found.facets else "narrower"
    kinds = {f.kind for f in asked.facets | found.facets}
    relations = {_by_kind(kind, asked, found) for kind in kinds} - {"same"}
    if not relations:
        return "same"
    return relations.pop() if len(relations) == 1 else "other"


def _by_kind(kind: FacetKind, asked: Population, found: Population) -> Relation:
    wanted, has = asked.values(kind), found.values(kind)
    if wanted == has:
        return "same"
    if not wanted or (kind == "quality" and wanted < has):
        return "narrower"
    if not has or (kind == "quality" and has < wanted):
        return "wider"
    if wanted < has or has < wanted:
        return "narrower" if wanted < has else "wider"
    return "other"
