"""The models behind one door: requests wait their turn, and the event loop never does."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from assistant.answer.answer import Answer
from assistant.interfaces.assistant_like import AssistantLike
from assistant.request import Draft, Request
from assistant.survey import Survey
from assistant.verify.check import Check

MOST_WAITING = 50
MOST_EXAMPLES, LONGEST_EXAMPLE = 30, 600
Result = TypeVar("Result")


class TooBusy(RuntimeError):
    """More requests wait than can be served in a reasonable time."""


class OneAtATime:
    """Hands requests to the assistant one after the other, all in one worker thread.

    A client that goes away while its turn lasts frees nobody else's: what runs, runs to its end.
    """

    def __init__(self, assistant: AssistantLike) -> None:
        self._assistant = assistant
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="assistant")
        self._waiting = 0
        self.is_warm = False
        self.example = ""  # a passage of the corpus with a percentage, once the models are warm

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """The surveys that the index holds."""
        return self._assistant.surveys

    async def ask(self, request: Request) -> Answer:
        """One checked answer, or a refusal."""
        return await self._take_turn(lambda: self._assistant.ask(request))

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
        """Let go of the worker; what waits is not begun."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    async def _take_turn(self, work: Callable[[], Result]) -> Result:
        if self._waiting >= MOST_WAITING:
            raise TooBusy("too many questions are waiting; try again in a moment")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._worker, work)
        finally:
            self._waiting -= 1


def _is_example(text: str) -> bool:
    """Whether a text shows what a check does: whole sentences with a percentage among them."""
    return "%" in text and text.endswith(".") and len(text) <= LONGEST_EXAMPLE
