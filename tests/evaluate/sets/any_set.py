"""Question sets of every shape, for properties that must hold for all of them."""

import re
from typing import Any, get_args

from hypothesis import strategies as st

from assistant.answer.answer import Reason
from assistant.evaluate.case import (
    Case,
    ExpectedFigure,
    Missing,
    QuestionSet,
    Unit,
    Verdict,
)

# What YAML, CSV, spreadsheets and the cells' own grammar give a meaning to.
AWKWARD = st.sampled_from(
    [
        *(" or ", "or", " | ", "|", "\\", "\\or", "=", "'=", "=1+1", " base=3", "-", "@", "+"),
        *('"', "'", ": ", " #", "- ", "[a]", "{", "?", ",", ";", "%", "&", " ", "  ", "\t"),
        *("\n", "\r", "\r\n", "\u2028", "\x85", "\ufeff", "\x00", "yes", "null", "~", "86%"),
        *("…", "é", "word", "long " * 20),
    ]
)
ANYTHING = st.lists(AWKWARD | st.text(max_size=4), max_size=6).map("".join)
TEXTS = ANYTHING.filter(lambda text: re.search(r"\S|[\x1c-\x1f]", text) is not None)
NAMES = st.from_regex(r"[a-zé0-9_][a-zA-Z0-9_.:-]{0,12}", fullmatch=True)
NUMBERS = (
    st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-(10**6), 10**6).map(float)
    | st.just(29.2)
)
FIGURES = st.builds(
    ExpectedFigure,
    value=NUMBERS,
    unit=st.sampled_from(get_args(Unit)),
    population=st.just(()) | st.lists(TEXTS, max_size=2).map(tuple),
    base=st.none() | st.integers(-(10**20), 10**20),
    wave=st.none() | ANYTHING,
    tolerance=st.none() | st.floats(min_value=0, allow_nan=False, allow_infinity=False),
) | st.builds(ExpectedFigure, value=NUMBERS, unit=st.sampled_from(get_args(Unit)))


def several(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, min_size=least, max_size=3).map(tuple)


ALTERNATIVES = st.fixed_dictionaries({"any_of": several(FIGURES, 1)})
WORDS = {
    "surveys": several(NAMES),
    "must_cite": several(TEXTS, 1),
    "must_say": several(several(TEXTS, 1)),
    "must_not_say": several(TEXTS),
    "not_figures": several(ALTERNATIVES),
    "within_ms": st.none()
    | st.floats(min_value=0, exclude_min=True, allow_nan=False, allow_infinity=False),
    "tags": several(TEXTS),
    "why": ANYTHING,
}
QUESTIONS = st.builds(
    Case,
    id=NAMES,
    question=TEXTS,
    figures=several(ALTERNATIVES),
    answer=several(TEXTS),
    **WORDS,
)
CONVERSATIONS = st.builds(
    Case,
    id=NAMES,
    turns=several(TEXTS, 1),
    refuse=several(st.sampled_from(get_args(Reason)), 1),
    missing=several(st.sampled_from(get_args(Missing))),
    **WORDS,
)
CLAIMS = st.builds(
    Case,
    id=NAMES,
    claim=TEXTS,
    verdict=st.sampled_from(get_args(Verdict)),
    expected=several(ALTERNATIVES),
    **WORDS,
)
SETS = st.builds(
    QuestionSet,
    title=ANYTHING,
    surveys=several(NAMES),
    cases=st.lists(
        QUESTIONS | CONVERSATIONS | CLAIMS, min_size=1, max_size=3, unique_by=lambda case: case.id
    ).map(tuple),
)
