"""Targets over HTTP: a running server of ours, or any OpenAI-compatible endpoint."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

from assistant.errors import BadInput, TargetUnavailable
from assistant.evaluate.case import Case
from assistant.evaluate.targets.target import (
    Described,
    Json,
    Replied,
    failure,
    without_what_varies,
)

if TYPE_CHECKING:
    import httpx

TRIES = 4
PATIENCE = 120.0  # seconds for one answer
AT_FAULT = 400
BUSY = (429, 502, 503, 504)


class _Remote(ABC):
    """Posts each case and keeps the order; `workers` are asked at once."""

    def __init__(self, url: str, *, workers: int, headers: Json, transport: Any = None) -> None:
        import httpx

        self.url = url.rstrip("/")
        self._workers = workers
        self._client = httpx.Client(
            headers=dict(headers), timeout=PATIENCE, transport=transport, follow_redirects=False
        )

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
        self._client.close()

    def _timed(self, case: Case) -> Replied:
        began = perf_counter()
        reply = self.ask(case)
        return Replied(
            reply=without_what_varies(reply), milliseconds=1000 * (perf_counter() - began)
        )

    @abstractmethod
    def ask(self, case: Case) -> Json:
        """The reply to one case, as published JSON."""

    def request(self, method: str, path: str, body: Json | None = None) -> "httpx.Response":
        """A response below 500; a target that is busy or gone is tried again, a few times.

        Raises:
            TargetUnavailable: It cannot be reached, or stays busy.
        """
        import httpx

        why = ""
        for attempt in range(TRIES):
            sleep(2**attempt - 1)
            try:
                response = self._client.request(method, f"{self.url}{path}", json=body)
            except httpx.InvalidURL as error:
                raise BadInput(f"--target: {self.url!r} is not a URL") from error
            except httpx.HTTPError as error:
                why = str(error) or type(error).__name__
                continue
            if response.status_code not in BUSY:
                return response
            why = f"HTTP {response.status_code}"
        raise TargetUnavailable(
            f"{self.url}: cannot be asked ({why}); run the same command again to go on"
        )


class OurServer(_Remote):
    """A running `assistant serve`."""

    def __init__(self, url: str, *, workers: int, transport: Any = None) -> None:
        super().__init__(url, workers=workers, headers={}, transport=transport)

    def describe(self) -> Described:
        """What the server says of itself and of the surveys that it holds."""
        surveys = _json(self.request("GET", "/api/surveys"))
        program = _json(self.request("GET", "/openapi.json")).get("info", {}).get("version", "")
        return Described(
            target=self.url,
            model="the server's",
            surveys=tuple(survey["id"] for survey in surveys.get("surveys", ())),
            details={"program": program},
        )

    def ask(self, case: Case) -> Json:
        """An answer or a check, as the server publishes it."""
        surveys = list(case.surveys)
        if case.is_claim:
            body: Json = {"text": case.asked, "surveys": surveys}
            response = self.request("POST", "/api/check", body)
        else:
            *turns, question = case.turns or (case.asked,)
            body = {"question": question, "turns": turns, "surveys": surveys}
            response = self.request("POST", "/api/ask", body)
        if response.status_code >= AT_FAULT:
            return failure(BadInput(f"HTTP {response.status_code}: {response.text[:200]}"))
        published: Json = _json(response)
        return published


class OpenAICompatible(_Remote):
    """Any endpoint that speaks OpenAI's chat completions; figures are read out of its text."""

    def __init__(
        self, url: str, *, model: str, key: str, workers: int, transport: Any = None
    ) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        super().__init__(url, workers=workers, headers=headers, transport=transport)
        self._model = model

    def describe(self) -> Described:
        """The endpoint and the model; what it answers from is not known."""
        return Described(target=f"openai:{self.url}", model=self._model)

    def ask(self, case: Case) -> Json:
        """The text of the first choice, with the figures that are read out of it."""
        turns = [*case.turns[:-1], case.asked]
        messages = [{"role": "user", "content": turn} for turn in turns]
        if case.is_claim:
            return failure(BadInput("an OpenAI-compatible endpoint checks no claims"))
        body = {"model": self._model, "messages": messages, "temperature": 0}
        response = self.request("POST", "/chat/completions", body)
        if response.status_code >= AT_FAULT:
            raise TargetUnavailable(
                f"{self.url}: HTTP {response.status_code}; {response.text[:200].strip()}"
            )
        try:
            text = str(_json(response)["choices"][0]["message"]["content"] or "")
        except (LookupError, TypeError) as error:
            raise TargetUnavailable(f"{self.url}: not the form of a chat completion") from error
        return reply_of_text(text, answerer=f"openai:{self._model}")


def reply_of_text(text: str, *, answerer: str) -> Json:
    """A mere text as a reply: its figures, and refused if it has none.

    >>> reply_of_text("It is 86% of employers.", answerer="x")["figures"]
    [{'text': '86%', 'value': 86.0, 'unit': 'percent'}]
    """
    from assistant.numerals import read_figures

    figures = [
        {"text": m.figure.text, "value": m.figure.value, "unit": m.figure.unit.value}
        for m in read_figures(text)
    ]
    status = "answered" if figures else "refused"
    return {"status": status, "text": text, "figures": figures, "answerer": answerer}


def _json(response: "httpx.Response") -> Any:
    try:
        return response.json()
    except ValueError as error:
        raise TargetUnavailable(
            f"{response.url}: answers with something other than JSON"
        ) from error
