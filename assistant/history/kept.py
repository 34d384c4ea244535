"""What is kept: an answer as given, with what a reader thought of it."""

import json
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from assistant.errors import BadInput

LONGEST_ID = 100
LONGEST_QUESTION = 20_000
LONGEST_ANSWER = 2_000_000
LONGEST_COMMENT = 2_000
LONGEST_ANSWERER = 200
ID = "[!-~]+"  # as other systems make them, too: "C024BE91L:1699999999.1234"
TOKEN = r"[A-Za-z0-9_][A-Za-z0-9_-]{21}"  # noqa: S105 - the shape of an id that was drawn

Opinion: TypeAlias = Literal["up", "down"]

_ID = re.compile(ID)
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")  # no database takes NUL, or half a character


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer as given; `answer_json` is the published answer, as its reader got it.

    `cost_usd` is None where nobody knows what the tokens cost.
    """

    answer_id: str
    question: str
    answer_json: str
    answerer: str = "built-in"
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What a reader thought of an answer."""

    rating: Opinion
    comment: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """An answer out of the history: in which conversation and when it was given, and its rating."""

    conversation: str
    at: datetime
    kept: Kept
    rating: Rating | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation in brief."""

    id: str
    began: datetime
    latest: datetime
    answers: int
    first_question: str


def new_conversation_id() -> str:
    """An id that nobody can guess, so that whoever has it may read and delete the conversation."""
    return _token()


def new_answer_id() -> str:
    """An id that nobody can guess, so that only who got the answer can rate it."""
    return _token()


def checked_id(given: str, *, what: str) -> str:
    """The id of `what`, where it can be one.

    >>> checked_id("C024BE91L:1699999999.1234", what="conversation")
    'C024BE91L:1699999999.1234'
    """
    if len(given) > LONGEST_ID or not _ID.fullmatch(given):
        raise BadInput(
            f"the id of the {what} must be 1 to {LONGEST_ID} letters, digits and signs, no spaces"
        )
    return given


def bounded(text: str, *, longest: int, what: str) -> str:
    r"""The text as a database can keep it, where it is no longer than it may be.

    >>> bounded("Who agr\x00ees?", longest=20, what="question")
    'Who agr\ufffdees?'
    """
    if len(text) > longest:
        raise BadInput(
            f"the {what} has {len(text):,} characters; up to {longest:,} of one are kept"
        )
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def checked_json(text: str) -> str:
    """The JSON of an answer, where it is the JSON of anything that has keys."""
    text = bounded(text, longest=LONGEST_ANSWER, what="answer")
    try:
        is_object = isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        is_object = False
    if not is_object:
        raise BadInput("the answer to keep is no JSON object")
    return text


def _token() -> str:
    """A random token that no command line takes for an option."""
    while (token := secrets.token_urlsafe(16)).startswith("-"):
        pass
    return token
