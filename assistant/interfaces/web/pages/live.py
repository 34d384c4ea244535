"""The page's form as a stream, for the script that shows each sentence as it comes."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from assistant.answer.answer import Answer
from assistant.interfaces.web.door import Door, TooBusy
from assistant.interfaces.web.pages.asking import Asking, Begun
from assistant.interfaces.web.pages.sent import read_form
from assistant.interfaces.web.streaming import streamed

ANSWER_HEADER = "Assistant-Answer"
CONVERSATION_HEADER = "Assistant-Conversation"


def build_live(door: Door, asking: Asking) -> APIRouter:
    """`POST /stream`, which takes the fields of `POST /` and keeps the answer as that does."""
    router = APIRouter(include_in_schema=False)

    async def begun(request: Request, response: Response) -> Begun:
        """The question, where it can be begun, with its ids told before it is answered."""
        sent = await read_form(request)
        if door.is_full:
            raise TooBusy
        begun = await asking.begun(sent)
        response.headers[ANSWER_HEADER] = begun.request.id
        if begun.sent.conversation:
            response.headers[CONVERSATION_HEADER] = begun.sent.conversation
        return begun

    @router.post("/stream", response_class=EventSourceResponse)
    async def stream(begun: Annotated[Begun, Depends(begun)]) -> AsyncIterator[ServerSentEvent]:
        async def finish(answer: Answer) -> None:
            asking.make_ready(begun.request.id, await asking.finished(begun, answer))

        async with aclosing(streamed(door, begun.request, finish=finish)) as events:
            async for event in events:
                yield event

    return router
