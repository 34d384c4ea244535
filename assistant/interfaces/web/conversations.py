"""Questions in their conversations: the earlier ones come from the history, answers go into it."""

import asyncio
from dataclasses import replace

from assistant.answer.answer import Answer
from assistant.errors import BadInput
from assistant.history import History, Kept, Remembered, new_answer_id
from assistant.history.kept import Opinion
from assistant.render.answer_json import answer_json
from assistant.render.contract import json_line
from assistant.request import Request


class Conversations:
    """The history off the event loop. Without one, nothing is kept and no conversation is known."""

    def __init__(self, history: History | None) -> None:
        self._history = history

    @property
    def are_kept(self) -> bool:
        """Whether there is a history at all."""
        return self._history is not None

    async def begun(self, request: Request, conversation: str) -> Request:
        """The request with an id, and with the earlier questions of its conversation, if any.

        Raises:
            BadInput: It names a conversation and turns, or a conversation where none is kept.
        """
        request = replace(request, id=request.id or new_answer_id())
        if not conversation:
            return request
        if request.turns:
            raise BadInput("give turns or a conversation, not both")
        if self._history is None:
            raise BadInput("no conversations are kept here; give the earlier questions as turns")
        turns = await asyncio.to_thread(self._history.turns, conversation)
        return replace(request, turns=turns)

    async def keep(self, answer: Answer, conversation: str) -> None:
        """Keep an answer as given, where it belongs to a conversation."""
        if self._history is None or not conversation:
            return
        usage = answer.usage
        kept = Kept(
            answer_id=answer.id,
            question=answer.question,
            answer_json=json_line(answer_json(answer)),
            answerer=answer.answerer,
            input_tokens=usage.tokens_in if usage else 0,
            output_tokens=usage.tokens_out if usage else 0,
            cost_usd=usage.cost if usage else None,
        )
        await asyncio.to_thread(self._history.keep, conversation, kept)

    async def earlier(self, conversation: str) -> tuple[Remembered, ...]:
        """What was asked and answered in a conversation so far, oldest first."""
        if self._history is None or not conversation:
            return ()
        return await asyncio.to_thread(self._history.answers, conversation)

    async def rate(self, answer_id: str, rating: Opinion) -> None:
        """Keep what a reader thinks of an answer."""
        if self._history is not None:
            await asyncio.to_thread(self._history.rate, answer_id, rating=rating)

    async def delete(self, conversation: str) -> None:
        """Delete a conversation, if there is one."""
        if self._history is not None:
            await asyncio.to_thread(self._history.delete, conversation)
