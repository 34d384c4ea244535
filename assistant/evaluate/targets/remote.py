"""Targets over HTTP: a running server of ours, or any OpenAI-compatible endpoint."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import isfinite
from time import perf_counter
from typing import Any

from assistant.errors import BadInput, TargetUnavailable
from assistant.evaluate.case import Case
from assistant.evaluate.grading.reply import Reply
from assistant.evaluate.targets.target import (
    Described,
    Json,
    Replied,
    failure,
    without_what_varies,
)
from assistant.evaluate.targets.wire import BUSY, NORMAL, Received, Way, Wire

OF_THE_CASE = (400, 413, 422, 500)  # this case is not taken, and the next one may be
OUT_OF_ORDER = (500, 529)  # passing troubles of those who serve models, beside being busy


class _Remote(ABC):
    """Posts each case and keeps the order; `workers` are asked at once."""

    def __init__(self, wire: Wire, *, workers: int) -> None:
        self._wire = wire
        self._workers = workers

    def replies(self, cases: Sequence[Case]) -> Iterator[Replied]:
        """In order; several are asked at once."""
        with ThreadPoolExecutor(self._workers) as pool:
            try:
                yield from pool.map(self._timed, cases)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def close(self) -> None:
        """Close the connections."""
        self._wire.close()

    def _timed(self, case: Case) -> Replied:
        began = perf_counter()
        reply = self.ask(case)
        return Replied(
            reply=without_what_varies(reply), milliseconds=1000 * (perf_counter() - began)
        )

    @abstractmethod
    def ask(self, case: Case) -> Json:
        """The reply to one case, as published JSON."""

    def _not_taken(self, received: Received) -> Json:
        said = self._wire.shown(received.text)
        return failure(BadInput(f"HTTP {received.status}: {said}"))


class OurServer(_Remote):
    """A running `assistant serve`."""

    def __init__(self, url: str, *, workers: int, way: Way = NORMAL) -> None:
        super().__init__(Wire(url, way), workers=workers)

    def describe(self) -> Described:
        """What the server says of itself and of the surveys that it holds."""
        listed = self._wire.json(self._wire.request("GET", "/api/surveys"))
        program = self._wire.json(self._wire.request("GET", "/openapi.json"))
        try:
            surveys = tuple(str(survey["id"]) for survey in listed["surveys"])
            version = str(program["info"]["version"])
        except (LookupError, TypeError) as error:
            raise TargetUnavailable(
                f"{self._wire.name}: not an assistant; give the address of `assistant serve`"
            ) from error
        return Described(
            target=self._wire.name,
            model="the server's",
            surveys=surveys,
            details={"program": version},
        )

    def ask(self, case: Case) -> Json:
        """An answer or a check, as the server publishes it."""
        surveys = list(case.surveys)
        if case.is_claim:
            body: Json = {"text": case.asked, "surveys": surveys}
            received = self._wire.request("POST", "/api/check", body)
        else:
            *turns, question = case.turns or (case.asked,)
            body = {"question": question, "turns": turns, "surveys": surveys}
            received = self._wire.request("POST", "/api/ask", body)
        if received.status in OF_THE_CASE:
            return self._not_taken(received)
        published: Json = self._wire.json(received)
        try:
            Reply.of(published)
        except (LookupError, TypeError, AttributeError) as error:
            raise TargetUnavailable(f"{self._wire.name}: not the form of an answer") from error
        return published


class OpenAICompatible(_Remote):
    """Any endpoint that speaks OpenAI's chat completions; figures are read out of its text."""

    def __init__(self, url: str, *, model: str, key: str, workers: int, way: Way = NORMAL) -> None:
        super().__init__(Wire(url, way, key=key, busy=(*BUSY, *OUT_OF_ORDER)), workers=workers)
        self._model = model

    def describe(self) -> Described:
        """The endpoint and the model; what it answers from is not known."""
        return Described(target=f"openai:{self._wire.name}", model=self._model)

    def ask(self, case: Case) -> Json:
        """The text of the first choice, with the figures that are read out of it."""
        turns = [*case.turns[:-1], case.asked]
        messages = [{"role": "user", "content": turn} for turn in turns]
        if case.is_claim:
            return failure(BadInput("an OpenAI-compatible endpoint checks no claims"))
        body = {"model": self._model, "messages": messages, "temperature": 0}
        received = self._wire.request("POST", "/chat/completions", body)
        if received.status in OF_THE_CASE:
            return self._not_taken(received)
        completion = self._wire.json(received)
        try:
            text = _text_of(completion)
        except (LookupError, TypeError) as error:
            said = self._wire.shown(received.text)
            raise TargetUnavailable(
                f"{self._wire.name}: not the form of a chat completion: {said}"
            ) from error
        return reply_of_text(text, answerer=f"openai:{self._model}")


def _text_of(completion: Any) -> str:
    content = completion["choices"][0]["message"]["content"]
    if not isinstance(content, str | None):
        raise TypeError("the content is not a text")
    return content or ""


def reply_of_text(text: str, *, answerer: str) -> Json:
    """A mere text as a reply: its figures, and refused if it has none.

    >>> reply_of_text("It is 86% of employers.", answerer="x")["figures"]
    [{'text': '86%', 'value': 86.0, 'unit': 'percent'}]
    """
    from assistant.numerals import read_figures

    figures = [
        {"text": m.figure.text, "value": m.figure.value, "unit": m.figure.unit.value}
        for m in read_figures(text)
        if isfinite(m.figure.value)
    ]
    status = "answered" if figures else "refused"
    return {"status": status, "text": text, "figures": figures, "answerer": answerer}
