"""The models behind one door."""

import asyncio
import threading
import time

import pytest

from assistant.answer.answer import Answer
from assistant.interfaces.web import one_at_a_time
from assistant.interfaces.web.one_at_a_time import OneAtATime, TooBusy
from assistant.request import Request
from tests.interfaces.fake_assistant import FakeAssistant


class Watched(FakeAssistant):
    """Notes how many ask at once, and in which thread."""

    inside = 0
    most = 0
    threads: tuple[int, ...] = ()

    def ask(self, request: Request) -> Answer:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.threads = (*self.threads, threading.get_ident())
        time.sleep(0.02)
        self.inside -= 1
        return super().ask(request)


def test_no_two_requests_use_the_models_at_once_or_hold_up_the_loop() -> None:
    watched = Watched()

    async def ask_five() -> None:
        door = OneAtATime(watched)
        await asyncio.gather(*(door.ask(Request(question="employers")) for _ in range(5)))

    asyncio.run(ask_five())

    assert watched.most == 1
    assert len(watched.threads) == 5
    assert threading.get_ident() not in watched.threads


def test_a_client_that_goes_away_does_not_let_the_next_one_in_early() -> None:
    watched = Watched()

    async def leave_and_ask() -> None:
        door = OneAtATime(watched)
        leaving = asyncio.create_task(door.ask(Request(question="employers")))
        await asyncio.sleep(0.005)
        leaving.cancel()
        await door.ask(Request(question="employers"))

    asyncio.run(leave_and_ask())

    assert (watched.most, len(watched.threads)) == (1, 2)


def test_when_too_many_wait_the_next_one_is_told_at_once() -> None:
    async def ask_too_many() -> None:
        door = OneAtATime(FakeAssistant())
        asked = [door.ask(Request(question="x")) for _ in range(one_at_a_time.MOST_WAITING + 1)]
        await asyncio.gather(*asked)

    with pytest.raises(TooBusy, match="try again in a moment"):
        asyncio.run(ask_too_many())
