"""What is usual in files of respondents' answers: words for no answer, for columns, for scales."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_BRACKETED = re.compile(r"\((?:vol|volunteered|do not read|unprompted)\.?\)", re.IGNORECASE)
_SIGNS = re.compile(r"[^\w/]+|_")  # all but letters, digits and the slash of "dk/refused"


@cache
def _lists() -> dict[str, Any]:
    text = files("assistant").joinpath("data", "responses.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def words_for(name: str) -> frozenset[str]:
    """A list of `data/responses.yaml`, each entry as `plain` has it."""
    return frozenset(plain(word) for word in _lists()[name])


@cache
def missing_values() -> tuple[str, ...]:
    """The values that stand for no answer, as they stand."""
    return tuple(_lists()["missing"])


@cache
def orders() -> tuple[tuple[str, ...], ...]:
    """The options of usual scales, from one end to the other."""
    return tuple(tuple(plain(word) for word in order) for order in _lists()["orders"])


def plain(text: str) -> str:
    """A label without letter case, punctuation, apostrophes and remarks to interviewers.

    >>> plain("DON\u2019T KNOW (VOL.)"), plain("Other (please specify):"), plain("DK/Refused")
    ('dont know', 'other please specify', 'dk / refused')
    """
    bare = _APOSTROPHES.sub("", _BRACKETED.sub(" ", text))
    return " ".join(_SIGNS.sub(" ", bare.replace("/", " / ")).casefold().split())


def is_called(label: str, name: str) -> bool:
    """Whether a label is one of a list's.

    >>> is_called("Don't know", "dont_know"), is_called("I know", "dont_know")
    (True, False)
    """
    return plain(label) in words_for(name)


def names_column(column: str, name: str) -> bool:
    """Whether a column's name is one of a list's, however its words are joined.

    >>> [names_column(name, "ids") for name in ("Respondent ID", "resp_id", "ideology")]
    [True, True, False]
    """
    return joined(column) in words_for(name)


def joined(name: str) -> str:
    """A column's name without what stands between its words, and without letter case.

    >>> joined("Respondent_ID")
    'respondentid'
    """
    return re.sub(r"[\W_]+", "", name).casefold()
