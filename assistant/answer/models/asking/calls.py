"""The calls to a language model that an answer takes: limited in time, counted, and named."""

import logging
from collections.abc import Callable, Iterator
from contextvars import copy_context
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event, Semaphore, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from uuid import UUID

from assistant.answer.models.asking.failing import failure_of
from assistant.answer.models.asking.usage import Prices, Spent, Usage, usage_of
from assistant.answer.models.asking.watching import watching
from assistant.errors import BadInput, ModelFailed

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable, RunnableConfig

Given = TypeVar("Given")
Piece = TypeVar("Piece")
Run: TypeAlias = "Callable[[RunnableConfig], Iterator[Piece]]"

# What OpenAI's client raises of a reply that it could not read; nobody counted what was said.
UNREAD = ("ValidationError", "LengthFinishReasonError")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Raised:
    """What a chain ended with, where it did not come to its end."""

    error: BaseException


_END = object()


@dataclass(frozen=True, slots=True)
class _Told:
    """What goes between a chain's thread and the one that waits for its pieces."""

    arrivals: SimpleQueue[Any] = field(default_factory=SimpleQueue)
    wanted: Semaphore = field(default_factory=lambda: Semaphore(0))
    stop: Event = field(default_factory=Event)


class Calls:
    """What an answer asks of a model. All its calls together may take so many seconds.

    A chain runs in a thread of its own, so that the limit holds whatever its client waits for.
    It works only while it is waited for, and the time that checks take is not its own.
    """

    def __init__(self, model: str, *, seconds: float, prices: Prices) -> None:
        self._model = model
        self._prices = prices
        self._left = seconds
        self._spent: dict[UUID, Spent] = {}
        self._may_retry = True
        self._again_after: float | None = None

    @property
    def usage(self) -> Usage | None:
        """What the calls so far have taken; nothing where no model was asked."""
        return usage_of(self._model, self._spent.values(), self._prices)

    def settle(self) -> Usage | None:
        """What the calls have taken, told to the log as well, without a word of the question."""
        if (usage := self.usage) is not None:
            log.info("%s", usage.line)
        return usage

    def stream(self, chain: "Runnable[Given, Piece]", given: Given) -> Iterator[Piece]:
        """The chain's pieces as they come. What fails before the first may be tried once more.

        Raises:
            ModelFailed: The model gave nothing, or broke off; it says how, and nothing else.
        """
        return self._tried(lambda config: chain.stream(given, config))

    def invoke(self, chain: "Runnable[Given, Piece]", given: Given) -> Piece:
        """What the chain gives, at once.

        Raises:
            ModelFailed: The model gave nothing; it says how, and nothing else.
        """
        (whole,) = self._tried(lambda config: iter([chain.invoke(given, config)]))
        return whole

    def _tried(self, run: "Run[Piece]") -> Iterator[Piece]:
        has_begun = False
        try:
            for piece in self._pieces(run):
                has_begun = True
                yield piece
        except ModelFailed:
            if has_begun or not self._wait_for_another():
                raise
        else:
            return
        yield from self._pieces(run)

    def _pieces(self, run: "Run[Piece]") -> Iterator[Piece]:
        told = _Told()
        reading = (self._read, run, told)
        Thread(target=copy_context().run, args=reading, daemon=True, name="model").start()
        try:
            while True:
                told.wanted.release()
                arrived = self._next(told.arrivals)
                if arrived is _END:
                    return
                if isinstance(arrived, _Raised):
                    if isinstance(arrived.error, BadInput):  # a recording that lacks a reply
                        raise arrived.error
                    raise self._failed(arrived.error)
                yield arrived
        finally:
            told.stop.set()
            told.wanted.release()

    def _next(self, arrivals: SimpleQueue[Any]) -> Any:
        """What the chain gives next, within the time that is left."""
        began = monotonic()
        try:
            return arrivals.get(timeout=max(0.0, self._left))
        except Empty:
            self._again_after = None
            raise ModelFailed("slow") from None
        finally:
            self._left -= monotonic() - began

    def _read(self, run: "Run[Any]", told: _Told) -> None:
        """Runs a chain, piece by piece as they are wanted. Nothing raised here may be lost."""
        try:
            pieces = run({"callbacks": [watching(self._spent, told.stop)]})
            while told.wanted.acquire() and not told.stop.is_set():
                told.arrivals.put(next(pieces, _END))
        except BaseException as error:
            told.arrivals.put(_Raised(error))

    def _failed(self, error: BaseException) -> ModelFailed:
        """What a chain raised, without its words."""
        failure = failure_of(error)
        self._again_after = failure.again_after
        outcome = failure.outcome
        last = next(reversed(list(self._spent.values())), None)
        is_unread = type(error).__name__ in UNREAD
        if last is not None and outcome in ("malformed", "empty") and not is_unread:
            outcome = "refused" if last.is_declined else "empty" if last.is_blank else "malformed"
        log.warning("%s failed: %s (%s)", self._model, outcome, type(error).__name__)
        return ModelFailed(outcome)

    def _wait_for_another(self) -> bool:
        """Whether there is to be another try, once the server is ready for it."""
        wait, may = self._again_after, self._may_retry
        if wait is None or not may or wait >= self._left:
            return False
        self._may_retry = False
        self._left -= wait
        return not Event().wait(wait)
