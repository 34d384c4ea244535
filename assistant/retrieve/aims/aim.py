"""What somebody is after who asks for no figure in particular: a greeting, an overview, a total."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from assistant.findings.lexicon import load
from assistant.findings.stems import words_of

Kind = Literal[
    "greeting",
    "thanks",
    "help",
    "contents",  # which surveys there are
    "total",  # how many took part in all of them
    "overview",  # what one survey found
    "everything",  # all that there is on some people or matter
    "highest",  # the highest or lowest figure of a survey
    "compare",
    "why",
    "base",  # how many people the last figure is of
    "source",  # which survey the last figure is from
]
ON_THE_LAST: frozenset[Kind] = frozenset({"why", "base", "source"})
LOW = ("lowest", "smallest", "least")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is wanted, and of what; `about` and `against` are the asker's words, empty for none."""

    kind: Kind
    about: str = ""
    against: str = ""
    is_lowest: bool = False


def read_aim(text: str) -> Aim | None:
    """What is wanted, if it is one of the kinds; None for a question about figures.

    >>> read_aim("Hello!").kind, read_aim("What share of people say hello?")
    ('greeting', None)
    >>> read_aim("Could you summarise the library survey, please?")
    Aim(kind='overview', about='the library survey', against='', is_lowest=False)
    >>> read_aim("How many people took part in total?").kind
    'total'
    """
    typed = _plain(text)
    plain = _without(_cue("tail"), _without(_cue("front"), typed, at_end=False), at_end=True)
    if _is_total(plain):
        return Aim(kind="total")
    for kind, pattern in _patterns():
        if match := pattern.fullmatch(typed) or pattern.fullmatch(plain):
            said = match.groupdict()
            return Aim(
                kind=kind,
                about=(said.get("about") or "").strip(),
                against=(said.get("against") or "").strip(),
                is_lowest=(said.get("end") or "").lower() in LOW,
            )
    return None


def _plain(text: str) -> str:
    text = re.sub("[\u2018\u2019]", "'", text)
    return " ".join(re.sub('["\u201c\u201d]', "", text).split()).strip(" ?.!,;:")


def _without(pattern: re.Pattern[str], text: str, *, at_end: bool) -> str:
    """A text without what is polite about it; the whole where nothing else is left."""
    for match in pattern.finditer(text):
        if at_end and match.end() == len(text):
            return text[: match.start()] or text
        if not at_end and not match.start():
            return text[match.end() :] or text
    return text


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(load("aims")[name], re.IGNORECASE)


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple(_compiled())


def _compiled() -> Iterator[tuple[Kind, re.Pattern[str]]]:
    data = load("aims")
    for kind, patterns in data["aims"].items():
        for pattern in patterns:
            whole = _filled(_filled(pattern, data["parts"]), data["parts"])  # parts have parts
            yield cast(Kind, kind), re.compile(whole, re.IGNORECASE)


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


def _is_total(plain: str) -> bool:
    """Whether nothing is asked but how many people all surveys had."""
    words, cues = set(words_of(plain)), load("aims")["total"]
    known = {word for group in cues.values() for word in group}
    is_both = bool(words & set(cues["people"])) and bool(words & set(cues["all"]))
    return is_both and words <= known
