"""Carries what an iterator yields in a worker thread over to a reader on the event loop."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST_UNREAD = 500
Item = TypeVar("Item")


class Unread(RuntimeError):
    """A reader has let too much lie."""

    def __init__(self) -> None:
        super().__init__("the answer was not read as fast as it was written; ask again")


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """Nothing more comes; `error` says why, where it is not the natural end."""

    error: Exception | None = None


class Relay(Generic[Item]):
    """A bounded queue from one thread to one reader.

    The thread never waits for the reader, who could hold up everybody else by reading slowly: where
    more than `MOST_UNREAD` items lie unread, the work is given up.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._queue: asyncio.Queue[Item | _End] = asyncio.Queue()
        self._room = threading.Semaphore(MOST_UNREAD)
        self._is_left = threading.Event()

    def carry(self, begin: Callable[[], Iterator[Item]]) -> None:
        """Hand on all that comes, until it ends or nobody listens; for the worker thread."""
        error: Exception | None = None
        try:
            for item in begin():
                if self._is_left.is_set():
                    return
                self._take_room()
                self._hand_on(item)
        except Exception as raised:  # the edge of the thread: it is raised again at the reader's
            error = raised
        self._hand_on(_End(error=error))

    async def read(self) -> AsyncGenerator[Item, None]:
        """What comes, until its end; raises what was raised in the thread."""
        while not isinstance(item := await self._queue.get(), _End):
            self._room.release()
            yield item
        if item.error is not None:
            raise item.error

    def leave(self) -> None:
        """Listen no longer: the work stops before it would hand on the next item."""
        self._is_left.set()

    def _take_room(self) -> None:
        if not self._room.acquire(blocking=False):
            raise Unread

    def _hand_on(self, item: Item | _End) -> None:
        self._loop.call_soon_threadsafe(self._queue.put_nowait, item)
