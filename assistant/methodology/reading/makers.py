"""Who paid for a survey and who carried it out: the names in a sentence, by what they did."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.findings.lexicon import load
from assistant.findings.populations import is_people_word, population_of
from assistant.findings.stems import stop_words
from assistant.methodology.fact import FactKind, SaidFact
from assistant.methodology.reading.dates import MONTH
from assistant.methodology.reading.fielding import MOST_BEFORE_PEOPLE, are_people
from assistant.methodology.reading.hanging import hangs_on_asking, verb_of_agent
from assistant.methodology.reading.phrases import SENTENCE_END, any_of, compiled

# "Savanta", "the charity Age Kind", "the Department of Sociology at the University of Leeds"
WORD = r"(?-i:[A-Z])[\w'\u2019&+/-]*(?:\.(?=[\w])[\w]*)*"
LINK = r"(?:\s+(?:of|for|and|the|in|at|on|&|de|der|f\u00fcr|und|du|la|le|del)){1,2}"
NAME = (
    r"(?:(?:the|a|an|its|our|their)\s+)?"
    r"(?:(?!(?:and|for|by|on|in|of|from|to)\b)(?-i:[a-z])[\w-]*\s+){0,4}"
    rf"(?P<name>{WORD}(?:(?:{LINK})?\s+{WORD}){{0,8}})"
)
NUMBER = r"(?:(?:about|some|around|over|nearly|almost|more\s+than|a\s+total\s+of)\s+)?\d"
ROLES: tuple[FactKind, ...] = ("sponsor", "fieldwork_by")
PEOPLE_ENDING = re.compile(r"(?:ers|ors|ists|ians|ics|ees)$")

# "Researchers of the Institute" are the Institute.
OF_THEM = re.compile(
    r"(?:\w+(?:ers|ors|ists|ians)\s+(?:of|at|from|with)\s+(?:the\s+)?)?", re.IGNORECASE
)


def makers(text: str) -> Iterator[SaidFact]:
    """The names of those who paid for a survey or carried it out.

    >>> found = makers("The poll was conducted by Tide Research on behalf of the Harbour Trust.")
    >>> [(fact.kind, fact.text) for fact in found]
    [('sponsor', 'Harbour Trust'), ('fieldwork_by', 'Tide Research')]
    """
    if not compiled(rf"\b(?:{any_of('studies', 'asked', 'samples')}|it\s+was)\b").search(text):
        return
    taken: set[tuple[int, int]] = set()
    for kind, match in sorted(_found(text), key=lambda found: ROLES.index(found[0])):
        start, end = match.span("name")
        if of_them := OF_THEM.match(text[start:end]):
            start += of_them.end()
        end = start + len(_whole(text[start:end]))
        name = text[start:end]
        is_new = not any(start < b and a < end for a, b in taken)
        if is_new and _is_maker(name, is_first=not text[:start].strip('"\u201c ')):
            taken.add((start, end))
            yield SaidFact(kind=kind, start=start, end=end, text=name, values=(name,))


def _found(text: str) -> Iterator[tuple[FactKind, re.Match[str]]]:
    """The names that stand beside what was done, each with its part in it."""
    for match in compiled(rf"\bby\s+(?!{MONTH}\b){NAME}").finditer(text):
        verb = verb_of_agent(text, match.start())
        if verb in _words_of("paid"):
            yield "sponsor", match
        elif verb in _words_of("carried_out", "asked", "run_by"):
            yield "fieldwork_by", match
    for kind in ROLES:
        for pattern in _patterns(kind):
            yield from ((kind, match) for match in pattern.finditer(text) if _stands(text, match))


def _stands(text: str, match: re.Match[str]) -> bool:
    """Whether what a pattern found has to do with the asking of people."""
    parts = match.groupdict()
    if compiled(rf"\b{any_of('other_surveys')}\s+(?:\w+\s+)?{any_of('studies')}\b").search(
        match[0]
    ):
        return False
    if parts.get("hangs") == "for" and _is_within_a_name(text, match.start("hangs"), parts["name"]):
        return False
    if parts.get("hangs"):
        return hangs_on_asking(text, *match.span("hangs"))
    if parts.get("asks"):
        words = SENTENCE_END.split(text[match.end("asks") :])[0].split()[:MOST_BEFORE_PEOPLE]
        return any(word[0].isdigit() or are_people(word.strip(".,)")) for word in words)
    return True


def _is_within_a_name(text: str, at: int, name: str) -> bool:
    """Whether a "for" belongs to a name: "the Centre for Opinion Research"."""
    before = text[:at].split()
    is_head = bool(before) and before[-1].lower() in _words_of("names_with_for")
    goes_on = re.match(r"for\s+(?:the\s+)?", text[at:])
    return is_head and goes_on is not None and text[at + goes_on.end() :].startswith(name)


@cache
def _words_of(*names: str) -> frozenset[str]:
    return frozenset(word.split()[0] for name in names for word in load("facts")[name])


@cache
def _patterns(kind: FactKind) -> tuple[re.Pattern[str], ...]:
    return tuple(map(compiled, _sponsors() if kind == "sponsor" else _fieldwork()))


def _sponsors() -> tuple[str, ...]:
    """What a payer stands beside, each with an example."""
    paid = any_of("paid")
    return (
        # on behalf of the Trust; with money from the Trust
        rf"\b(?P<hangs>{any_of('paid_from')})\s+{NAME}",
        # funding was provided by the Trust
        rf"\b{any_of('paid_in_full')}\s+{NAME}",
        # the Institute commissioned the survey; the Trust, which funded the research, asked
        rf"{NAME},?\s+(?:(?:which|who)\s+)?(?:(?:has|had|have|also)\s+)?{paid}\s+(?:"
        rf"(?:the|this|a|an|our|its)\s+(?:[\w-]+\s+){{0,3}}?{any_of('one_survey')}\b"
        rf"|{WORD}[^.;]{{0,60}}?\bto\s+(?:{any_of('do_it')})\b)",
        # Sponsor: Harbour Trust
        rf"(?:^|[.;|(]\s*){any_of('sponsor_heads')}\s*:\s*{NAME}",
        # a survey by Tide for the Trust; conducted online in May for the Trust
        rf"(?<=\w)[,)]?\s+(?P<hangs>for)\s+{NAME}",
        # For the Trust, Tide questioned 1,340 people
        rf"^for\s+{NAME},\s+{WORD}",
    )


def _fieldwork() -> tuple[str, ...]:
    """What a fieldworker stands beside, each with an example."""
    studies, before = any_of("studies"), r"(?:(?:has|have|had|also|then)\s+)?"
    return (
        # Fieldwork: Tide Research; a poll by Tide
        rf"(?:^|[.;|(]\s*){any_of('fieldwork_heads')}\s*:\s*{NAME}",
        rf"\b{any_of('one_survey')}\s+(?:\w+\s+){{0,2}}?by\s+{NAME}",
        # through Tide; asked Tide to carry out the survey
        rf"\b(?P<hangs>through|via|using)\s+{NAME}",
        rf"\b{any_of('gave_the_work')}\s+{NAME}\s+to\s+(?:{any_of('do_it')})\b",
        # Tide surveyed 2,071 adults; Tide carried out the interviews
        rf"{NAME}\s+{before}(?P<asks>{any_of('asked')}|asked)\b",
        rf"{NAME}\s+{before}{any_of('done_it')}\s+(?:(?:the|an?|all|our|its|this|{NUMBER}[\d,]*)\s+)"
        rf"(?:[\w.-]+\s+){{0,4}}?{studies}\b",
        # the Harbour University poll
        rf"\b(?:the|an?)\s+(?P<name>{WORD}(?:\s+{WORD}){{0,4}}?\s+{any_of('institutions')})\s+"
        rf"(?:{studies})\b",
    )


def _whole(name: str) -> str:
    """A name as far as it goes: "Tide Research for Age Kind" ends at "for", a centre for does not.

    >>> _whole("Tide Research for Age Kind"), _whole("Centre for Opinion Research in May")
    ('Tide Research', 'Centre for Opinion Research')
    """
    kept: list[str] = []
    words = name.split()
    for number, word in enumerate(words):
        rest = words[number + 1 :]
        after = next((w for w in rest if w[:1].isupper()), "")
        if word in ("for", "on") and not (kept and kept[-1].lower() in _words_of("names_with_for")):
            break
        if word in ("in", "at", "on", "of", "for", "and") and (
            re.fullmatch(MONTH, after) or (word in ("in", "at") and _is_place(after))
        ):
            break
        if re.fullmatch(MONTH, word) and number:
            break
        kept.append(word)
    while kept and not kept[-1][:1].isupper():
        kept.pop()
    return " ".join(kept).removesuffix("'s").removesuffix("\u2019s")


def _is_place(word: str) -> bool:
    return bool(population_of(word).values("place"))


@cache
def _studies() -> frozenset[str]:
    """What ends the name of a survey, which did not carry itself out: "Poll", "Barometer"."""
    facts = load("facts")
    return frozenset((*facts["studies"], *facts["names_of_studies"])) - {"research", "polling"}


@cache
def _no_names() -> frozenset[str]:
    facts = load("facts")
    lists = ("studies", "samples", "size_nouns", "no_makers", "date_heads", "size_heads")
    words = {word.lower() for name in lists for word in facts[name]}
    return frozenset(words | stop_words())


def _is_maker(name: str, *, is_first: bool) -> bool:
    """Whether a name may be an organisation's: no month, place, people, or word that begins."""
    words = name.split()
    if not words or re.fullmatch(MONTH, words[0]) or words[-1].lower() in _studies():
        return False
    if len(words) == 1 and (
        len(name) < 2 or name.lower() in _no_names() | _words_of("institutions")
    ):
        return False
    named = population_of(name)
    if named.values("place") and not named.values("quality"):
        return False
    if all(_is_place(word) or is_people_word(word) for word in words):
        return False
    return not (is_first and len(words) == 1 and PEOPLE_ENDING.search(name))
