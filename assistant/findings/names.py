"""Names of populations as prose gives them, told from words that only point back."""

import re

from assistant.findings.lexicon import load
from assistant.findings.stems import words_of

DASH = re.compile(r"\s*[:\u2014]\s*|\s\u2013\s")
COUNTED = re.compile(
    r"^(?:(?:all|of|the|these|those|some|more|fewer|less|than|over|about|nearly|almost|around|roughly|"
    r"approximately|up|to|at|least)\s+)*(?:[\d,]+\s+)(?=\D)"
    r"(?!(?:and|or|to|years?)\b)"  # "those 50 and older" are not fifty
)
# "surveyed", "who were polled", "in the survey"
ASKED = re.compile(
    r",?\s+(?:(?:who\s+were\s+)?(?:surveyed|polled|interviewed|questioned)|"
    r"(?:in|of|to|from)\s+(?:the|this|our)\s+(?:\w+\s+)?(?:survey|poll|study|sample|panel))\b"
)
# "adults nationwide by the Opinion Institute", but "people employed by the Army"
MADE_BY = re.compile(r"(?<!ed)(?<!en)\s+by\s+the\s+[A-Z].*$")


def named(phrase: str) -> str:
    """The name of a population, without how many were asked and that they were.

    >>> named("the 306 U.S. students surveyed"), named("students in the survey")
    ('U.S. students', 'students')
    """
    plain = COUNTED.sub("", DASH.split(phrase)[0])
    plain = re.sub(
        r"^(?:(?:of|among|by|in|for)\s+)?(?:(?:the|these)\s+)?(?=public\b)", "the ", plain
    )
    plain = re.sub(r"^(?:of|among|by|for)\s+|^(?:the|these)\s+(?!public\b)", "", plain)
    plain = re.sub(r"['\u2019]s?$", "", plain)
    return MADE_BY.sub("", ASKED.sub("", plain)) or phrase


def is_same(phrase: str) -> bool:
    """Whether a phrase only points back to people named before: "the survey respondents".

    >>> is_same("of the survey respondents"), is_same("U.S. students"), is_same("others")
    (True, False, True)
    """
    plain = re.sub(r"^(?:of|among|the|these|those|all|its)\s+", "", phrase.lower()).strip()
    same = load("words")["same_people"]
    if not plain or plain in same or phrase.lower() in same:
        return True
    return all(word in load("words")["pointing"] for word in words_of(plain))
