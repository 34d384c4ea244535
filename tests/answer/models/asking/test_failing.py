"""Every client's errors have one of a few outcomes, and their own words go nowhere."""

import json

import httpx
import pytest
from langchain_core.exceptions import ContextOverflowError, OutputParserException

from assistant.answer.models.asking.failing import Failure, failure_of
from assistant.errors import ModelFailed


class Response:
    def __init__(self, status_code: int, **headers: str) -> None:
        self.status_code = status_code
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class StatusError(Exception):
    def __init__(self, status: int, **headers: str) -> None:
        super().__init__("key sk-1")
        self.response = Response(status, **headers)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (ConnectionRefusedError(), "down"),
        (httpx.ConnectError("x"), "down"),
        (httpx.RemoteProtocolError("closed"), "down"),
        (OSError("no route"), "down"),
        (TimeoutError(), "slow"),
        (httpx.ReadTimeout("x"), "slow"),
        (httpx.ConnectTimeout("x"), "slow"),
        (ContextOverflowError(), "refused"),
        (OutputParserException("x"), "malformed"),
        (json.JSONDecodeError("x", "", 0), "malformed"),
        (ModuleNotFoundError("transformers"), "missing package"),
        (ModelFailed("busy"), "busy"),
        (ZeroDivisionError(), "unknown"),
    ],
)
def test_an_error_is_known_by_its_kind(error: Exception, outcome: str) -> None:
    assert failure_of(error).outcome == outcome


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (400, "refused"),
        (401, "key"),
        (402, "refused"),
        (403, "key"),
        (404, "no such model"),
        (408, "slow"),
        (413, "refused"),
        (429, "busy"),
        (500, "down"),
        (502, "down"),
        (504, "slow"),
        (529, "busy"),
    ],
)
def test_an_error_is_known_by_its_status(status: int, outcome: str) -> None:
    assert failure_of(StatusError(status)).outcome == outcome


def test_an_error_is_known_by_what_it_came_of() -> None:
    error = RuntimeError("the chain broke")
    error.__cause__ = StatusError(401)

    assert failure_of(error).outcome == "key"


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (StatusError(429), Failure(outcome="busy", again_after=0.5)),
        (StatusError(429, retry_after="7"), Failure(outcome="busy", again_after=7)),
        (StatusError(503, retry_after="soon"), Failure(outcome="down")),
        (StatusError(401, retry_after="1"), Failure(outcome="key")),
        (TimeoutError(), Failure(outcome="slow")),
    ],
)
def test_only_a_busy_or_broken_server_is_asked_again(error: Exception, failure: Failure) -> None:
    assert failure_of(error) == failure
