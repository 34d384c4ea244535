"""What a model's client raises → how it failed. The clients differ; their failures do not.

Every provider has its own errors, many of which quote headers and addresses. So an error is known
by its status and by the names of its classes, and none of its words is passed on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from assistant.errors import ModelFailed, Outcome

BY_STATUS: Final[dict[int, Outcome]] = {
    401: "key",
    403: "key",
    404: "no such model",
    408: "slow",
    429: "busy",
    504: "slow",
    529: "busy",  # Anthropic's "overloaded"
}
# Parts of the names of classes, the most telling first.
BY_NAME: Final[tuple[tuple[str, Outcome], ...]] = (
    ("ModuleNotFound", "missing package"),
    ("ImportError", "missing package"),
    ("Timeout", "slow"),
    ("RateLimit", "busy"),
    ("Overloaded", "busy"),
    ("Authentication", "key"),
    ("PermissionDenied", "key"),
    ("ContentFilter", "refused"),
    ("Refusal", "refused"),
    ("ContextOverflow", "refused"),
    ("InvalidRequest", "refused"),
    ("BadRequest", "refused"),
    ("OutputParser", "malformed"),
    ("LengthFinishReason", "malformed"),
    ("Connect", "down"),
    ("Protocol", "down"),
    ("Network", "down"),
    ("ReadError", "down"),
    ("APIError", "down"),
    ("OSError", "down"),
    ("GeneratorExit", "malformed"),  # a reply that was too long
    ("ValueError", "malformed"),  # what parsers raise, and LangChain for a stream without a piece
    ("AssertionError", "malformed"),  # OpenAI's parser, for the same
)
BUSY: Final = ("overloaded", "rate_limit")  # how a stream that has begun says so
USUAL_WAIT = 0.5  # seconds before a second try, where the server names none


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """How a call failed, and after how many seconds it may be tried again, if at all."""

    outcome: Outcome
    again_after: float | None = None


def failure_of(error: BaseException) -> Failure:
    """How a call failed that ended with that error."""
    for cause in _causes(error):
        if (outcome := _outcome(cause)) is not None:
            return Failure(outcome=outcome, again_after=_again_after(cause))
    return Failure(outcome="unknown")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and those that it came of, the last first."""
    seen: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in seen:
        yield at
        seen.append(at)
        at = at.__cause__ or at.__context__


def _outcome(error: BaseException) -> Outcome | None:
    if isinstance(error, ModelFailed):
        return error.outcome
    status = _status(error)
    if status is not None:
        return BY_STATUS.get(status) or ("down" if status >= 500 else "refused")
    if any(word in str(getattr(error, "body", "")) for word in BUSY):
        return "busy"
    names = " ".join(cls.__name__ for cls in type(error).__mro__)
    return next((outcome for part, outcome in BY_NAME if part in names), None)


def _status(error: BaseException) -> int | None:
    """The HTTP status that is an error's reason."""
    response: Any = getattr(error, "response", None)
    for status in (getattr(error, "status_code", None), getattr(response, "status_code", None)):
        if isinstance(status, int) and status >= 400:
            return status
    return None


def _again_after(error: BaseException) -> float | None:
    """Seconds to wait for a second try; nothing where one would be in vain, or a date is named."""
    status = _status(error)
    if status is None or not (status == 429 or status >= 500):
        return None
    headers: Any = getattr(getattr(error, "response", None), "headers", None) or {}
    named = headers.get("retry-after")
    if named is None:
        return USUAL_WAIT
    try:
        return max(0.0, float(named))
    except ValueError:
        return None
