"""The assistant behind one door."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import aclosing

import pytest

from assistant.answer.answer import Answer
from assistant.answer.events import Answered, Event, Shown, Working
from assistant.errors import BadInput
from assistant.interfaces.web.door import MOST_WAITING, Door, TooBusy
from assistant.interfaces.web.relay import MOST_UNREAD, Unread
from assistant.request import Request
from tests.interfaces.fake_assistant import FakeAssistant

EMPLOYERS = Request(question="employers")
PATIENCE = 30.0  # seconds; only a failing test waits so long


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
        door = Door(watched)
        await asyncio.gather(*(door.ask(Request(question="employers")) for _ in range(5)))

    asyncio.run(ask_five())

    assert watched.most == 1
    assert len(watched.threads) == 5
    assert threading.get_ident() not in watched.threads


def test_a_client_that_goes_away_does_not_let_the_next_one_in_early() -> None:
    watched = Watched()

    async def leave_and_ask() -> None:
        door = Door(watched)
        leaving = asyncio.create_task(door.ask(Request(question="employers")))
        await asyncio.sleep(0.005)
        leaving.cancel()
        await door.ask(Request(question="employers"))

    asyncio.run(leave_and_ask())

    assert (watched.most, len(watched.threads)) == (1, 2)


def test_when_too_many_wait_the_next_one_is_told_at_once() -> None:
    async def ask_too_many() -> None:
        door = Door(FakeAssistant())
        asked = [door.ask(Request(question="x")) for _ in range(MOST_WAITING + 1)]
        await asyncio.gather(*asked)

    with pytest.raises(TooBusy, match="try again in a moment"):
        asyncio.run(ask_too_many())


class Endless(FakeAssistant):
    """Writes until somebody stops it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = 0
        self.stopped = threading.Event()
        self.may_go_on = threading.Semaphore(0)

    def stream(self, request: Request) -> Iterator[Event]:
        try:
            while True:
                self.written += 1
                yield Working(step="writing")
                assert self.may_go_on.acquire(timeout=PATIENCE)
        finally:
            self.stopped.set()


def test_events_come_in_order_and_the_answer_last() -> None:
    async def names() -> list[type]:
        return [type(event) async for event in Door(FakeAssistant()).stream(EMPLOYERS)]

    assert asyncio.run(names()) == [Working, Working, Shown, Answered]


def test_each_event_comes_while_the_next_one_is_still_worked_on() -> None:
    endless = Endless()

    async def first() -> Event:
        async with aclosing(Door(endless).stream(EMPLOYERS)) as events:
            return await anext(events)

    assert asyncio.run(first()) == Working(step="writing")
    assert endless.written == 1
    endless.may_go_on.release()


def test_whoever_stops_listening_stops_the_work_at_the_next_event() -> None:
    endless = Endless()

    async def listen_to_two() -> None:
        async with aclosing(Door(endless).stream(EMPLOYERS)) as events:
            await anext(events)
            endless.may_go_on.release()
            await anext(events)
        endless.may_go_on.release()

    asyncio.run(listen_to_two())

    assert endless.stopped.wait(PATIENCE)
    assert endless.written == 3  # the third was on its way already


def test_a_stream_that_waits_for_its_turn_is_not_begun_once_its_client_has_gone() -> None:
    endless = Endless()

    async def leave_while_waiting() -> None:
        door = Door(endless)
        async with aclosing(door.stream(EMPLOYERS)) as events:
            await anext(events)
            waiting = asyncio.create_task(anext(door.stream(EMPLOYERS)))
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.wait([waiting])
        endless.may_go_on.release()
        await door.ask(EMPLOYERS)

    asyncio.run(leave_while_waiting())

    assert endless.written == 2  # both by the first


def test_what_goes_wrong_in_the_middle_is_raised_where_it_is_read() -> None:
    async def read() -> list[Event]:
        asked = Request(question="unusable employers")
        return [event async for event in Door(FakeAssistant()).stream(asked)]

    with pytest.raises(BadInput, match="cannot be worked with"):
        asyncio.run(read())


def test_a_client_that_reads_nothing_has_its_work_stopped_and_holds_nobody_up() -> None:
    endless = Endless()

    async def read_late() -> int:
        door = Door(endless)
        read = 0
        async with aclosing(door.stream(EMPLOYERS)) as events:
            await anext(events)
            endless.may_go_on.release(2 * MOST_UNREAD)
            await door.ask(EMPLOYERS)  # after the stream, in the only thread
            async for _ in events:
                read += 1
        return read

    with pytest.raises(Unread, match="ask again"):
        asyncio.run(read_late())
    assert endless.stopped.is_set()


def test_where_a_language_model_is_waited_for_others_have_their_turn_meanwhile() -> None:
    together = threading.Barrier(2, timeout=PATIENCE)

    class Meeting(FakeAssistant):
        def stream(self, request: Request) -> Iterator[Event]:
            together.wait()
            yield from super().stream(request)

    async def ask_two() -> list[int]:
        door = Door(Meeting(), at_once=2)

        async def count() -> int:
            return len([event async for event in door.stream(EMPLOYERS)])

        return list(await asyncio.gather(count(), count()))

    assert asyncio.run(ask_two()) == [4, 4]


def test_streams_count_among_those_that_wait() -> None:
    endless = Endless()

    async def stream_too_many() -> None:
        door = Door(endless)
        streams = [door.stream(EMPLOYERS) for _ in range(MOST_WAITING + 1)]
        waiting = [asyncio.ensure_future(anext(stream)) for stream in streams]
        await waiting[0]
        door.close()
        try:
            await waiting[-1]
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.wait(waiting)
            endless.may_go_on.release()

    with pytest.raises(TooBusy):
        asyncio.run(stream_too_many())
