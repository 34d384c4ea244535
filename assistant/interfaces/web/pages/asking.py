"""Questions off the page's form: asked in their conversation, and their answers kept in it."""

import asyncio
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from assistant.answer.answer import Answer
from assistant.errors import AssistantError, BadInput
from assistant.history import new_conversation_id
from assistant.interfaces.web.conversations import Conversations
from assistant.interfaces.web.pages.sent import Sent
from assistant.render.history.exchange import ExchangeView, view_exchange
from assistant.request import Request

SECONDS_READY = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What came of a form."""

    sent: Sent = field(default_factory=Sent)
    answer: Answer | None = None
    earlier: tuple[ExchangeView, ...] = ()
    notice: str = ""
    problem: str = ""
    status: int = HTTPStatus.OK


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A question that can be asked, and what its page shows above the answer."""

    sent: Sent
    request: Request
    earlier: tuple[ExchangeView, ...]


class Asking:
    """The conversations as the page leads them."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations
        self._ready: dict[str, Shown] = {}

    def conversation(self, sent: Sent) -> str:
        """The conversation that a form goes on with, or a new one; empty where none is kept."""
        if not self._conversations.are_kept:
            return ""
        if sent.conversation and not sent.is_of_a_conversation:
            raise BadInput("There is no such conversation; begin a new one.")
        return sent.conversation or new_conversation_id()

    async def earlier(self, conversation: str) -> tuple[ExchangeView, ...]:
        """What was asked and answered in a conversation before."""
        return tuple(map(view_exchange, await self._conversations.earlier(conversation)))

    async def begun(self, sent: Sent) -> Begun:
        """The question with an id and the questions before it."""
        asked = sent.asked()
        conversation = self.conversation(sent)
        request = await self._conversations.begun(asked, conversation)
        return Begun(
            sent=replace(sent, conversation=conversation),
            request=replace(request, turns=()) if sent.whole else request,
            earlier=await self.earlier(conversation),
        )

    async def finished(self, begun: Begun, answer: Answer) -> Shown:
        """What is shown of the answer, which is kept; where it cannot be, that is said."""
        problem = ""
        try:
            await self._conversations.keep(answer, begun.sent.conversation)
        except AssistantError as error:
            problem = f"This answer is not kept: {error}"
        return Shown(sent=begun.sent, answer=answer, earlier=begun.earlier, problem=problem)

    def make_ready(self, answer_id: str, shown: Shown) -> None:
        """Hold what was streamed for the form that is sent next, for a minute at most."""
        self._ready[answer_id] = shown
        asyncio.get_running_loop().call_later(SECONDS_READY, self._ready.pop, answer_id, None)

    async def given_already(self, sent: Sent) -> Shown | None:
        """What is shown where the form's question was answered on a stream, so that none is asked.

        It is shown whole once. Later, or by another process, it comes out of the conversation.
        """
        shown = self._ready.get(sent.answer)
        if shown is not None and shown.sent.question == sent.question:
            return self._ready.pop(sent.answer)
        if not sent.answer or not sent.is_of_a_conversation:
            return None
        remembered = await self._conversations.earlier(sent.conversation)
        given = ((each.kept.answer_id, each.kept.question) for each in remembered)
        if (sent.answer, sent.question) not in given:
            return None
        again = Sent(conversation=sent.conversation, survey=sent.survey)
        return Shown(sent=again, earlier=tuple(map(view_exchange, remembered)))
