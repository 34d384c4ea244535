"""What a question asks of how a survey was made: one thing, or several at once."""

import re
from functools import cache
from typing import Literal, cast

from assistant.findings.lexicon import load
from assistant.findings.populations import is_people_word
from assistant.findings.stems import content_stems, stem
from assistant.other_numbers import either

Topic = Literal[
    "sample_size",
    "countries",
    "sponsor",
    "fieldwork_by",
    "field_dates",
    "mode",
    "sample",
    "weighting",
    "margin_of_error",
    "response_rate",
    "question_wording",
    "languages",
    "populations",
    "published",
]
SHORT = 5  # words: "Who sponsored Skills at Work?" has no room for another subject
WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
# Where one of several questions begins: "who paid for it | and when was it done".
NEXT = re.compile(
    r"(?:\s*[,;?]\s*(?:and\s+|but\s+)?|\s+(?:and|but)\s+)(?=(?:also\s+)?"
    r"(?:(?:by|in|with|for|from|to|on|at|over|during)\s+)?(?:who|whom|what|which|when|where|how|"
    r"is|was|were|are|did|do|does|has|have)\b)",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|how|is|was|were|are|did|do|does|has|have|name|list|"
    r"tell)\b",
    re.IGNORECASE,
)
# "Who commissioned and ran the poll?" asks two things of one subject.
BOTH = re.compile(
    r"^(?P<asks>who|when|what|which\s+\w+)\s+(?P<one>\w+(?:\s+(?:for|out))?)\s+and\s+(?P<other>.+)$",
    re.IGNORECASE,
)


def topics_of(question: str) -> tuple[Topic, ...]:
    """What is asked of the survey itself; nothing where anything else is asked too.

    >>> topics_of("Who paid for it and when was it done?")
    ('sponsor', 'field_dates')
    >>> topics_of("How many people pay for parking?")
    ()
    >>> topics_of("How many of the respondents want funding cut?")
    ()
    """
    parts = _parts(question)
    if len(parts) == 1 and (both := BOTH.match(parts[0])) is not None:
        one, other = (f"{both['asks']} {both[name]}" for name in ("one", "other"))
        found = [_first(one), _first(other)]
        if all(found) and found[0] != found[1] and _is_of_survey(question):
            return cast(tuple[Topic, ...], tuple(found))
    each = [_first(part) or _alone(part) for part in parts]
    if len(each) == 1 and each != [_first(parts[0])]:  # "When?" alone asks nothing
        return ()
    if all(each) and _is_of_survey(question):
        return cast(tuple[Topic, ...], tuple(dict.fromkeys(each)))
    return ()


def _parts(question: str) -> list[str]:
    """The questions in a question; what leads in to one asks nothing: "back in 1978, who …"."""
    parts = [part.strip() for part in NEXT.split(question.strip(" ?!.")) if part.strip()]
    if len(parts) > 1 and not ASKS.search(parts[0]):
        parts[:2] = [f"{parts[0]}, {parts[1]}"]
    return parts


@cache
def _topics() -> tuple[tuple[Topic, re.Pattern[str]], ...]:
    topics = load("questions")["topics"]
    return tuple(
        (cast(Topic, name), re.compile("|".join(patterns), re.IGNORECASE))
        for name, patterns in topics.items()
    )


def _first(text: str) -> Topic | None:
    topic = next((name for name, pattern in _topics() if pattern.search(text)), None)
    if topic != "response_rate" and _asks_for_findings().search(text):
        return None
    return topic


@cache
def _asks_for_findings() -> re.Pattern[str]:
    return re.compile(load("questions")["asks_for_findings"], re.IGNORECASE)


def _alone(text: str) -> Topic | None:
    """What a word of asking means by itself beside another question: "and when?", "by whom?"."""
    alone: dict[str, Topic] = load("questions")["topics_alone"]
    return alone.get(" ".join(text.lower().split()))


def _is_of_survey(text: str) -> bool:
    """Whether a survey is named, or nothing but people and what is done in surveys."""
    if _words_of("survey_words").search(text):
        return True
    if len(text.split()) <= SHORT and _words_of("done_to_surveys").search(text):
        return True
    words = [word for word in WORD.findall(text) if not is_people_word(word)]
    return not content_stems(" ".join(words)) - _of_surveys()


@cache
def _words_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(load('questions')[name])})\b", re.IGNORECASE)


@cache
def _of_surveys() -> frozenset[str]:
    questions = load("questions")
    words = (
        *questions["survey_words"],
        *questions["survey_verbs"],
        *questions["asking_of_surveys"],
    )
    return frozenset(stem(part) for word in words for part in word.split())
