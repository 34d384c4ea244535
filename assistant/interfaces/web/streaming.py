"""The HTTP interface as a stream: each sentence as soon as it is checked, then the answer."""

import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent

from assistant.answer.answer import Answer
from assistant.answer.events import Answered
from assistant.errors import AssistantError, UnknownSurvey
from assistant.interfaces.web.api import AskBody
from assistant.interfaces.web.conversations import Conversations
from assistant.interfaces.web.door import Door, TooBusy
from assistant.interfaces.web.problems import PROBLEMS, UNAVAILABLE, UNUSABLE
from assistant.interfaces.web.relay import Unread
from assistant.render.stream.shape import ProblemJson, named_event, stream_schema
from assistant.request import Request

_log = logging.getLogger(__name__)
UNFORESEEN = "the answer broke off: something failed that should not; ask again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A request that can be begun, and the conversation that its answer goes to."""

    request: Request
    conversation: str


def build_stream(door: Door, conversations: Conversations) -> APIRouter:
    """The one route of the stream."""
    router = APIRouter()

    async def ready(asked: Annotated[AskBody, Query()]) -> Ready:
        """The request, where it can be begun; what is wrong with it is said before the stream."""
        known = [survey.id for survey in door.surveys]
        for name in asked.surveys:
            if name not in known:
                raise UnknownSurvey(name, known)
        if door.is_full:
            raise TooBusy
        request = await conversations.begun(asked.request(), asked.conversation)
        return Ready(request=request, conversation=asked.conversation)

    @router.get("/api/ask/stream", response_class=EventSourceResponse, responses=_described())
    async def stream(asked: Annotated[Ready, Depends(ready)]) -> AsyncIterator[ServerSentEvent]:
        """Answer a question sentence by sentence, each as soon as it is checked."""

        async def finish(answer: Answer) -> None:
            await conversations.keep(answer, asked.conversation)

        async with aclosing(streamed(door, asked.request, finish=finish)) as events:
            async for event in events:
                yield event

    return router


async def streamed(
    door: Door, request: Request, *, finish: Callable[[Answer], Awaitable[None]]
) -> AsyncGenerator[ServerSentEvent, None]:
    """The events of one question; `finish` has the answer before the reader does."""
    try:
        async with aclosing(door.stream(request)) as events:
            async for event in events:
                if isinstance(event, Answered):
                    await finish(event.answer)
                name, data = named_event(event)
                yield ServerSentEvent(event=name, data=data)
    except (AssistantError, TooBusy, Unread) as error:
        yield _problem(str(error))
    except Exception:  # the edge: the reader is told, and the log has the rest
        _log.exception("a stream broke off")
        yield _problem(UNFORESEEN)


def _problem(detail: str) -> ServerSentEvent:
    return ServerSentEvent(event="problem", data=ProblemJson(detail=detail))


def _described() -> dict[int | str, dict[str, Any]]:
    """The answers of the route, for its description to machines."""
    streamed = {"text/event-stream": {"itemSchema": stream_schema()}}
    return {
        200: {"description": "What happens on the way to the answer.", "content": streamed},
        UNUSABLE: PROBLEMS[UNUSABLE],
        UNAVAILABLE: PROBLEMS[UNAVAILABLE],
    }
