"""Requests to a target over HTTP: tried again while it is busy, and bounded in what comes back."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from time import sleep
from typing import TYPE_CHECKING, Any

from assistant.errors import BadInput, TargetUnavailable
from assistant.render.safe_text import safe_line

if TYPE_CHECKING:
    import httpx

TRIES = 4
PATIENCE = 120.0  # seconds that a target may be silent
LARGEST_MB = 20
LONGEST_SAID = 200
BUSY = (408, 429, 502, 503, 504)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How requests get out, and how the time between two tries is spent."""

    transport: "httpx.BaseTransport | None" = None
    wait: Callable[[float], None] = sleep


NORMAL = Way()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A response: its status and its text."""

    status: int
    text: str


class Wire:
    """A connection to the server at an address, which errors name without a name and password."""

    def __init__(self, url: str, way: Way, *, key: str = "", busy: Sequence[int] = BUSY) -> None:
        import httpx

        self.name = without_user(url.rstrip("/"))
        self._url = url.rstrip("/")
        self._wait = way.wait
        self._key = _checked_key(key)
        self._busy = busy
        if not _has_host(url):
            raise self._no_url()
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {self._key}"} if self._key else {},
            timeout=PATIENCE,
            transport=way.transport,
            follow_redirects=False,
        )

    def request(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Received:
        """The response; a target that is busy or gone is tried again, a few times.

        Raises:
            BadInput: The address cannot be one.
            TargetUnavailable: It cannot be reached, stays busy, or sends too much.
        """
        import httpx

        why = ""
        for attempt in range(TRIES):
            if attempt:
                self._wait(2.0**attempt - 1)
            try:
                received = self._received(method, path, body)
            except (httpx.InvalidURL, UnicodeError) as error:
                raise self._no_url() from error
            except httpx.HTTPError as error:
                why = self.shown(str(error)) or type(error).__name__
                continue
            if received.status not in self._busy:
                return received
            why = f"HTTP {received.status}"
        raise TargetUnavailable(
            f"{self.name}: cannot be asked ({why}); see that it runs, then try again"
        )

    def json(self, received: Received) -> Any:
        """What a response with status 200 says.

        Raises:
            TargetUnavailable: It has another status, or is not JSON.
        """
        if received.status != 200:
            said = self.shown(received.text)
            raise TargetUnavailable(f"{self.name}: HTTP {received.status}{said and f'; {said}'}")
        try:
            return json.loads(received.text, parse_float=_finite, parse_constant=_finite)
        except (ValueError, RecursionError) as error:
            raise TargetUnavailable(
                f"{self.name}: answers with something other than JSON"
            ) from error

    def shown(self, text: str) -> str:
        """The beginning of what a target says, safe to print and without the key."""
        hidden = text.replace(self._key, "…") if self._key else text
        return safe_line(hidden[: 10 * LONGEST_SAID])[:LONGEST_SAID]

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _no_url(self) -> BadInput:
        return BadInput(f"--target: {self.name!r} is not a URL")

    def _received(self, method: str, path: str, body: Mapping[str, Any] | None) -> Received:
        data = bytearray()
        with self._client.stream(method, f"{self._url}{path}", json=body) as response:
            for part in response.iter_bytes():
                data += part
                if len(data) > LARGEST_MB * 1_000_000:
                    raise TargetUnavailable(
                        f"{self.name}: sends more than {LARGEST_MB} MB for one answer"
                    )
        return Received(status=response.status_code, text=data.decode("utf-8", "replace"))


def without_user(url: str) -> str:
    """The address as errors and runs may name it.

    >>> without_user("https://ann:hunter2@polls.example.org/v1")
    'https://…@polls.example.org/v1'
    """
    return re.sub(r"//\S*@", "//…@", url)


def _has_host(url: str) -> bool:
    import httpx

    try:
        return bool(httpx.URL(url).host)
    except (httpx.InvalidURL, UnicodeError):
        return False


def _checked_key(key: str) -> str:
    """The key, where it can stand in a header; what refuses it later on would repeat it."""
    key = key.strip()
    if not re.fullmatch(r"[!-~]*", key):
        raise BadInput("ASSISTANT_MODEL_KEY: has a character that no key has; copy it again")
    return key


def _finite(written: str) -> float:
    value = float(written)
    if not isfinite(value):
        raise ValueError(f"{written} is no number of JSON")
    return value
