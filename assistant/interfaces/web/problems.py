"""What the HTTP interface says when it cannot answer: one line, in one shape."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from assistant.errors import AssistantError, NotKept
from assistant.interfaces.web.door import TooBusy

NOT_FOUND = 404
UNUSABLE = 422
UNAVAILABLE = 503
TOO_LARGE = 413


class Problem(BaseModel):
    """Why a request was not answered."""

    detail: str = Field(description="One line: where, what, and what to do.")


PROBLEMS: dict[int | str, dict[str, Any]] = {
    TOO_LARGE: {"model": Problem, "description": "The body is too large."},
    UNUSABLE: {"model": Problem, "description": "The request cannot be worked with."},
    UNAVAILABLE: {"model": Problem, "description": "The index or a model cannot be used now."},
}
BAD_REQUEST: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "The body cannot be read."}
}


def status_of(error: AssistantError) -> int:
    """404 for what is not kept, 422 for what the asker can mend, 503 for what failed outside."""
    if isinstance(error, NotKept):
        return NOT_FOUND
    return UNUSABLE if error.exit_code == 2 else UNAVAILABLE


def add_problem_handlers(app: FastAPI) -> None:
    """Turn every known error into a `Problem`."""
    app.add_exception_handler(AssistantError, _answer_with(_of_assistant))
    app.add_exception_handler(TooBusy, _answer_with(lambda error: (UNAVAILABLE, str(error))))
    app.add_exception_handler(RequestValidationError, _answer_with(_of_validation))


def _answer_with(
    describe: Callable[[Any], tuple[int, str]],
) -> Callable[[Request, Exception], Awaitable[JSONResponse]]:
    async def handler(_: Request, error: Exception) -> JSONResponse:
        status, detail = describe(error)
        return JSONResponse({"detail": detail}, status_code=status)

    return handler


def _of_assistant(error: AssistantError) -> tuple[int, str]:
    return status_of(error), str(error)


def _of_validation(error: RequestValidationError) -> tuple[int, str]:
    fault = error.errors()[0]
    place = ".".join(str(part) for part in fault["loc"] if part not in ("body", "query"))
    return UNUSABLE, f"{place or 'body'}: {fault['msg']}"
