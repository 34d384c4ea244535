"""The assistant behind one door: requests wait their turn, and the event loop never does."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from assistant.answer.answer import Answer
from assistant.answer.events import Event
from assistant.interfaces.assistant_like import AssistantLike
from assistant.interfaces.web.relay import Relay
from assistant.request import Draft, Request
from assistant.survey import Survey
from assistant.verify.check import Check

MOST_WAITING = 50
MOST_EXAMPLES, LONGEST_EXAMPLE = 30, 600
Result = TypeVar("Result")


class TooBusy(RuntimeError):
    """More requests wait than can be served in a reasonable time."""

    def __init__(self) -> None:
        super().__init__("too many questions are waiting; try again in a moment")


class Door:
    """Hands requests to the assistant in worker threads, `at_once` of them and in order.

    A client that goes away lets nobody else in early: what runs for it holds its thread to the end,
    or, where sentences are streamed, to the next one.
    """

    def __init__(self, assistant: AssistantLike, *, at_once: int = 1) -> None:
        self._assistant = assistant
        self._workers = ThreadPoolExecutor(max_workers=at_once, thread_name_prefix="assistant")
        self._waiting = 0
        self.is_warm = False
        self.example = ""  # a passage of the corpus with a percentage, once the models are warm

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """The surveys that the index holds."""
        return self._assistant.surveys

    @property
    def is_full(self) -> bool:
        """Whether the next request would be told to come back later."""
        return self._waiting >= MOST_WAITING

    async def ask(self, request: Request) -> Answer:
        """One checked answer, or a refusal."""
        return await self._take_turn(lambda: self._assistant.ask(request))

    async def stream(self, request: Request) -> AsyncGenerator[Event, None]:
        """What happens on the way to an answer; whoever stops listening stops the work."""
        relay: Relay[Event] = Relay(asyncio.get_running_loop())
        with self._counted():
            turn = self._workers.submit(relay.carry, lambda: self._assistant.stream(request))
            try:
                async for event in relay.read():
                    yield event
            finally:
                relay.leave()
                turn.cancel()

    async def check(self, draft: Draft) -> Check:
        """Every figure of a draft against the source data."""
        return await self._take_turn(
            lambda: self._assistant.check(draft.text, id=draft.id, surveys=draft.surveys)
        )

    async def warm_up(self) -> None:
        """Load the models with a question of no consequence, so that the first reader need not."""
        question = Request(question="survey")
        hits = await self._take_turn(lambda: self._assistant.search(question, k=MOST_EXAMPLES))
        self.example = next(filter(_is_example, (hit.text for hit in hits)), "")
        self.is_warm = True

    def close(self) -> None:
        """Let go of the workers; what waits is not begun."""
        self._workers.shutdown(wait=False, cancel_futures=True)

    async def _take_turn(self, work: Callable[[], Result]) -> Result:
        with self._counted():
            return await asyncio.get_running_loop().run_in_executor(self._workers, work)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        if self.is_full:
            raise TooBusy
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1


def _is_example(text: str) -> bool:
    """Whether a text shows what a check does: whole sentences with a percentage among them."""
    return "%" in text and text.endswith(".") and len(text) <= LONGEST_EXAMPLE
